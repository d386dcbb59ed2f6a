//! Ackley's function: bumps all around a funnel with a pointed tip.

use std::f64::consts::{E, TAU};

use crate::catalog::Entry;
use crate::math::Real;
use crate::surface::{Formula, Surface, SurfaceFacts};

pub(in crate::surface) static ENTRY: Entry<dyn Surface> = Entry {
    id: "ackley",
    name: "Ackley",
    summary: "A plain of bumps around a deep funnel whose tip is a cone.",
    facts: SurfaceFacts {
        formula: "-a*exp(-b*sqrt((x^2 + y^2)/2)) - exp((cos(c*x) + cos(c*y))/2) + a + e",
        domain: &[[-32.768, 32.768], [-32.768, 32.768]],
        teaches: "At the tip the gradient does not vanish, so a fixed rate never settles.",
        source: "Ackley, A Connectionist Machine for Genetic Hillclimbing (1987)",
    },
    make: || Box::new(Ackley::default()),
};

crate::params! {
    /// The knobs of the funnel.
    pub(super) struct Ackley {
        /// The depth of the funnel.
        a "": f64 = 20.0, real(0.0, 100.0);
        /// How narrow the funnel is.
        b "": f64 = 0.2, real(0.0, 2.0);
        /// How many bumps there are per length.
        c "": f64 = TAU, real(0.0, 20.0);
    }
}

impl Formula for Ackley {
    const VIEW: [[f64; 2]; 2] = [[-5.0, 5.0], [-5.0, 5.0]];
    const START: [f64; 2] = [-3.3, 2.4];

    #[inline(always)]
    fn eval<T: Real>(&self, x: T, y: T) -> T {
        let radius = ((x.squared() + y.squared()) * 0.5).sqrt();
        let bumps = ((x * self.c).cos() + (y * self.c).cos()) * 0.5;
        (radius * -self.b).exp() * -self.a - bumps.exp() + (self.a + E)
    }
}
