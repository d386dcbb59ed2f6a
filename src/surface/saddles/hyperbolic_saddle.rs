//! The plain saddle.

use crate::catalog::Entry;
use crate::math::Real;
use crate::surface::{Formula, Surface, SurfaceFacts};

pub(in crate::surface) static ENTRY: Entry<dyn Surface> = Entry {
    id: "hyperbolic_saddle",
    name: "Saddle",
    summary: "Uphill in x, downhill in y without end.",
    facts: SurfaceFacts {
        formula: "x^2 - y^2",
        domain: &[[-2.0, 2.0], [-2.0, 2.0]],
        teaches: "A vanishing gradient is not a minimum; a little noise finds the way out.",
        source: "any textbook of calculus",
    },
    make: || Box::new(HyperbolicSaddle::default()),
};

crate::params! {
    /// No knobs.
    pub(super) struct HyperbolicSaddle {}
}

impl Formula for HyperbolicSaddle {
    const VIEW: [[f64; 2]; 2] = [[-2.0, 2.0], [-2.0, 2.0]];
    const START: [f64; 2] = [-1.5, 0.001];

    #[inline(always)]
    fn eval<T: Real>(&self, x: T, y: T) -> T {
        x.squared() - y.squared()
    }
}
