//! Easom's function: a needle in a plain.

use std::f64::consts::PI;

use crate::catalog::Entry;
use crate::math::Real;
use crate::surface::{Formula, Surface, SurfaceFacts};

pub(in crate::surface) static ENTRY: Entry<dyn Surface> = Entry {
    id: "easom",
    name: "Easom",
    summary: "A flat plain with one deep, narrow hole.",
    facts: SurfaceFacts {
        formula: "-cos(x)*cos(y)*exp(-((x - pi)^2 + (y - pi)^2))",
        domain: &[[-100.0, 100.0], [-100.0, 100.0]],
        teaches: "From the plain no gradient shows the way: only search at large finds the hole.",
        source: "Easom, A Survey of Global Optimization Techniques (1990)",
    },
    make: || Box::new(Easom::default()),
};

crate::params! {
    /// No knobs.
    pub(super) struct Easom {}
}

impl Formula for Easom {
    const VIEW: [[f64; 2]; 2] = [[-5.0, 10.0], [-5.0, 10.0]];
    const START: [f64; 2] = [1.4, 2.2];

    #[inline(always)]
    fn eval<T: Real>(&self, x: T, y: T) -> T {
        let away = (x - PI).squared() + (y - PI).squared();
        -(x.cos() * y.cos() * (-away).exp())
    }
}
