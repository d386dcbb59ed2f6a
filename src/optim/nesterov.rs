//! Nesterov momentum: look where the velocity leads before correcting it.
//!
//! v := μ v + d, x := x - η (d + μ v), with d = g + λ x. Nesterov (1983) in the form of Sutskever
//! and others (2013) as PyTorch writes it: the point that is stored and drawn is the look-ahead
//! point, so that one gradient per step, taken where the ball is, suffices.

use super::blocks::{add_decay, fill};
use super::{Optimizer, OptimizerFacts, Oracle, Quantity, Role};
use crate::catalog::Entry;

pub(super) static ENTRY: Entry<dyn Optimizer> = Entry {
    id: "nesterov",
    name: "Nesterov",
    summary: "Momentum that looks ahead before it corrects its course.",
    facts: OptimizerFacts {
        lr: 0.01,
        rule: "v := μ v + (g + λ x)\nx := x - η (g + λ x + μ v)",
        source: "Nesterov, Soviet Math. Dokl. 27 (1983) 372-376; Sutskever and others, ICML 2013; \
                 torch.optim.SGD(nesterov)",
        differs: "Textbooks store the point before the look-ahead; PyTorch, and we, the point after.",
        limit: |knob| {
            let mu = knob("momentum");
            Some((2.0 + 2.0 * mu) / (1.0 + 2.0 * mu))
        },
    },
    make: || Box::new(Nesterov::default()),
};

crate::params! {
    /// The knobs of [`Nesterov`].
    struct Knobs {
        /// How much of the velocity is kept from step to step.
        momentum "μ": f64 = 0.9, real(0.0, 1.0);
        /// Pull towards the origin, added to the gradient.
        weight_decay "λ": f64 = 0.0, log(0.0, 10.0);
    }
}

/// Nesterov momentum.
#[derive(Debug, Default)]
struct Nesterov {
    knobs: Knobs,
    gradient: Vec<f64>,
    velocity: Vec<f64>,
}
crate::params!(forward Nesterov => knobs);

impl Optimizer for Nesterov {
    fn reset(&mut self, dim: usize) {
        fill(&mut self.gradient, dim, 0.0);
        fill(&mut self.velocity, dim, 0.0);
    }

    fn step(&mut self, x: &mut [f64], lr: f64, oracle: &mut dyn Oracle) {
        let Knobs { momentum, weight_decay } = self.knobs;
        oracle.gradient(x, &mut self.gradient);
        add_decay(&mut self.gradient, x, weight_decay);
        for ((x, v), g) in x.iter_mut().zip(&mut self.velocity).zip(&self.gradient) {
            *v = momentum * *v + g;
            *x -= lr * (g + momentum * *v);
        }
    }

    fn inspect(&self, show: &mut dyn FnMut(Quantity<'_>)) {
        let (g, v) = (&self.gradient, &self.velocity);
        show(Quantity { id: "gradient", symbol: "g", role: Role::Direction, values: g });
        show(Quantity { id: "velocity", symbol: "v", role: Role::Direction, values: v });
    }
}
