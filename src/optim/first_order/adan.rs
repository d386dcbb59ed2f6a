//! Adan: Adam with a running mean of gradient differences, which look ahead as Nesterov does.
//!
//! D = g - g′, g′ the gradient before (0 at first), m := β₁ m + (1 - β₁) g, v := β₂ v + (1 - β₂) D,
//! n := β₃ n + (1 - β₃)(g + β₂ D)²,
//! θ := (θ - η (m/(1 - β₁ᵏ) + β₂ v/(1 - β₂ᵏ)) / (√(n/(1 - β₃ᵏ)) + ε)) / (1 + η ω).
//! Xie and others (2022), algorithm 1.

use crate::catalog::Entry;
use crate::optim::blocks::{Elementwise, Mean, decay_point, fill, step_each};
use crate::optim::parts::{Due, decoupled, part};
use crate::optim::{Invariance, Optimizer, OptimizerFacts, Oracle, Part, Plan, Quantity, Taken};

pub(super) static ENTRY: Entry<dyn Optimizer> = Entry {
    id: "adan",
    name: "Adan",
    summary: "Adam with the trend of the gradient in its momentum.",
    facts: OptimizerFacts {
        lr: Some(0.05),
        elementwise: true,
        rule: "D = g - g_prev\nm := β₁ m + (1 - β₁) g, v := β₂ v + (1 - β₂) D, n := β₃ n + (1 - β₃) (g + β₂ D)²\nθ := (θ - η (m/(1 - β₁^k) + β₂ v/(1 - β₂^k)) / (√(n/(1 - β₃^k)) + ε)) / (1 + η ω)",
        source: "Xie and others, arXiv:2208.06677 (2022), algorithm 1; the authors' code",
        differs: "The paper's betas are 1 minus these. optax weighs the difference by 1 - β₂ where the authors weigh it by β₂.",
        invariant: &[Invariance::LossScale],
        ..OptimizerFacts::USUAL
    },
    make: || Box::new(Adan::default()),
};

crate::params! {
    /// The knobs of [`Adan`].
    struct Knobs {
        /// How slowly the running mean of gradients forgets.
        beta1 "β₁": f64 = 0.98, real(0.0, 0.999_999);
        /// How slowly the running mean of differences forgets, and its weight.
        beta2 "β₂": f64 = 0.92, real(0.0, 0.999_999);
        /// How slowly the running mean of squares forgets.
        beta3 "β₃": f64 = 0.99, real(0.0, 0.999_999);
        /// Keeps the division finite where gradients vanish.
        eps "ε": f64 = 1e-8, log(0.0, 1.0);
        /// Divides the point by 1 + η ω at every step.
        weight_decay "ω": f64 = 0.0, log(0.0, 10.0);
        /// Multiply the point by 1 - η ω before the step instead, as AdamW does.
        decoupled_weight_decay "": bool = false, flag();
    }
}

/// Adan.
#[derive(Debug, Default)]
struct Adan {
    knobs: Knobs,
    gradient: Vec<f64>,
    previous: Vec<f64>,
    difference: Vec<f64>,
    mean: Mean,
    trend: Mean,
    square: Mean,
    rate: Vec<f64>,
    corrections: [f64; 2],
    started: bool,
}
crate::params!(forward Adan => knobs);

impl Optimizer for Adan {
    fn reset(&mut self, dim: usize, _plan: Plan) {
        fill(&mut self.gradient, dim, 0.0);
        fill(&mut self.previous, dim, 0.0);
        fill(&mut self.difference, dim, 0.0);
        fill(&mut self.rate, dim, 0.0);
        self.mean.reset(dim);
        self.trend.reset(dim);
        self.square.reset(dim);
        self.corrections = [1.0; 2];
        self.started = false;
    }

    fn step(&mut self, x: &mut [f64], lr: f64, oracle: &mut dyn Oracle) {
        oracle.gradient(x, &mut self.gradient);
        step_each(self, x, lr);
    }

    fn inspect(&self, show: &mut dyn FnMut(Quantity<'_>)) {
        show(Quantity::gradient(&self.gradient));
        show(Quantity::direction("difference", "D", &self.difference));
        show(Quantity::direction("first_moment", "m", &self.mean.values));
        show(Quantity::direction("trend", "v", &self.trend.values));
        show(Quantity::spread("second_moment", "n", &self.square.values));
        show(Quantity::rates(&self.rate));
        show(Quantity::scalar("corrections", "c", &self.corrections));
    }

    fn parts(&self, step: &Taken<'_>) -> Vec<Part> {
        let Knobs { beta1, beta2, weight_decay, decoupled_weight_decay, .. } = self.knobs;
        let dim = step.from.len();
        let (rate, g, difference) =
            ((step.after)("rate"), (step.after)("gradient"), (step.after)("difference"));
        let (m, v) = ((step.before)("first_moment"), (step.before)("trend"));
        let corrections = (step.after)("corrections");
        let [first, second] = [corrections[0], corrections[1]];
        let carry = |i: usize| -rate[i] * (beta1 * m[i] / first + beta2 * beta2 * v[i] / second);
        let push = |i: usize| {
            let trend = beta2 * (1.0 - beta2) * difference[i] / second;
            -rate[i] * ((1.0 - beta1) * g[i] / first + trend)
        };
        let mut parts = vec![part(Due::Carry, dim, carry), part(Due::Push, dim, push)];
        if decoupled_weight_decay {
            parts.extend(decoupled(step, weight_decay));
        } else if weight_decay != 0.0 {
            let share = step.lr * weight_decay / (1.0 + step.lr * weight_decay);
            parts.push(part(Due::Decay, dim, |i| -share * step.from[i]));
        }
        parts
    }
}

impl Elementwise for Adan {
    #[inline(always)]
    fn update(&mut self, x: &mut [f64], lr: f64) {
        let Knobs { beta1, beta2, beta3, eps, weight_decay, decoupled_weight_decay } = self.knobs;
        if decoupled_weight_decay {
            decay_point(x, lr, weight_decay);
        }
        if !self.started {
            self.previous.copy_from_slice(&self.gradient);
            self.started = true;
        }
        let pairs = self.gradient.iter().zip(&mut self.previous);
        for (difference, (g, previous)) in self.difference.iter_mut().zip(pairs) {
            *difference = g - *previous;
            *previous = *g;
        }
        self.mean.update(beta1, self.gradient.iter().copied());
        self.trend.update(beta2, self.difference.iter().copied());
        let ahead = self.gradient.iter().zip(&self.difference).map(|(g, d)| g + beta2 * d);
        self.square.update(beta3, ahead.map(|a| a * a));
        let (first, second) = (self.mean.correction(), self.trend.correction());
        self.corrections = [first, second];
        let third = self.square.correction().sqrt();
        let shrink = if decoupled_weight_decay { 1.0 } else { 1.0 + lr * weight_decay };
        let means = self.mean.values.iter().zip(&self.trend.values).zip(&self.square.values);
        for ((x, rate), ((m, v), n)) in x.iter_mut().zip(&mut self.rate).zip(means) {
            *rate = lr / (n.sqrt() / third + eps) / shrink;
            *x = *x / shrink - *rate * (m / first + beta2 * v / second);
        }
    }
}
