//! Schwefel's function: the best minimum is far from the second best.

use crate::catalog::Entry;
use crate::math::Real;
use crate::surface::{Formula, Surface, SurfaceFacts};

pub(in crate::surface) static ENTRY: Entry<dyn Surface> = Entry {
    id: "schwefel",
    name: "Schwefel",
    summary: "Growing waves; the lowest minimum sits in a corner, far from the next best.",
    facts: SurfaceFacts {
        formula: "2*418.9829 - x*sin(sqrt(abs(x))) - y*sin(sqrt(abs(y)))",
        domain: &[[-500.0, 500.0], [-500.0, 500.0]],
        teaches: "A good neighbourhood may be the wrong one: the second best minima lie at the other end.",
        source: "Schwefel, Numerical Optimization of Computer Models (1981)",
    },
    make: || Box::new(Schwefel::default()),
};

crate::params! {
    /// No knobs.
    pub(super) struct Schwefel {}
}

impl Formula for Schwefel {
    const VIEW: [[f64; 2]; 2] = [[-500.0, 500.0], [-500.0, 500.0]];
    const START: [f64; 2] = [-120.0, 150.0];

    #[inline(always)]
    fn eval<T: Real>(&self, x: T, y: T) -> T {
        let wave = |t: T| t * t.abs().sqrt().sin();
        -wave(x) - wave(y) + 2.0 * 418.9829
    }
}
