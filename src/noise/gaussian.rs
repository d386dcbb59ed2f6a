//! Gaussian noise on every coordinate, as from a batch of independent examples.

use rand_distr::{Distribution as _, StandardNormal};
use rand_pcg::Pcg64Mcg;

use super::{Coming, Noise, NoiseFacts};
use crate::catalog::Entry;

pub(super) static ENTRY: Entry<dyn Noise> = Entry {
    id: "gaussian",
    name: "Gaussian",
    summary: "Independent normal noise on each coordinate, averaged over a batch.",
    facts: NoiseFacts {
        rule: "g := ∇f(θ) + σ/√B z, z standard normal per coordinate",
        ..NoiseFacts::USUAL
    },
    make: || Box::new(Gaussian::default()),
};

crate::params! {
    /// The knobs of [`Gaussian`].
    struct Knobs {
        /// The standard deviation of one example's gradient, per coordinate.
        sigma "σ": f64 = 0.5, log(0.0, 1e4);
        /// How many examples are averaged: the noise shrinks by the root of this.
        batch "B": u32 = 1, count(1, 100_000);
    }
}

/// Gaussian noise.
#[derive(Debug, Default)]
struct Gaussian {
    knobs: Knobs,
    drawn: Vec<f64>,
}
crate::params!(forward Gaussian => knobs);

impl Noise for Gaussian {
    fn begin_step(&mut self, coming: Coming, rng: &mut Pcg64Mcg) {
        let scale = self.knobs.sigma / f64::from(self.knobs.batch).sqrt();
        self.drawn.resize(coming.dim, 0.0);
        for drawn in &mut self.drawn {
            let z: f64 = StandardNormal.sample(rng);
            *drawn = scale * z;
        }
    }

    fn disturb(&self, _x: &[f64], gradient: &mut [f64]) {
        for (g, drawn) in gradient.iter_mut().zip(&self.drawn) {
            *g += drawn;
        }
    }
}
