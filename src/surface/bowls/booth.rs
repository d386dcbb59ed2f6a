//! Booth: a tilted, narrow bowl with its minimum at (1, 3).

use crate::catalog::Entry;
use crate::math::Real;
use crate::surface::{Formula, Surface, SurfaceFacts};

pub(in crate::surface) static ENTRY: Entry<dyn Surface> = Entry {
    id: "booth",
    name: "Booth",
    summary: "A tilted, narrow bowl with its minimum at (1, 3).",
    facts: SurfaceFacts {
        formula: "(x + 2*y - 7)^2 + (2*x + y - 5)^2",
        domain: &[[-10.0, 10.0], [-10.0, 10.0]],
        teaches: "A quadratic bowl whose axes are not those of the page.",
        source: "test collections after Booth",
    },
    make: || Box::new(Booth::default()),
};

crate::params! {
    /// No knobs.
    pub(super) struct Booth {}
}

impl Formula for Booth {
    const VIEW: [[f64; 2]; 2] = [[-10.0, 10.0], [-10.0, 10.0]];
    const START: [f64; 2] = [-6.0, 7.0];

    #[inline(always)]
    fn eval<T: Real>(&self, x: T, y: T) -> T {
        (x + y * 2.0 - 7.0).squared() + (x * 2.0 + y - 5.0).squared()
    }
}
