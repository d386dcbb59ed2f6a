//! RMSprop: every coordinate divides its rate by a running root mean square of its gradients.
//!
//! v := α v + (1 - α) d², q = √v + ε, x := x - η d/q, with d = g + λ x. Centred, v - m² stands for
//! v, where m is the running mean of d; with momentum, b := μ b + d/q and x := x - η b. Tieleman
//! and Hinton (2012). There is no bias correction: the first steps are 1/√(1-α) times too long.

use super::blocks::{Mean, add_decay, fill};
use super::{Optimizer, OptimizerFacts, Oracle, Quantity, Role};
use crate::catalog::Entry;

pub(super) static ENTRY: Entry<dyn Optimizer> = Entry {
    id: "rmsprop",
    name: "RMSprop",
    summary: "Each coordinate is divided by the recent size of its gradient.",
    facts: OptimizerFacts {
        lr: 0.01,
        rule: "v := α v + (1 - α) (g + λ x)²\nx := x - η (g + λ x)/(√v + ε)",
        source: "Tieleman and Hinton, Coursera lecture 6.5 (2012); torch.optim.RMSprop",
        differs: "ε is added outside the root, as in PyTorch; optax adds it inside and defaults \
                  to α = 0.9.",
        limit: |_| None,
    },
    make: || Box::new(RmsProp::default()),
};

crate::params! {
    /// The knobs of [`RmsProp`].
    struct Knobs {
        /// How slowly the running mean of squared gradients forgets.
        alpha "α": f64 = 0.99, real(0.0, 0.999_999);
        /// Keeps the division finite where gradients vanish.
        eps "ε": f64 = 1e-8, log(0.0, 1.0);
        /// How much of the previous scaled step is kept.
        momentum "μ": f64 = 0.0, real(0.0, 1.0);
        /// Divide by the spread of the gradients instead of their size.
        centered "": bool = false, flag();
        /// Pull towards the origin, added to the gradient.
        weight_decay "λ": f64 = 0.0, log(0.0, 10.0);
    }
}

/// RMSprop.
#[derive(Debug, Default)]
struct RmsProp {
    knobs: Knobs,
    gradient: Vec<f64>,
    mean: Mean,
    square: Mean,
    buffer: Vec<f64>,
}
crate::params!(forward RmsProp => knobs);

impl Optimizer for RmsProp {
    fn reset(&mut self, dim: usize) {
        fill(&mut self.gradient, dim, 0.0);
        fill(&mut self.buffer, dim, 0.0);
        self.mean.reset(dim);
        self.square.reset(dim);
    }

    fn step(&mut self, x: &mut [f64], lr: f64, oracle: &mut dyn Oracle) {
        let Knobs { alpha, eps, momentum, centered, weight_decay } = self.knobs;
        oracle.gradient(x, &mut self.gradient);
        add_decay(&mut self.gradient, x, weight_decay);
        self.square.update(alpha, self.gradient.iter().map(|g| g * g));
        if centered {
            self.mean.update(alpha, self.gradient.iter().copied());
        }
        for (i, x) in x.iter_mut().enumerate() {
            let m = self.mean.values[i];
            let v = self.square.values[i] - m * m;
            self.buffer[i] = momentum * self.buffer[i] + self.gradient[i] / (v.sqrt() + eps);
            *x -= lr * self.buffer[i];
        }
    }

    fn inspect(&self, show: &mut dyn FnMut(Quantity<'_>)) {
        let mut direction = |id, symbol, values| {
            show(Quantity { id, symbol, role: Role::Direction, values });
        };
        direction("gradient", "g", &self.gradient[..]);
        direction("mean", "m", &self.mean.values);
        direction("scaled_step", "b", &self.buffer);
        let values = &self.square.values;
        show(Quantity { id: "second_moment", symbol: "v", role: Role::Spread, values });
    }
}
