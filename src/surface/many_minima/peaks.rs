//! MATLAB's peaks: hills and hollows.

use crate::catalog::Entry;
use crate::math::Real;
use crate::surface::{Formula, Surface, SurfaceFacts};

pub(in crate::surface) static ENTRY: Entry<dyn Surface> = Entry {
    id: "peaks",
    name: "Peaks",
    summary: "Three hills and three hollows on a plain.",
    facts: SurfaceFacts {
        formula: "3*(1 - x)^2*exp(-x^2 - (y + 1)^2) - 10*(x/5 - x^3 - y^5)*exp(-x^2 - y^2) - exp(-(x + 1)^2 - y^2)/3",
        domain: &[[-3.0, 3.0], [-3.0, 3.0]],
        teaches: "Hills push apart: starts close together end in different hollows.",
        source: "The MathWorks, peaks, MATLAB",
    },
    make: || Box::new(Peaks::default()),
};

crate::params! {
    /// No knobs.
    pub(super) struct Peaks {}
}

impl Formula for Peaks {
    const VIEW: [[f64; 2]; 2] = [[-3.0, 3.0], [-3.0, 3.0]];
    const START: [f64; 2] = [0.2, -0.6];

    #[inline(always)]
    fn eval<T: Real>(&self, x: T, y: T) -> T {
        let [xx, yy] = [x.squared(), y.squared()];
        let hill = (x * -1.0 + 1.0).squared() * (-xx - (y + 1.0).squared()).exp() * 3.0;
        let middle = (x * 0.2 - xx * x - yy.squared() * y) * (-xx - yy).exp() * 10.0;
        hill - middle - (-(x + 1.0).squared() - yy).exp() / 3.0
    }
}
