//! Lévy's function number 13: ripples in a bowl.

use std::f64::consts::PI;

use crate::catalog::Entry;
use crate::math::Real;
use crate::surface::{Formula, Surface, SurfaceFacts};

pub(in crate::surface) static ENTRY: Entry<dyn Surface> = Entry {
    id: "levy13",
    name: "Lévy 13",
    summary: "A bowl with ripples of two frequencies.",
    facts: SurfaceFacts {
        formula: "sin(3*pi*x)^2 + (x - 1)^2*(1 + sin(3*pi*y)^2) + (y - 1)^2*(1 + sin(2*pi*y)^2)",
        domain: &[[-10.0, 10.0], [-10.0, 10.0]],
        teaches: "Ripples trap small steps; noise or momentum carries over them.",
        source: "Lévy and Montalvo, The Tunneling Algorithm for the Global Minimization of Functions (1985)",
    },
    make: || Box::new(Levy13::default()),
};

crate::params! {
    /// No knobs.
    pub(super) struct Levy13 {}
}

impl Formula for Levy13 {
    const VIEW: [[f64; 2]; 2] = [[-3.0, 5.0], [-3.0, 5.0]];
    const START: [f64; 2] = [-2.2, 3.9];

    #[inline(always)]
    fn eval<T: Real>(&self, x: T, y: T) -> T {
        let ripple = |t: T, frequency: f64| (t * (frequency * PI)).sin().squared();
        let far = (x - 1.0).squared() * (ripple(y, 3.0) + 1.0);
        ripple(x, 3.0) + far + (y - 1.0).squared() * (ripple(y, 2.0) + 1.0)
    }
}
