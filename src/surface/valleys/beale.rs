//! Beale's function.

use crate::catalog::Entry;
use crate::math::Real;
use crate::surface::{Formula, Surface, SurfaceFacts};

pub(in crate::surface) static ENTRY: Entry<dyn Surface> = Entry {
    id: "beale",
    name: "Beale",
    summary: "A flat valley between walls that grow with the eighth power.",
    facts: SurfaceFacts {
        formula: "(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2",
        domain: &[[-4.5, 4.5], [-4.5, 4.5]],
        teaches: "Gradients of very different size on one map.",
        source: "Beale, On an iterative method for finding a local minimum (1958)",
    },
    make: || Box::new(Beale::default()),
};

crate::params! {
    /// No knobs.
    pub(super) struct Beale {}
}

impl Formula for Beale {
    const VIEW: [[f64; 2]; 2] = [[-4.5, 4.5], [-4.5, 4.5]];
    const START: [f64; 2] = [1.0, -0.6];

    #[inline(always)]
    fn eval<T: Real>(&self, x: T, y: T) -> T {
        let term = |c: f64, power: T| (x * power - x + c).squared();
        let square = y.squared();
        term(1.5, y) + term(2.25, square) + term(2.625, square * y)
    }
}
