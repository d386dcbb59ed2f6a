//! Six-hump camel: two deepest minima among six.

use crate::catalog::Entry;
use crate::math::Real;
use crate::surface::{Formula, Surface, SurfaceFacts};

pub(in crate::surface) static ENTRY: Entry<dyn Surface> = Entry {
    id: "six_hump_camel",
    name: "Six-hump camel",
    summary: "Two deepest minima among six.",
    facts: SurfaceFacts {
        formula: "(4 - 2.1*x^2 + x^4/3)*x^2 + x*y + (-4 + 4*y^2)*y^2",
        domain: &[[-3.0, 3.0], [-2.0, 2.0]],
        teaches: "Two equally good answers: the start decides.",
        source: "Dixon and Szego, Towards Global Optimisation 2 (1978)",
    },
    make: || Box::new(SixHumpCamel::default()),
};

crate::params! {
    /// No knobs.
    pub(super) struct SixHumpCamel {}
}

impl Formula for SixHumpCamel {
    const VIEW: [[f64; 2]; 2] = [[-3.0, 3.0], [-2.0, 2.0]];
    const START: [f64; 2] = [-1.6, 1.3];

    #[inline(always)]
    fn eval<T: Real>(&self, x: T, y: T) -> T {
        let (xx, yy) = (x.squared(), y.squared());
        xx * (xx.squared() / 3.0 - xx * 2.1 + 4.0) + x * y + yy * (yy * 4.0 - 4.0)
    }
}
