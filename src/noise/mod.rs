//! Batch noise: what stands between an optimizer and the true gradient.

mod gaussian;
mod minibatch;
mod none;
mod outliers;

use rand_pcg::Pcg64Mcg;

use crate::catalog::{Entry, Facts, Family, Pick};
use crate::params::Params;

/// A disturbance of the gradient, drawn once per step.
///
/// Draws depend on the seed and the step only: runs with one seed meet the same noise, however
/// often a step asks for a gradient and whatever the optimizer is.
pub trait Noise: Params + Send {
    /// Draw the disturbance of the coming step.
    fn begin_step(&mut self, coming: Coming, rng: &mut Pcg64Mcg);
    /// Disturb a gradient taken at `x`.
    fn disturb(&self, x: &[f64], gradient: &mut [f64]);
    /// The examples that the coming step learns from; empty for all of them.
    fn batch(&self) -> &[u32] {
        &[]
    }
    /// How many examples every step draws, each independently of all others.
    fn draws(&self) -> Option<u32> {
        None
    }
}

/// What a noise is drawn for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coming {
    /// The number of coordinates.
    pub dim: usize,
    /// The number of examples that the loss is the mean of; 1 if it is no mean.
    pub examples: usize,
}

/// What every noise says about itself.
#[derive(Debug)]
pub struct NoiseFacts {
    /// What happens to the gradient.
    pub rule: &'static str,
    /// Whether nothing happens to it.
    pub silent: bool,
    /// Whether the steps learn from some of the examples only.
    pub draws_examples: bool,
}

impl NoiseFacts {
    /// A disturbance of the gradient; what happens is still to be said.
    const USUAL: Self = Self { rule: "", silent: false, draws_examples: false };
}

/// The noise of those who name none.
pub fn silence() -> Pick<dyn Noise> {
    Pick::of(&none::ENTRY)
}

impl Pick<dyn Noise> {
    /// Whether this is no noise.
    pub fn is_silent(&self) -> bool {
        self.entry().facts.silent
    }
}

impl Facts for NoiseFacts {
    fn list(&self) -> Vec<(&'static str, String)> {
        vec![("rule", self.rule.to_owned())]
    }
}

impl Family for dyn Noise {
    const NAME: &'static str = "noise";
    type Facts = NoiseFacts;
    fn catalog() -> &'static [&'static Entry<Self>] {
        CATALOG
    }
}

static CATALOG: &[&Entry<dyn Noise>] =
    &[&none::ENTRY, &gaussian::ENTRY, &outliers::ENTRY, &minibatch::ENTRY];
