//! Gaussian well: a single well in an endless plain.

use crate::catalog::Entry;
use crate::math::Real;
use crate::surface::{Formula, Surface, SurfaceFacts};

pub(in crate::surface) static ENTRY: Entry<dyn Surface> = Entry {
    id: "gaussian_well",
    name: "Gaussian well",
    summary: "A single well in an endless plain.",
    facts: SurfaceFacts {
        formula: "1 - exp(-(x^2 + y^2)/(2*sigma^2))",
        domain: &[[-6.0, 6.0], [-6.0, 6.0]],
        teaches: "Far out the gradient vanishes: nothing moves, though nothing is reached.",
        source: "defined here",
    },
    make: || Box::new(GaussianWell::default()),
};

crate::params! {
    /// The knobs.
    pub(super) struct GaussianWell {
        /// How wide the well is.
        sigma "σ": f64 = 1.0, real(0.2, 3.0);
    }
}

impl Formula for GaussianWell {
    const VIEW: [[f64; 2]; 2] = [[-6.0, 6.0], [-6.0, 6.0]];
    const START: [f64; 2] = [2.6, 1.6];

    #[inline(always)]
    fn eval<T: Real>(&self, x: T, y: T) -> T {
        let width = 2.0 * self.sigma * self.sigma;
        T::from(1.0) - (-(x.squared() + y.squared()) / width).exp()
    }
}
