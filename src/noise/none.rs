//! The true gradient.

use rand_pcg::Pcg64Mcg;

use super::{Coming, Noise, NoiseFacts};
use crate::catalog::Entry;

pub(super) static ENTRY: Entry<dyn Noise> = Entry {
    id: "none",
    name: "No noise",
    summary: "The true gradient, as from the whole data set.",
    facts: NoiseFacts { rule: "g := ∇f(x)", silent: true, ..NoiseFacts::USUAL },
    make: || Box::new(Silence::default()),
};

crate::params! {
    /// No knobs.
    struct Silence {}
}

impl Noise for Silence {
    fn begin_step(&mut self, _coming: Coming, _rng: &mut Pcg64Mcg) {}

    fn disturb(&self, _x: &[f64], _gradient: &mut [f64]) {}
}
