//! Rastrigin's egg box.

use std::f64::consts::TAU;

use crate::catalog::Entry;
use crate::math::Real;
use crate::surface::{Formula, Surface, SurfaceFacts};

pub(in crate::surface) static ENTRY: Entry<dyn Surface> = Entry {
    id: "rastrigin",
    name: "Rastrigin",
    summary: "A bowl under a regular grid of bumps: a minimum near every whole number.",
    facts: SurfaceFacts {
        formula: "2*A + x^2 - A*cos(2*pi*x) + y^2 - A*cos(2*pi*y)",
        domain: &[[-DOMAIN, DOMAIN], [-DOMAIN, DOMAIN]],
        teaches: "Descent finds the nearest minimum, whatever the optimizer.",
        source: "Rastrigin (1974); Muehlenbein and others, Parallel Computing 17 (1991) 619-632",
    },
    make: || Box::new(Rastrigin::default()),
};

const DOMAIN: f64 = 5.12;

crate::params! {
    /// The knob of the egg box.
    #[expect(non_snake_case, reason = "the literature's name")]
    pub(super) struct Rastrigin {
        /// The height of the bumps.
        A "": f64 = 10.0, real(0.0, 100.0);
    }
}

impl Formula for Rastrigin {
    const VIEW: [[f64; 2]; 2] = [[-1.6, 1.6], [-1.6, 1.6]];
    const START: [f64; 2] = [-1.3, 1.2];

    #[inline(always)]
    fn eval<T: Real>(&self, x: T, y: T) -> T {
        let one = |t: T| t.squared() - (t * TAU).cos() * self.A;
        // The constant on one side: a map then adds a column and a row, and that is all.
        one(x) + (one(y) + 2.0 * self.A)
    }
}
