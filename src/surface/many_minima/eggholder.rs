//! The egg holder: large waves everywhere.

use crate::catalog::Entry;
use crate::math::Real;
use crate::surface::{Formula, Surface, SurfaceFacts};

pub(in crate::surface) static ENTRY: Entry<dyn Surface> = Entry {
    id: "eggholder",
    name: "Eggholder",
    summary: "Deep waves all over; the lowest point lies on the edge of the domain.",
    facts: SurfaceFacts {
        formula: "-(y + 47)*sin(sqrt(abs(x/2 + y + 47))) - x*sin(sqrt(abs(x - (y + 47))))",
        domain: &[[-512.0, 512.0], [-512.0, 512.0]],
        teaches: "Hundreds of minima and no overall slope: where you start decides where you end.",
        source: "Whitley, Rana, Dzubera and Mathias, Evaluating Evolutionary Algorithms (1996)",
    },
    make: || Box::new(Eggholder::default()),
};

crate::params! {
    /// No knobs.
    pub(super) struct Eggholder {}
}

impl Formula for Eggholder {
    const VIEW: [[f64; 2]; 2] = [[-512.0, 512.0], [-512.0, 512.0]];
    const START: [f64; 2] = [120.0, -230.0];

    #[inline(always)]
    fn eval<T: Real>(&self, x: T, y: T) -> T {
        let lifted = y + 47.0;
        let wave = |t: T| t.abs().sqrt().sin();
        -(lifted * wave(x * 0.5 + lifted)) - x * wave(x - lifted)
    }
}
