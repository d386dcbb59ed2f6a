//! The function of Styblinski and Tang.

use crate::catalog::Entry;
use crate::math::Real;
use crate::surface::{Formula, Surface, SurfaceFacts};

pub(in crate::surface) static ENTRY: Entry<dyn Surface> = Entry {
    id: "styblinski_tang",
    name: "Styblinski-Tang",
    summary: "Four wells of different depth, all below zero.",
    facts: SurfaceFacts {
        formula: "(x^4 - 16*x^2 + 5*x + y^4 - 16*y^2 + 5*y)/2",
        domain: &[[-5.0, 5.0], [-5.0, 5.0]],
        teaches: "A good local minimum is not the best one; a loss may be negative.",
        source: "Styblinski and Tang, Neural Networks 3 (1990) 467-483",
    },
    make: || Box::new(StyblinskiTang::default()),
};

crate::params! {
    /// No knobs.
    pub(super) struct StyblinskiTang {}
}

impl Formula for StyblinskiTang {
    const VIEW: [[f64; 2]; 2] = [[-5.0, 5.0], [-5.0, 5.0]];
    const START: [f64; 2] = [0.6, 4.6];

    #[inline(always)]
    fn eval<T: Real>(&self, x: T, y: T) -> T {
        let one = |t: T| {
            let square = t.squared();
            square.squared() - square * 16.0 + t * 5.0
        };
        (one(x) + one(y)) * 0.5
    }
}
