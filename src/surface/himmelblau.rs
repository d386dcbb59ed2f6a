//! Himmelblau's four equal minima.

use super::{Formula, Surface, SurfaceFacts};
use crate::catalog::Entry;
use crate::math::Real;

pub(super) static ENTRY: Entry<dyn Surface> = Entry {
    id: "himmelblau",
    name: "Himmelblau",
    summary: "Four minima of equal depth around one hill.",
    facts: SurfaceFacts {
        formula: "(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
        domain: [[-5.0, 5.0], [-5.0, 5.0]],
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

    fn guesses(&self) -> Vec<[f64; 2]> {
        vec![
            [3.0, 2.0],
            [-2.805, 3.131],
            [-3.779, -3.283],
            [3.584, -1.848],
            [3.385, 0.0739],
            [0.0867, 2.884],
            [-3.073, -0.0814],
            [-0.128, -1.954],
            [-0.271, -0.923],
        ]
    }
}
