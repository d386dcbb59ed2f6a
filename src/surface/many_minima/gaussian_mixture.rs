//! Four Gaussian wells in a shallow bowl.

use crate::catalog::Entry;
use crate::math::Real;
use crate::surface::{Formula, Surface, SurfaceFacts};

pub(in crate::surface) static ENTRY: Entry<dyn Surface> = Entry {
    id: "gaussian_mixture",
    name: "Four wells",
    summary: "Four round wells of different depth and width in a shallow bowl.",
    facts: SurfaceFacts {
        formula: "0.05*(x^2 + y^2) - 3*exp(-((x - 1)^2 + (y - 1.5)^2)/0.72) \
                  - 2*exp(-((x + 2)^2 + (y - 1)^2)/0.98) \
                  - 2.5*exp(-((x + 1)^2 + (y + 2)^2)/1.28) \
                  - 1.5*exp(-((x - 2)^2 + (y + 1)^2)/0.5)",
        domain: &[[-4.0, 4.0], [-4.0, 4.0]],
        teaches: "Large steps jump over narrow wells; wide wells catch them.",
        source: "made for this program",
    },
    make: || Box::new(GaussianMixture::default()),
};

crate::params! {
    /// No knobs.
    pub(super) struct GaussianMixture {}
}

impl Formula for GaussianMixture {
    const VIEW: [[f64; 2]; 2] = [[-4.0, 4.0], [-4.0, 4.0]];
    const START: [f64; 2] = [-0.2, 3.4];

    #[inline(always)]
    fn eval<T: Real>(&self, x: T, y: T) -> T {
        let well = |depth: f64, cx: f64, cy: f64, width: f64| {
            (-((x - cx).squared() + (y - cy).squared()) / width).exp() * depth
        };
        (x.squared() + y.squared()) * 0.05
            - well(3.0, 1.0, 1.5, 0.72)
            - well(2.0, -2.0, 1.0, 0.98)
            - well(2.5, -1.0, -2.0, 1.28)
            - well(1.5, 2.0, -1.0, 0.5)
    }
}
