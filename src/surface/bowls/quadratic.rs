//! The quadratic bowl: the surface on which everything can be computed by hand.

use crate::catalog::Entry;
use crate::math::Real;
use crate::surface::{Formula, Surface, SurfaceFacts};

pub(in crate::surface) static ENTRY: Entry<dyn Surface> = Entry {
    id: "quadratic",
    name: "Quadratic bowl",
    summary: "A bowl with eigenvalues 1 and kappa, turned by theta.",
    facts: SurfaceFacts {
        formula: "((x*cos(theta) + y*sin(theta))^2 + kappa*(y*cos(theta) - x*sin(theta))^2)/2",
        domain: &[[-5.0, 5.0], [-5.0, 5.0]],
        teaches: "The stability limit 2/kappa, conditioning, and why momentum helps.",
        source: "any textbook of optimization",
    },
    make: || Box::new(Quadratic::default()),
};

crate::params! {
    /// The knobs of the bowl.
    pub(super) struct Quadratic {
        /// The condition number: how much steeper the bowl is across than along.
        kappa "κ": f64 = 10.0, log(1.0, 1e6);
        /// The angle of the long axis in radians.
        theta "φ": f64 = 0.0, real(-3.2, 3.2);
    }
}

impl Formula for Quadratic {
    const VIEW: [[f64; 2]; 2] = [[-5.0, 5.0], [-5.0, 5.0]];
    const START: [f64; 2] = [-4.0, 2.0];

    #[inline(always)]
    fn eval<T: Real>(&self, x: T, y: T) -> T {
        let (sin, cos) = self.theta.sin_cos();
        let along = x * cos + y * sin;
        let across = y * cos - x * sin;
        (along.squared() + across.squared() * self.kappa) * 0.5
    }
}
