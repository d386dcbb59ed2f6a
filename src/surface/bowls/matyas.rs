//! Matyas: a long, very flat, tilted bowl.

use crate::catalog::Entry;
use crate::math::Real;
use crate::surface::{Formula, Surface, SurfaceFacts};

pub(in crate::surface) static ENTRY: Entry<dyn Surface> = Entry {
    id: "matyas",
    name: "Matyas",
    summary: "A long, very flat, tilted bowl.",
    facts: SurfaceFacts {
        formula: "0.26*(x^2 + y^2) - 0.48*x*y",
        domain: &[[-10.0, 10.0], [-10.0, 10.0]],
        teaches: "Flat along one diagonal: slow although it is convex.",
        source: "test collections after Matyas",
    },
    make: || Box::new(Matyas::default()),
};

crate::params! {
    /// No knobs.
    pub(super) struct Matyas {}
}

impl Formula for Matyas {
    const VIEW: [[f64; 2]; 2] = [[-10.0, 10.0], [-10.0, 10.0]];
    const START: [f64; 2] = [-8.0, 6.0];

    #[inline(always)]
    fn eval<T: Real>(&self, x: T, y: T) -> T {
        (x.squared() + y.squared()) * 0.26 - x * y * 0.48
    }
}
