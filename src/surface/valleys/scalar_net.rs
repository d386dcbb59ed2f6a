//! Four layers with one weight each, two and two alike.

use crate::catalog::Entry;
use crate::math::Real;
use crate::surface::{Formula, Surface, SurfaceFacts};

pub(in crate::surface) static ENTRY: Entry<dyn Surface> = Entry {
    id: "scalar_net",
    name: "Scalar network",
    summary: "Four linear layers of one weight, two and two alike: a curved valley of minima, sharp or flat.",
    facts: SurfaceFacts {
        formula: "(x^2*y^2 - 1)^2/4",
        domain: &[[-10.0, 10.0], [-10.0, 10.0]],
        teaches: "The learning rate chooses the minimum: one sharper than 2/lr cannot be held.",
        source: "After Zhu et al., Understanding Edge-of-Stability Training Dynamics with a Minimalist Example (2023)",
    },
    make: || Box::new(ScalarNet::default()),
};

crate::params! {
    /// No knobs.
    pub(super) struct ScalarNet {}
}

impl Formula for ScalarNet {
    const VIEW: [[f64; 2]; 2] = [[0.5, 4.5], [-1.0, 1.5]];
    const START: [f64; 2] = [3.0, 0.2];

    #[inline(always)]
    fn eval<T: Real>(&self, x: T, y: T) -> T {
        ((x * y).squared() - 1.0).squared() * 0.25
    }
}
