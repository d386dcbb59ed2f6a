//! Sphere: round: every gradient points at the minimum.

use crate::catalog::Entry;
use crate::math::Real;
use crate::surface::{Formula, Surface, SurfaceFacts};

pub(in crate::surface) static ENTRY: Entry<dyn Surface> = Entry {
    id: "sphere",
    name: "Sphere",
    summary: "Round: every gradient points at the minimum.",
    facts: SurfaceFacts {
        formula: "x^2 + y^2",
        domain: &[[-5.12, 5.12], [-5.12, 5.12]],
        teaches: "The best case: one rate fits all directions.",
        source: "De Jong, PhD thesis (1975), F1",
    },
    make: || Box::new(Sphere::default()),
};

crate::params! {
    /// No knobs.
    pub(super) struct Sphere {}
}

impl Formula for Sphere {
    const VIEW: [[f64; 2]; 2] = [[-5.12, 5.12], [-5.12, 5.12]];
    const START: [f64; 2] = [3.5, 2.5];

    #[inline(always)]
    fn eval<T: Real>(&self, x: T, y: T) -> T {
        x.squared() + y.squared()
    }
}
