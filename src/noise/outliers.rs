//! Gaussian noise with now and then a gradient that is far off, as from a mislabelled example.

use rand_distr::{Distribution as _, StandardNormal, StandardUniform};
use rand_pcg::Pcg64Mcg;

use super::{Coming, Noise, NoiseFacts};
use crate::catalog::Entry;

pub(super) static ENTRY: Entry<dyn Noise> = Entry {
    id: "outliers",
    name: "Outliers",
    summary: "Normal noise with a heavy tail: now and then a gradient is far off.",
    facts: NoiseFacts {
        rule: "g := ∇f(θ) + σ/√B z, and with probability p + s z′; z, z′ standard normal per coordinate",
        ..NoiseFacts::USUAL
    },
    make: || Box::new(Outliers::default()),
};

crate::params! {
    /// The knobs of [`Outliers`].
    struct Knobs {
        /// The standard deviation of one example's gradient, per coordinate.
        sigma "σ": f64 = 0.5, log(0.0, 1e4);
        /// How many examples are averaged: the noise shrinks by the root of this.
        batch "B": u32 = 1, count(1, 100_000);
        /// How often a step meets an outlier.
        rate "p": f64 = 0.01, log(0.0, 1.0);
        /// The standard deviation of an outlier, per coordinate.
        size "s": f64 = 100.0, log(0.0, 1e9);
    }
}

/// Gaussian noise with outliers.
#[derive(Debug, Default)]
struct Outliers {
    knobs: Knobs,
    drawn: Vec<f64>,
}
crate::params!(forward Outliers => knobs);

impl Noise for Outliers {
    fn begin_step(&mut self, coming: Coming, rng: &mut Pcg64Mcg) {
        let Knobs { sigma, batch, rate, size } = self.knobs;
        let scale = sigma / f64::from(batch).sqrt();
        // Every step draws equally often, so that a knob changes sizes but not the dice.
        let luck: f64 = StandardUniform.sample(rng);
        let size = if luck < rate { size } else { 0.0 };
        self.drawn.resize(coming.dim, 0.0);
        for drawn in &mut self.drawn {
            let (z, far): (f64, f64) = (StandardNormal.sample(rng), StandardNormal.sample(rng));
            *drawn = scale * z + size * far;
        }
    }

    fn disturb(&self, _x: &[f64], gradient: &mut [f64]) {
        for (g, drawn) in gradient.iter_mut().zip(&self.drawn) {
            *g += drawn;
        }
    }
}
