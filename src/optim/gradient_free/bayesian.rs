//! Bayesian optimisation: think long about where to look next, for losses that are dear.
//!
//! A Gaussian process is fitted to all samples, its length scale by likelihood; the next sample is
//! where the expected improvement is largest among random candidates. Mockus (1975); Jones,
//! Schonlau and Welch (1998).

use super::population::{Best, Dice, width};
use crate::catalog::Entry;
use crate::optim::blocks::fill;
use crate::optim::{
    Invariance, Optimizer, OptimizerFacts, Oracle, Plan, Quantity, Recorded, Surrogate,
};

pub(super) static ENTRY: Entry<dyn Optimizer> = Entry {
    id: "bayesian",
    name: "Bayesian optimisation",
    summary: "A model of the loss decides where the next sample is worth most.",
    facts: OptimizerFacts {
        rule: "fit a Gaussian process to all samples, its length by likelihood\nnext sample: the largest E[max(0, f* - f(θ))] among candidates",
        source: "Jones, Schonlau and Welch, J. Global Optimization 13 (1998) 455-492; Rasmussen \
                 and Williams, Gaussian Processes (2006), algorithm 2.1",
        differs: "One step is one sample; the path shown is that of the best one. The first \
                  samples are drawn by chance, the very first one is the start. It stops looking \
                  after its samples are spent.",
        fixed: &["samples"],
        cost: |knob| (0.85 * knob("samples").powi(2)) as u64,
        invariant: &[Invariance::LossScale],
        ..OptimizerFacts::USUAL
    },
    make: || Box::new(Bayesian::default()),
};

crate::params! {
    /// The knobs of [`Bayesian`].
    struct Knobs {
        /// How many samples are taken before the model is asked.
        random_samples "": u32 = 8, count(2, 50);
        /// How many samples are taken in all.
        samples "": u32 = 60, count(5, 150);
    }
}

/// The length scales to choose from, as shares of the box.
const LENGTHS: [f64; 6] = [0.03, 0.05, 0.08, 0.12, 0.2, 0.3];
/// How many candidates there are anywhere, near the best sample, and very near to it, with the
/// spread of each group as a share of the box.
const CANDIDATES: [(usize, f64); 3] = [(1000, f64::INFINITY), (200, 0.03), (100, 0.003)];

/// Bayesian optimisation.
#[derive(Debug, Default)]
struct Bayesian {
    knobs: Knobs,
    dice: Dice,
    surrogate: Surrogate,
    sample: Vec<f64>,
    candidate: Vec<f64>,
    loss: f64,
    length: f64,
    improvement: f64,
    best: Best,
}
crate::params!(forward Bayesian => knobs);

impl Optimizer for Bayesian {
    fn reset(&mut self, dim: usize, plan: Plan) {
        self.dice = Dice::new(plan.seed);
        self.surrogate.reset(dim, self.knobs.samples as usize);
        fill(&mut self.sample, dim, f64::NAN);
        fill(&mut self.candidate, dim, 0.0);
        (self.loss, self.length, self.improvement) = (f64::NAN, f64::NAN, f64::NAN);
        self.best.reset(dim);
    }

    fn step(&mut self, x: &mut [f64], _lr: f64, oracle: &mut dyn Oracle) {
        let count = self.surrogate.len();
        if count >= self.knobs.samples as usize {
            return;
        }
        if count == 0 {
            for axis in 0..x.len() {
                self.surrogate.set_region(axis, oracle.region(axis));
            }
            self.sample.copy_from_slice(x);
        } else if count < self.knobs.random_samples as usize {
            self.dice.place(&mut self.sample, oracle);
        } else {
            self.choose(oracle);
        }
        self.loss = oracle.value(&self.sample);
        self.surrogate.add(&self.sample, self.loss);
        self.best.meet(&self.sample, self.loss);
        if self.best.loss.is_finite() {
            x.copy_from_slice(&self.best.point);
        }
    }

    fn inspect(&self, show: &mut dyn FnMut(Quantity<'_>)) {
        show(Quantity::trial("sample", "θ", &self.sample));
        show(Quantity::scalar("sample_loss", "f(θ)", std::slice::from_ref(&self.loss)));
        show(Quantity::scalar("length_scale", "ℓ", std::slice::from_ref(&self.length)));
        let improvement = std::slice::from_ref(&self.improvement);
        show(Quantity::scalar("expected_improvement", "EI", improvement));
        self.best.inspect(show);
    }

    fn surrogate(
        &self,
        region: &[[f64; 2]],
        step: usize,
        recorded: Recorded<'_>,
    ) -> Option<Surrogate> {
        if step > self.knobs.samples as usize {
            return None; // It has stopped looking.
        }
        let length = recorded("length_scale", step)?[0];
        let collect = |id: &str| -> Option<Vec<f64>> {
            let taken = (1..step).map(|k| recorded(id, k));
            Some(taken.collect::<Option<Vec<_>>>()?.concat())
        };
        let (samples, losses) = (collect("sample")?, collect("sample_loss")?);
        // While samples are drawn by chance there is no length.
        let known = length.is_finite() && !losses.is_empty();
        known.then(|| Surrogate::through(region, &samples, &losses, length))
    }
}

impl Bayesian {
    /// Put the most promising candidate into `sample`.
    fn choose(&mut self, oracle: &dyn Oracle) {
        let mut most = f64::NEG_INFINITY;
        for length in LENGTHS {
            let likelihood = self.surrogate.fit(length);
            if likelihood > most {
                (most, self.length) = (likelihood, length);
            }
        }
        self.surrogate.fit(self.length);
        self.improvement = f64::NEG_INFINITY;
        for (count, spread) in CANDIDATES {
            for _ in 0..count {
                self.propose(spread, oracle);
                let improvement = self.surrogate.expected_improvement(&self.candidate);
                if improvement > self.improvement {
                    self.improvement = improvement;
                    self.sample.copy_from_slice(&self.candidate);
                }
            }
        }
    }

    /// A candidate near the best sample, or anywhere for an infinite spread.
    fn propose(&mut self, spread: f64, oracle: &dyn Oracle) {
        if spread.is_infinite() {
            return self.dice.place(&mut self.candidate, oracle);
        }
        for (axis, (c, best)) in self.candidate.iter_mut().zip(&self.best.point).enumerate() {
            let [low, high] = oracle.region(axis);
            let near = best + spread * width(oracle, axis) * self.dice.normal();
            *c = near.max(low).min(high);
        }
    }
}
