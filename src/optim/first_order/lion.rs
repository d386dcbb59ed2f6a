//! Lion: steps of one size, in the sign of a blend of momentum and gradient.
//!
//! θ := θ - η (sign(β₁ m + (1 - β₁) g) + ω θ), then m := β₂ m + (1 - β₂) g. Chen and others (2023),
//! algorithm 2. The sign of zero is zero.

use crate::catalog::Entry;
use crate::optim::blocks::{Elementwise, Mean, fill, step_each};
use crate::optim::parts::{Due, decoupled, part};
use crate::optim::{Invariance, Optimizer, OptimizerFacts, Oracle, Part, Plan, Quantity, Taken};

pub(super) static ENTRY: Entry<dyn Optimizer> = Entry {
    id: "lion",
    name: "Lion",
    summary: "Steps of one size in the sign of a blended momentum.",
    facts: OptimizerFacts {
        lr: Some(0.01),
        elementwise: true,
        rule: "θ := θ - η (sign(β₁ m + (1 - β₁) g){weight_decay? + ω θ|})\nm := β₂ m + (1 - β₂) g",
        source: "Chen and others, NeurIPS 2023, algorithm 2; optax.lion",
        differs: "The decay is multiplied by the learning rate; optax defaults it to 0.001, the paper to none.",
        invariant: &[Invariance::LossScale],
        ..OptimizerFacts::USUAL
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
        weight_decay "ω": f64 = 0.001, log(0.0, 10.0);
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
    fn reset(&mut self, dim: usize, _plan: Plan) {
        fill(&mut self.gradient, dim, 0.0);
        fill(&mut self.direction, dim, 0.0);
        self.mean.reset(dim);
    }

    fn step(&mut self, x: &mut [f64], lr: f64, oracle: &mut dyn Oracle) {
        oracle.gradient(x, &mut self.gradient);
        step_each(self, x, lr);
    }

    fn inspect(&self, show: &mut dyn FnMut(Quantity<'_>)) {
        show(Quantity::gradient(&self.gradient));
        show(Quantity::direction("first_moment", "m", &self.mean.values));
        show(Quantity::direction("sign", "s", &self.direction));
    }

    fn parts(&self, step: &Taken<'_>) -> Vec<Part> {
        let sign = (step.after)("sign");
        let mut parts = vec![part(Due::Push, step.from.len(), |i| -step.lr * sign[i])];
        parts.extend(decoupled(step, self.knobs.weight_decay));
        parts
    }
}

impl Elementwise for Lion {
    #[inline(always)]
    fn update(&mut self, x: &mut [f64], lr: f64) {
        let Knobs { beta1, beta2, weight_decay } = self.knobs;
        let inputs = self.mean.values.iter().zip(&self.gradient);
        for ((x, sign), (m, g)) in x.iter_mut().zip(&mut self.direction).zip(inputs) {
            let blend = beta1 * m + (1.0 - beta1) * g;
            *sign = if blend == 0.0 { 0.0 } else { blend.signum() };
            *x -= lr * (*sign + weight_decay * *x);
        }
        self.mean.update(beta2, self.gradient.iter().copied());
    }
}
