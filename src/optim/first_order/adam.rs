//! Adam: momentum divided by a running root mean square, both corrected for their zero start.
//!
//! m := β₁ m + (1 - β₁) d, v := β₂ v + (1 - β₂) d², θ := θ - η/(1 - β₁ᵏ) · m / (√v/√(1 - β₂ᵏ) + ε),
//! with d = g + ω θ. Kingma and Ba (2015), algorithm 1. AMSGrad (Reddi, Kale and Kumar 2018) puts
//! the largest v so far in place of v.

use super::moments::{AdamRule, Moments};
use crate::catalog::Entry;
use crate::optim::blocks::{Elementwise, Gradient, step_each};
use crate::optim::facts::{limit_of_mean, smooth_of_mean};
use crate::optim::parts::{beta_power, corrected, of_mean};
use crate::optim::{Invariance, Optimizer, OptimizerFacts, Oracle, Part, Plan, Quantity, Taken};

pub(super) static ENTRY: Entry<dyn Optimizer> = Entry {
    id: "adam",
    name: "Adam",
    summary: "Momentum and a rate of its own for each coordinate, corrected for the start.",
    facts: OptimizerFacts {
        lr: Some(0.05),
        elementwise: true,
        rule: "m := β₁ m + (1 - β₁) {weight_decay?(g + ω θ)|g}\n{!amsgrad?v := β₂ v + (1 - β₂) {weight_decay?(g + ω θ)|g}²|v: the largest running mean of squares so far}\n\
               m_hat = m{bias_correction?/(1 - β₁^k)|}, v_hat = v{bias_correction?/(1 - β₂^k)|}\nθ := θ - η m_hat/(√v_hat + ε)",
        source: "Kingma and Ba, ICLR 2015, algorithm 1; torch.optim.Adam",
        differs: "ε is added after the bias-corrected root. AMSGrad takes the maximum of the \
                  uncorrected v, as in PyTorch; optax takes that of the corrected one.",
        invariant: &[Invariance::LossScale],
        smooth: smooth_of_mean,
        decay: |knob| knob("weight_decay"),
        limit: |knob| Some(limit_of_mean(knob)),
        scaled: true,
        ..OptimizerFacts::USUAL
    },
    make: || Box::new(Adam::default()),
};

crate::params! {
    /// The knobs of [`Adam`].
    struct Knobs {
        /// How slowly the running mean of gradients forgets.
        beta1 "β₁": f64 = 0.9, real(0.0, 0.999_999);
        /// How slowly the running mean of squared gradients forgets.
        beta2 "β₂": f64 = 0.999, real(0.0, 0.999_999);
        /// Keeps the division finite where gradients vanish.
        eps "ε": f64 = 1e-8, log(0.0, 1.0);
        /// Pull towards the origin, added to the gradient.
        weight_decay "ω": f64 = 0.0, log(0.0, 10.0);
        /// Never let the divisor shrink.
        amsgrad "": bool = false, flag();
        /// Undo the pull of the zero start on both means; off shows what it is good for.
        bias_correction "": bool = true, flag();
    }
}

/// Adam.
#[derive(Debug, Default)]
struct Adam {
    knobs: Knobs,
    gradient: Gradient,
    moments: Moments,
}
crate::params!(forward Adam => knobs);

impl Optimizer for Adam {
    fn reset(&mut self, dim: usize, _plan: Plan) {
        self.gradient.reset(dim);
        self.moments.reset(dim);
    }

    fn step(&mut self, x: &mut [f64], lr: f64, oracle: &mut dyn Oracle) {
        self.gradient.ask(x, oracle);
        step_each(self, x, lr);
    }

    fn inspect(&self, show: &mut dyn FnMut(Quantity<'_>)) {
        show(Quantity::gradient(&self.gradient.told));
        self.moments.inspect(show);
    }

    fn derived(&self, step: &Taken<'_>) -> Vec<(&'static str, Vec<f64>)> {
        let Knobs { beta1, beta2, .. } = self.knobs;
        let [first, second] = corrected(step, [beta1, beta2], true);
        vec![("m_hat", first), ("v_hat", second)]
    }

    fn settled_share(&self, step: &Taken<'_>) -> f64 {
        if self.knobs.bias_correction { 1.0 - beta_power(step, self.knobs.beta1) } else { 1.0 }
    }

    fn parts(&self, step: &Taken<'_>) -> Vec<Part> {
        let Knobs { beta1, weight_decay, .. } = self.knobs;
        of_mean(step, beta1, weight_decay)
    }
}

impl Elementwise for Adam {
    #[inline(always)]
    fn update(&mut self, x: &mut [f64], lr: f64) {
        let Knobs { beta1, beta2, eps, weight_decay, amsgrad, bias_correction } = self.knobs;
        let gradient = self.gradient.with_decay(x, weight_decay);
        let rule = AdamRule { beta1, beta2, eps, amsgrad, bias_correction };
        self.moments.step(x, lr, gradient, rule);
    }
}
