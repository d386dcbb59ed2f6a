//! The three-hump camel.

use crate::catalog::Entry;
use crate::math::Real;
use crate::surface::{Formula, Surface, SurfaceFacts};

pub(in crate::surface) static ENTRY: Entry<dyn Surface> = Entry {
    id: "three_hump_camel",
    name: "Three-hump camel",
    summary: "One deep minimum between two shallow ones.",
    facts: SurfaceFacts {
        formula: "2*x^2 - 1.05*x^4 + x^6/6 + x*y + y^2",
        domain: &[[-5.0, 5.0], [-5.0, 5.0]],
        teaches: "A local minimum that momentum can roll out of.",
        source: "Dixon and Szego, Towards Global Optimisation 2 (1978)",
    },
    make: || Box::new(ThreeHumpCamel::default()),
};

crate::params! {
    /// No knobs.
    pub(super) struct ThreeHumpCamel {}
}

impl Formula for ThreeHumpCamel {
    const VIEW: [[f64; 2]; 2] = [[-2.5, 2.5], [-2.5, 2.5]];
    const START: [f64; 2] = [-2.2, 2.0];

    #[inline(always)]
    fn eval<T: Real>(&self, x: T, y: T) -> T {
        let x2 = x.squared();
        let x4 = x2.squared();
        x2 * 2.0 - x4 * 1.05 + x4 * x2 / 6.0 + x * y + y.squared()
    }
}
