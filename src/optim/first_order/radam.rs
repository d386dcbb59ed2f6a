//! RAdam: Adam that goes without its divisor until the divisor can be trusted.
//!
//! ρ = ρ∞ - 2 k β₂ᵏ/(1 - β₂ᵏ), ρ∞ = 2/(1 - β₂) - 1, m̂ = m/(1 - β₁ᵏ). Where ρ > 5,
//! θ := θ - η m̂ r √(1 - β₂ᵏ)/(√v + ε), r² = (ρ-4)(ρ-2)ρ∞ / ((ρ∞-4)(ρ∞-2)ρ); before that, which is
//! usually for five steps, θ := θ - η m̂. Liu and others (2020), algorithm 2.

use crate::catalog::Entry;
use crate::optim::blocks::{Elementwise, Gradient, Mean, decay_point, fill, step_each};
use crate::optim::facts::{limit_of_mean, smooth_of_mean};
use crate::optim::parts::{beta_power, decoupled, of_mean};
use crate::optim::{Optimizer, OptimizerFacts, Oracle, Part, Plan, Quantity, Taken};

pub(super) static ENTRY: Entry<dyn Optimizer> = Entry {
    id: "radam",
    name: "RAdam",
    summary: "Adam that waits until its divisor can be trusted.",
    facts: OptimizerFacts {
        lr: Some(0.05),
        elementwise: true,
        rule: "m := β₁ m + (1 - β₁) {weight_decay&!decoupled_weight_decay?(g + ω θ)|g}\nv := β₂ v + (1 - β₂) {weight_decay&!decoupled_weight_decay?(g + ω θ)|g}²\nρ = ρ∞ - 2 k β₂^k/(1 - β₂^k), ρ∞ = 2/(1 - β₂) - 1\nr² = (ρ-4)(ρ-2)ρ∞/((ρ∞-4)(ρ∞-2)ρ)\nθ := {!decoupled_weight_decay?θ|{weight_decay?(1 - η ω) |}θ} - η m/(1 - β₁^k) · (r √(1 - β₂^k)/(√v + ε) if ρ > 5, else 1)",
        source: "Liu and others, ICLR 2020, algorithm 2; torch.optim.RAdam",
        differs: "The paper trusts the divisor from ρ > 4 on, PyTorch from ρ > 5. ε is added before the bias correction, unlike in Adam; optax adds it after.",
        smooth: smooth_of_mean,
        decay: |knob| knob("weight_decay") * (1.0 - knob("decoupled_weight_decay")),
        limit: |knob| Some(limit_of_mean(knob)),
        scaled: true,
        ..OptimizerFacts::USUAL
    },
    make: || Box::new(RAdam::default()),
};

crate::params! {
    /// The knobs of [`RAdam`].
    struct Knobs {
        /// How slowly the running mean of gradients forgets.
        beta1 "β₁": f64 = 0.9, real(0.0, 0.999_999);
        /// How slowly the running mean of squared gradients forgets.
        beta2 "β₂": f64 = 0.999, real(0.0, 0.999_999);
        /// Keeps the division finite where gradients vanish.
        eps "ε": f64 = 1e-8, log(0.0, 1.0);
        /// Pull towards the origin, added to the gradient.
        weight_decay "ω": f64 = 0.0, log(0.0, 10.0);
        /// Take the decay off the point instead, as AdamW does.
        decoupled_weight_decay "": bool = false, flag();
    }
}

/// RAdam.
#[derive(Debug, Default)]
struct RAdam {
    knobs: Knobs,
    gradient: Gradient,
    mean: Mean,
    square: Mean,
    rate: Vec<f64>,
    steps: i32,
    rectification: f64,
}
crate::params!(forward RAdam => knobs);

impl Optimizer for RAdam {
    fn reset(&mut self, dim: usize, _plan: Plan) {
        self.gradient.reset(dim);
        fill(&mut self.rate, dim, 0.0);
        self.mean.reset(dim);
        self.square.reset(dim);
        self.steps = 0;
        self.rectification = 0.0;
    }

    fn step(&mut self, x: &mut [f64], lr: f64, oracle: &mut dyn Oracle) {
        self.gradient.ask(x, oracle);
        step_each(self, x, lr);
    }

    fn inspect(&self, show: &mut dyn FnMut(Quantity<'_>)) {
        show(Quantity::gradient(&self.gradient.told));
        show(Quantity::direction("first_moment", "m", &self.mean.values));
        show(Quantity::spread("second_moment", "v", &self.square.values));
        show(Quantity::rates(&self.rate));
        show(Quantity::scalar("rectification", "r", std::slice::from_ref(&self.rectification)));
    }

    fn settled_share(&self, step: &Taken<'_>) -> f64 {
        1.0 - beta_power(step, self.knobs.beta1)
    }

    fn parts(&self, step: &Taken<'_>) -> Vec<Part> {
        let Knobs { beta1, weight_decay, decoupled_weight_decay, .. } = self.knobs;
        let coupled = if decoupled_weight_decay { 0.0 } else { weight_decay };
        let mut parts = of_mean(step, beta1, coupled);
        parts.extend(decoupled(step, if decoupled_weight_decay { weight_decay } else { 0.0 }));
        parts
    }
}

impl Elementwise for RAdam {
    #[inline(always)]
    fn update(&mut self, x: &mut [f64], lr: f64) {
        let Knobs { beta1, beta2, eps, weight_decay, decoupled_weight_decay } = self.knobs;
        let coupled = if decoupled_weight_decay {
            decay_point(x, lr, weight_decay);
            0.0
        } else {
            weight_decay
        };
        let gradient = self.gradient.with_decay(x, coupled);
        self.steps = self.steps.saturating_add(1);
        self.mean.update(beta1, gradient.iter().copied());
        self.square.update(beta2, gradient.iter().map(|g| g * g));
        let correction = self.square.correction();
        let most = 2.0 / (1.0 - beta2) - 1.0;
        let length = most - 2.0 * f64::from(self.steps) * (1.0 - correction) / correction;
        self.rectification = if length > 5.0 {
            let ratio = (length - 4.0) * (length - 2.0) * most;
            (ratio / ((most - 4.0) * (most - 2.0) * length)).sqrt()
        } else {
            0.0
        };
        let lr = lr / self.mean.correction();
        let (rectified, spread) = (self.rectification, correction.sqrt());
        let means = self.mean.values.iter().zip(&self.square.values);
        for ((x, rate), (m, v)) in x.iter_mut().zip(&mut self.rate).zip(means) {
            *rate = if rectified > 0.0 { lr * rectified * spread / (v.sqrt() + eps) } else { lr };
            *x -= *rate * m;
        }
    }
}
