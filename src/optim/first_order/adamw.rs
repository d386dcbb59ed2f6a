//! AdamW: Adam whose decay pulls on the point instead of the gradient.
//!
//! θ := (1 - η ω) θ, then a step of Adam along g. Loshchilov and Hutter (2019), algorithm 2. The
//! learning rate in force, scheduled or not, multiplies the decay.

use super::moments::{AdamRule, Moments};
use crate::catalog::Entry;
use crate::optim::blocks::{Elementwise, decay_point, fill, step_each};
use crate::optim::facts::{limit_of_mean, smooth_of_mean};
use crate::optim::parts::{beta_power, corrected, decoupled, of_mean};
use crate::optim::{Invariance, Optimizer, OptimizerFacts, Oracle, Part, Plan, Quantity, Taken};

pub(super) static ENTRY: Entry<dyn Optimizer> = Entry {
    id: "adamw",
    name: "AdamW",
    summary: "Adam with a decay that does not pass through its divisor.",
    facts: OptimizerFacts {
        lr: Some(0.05),
        elementwise: true,
        rule: "m := β₁ m + (1 - β₁) g\n{!amsgrad?v := β₂ v + (1 - β₂) g²|v: the largest running mean of squares so far}\nm_hat = m/(1 - β₁^k), v_hat = v/(1 - β₂^k)\nθ := {weight_decay?(1 - η ω) |}θ - η m_hat/(√v_hat + ε)",
        source: "Loshchilov and Hutter, ICLR 2019, algorithm 2; torch.optim.AdamW",
        differs: "The decay is multiplied by the learning rate, and is 0.01 unless changed; optax defaults to 0.0001.",
        invariant: &[Invariance::LossScale],
        smooth: smooth_of_mean,
        limit: |knob| Some(limit_of_mean(knob)),
        scaled: true,
        ..OptimizerFacts::USUAL
    },
    make: || Box::new(AdamW::default()),
};

crate::params! {
    /// The knobs of [`AdamW`].
    struct Knobs {
        /// How slowly the running mean of gradients forgets.
        beta1 "β₁": f64 = 0.9, real(0.0, 0.999_999);
        /// How slowly the running mean of squared gradients forgets.
        beta2 "β₂": f64 = 0.999, real(0.0, 0.999_999);
        /// Keeps the division finite where gradients vanish.
        eps "ε": f64 = 1e-8, log(0.0, 1.0);
        /// Share of the point that is taken off at every step, per unit of learning rate.
        weight_decay "ω": f64 = 0.01, log(0.0, 10.0);
        /// Never let the divisor shrink.
        amsgrad "": bool = false, flag();
    }
}

/// AdamW.
#[derive(Debug, Default)]
struct AdamW {
    knobs: Knobs,
    gradient: Vec<f64>,
    moments: Moments,
}
crate::params!(forward AdamW => knobs);

impl Optimizer for AdamW {
    fn reset(&mut self, dim: usize, _plan: Plan) {
        fill(&mut self.gradient, dim, 0.0);
        self.moments.reset(dim);
    }

    fn step(&mut self, x: &mut [f64], lr: f64, oracle: &mut dyn Oracle) {
        oracle.gradient(x, &mut self.gradient);
        step_each(self, x, lr);
    }

    fn inspect(&self, show: &mut dyn FnMut(Quantity<'_>)) {
        show(Quantity::gradient(&self.gradient));
        self.moments.inspect(show);
    }

    fn derived(&self, step: &Taken<'_>) -> Vec<(&'static str, Vec<f64>)> {
        let Knobs { beta1, beta2, .. } = self.knobs;
        let [first, second] = corrected(step, [beta1, beta2], true);
        vec![("m_hat", first), ("v_hat", second)]
    }

    fn settled_share(&self, step: &Taken<'_>) -> f64 {
        1.0 - beta_power(step, self.knobs.beta1)
    }

    fn parts(&self, step: &Taken<'_>) -> Vec<Part> {
        let beta1 = self.knobs.beta1;
        let mut parts = of_mean(step, beta1, 0.0);
        parts.extend(decoupled(step, self.knobs.weight_decay));
        parts
    }
}

impl Elementwise for AdamW {
    #[inline(always)]
    fn update(&mut self, x: &mut [f64], lr: f64) {
        let Knobs { beta1, beta2, eps, weight_decay, amsgrad } = self.knobs;
        decay_point(x, lr, weight_decay);
        let rule = AdamRule { beta1, beta2, eps, amsgrad, bias_correction: true };
        self.moments.step(x, lr, &self.gradient, rule);
    }
}
