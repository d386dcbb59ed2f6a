//! Michalewicz's function: steep ditches across plains.

use std::f64::consts::PI;

use crate::catalog::Entry;
use crate::math::Real;
use crate::surface::{Formula, Surface, SurfaceFacts};

pub(in crate::surface) static ENTRY: Entry<dyn Surface> = Entry {
    id: "michalewicz",
    name: "Michalewicz",
    summary: "Plains cut by narrow ditches; the deepest place is where two of them cross.",
    facts: SurfaceFacts {
        formula: "-sin(x)*sin(x^2/pi)^(2*m) - sin(y)*sin(2*y^2/pi)^(2*m)",
        domain: &[[0.0, PI], [0.0, PI]],
        teaches: "On the plains the gradient vanishes; in a ditch it points across, not along.",
        source: "Michalewicz, Genetic Algorithms + Data Structures = Evolution Programs (1992)",
    },
    make: || Box::new(Michalewicz::default()),
};

crate::params! {
    /// The knobs of the landscape.
    pub(super) struct Michalewicz {
        /// How steep the ditches are.
        m "": u32 = 10, count(1, 20);
    }
}

impl Formula for Michalewicz {
    const VIEW: [[f64; 2]; 2] = [[0.0, PI], [0.0, PI]];
    const START: [f64; 2] = [1.7, 1.2];

    #[inline(always)]
    fn eval<T: Real>(&self, x: T, y: T) -> T {
        let ditch = |t: T, k: f64| t.sin() * (t.squared() * (k / PI)).sin().powi(2 * self.m as i32);
        -ditch(x, 1.0) - ditch(y, 2.0)
    }
}
