//! Rosenbrock's banana valley.

use crate::catalog::Entry;
use crate::math::Real;
use crate::surface::{Formula, Surface, SurfaceFacts};

pub(in crate::surface) static ENTRY: Entry<dyn Surface> = Entry {
    id: "rosenbrock",
    name: "Rosenbrock",
    summary: "A curved valley with steep walls and an almost flat floor.",
    facts: SurfaceFacts {
        formula: "(a - x)^2 + b*(y - x^2)^2",
        domain: &[[-2.0, 2.0], [-1.0, 3.0]],
        teaches: "Reaching the valley is quick, following it is slow.",
        source: "Rosenbrock, The Computer Journal 3 (1960) 175-184",
    },
    make: || Box::new(Rosenbrock::default()),
};

crate::params! {
    /// The knobs of the valley.
    pub(super) struct Rosenbrock {
        /// The x of the minimum, which lies at (a, a^2).
        a "": f64 = 1.0, real(-10.0, 10.0);
        /// How steep the walls are.
        b "": f64 = 100.0, log(0.01, 1e6);
    }
}

impl Formula for Rosenbrock {
    const VIEW: [[f64; 2]; 2] = [[-2.0, 2.0], [-1.0, 3.0]];
    const START: [f64; 2] = [-1.2, 1.0];

    #[inline(always)]
    fn eval<T: Real>(&self, x: T, y: T) -> T {
        (x - self.a).squared() + (y - x.squared()).squared() * self.b
    }
}
