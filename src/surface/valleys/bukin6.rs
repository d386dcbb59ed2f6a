//! Bukin's function number 6: a knife edge along a parabola.

use crate::catalog::Entry;
use crate::math::Real;
use crate::surface::{Formula, Surface, SurfaceFacts};

pub(in crate::surface) static ENTRY: Entry<dyn Surface> = Entry {
    id: "bukin6",
    name: "Bukin 6",
    summary: "A curved valley with a floor as sharp as a fold.",
    facts: SurfaceFacts {
        formula: "100*sqrt(abs(y - 0.01*x^2)) + 0.01*abs(x + 10)",
        domain: &[[-15.0, -5.0], [-3.0, 3.0]],
        teaches: "At a fold the gradient grows without bound: every fixed rate jumps from wall to wall.",
        source: "Bukin, New Minimization Strategies for Non-Smooth Functions (1997)",
    },
    make: || Box::new(Bukin6::default()),
};

crate::params! {
    /// No knobs.
    pub(super) struct Bukin6 {}
}

impl Formula for Bukin6 {
    const VIEW: [[f64; 2]; 2] = [[-15.0, -5.0], [-3.0, 3.0]];
    const START: [f64; 2] = [-13.0, 2.2];

    #[inline(always)]
    fn eval<T: Real>(&self, x: T, y: T) -> T {
        (y - x.squared() * 0.01).abs().sqrt() * 100.0 + (x + 10.0).abs() * 0.01
    }
}
