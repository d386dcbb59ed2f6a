//! McCormick: a wavy slope: one minimum in its box, endlessly many beyond.

use crate::catalog::Entry;
use crate::math::Real;
use crate::surface::{Formula, Surface, SurfaceFacts};

pub(in crate::surface) static ENTRY: Entry<dyn Surface> = Entry {
    id: "mccormick",
    name: "McCormick",
    summary: "A wavy slope: one minimum in its box, endlessly many beyond.",
    facts: SurfaceFacts {
        formula: "sin(x + y) + (x - y)^2 - 1.5*x + 2.5*y + 1",
        domain: &[[-1.5, 4.0], [-3.0, 4.0]],
        teaches: "Leaving the map in steps that are too long, and finding a lower valley there.",
        source: "McCormick, Math. Programming 10 (1976) 147-175",
    },
    make: || Box::new(McCormick::default()),
};

crate::params! {
    /// No knobs.
    pub(super) struct McCormick {}
}

impl Formula for McCormick {
    const VIEW: [[f64; 2]; 2] = [[-1.5, 4.0], [-3.0, 4.0]];
    const START: [f64; 2] = [3.0, 3.0];

    #[inline(always)]
    fn eval<T: Real>(&self, x: T, y: T) -> T {
        (x + y).sin() + (x - y).squared() - x * 1.5 + y * 2.5 + 1.0
    }
}
