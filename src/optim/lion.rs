//! Lion: steps of one size, in the sign of a blend of momentum and gradient.
//!
//! x := x - η (sign(β₁ m + (1 - β₁) g) + λ x), then m := β₂ m + (1 - β₂) g. Chen and others (2023),
//! algorithm 2. The sign of zero is zero.

use super::blocks::{Mean, fill};
use super::{Optimizer, OptimizerFacts, Oracle, Quantity, Role};
use crate::catalog::Entry;

pub(super) static ENTRY: Entry<dyn Optimizer> = Entry {
    id: "lion",
    name: "Lion",
    summary: "Steps of one size in the sign of a blended momentum.",
    facts: OptimizerFacts {
        lr: 0.01,
        rule: "x := x - η (sign(β₁ m + (1 - β₁) g) + λ x)\nm := β₂ m + (1 - β₂) g",
        source: "Chen and others, NeurIPS 2023, algorithm 2; optax.lion",
        differs: "The decay is multiplied by the learning rate; optax defaults it to 0.001, the paper to none.",
        limit: |_| None,
    },
    make: || Box::new(Lion::default()),
};

crate::params! {
    /// The knobs of [`Lion`].
    struct Knobs {
        /// Share of the momentum in the sign.
        beta1 "β₁": f64 = 0.9, real(0.0, 0.999_999);
        /// How slowly the momentum forgets.
        beta2 "β₂": f64 = 0.99, real(0.0, 0.999_999);
        /// Share of the point that is taken off at every step, per unit of learning rate.
        weight_decay "λ": f64 = 0.001, log(0.0, 10.0);
    }
}

/// Lion.
#[derive(Debug, Default)]
struct Lion {
    knobs: Knobs,
    gradient: Vec<f64>,
    mean: Mean,
    direction: Vec<f64>,
}
crate::params!(forward Lion => knobs);

impl Optimizer for Lion {
    fn reset(&mut self, dim: usize) {
        fill(&mut self.gradient, dim, 0.0);
        fill(&mut self.direction, dim, 0.0);
        self.mean.reset(dim);
    }

    fn step(&mut self, x: &mut [f64], lr: f64, oracle: &mut dyn Oracle) {
        let Knobs { beta1, beta2, weight_decay } = self.knobs;
        oracle.gradient(x, &mut self.gradient);
        for (i, x) in x.iter_mut().enumerate() {
            let blend = beta1 * self.mean.values[i] + (1.0 - beta1) * self.gradient[i];
            self.direction[i] = if blend == 0.0 { 0.0 } else { blend.signum() };
            *x -= lr * (self.direction[i] + weight_decay * *x);
        }
        self.mean.update(beta2, self.gradient.iter().copied());
    }

    fn inspect(&self, show: &mut dyn FnMut(Quantity<'_>)) {
        let (g, m, s) = (&self.gradient, &self.mean.values, &self.direction);
        show(Quantity { id: "gradient", symbol: "g", role: Role::Direction, values: g });
        show(Quantity { id: "first_moment", symbol: "m", role: Role::Direction, values: m });
        show(Quantity { id: "sign", symbol: "s", role: Role::Direction, values: s });
    }
}
