//! Rastrigin's egg box.

use std::f64::consts::TAU;

use super::{Formula, Surface, SurfaceFacts};
use crate::catalog::Entry;
use crate::math::Real;

pub(super) static ENTRY: Entry<dyn Surface> = Entry {
    id: "rastrigin",
    name: "Rastrigin",
    summary: "A bowl under a regular grid of bumps: a minimum near every whole number.",
    facts: SurfaceFacts {
        formula: "2*A + x^2 - A*cos(2*pi*x) + y^2 - A*cos(2*pi*y)",
        domain: [[-DOMAIN, DOMAIN], [-DOMAIN, DOMAIN]],
        teaches: "Descent finds the nearest minimum, whatever the optimizer.",
        source: "Rastrigin (1974); Muehlenbein and others, Parallel Computing 17 (1991) 619-632",
    },
    make: || Box::new(Rastrigin::default()),
};

const DOMAIN: f64 = 5.12;

crate::params! {
    /// The knob of the egg box.
    #[expect(non_snake_case, reason = "the literature's name")]
    pub(super) struct Rastrigin {
        /// The height of the bumps.
        A "": f64 = 10.0, real(0.0, 100.0);
    }
}

impl Formula for Rastrigin {
    const VIEW: [[f64; 2]; 2] = [[-1.6, 1.6], [-1.6, 1.6]];
    const START: [f64; 2] = [-1.3, 1.2];

    #[inline(always)]
    fn eval<T: Real>(&self, x: T, y: T) -> T {
        let one = |t: T| t.squared() - (t * TAU).cos() * self.A;
        one(x) + one(y) + 2.0 * self.A
    }

    /// The function is a sum over the coordinates, so its critical points are all the pairs of
    /// the solutions of t + pi A sin(2 pi t) = 0, of which there is one near every half number
    /// as long as the bumps are high enough.
    fn guesses(&self) -> Vec<[f64; 2]> {
        let solve = |mut t: f64| {
            for _ in 0..20 {
                let slope = 1.0 + 0.5 * TAU * TAU * self.A * (TAU * t).cos();
                t -= (t + 0.5 * TAU * self.A * (TAU * t).sin()) / slope;
            }
            t
        };
        let axis: Vec<f64> = (-10..=10)
            .map(|k| 0.5 * f64::from(k))
            .map(|guess| (guess, solve(guess)))
            .filter(|(guess, t)| (guess - t).abs() < 0.25 && t.abs() < DOMAIN)
            .map(|(_, t)| t)
            .collect();
        axis.iter().flat_map(|x| axis.iter().map(|y| [*x, *y])).collect()
    }
}
