//! The monkey saddle: three valleys meet in a flat point.

use crate::catalog::Entry;
use crate::math::Real;
use crate::surface::{Formula, Surface, SurfaceFacts};

pub(in crate::surface) static ENTRY: Entry<dyn Surface> = Entry {
    id: "monkey_saddle",
    name: "Monkey saddle",
    summary: "Three valleys and three ridges meet in a point without any curvature.",
    facts: SurfaceFacts {
        formula: "x^3 - 3*x*y^2",
        domain: &[[-2.0, 2.0], [-2.0, 2.0]],
        teaches: "The Hessian is zero here: second derivatives do not tell what kind of point it is.",
        source: "Classical; Hilbert and Cohn-Vossen, Anschauliche Geometrie (1932)",
    },
    make: || Box::new(MonkeySaddle::default()),
};

crate::params! {
    /// No knobs.
    pub(super) struct MonkeySaddle {}
}

impl Formula for MonkeySaddle {
    const VIEW: [[f64; 2]; 2] = [[-2.0, 2.0], [-2.0, 2.0]];
    const START: [f64; 2] = [-0.6, 0.9];

    #[inline(always)]
    fn eval<T: Real>(&self, x: T, y: T) -> T {
        x.powi(3) - x * y.squared() * 3.0
    }
}
