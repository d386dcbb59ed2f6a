//! Griewank's function: fine ripples on a wide bowl.

use crate::catalog::Entry;
use crate::math::Real;
use crate::surface::{Formula, Surface, SurfaceFacts};

pub(in crate::surface) static ENTRY: Entry<dyn Surface> = Entry {
    id: "griewank",
    name: "Griewank",
    summary: "A wide bowl from afar, ripples everywhere from near.",
    facts: SurfaceFacts {
        formula: "1 + (x^2 + y^2)/4000 - cos(x)*cos(y/sqrt(2))",
        domain: &[[-600.0, 600.0], [-600.0, 600.0]],
        teaches: "The scale at which you look decides what an optimizer sees.",
        source: "Griewank, Generalized Descent for Global Optimization (1981)",
    },
    make: || Box::new(Griewank::default()),
};

crate::params! {
    /// No knobs.
    pub(super) struct Griewank {}
}

impl Formula for Griewank {
    const VIEW: [[f64; 2]; 2] = [[-20.0, 20.0], [-20.0, 20.0]];
    const START: [f64; 2] = [-13.0, 9.0];

    #[inline(always)]
    fn eval<T: Real>(&self, x: T, y: T) -> T {
        (x.squared() + y.squared()) / 4000.0 - x.cos() * (y / 2f64.sqrt()).cos() + 1.0
    }
}
