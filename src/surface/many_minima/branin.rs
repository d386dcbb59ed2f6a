//! Branin: three equally deep minima in a curved valley.

use std::f64::consts::PI;

use crate::catalog::Entry;
use crate::math::Real;
use crate::surface::{Formula, Surface, SurfaceFacts};

pub(in crate::surface) static ENTRY: Entry<dyn Surface> = Entry {
    id: "branin",
    name: "Branin",
    summary: "Three equally deep minima in a curved valley.",
    facts: SurfaceFacts {
        formula: "a*(y - b*x^2 + c*x - r)^2 + s*(1 - t)*cos(x) + s",
        domain: &[[-5.0, 10.0], [0.0, 15.0]],
        teaches: "The favourite of Bayesian optimisation: three answers, all right.",
        source: "Branin, IBM J. Res. Dev. 16 (1972) 504-522",
    },
    make: || Box::new(Branin::default()),
};

crate::params! {
    /// The knobs.
    pub(super) struct Branin {
        /// The weight of the valley.
        a "a": f64 = 1.0, log(0.01, 100.0);
        /// How much the valley bends.
        b "b": f64 = 5.1 / (4.0 * PI * PI), real(0.0, 1.0);
        /// How much the valley leans.
        c "c": f64 = 5.0 / PI, real(0.0, 5.0);
        /// How far the valley is moved.
        r "r": f64 = 6.0, real(0.0, 12.0);
        /// The height of the waves along the valley.
        s "s": f64 = 10.0, real(0.0, 50.0);
        /// How much of the waves is left out.
        t "t": f64 = 1.0 / (8.0 * PI), real(0.0, 1.0);
    }
}

impl Formula for Branin {
    const VIEW: [[f64; 2]; 2] = [[-5.0, 10.0], [0.0, 15.0]];
    const START: [f64; 2] = [-3.0, 2.0];

    #[inline(always)]
    fn eval<T: Real>(&self, x: T, y: T) -> T {
        let Self { a, b, c, r, s, t } = *self;
        (y - x.squared() * b + x * c - r).squared() * a + x.cos() * (s * (1.0 - t)) + s
    }
}
