//! AdaGrad: every coordinate divides its rate by the root of all its squared gradients.
//!
//! G := G + d², x := x - η / (1 + (k-1) γ) · d / (√G + ε), with d = g + λ x. Duchi, Hazan and
//! Singer (2011). G only grows, so the rate only falls.

use super::blocks::{add_decay, fill};
use super::{Optimizer, OptimizerFacts, Oracle, Quantity, Role};
use crate::catalog::Entry;

pub(super) static ENTRY: Entry<dyn Optimizer> = Entry {
    id: "adagrad",
    name: "AdaGrad",
    summary: "Each coordinate slows down by the sum of its squared gradients.",
    facts: OptimizerFacts {
        lr: 0.5,
        rule: "G := G + (g + λ x)²\nx := x - η/(1 + (k-1) γ) (g + λ x)/(√G + ε)",
        source: "Duchi, Hazan and Singer, JMLR 12 (2011) 2121-2159; torch.optim.Adagrad",
        differs: "ε is added outside the root, as in PyTorch; optax adds it inside and starts G at 0.1.",
        limit: |_| None,
    },
    make: || Box::new(Adagrad::default()),
};

crate::params! {
    /// The knobs of [`Adagrad`].
    struct Knobs {
        /// How fast the learning rate falls besides: 1/(1 + (k-1) times this).
        lr_decay "γ": f64 = 0.0, log(0.0, 10.0);
        /// Where the sum of squared gradients starts.
        initial_accumulator "G₀": f64 = 0.0, log(0.0, 100.0);
        /// Keeps the division finite where gradients vanish.
        eps "ε": f64 = 1e-10, log(0.0, 1.0);
        /// Pull towards the origin, added to the gradient.
        weight_decay "λ": f64 = 0.0, log(0.0, 10.0);
    }
}

/// AdaGrad.
#[derive(Debug, Default)]
struct Adagrad {
    knobs: Knobs,
    gradient: Vec<f64>,
    sum: Vec<f64>,
    step: f64,
}
crate::params!(forward Adagrad => knobs);

impl Optimizer for Adagrad {
    fn reset(&mut self, dim: usize) {
        fill(&mut self.gradient, dim, 0.0);
        fill(&mut self.sum, dim, self.knobs.initial_accumulator);
        self.step = 0.0;
    }

    fn step(&mut self, x: &mut [f64], lr: f64, oracle: &mut dyn Oracle) {
        let Knobs { lr_decay, eps, weight_decay, .. } = self.knobs;
        oracle.gradient(x, &mut self.gradient);
        add_decay(&mut self.gradient, x, weight_decay);
        let lr = lr / (1.0 + self.step * lr_decay);
        self.step += 1.0;
        for ((x, sum), g) in x.iter_mut().zip(&mut self.sum).zip(&self.gradient) {
            *sum += g * g;
            *x -= lr * g / (sum.sqrt() + eps);
        }
    }

    fn inspect(&self, show: &mut dyn FnMut(Quantity<'_>)) {
        let (g, s) = (&self.gradient, &self.sum);
        show(Quantity { id: "gradient", symbol: "g", role: Role::Direction, values: g });
        show(Quantity { id: "sum_of_squares", symbol: "G", role: Role::Spread, values: s });
    }
}
