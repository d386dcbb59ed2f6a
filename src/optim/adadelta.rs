//! Adadelta: steps as long as recent steps were, so that no unit of length is needed.
//!
//! v := ρ v + (1 - ρ) d², D := √(u + ε)/√(v + ε) d, u := ρ u + (1 - ρ) D², x := x - η D, with
//! d = g + λ x. Zeiler (2012), algorithm 1. The divisor's partner u is the one of the step before.

use super::blocks::{Mean, add_decay, fill};
use super::{Optimizer, OptimizerFacts, Oracle, Quantity, Role};
use crate::catalog::Entry;

pub(super) static ENTRY: Entry<dyn Optimizer> = Entry {
    id: "adadelta",
    name: "Adadelta",
    summary: "The ratio of recent steps to recent gradients sets the step.",
    facts: OptimizerFacts {
        lr: 20.0,
        rule: "v := ρ v + (1 - ρ) (g + λ x)²\nD := √(u + ε)/√(v + ε) (g + λ x)\nu := ρ u + (1 - ρ) D²\nx := x - η D",
        source: "Zeiler, arXiv:1212.5701 (2012), algorithm 1; torch.optim.Adadelta",
        differs: "ε is inside both roots. The learning rate, which the paper does not have, stays outside u.",
        limit: |_| None,
    },
    make: || Box::new(Adadelta::default()),
};

crate::params! {
    /// The knobs of [`Adadelta`].
    struct Knobs {
        /// How slowly both running means forget.
        rho "ρ": f64 = 0.9, real(0.0, 0.999_999);
        /// Sets the length of the first steps, and keeps the division finite.
        eps "ε": f64 = 1e-6, log(0.0, 1.0);
        /// Pull towards the origin, added to the gradient.
        weight_decay "λ": f64 = 0.0, log(0.0, 10.0);
    }
}

/// Adadelta.
#[derive(Debug, Default)]
struct Adadelta {
    knobs: Knobs,
    gradient: Vec<f64>,
    square: Mean,
    steps: Mean,
    step: Vec<f64>,
}
crate::params!(forward Adadelta => knobs);

impl Optimizer for Adadelta {
    fn reset(&mut self, dim: usize) {
        fill(&mut self.gradient, dim, 0.0);
        fill(&mut self.step, dim, 0.0);
        self.square.reset(dim);
        self.steps.reset(dim);
    }

    fn step(&mut self, x: &mut [f64], lr: f64, oracle: &mut dyn Oracle) {
        let Knobs { rho, eps, weight_decay } = self.knobs;
        oracle.gradient(x, &mut self.gradient);
        add_decay(&mut self.gradient, x, weight_decay);
        self.square.update(rho, self.gradient.iter().map(|g| g * g));
        for (i, x) in x.iter_mut().enumerate() {
            let ratio = (self.steps.values[i] + eps).sqrt() / (self.square.values[i] + eps).sqrt();
            self.step[i] = ratio * self.gradient[i];
            *x -= lr * self.step[i];
        }
        self.steps.update(rho, self.step.iter().map(|step| step * step));
    }

    fn inspect(&self, show: &mut dyn FnMut(Quantity<'_>)) {
        let (g, d) = (&self.gradient, &self.step);
        let (v, u) = (&self.square.values, &self.steps.values);
        show(Quantity { id: "gradient", symbol: "g", role: Role::Direction, values: g });
        show(Quantity { id: "scaled_step", symbol: "D", role: Role::Direction, values: d });
        show(Quantity { id: "second_moment", symbol: "v", role: Role::Spread, values: v });
        show(Quantity { id: "mean_square_step", symbol: "u", role: Role::Spread, values: u });
    }
}
