//! Himmelblau's four equal minima.

use crate::catalog::Entry;
use crate::math::Real;
use crate::surface::{Formula, Surface, SurfaceFacts};

pub(in crate::surface) static ENTRY: Entry<dyn Surface> = Entry {
    id: "himmelblau",
    name: "Himmelblau",
    summary: "Four minima of equal depth around one hill.",
    facts: SurfaceFacts {
        formula: "(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
        domain: &[[-5.0, 5.0], [-5.0, 5.0]],
        teaches: "Where you start decides where you end: basins of attraction.",
        source: "Himmelblau, Applied Nonlinear Programming (1972)",
    },
    make: || Box::new(Himmelblau::default()),
};

crate::params! {
    /// No knobs.
    pub(super) struct Himmelblau {}
}

impl Formula for Himmelblau {
    const VIEW: [[f64; 2]; 2] = [[-5.0, 5.0], [-5.0, 5.0]];
    const START: [f64; 2] = [-0.5, -0.5];

    #[inline(always)]
    fn eval<T: Real>(&self, x: T, y: T) -> T {
        (x.squared() + y - 11.0).squared() + (x + y.squared() - 7.0).squared()
    }
}
