//! The cross in the tray: folds along the axes.

use std::f64::consts::PI;

use crate::catalog::Entry;
use crate::math::Real;
use crate::surface::{Formula, Surface, SurfaceFacts};

pub(in crate::surface) static ENTRY: Entry<dyn Surface> = Entry {
    id: "cross_in_tray",
    name: "Cross-in-tray",
    summary: "A tray with a raised cross; four equal minima, folds along the axes.",
    facts: SurfaceFacts {
        formula: "-0.0001*(abs(sin(x)*sin(y)*exp(abs(100 - sqrt(x^2 + y^2)/pi))) + 1)^0.1",
        domain: &[[-10.0, 10.0], [-10.0, 10.0]],
        teaches: "Symmetry makes four equal answers; the folds have no gradient.",
        source: "Mishra, Some new test functions for global optimization (2006)",
    },
    make: || Box::new(CrossInTray::default()),
};

crate::params! {
    /// No knobs.
    pub(super) struct CrossInTray {}
}

impl Formula for CrossInTray {
    const VIEW: [[f64; 2]; 2] = [[-5.0, 5.0], [-5.0, 5.0]];
    const START: [f64; 2] = [0.5, 2.6];

    #[inline(always)]
    fn eval<T: Real>(&self, x: T, y: T) -> T {
        let falloff = (T::from(100.0) - (x.squared() + y.squared()).sqrt() / PI).abs();
        let size = (x.sin() * y.sin() * falloff.exp()).abs() + 1.0;
        size.powf(0.1) * -0.0001
    }
}
