//! NAdam: Adam with Nesterov's look-ahead in its momentum.
//!
//! μₖ = β₁ (1 - ½ · 0.96^(k ψ)), P = Π μₖ, q = √(v/(1 - β₂ᵏ)) + ε,
//! θ := θ - η (1 - μₖ)/(1 - P) · d/q - η μₖ₊₁/(1 - P μₖ₊₁) · m/q, with m and v as in Adam.
//! Dozat (2016), with the momentum schedule of Sutskever and others (2013).

use crate::catalog::Entry;
use crate::optim::blocks::{Elementwise, Gradient, Mean, decay_point, fill, step_each};
use crate::optim::facts::smooth_of_mean;
use crate::optim::parts::{carry_and_push, decoupled};
use crate::optim::{Invariance, Optimizer, OptimizerFacts, Oracle, Part, Plan, Quantity, Taken};

pub(super) static ENTRY: Entry<dyn Optimizer> = Entry {
    id: "nadam",
    name: "NAdam",
    summary: "Adam that looks ahead along its momentum.",
    facts: OptimizerFacts {
        lr: Some(0.05),
        elementwise: true,
        rule: "m := β₁ m + (1 - β₁) {weight_decay&!decoupled_weight_decay?(g + ω θ)|g}\nv := β₂ v + (1 - β₂) {weight_decay&!decoupled_weight_decay?(g + ω θ)|g}²\nμ_k = β₁ (1 - 0.96^(k ψ)/2), P = μ_1 ⋯ μ_k\nθ := {!decoupled_weight_decay?θ|{weight_decay?(1 - η ω) |}θ} - η ((1 - μ_k)/(1 - P) {weight_decay&!decoupled_weight_decay?(g + ω θ)|g} + μ_(k+1)/(1 - P μ_(k+1)) m) / (√(v/(1 - β₂^k)) + ε)",
        source: "Dozat, ICLR workshop 2016; torch.optim.NAdam",
        differs: "optax has no momentum schedule: it weighs m by β₁/(1 - β₁^(k+1)) and g by (1 - β₁)/(1 - β₁^k).",
        invariant: &[Invariance::LossScale],
        smooth: smooth_of_mean,
        decay: |knob| knob("weight_decay") * (1.0 - knob("decoupled_weight_decay")),
        limit: |knob| {
            // The schedule of its momentum begins near half of β₁ and grows slowly: as at first.
            let beta = knob("beta1");
            let mu = beta * (1.0 - 0.5 * 0.96_f64.powf(knob("momentum_decay")));
            Some((2.0 + 2.0 * beta) / (1.0 + beta - 2.0 * beta * mu))
        },
        scaled: true,
        ..OptimizerFacts::USUAL
    },
    make: || Box::new(NAdam::default()),
};

crate::params! {
    /// The knobs of [`NAdam`].
    struct Knobs {
        /// How slowly the running mean of gradients forgets.
        beta1 "β₁": f64 = 0.9, real(0.0, 0.999_999);
        /// How slowly the running mean of squared gradients forgets.
        beta2 "β₂": f64 = 0.999, real(0.0, 0.999_999);
        /// Keeps the division finite where gradients vanish.
        eps "ε": f64 = 1e-8, log(0.0, 1.0);
        /// Pull towards the origin, added to the gradient.
        weight_decay "ω": f64 = 0.0, log(0.0, 10.0);
        /// How fast the momentum grows from β₁/2 towards β₁.
        momentum_decay "ψ": f64 = 0.004, log(0.0, 1.0);
        /// Take the decay off the point instead, as AdamW does.
        decoupled_weight_decay "": bool = false, flag();
    }
}

/// NAdam.
#[derive(Debug, Default)]
struct NAdam {
    knobs: Knobs,
    gradient: Gradient,
    mean: Mean,
    square: Mean,
    rate: Vec<f64>,
    steps: i32,
    product: f64,
    weights: [f64; 2],
}
crate::params!(forward NAdam => knobs);

impl Optimizer for NAdam {
    fn reset(&mut self, dim: usize, _plan: Plan) {
        self.gradient.reset(dim);
        fill(&mut self.rate, dim, 0.0);
        self.mean.reset(dim);
        self.square.reset(dim);
        self.steps = 0;
        self.product = 1.0;
        self.weights = [0.0; 2];
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
        show(Quantity::scalar("weights", "w", &self.weights));
    }

    fn parts(&self, step: &Taken<'_>) -> Vec<Part> {
        let Knobs { beta1, weight_decay, decoupled_weight_decay, .. } = self.knobs;
        let (rate, m) = ((step.after)("rate"), (step.before)("first_moment"));
        let weights = (step.after)("weights");
        let [fresh, kept] = [weights[0], weights[1]];
        let coupled = if decoupled_weight_decay { 0.0 } else { weight_decay };
        let push = fresh + kept * (1.0 - beta1);
        let mut parts = carry_and_push(step, |i| rate[i], |i| kept * beta1 * m[i], push, coupled);
        parts.extend(decoupled(step, if decoupled_weight_decay { weight_decay } else { 0.0 }));
        parts
    }
}

impl Elementwise for NAdam {
    #[inline(always)]
    fn update(&mut self, x: &mut [f64], lr: f64) {
        let Knobs { beta1, beta2, eps, weight_decay, momentum_decay, decoupled_weight_decay } =
            self.knobs;
        let coupled = if decoupled_weight_decay {
            decay_point(x, lr, weight_decay);
            0.0
        } else {
            weight_decay
        };
        let gradient = self.gradient.with_decay(x, coupled);
        self.steps = self.steps.saturating_add(1);
        let momentum = |k: f64| beta1 * (1.0 - 0.5 * 0.96f64.powf(k * momentum_decay));
        let (now, next) = (momentum(f64::from(self.steps)), momentum(f64::from(self.steps) + 1.0));
        self.product *= now;
        let fresh = (1.0 - now) / (1.0 - self.product);
        let kept = next / (1.0 - self.product * next);
        self.weights = [fresh, kept];
        self.mean.update(beta1, gradient.iter().copied());
        self.square.update(beta2, gradient.iter().map(|g| g * g));
        let correction = self.square.correction();
        let means = self.mean.values.iter().zip(&self.square.values);
        for (((x, rate), (m, v)), g) in x.iter_mut().zip(&mut self.rate).zip(means).zip(gradient) {
            *rate = lr / ((v / correction).sqrt() + eps);
            *x -= *rate * (fresh * g + kept * m);
        }
    }
}
