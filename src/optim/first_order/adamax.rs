//! Adamax: Adam with the largest recent gradient in place of its root mean square.
//!
//! m := β₁ m + (1 - β₁) d, u := max(β₂ u, |d| + ε), θ := θ - η/(1 - β₁ᵏ) · m/u, with d = g + ω θ.
//! Kingma and Ba (2015), algorithm 2.

use crate::catalog::Entry;
use crate::optim::blocks::{Elementwise, Gradient, Mean, fill, step_each};
use crate::optim::facts::{limit_of_mean, smooth_of_mean};
use crate::optim::parts::{beta_power, of_mean};
use crate::optim::{Invariance, Optimizer, OptimizerFacts, Oracle, Part, Plan, Quantity, Taken};

pub(super) static ENTRY: Entry<dyn Optimizer> = Entry {
    id: "adamax",
    name: "Adamax",
    summary: "Adam that divides by the largest recent gradient.",
    facts: OptimizerFacts {
        lr: Some(0.05),
        elementwise: true,
        rule: "m := β₁ m + (1 - β₁) {weight_decay?(g + ω θ)|g}\nu := max(β₂ u, |g{weight_decay? + ω θ|}| + ε)\nθ := θ - η/(1 - β₁^k) m/u",
        source: "Kingma and Ba, ICLR 2015, algorithm 2; torch.optim.Adamax",
        differs: "ε is inside the maximum, as in PyTorch; there is none in the divisor.",
        invariant: &[Invariance::LossScale],
        smooth: smooth_of_mean,
        decay: |knob| knob("weight_decay"),
        limit: |knob| Some(limit_of_mean(knob)),
        scaled: true,
        ..OptimizerFacts::USUAL
    },
    make: || Box::new(Adamax::default()),
};

crate::params! {
    /// The knobs of [`Adamax`].
    struct Knobs {
        /// How slowly the running mean of gradients forgets.
        beta1 "β₁": f64 = 0.9, real(0.0, 0.999_999);
        /// How slowly the memory of the largest gradient forgets.
        beta2 "β₂": f64 = 0.999, real(0.0, 0.999_999);
        /// Keeps the division finite where gradients vanish.
        eps "ε": f64 = 1e-8, log(0.0, 1.0);
        /// Pull towards the origin, added to the gradient.
        weight_decay "ω": f64 = 0.0, log(0.0, 10.0);
    }
}

/// Adamax.
#[derive(Debug, Default)]
struct Adamax {
    knobs: Knobs,
    gradient: Gradient,
    mean: Mean,
    largest: Vec<f64>,
    rate: Vec<f64>,
}
crate::params!(forward Adamax => knobs);

impl Optimizer for Adamax {
    fn reset(&mut self, dim: usize, _plan: Plan) {
        self.gradient.reset(dim);
        fill(&mut self.largest, dim, 0.0);
        fill(&mut self.rate, dim, 0.0);
        self.mean.reset(dim);
    }

    fn step(&mut self, x: &mut [f64], lr: f64, oracle: &mut dyn Oracle) {
        self.gradient.ask(x, oracle);
        step_each(self, x, lr);
    }

    fn inspect(&self, show: &mut dyn FnMut(Quantity<'_>)) {
        show(Quantity::gradient(&self.gradient.told));
        show(Quantity::direction("first_moment", "m", &self.mean.values));
        show(Quantity::spread("largest_gradient", "u", &self.largest));
        show(Quantity::rates(&self.rate));
    }

    fn settled_share(&self, step: &Taken<'_>) -> f64 {
        1.0 - beta_power(step, self.knobs.beta1)
    }

    fn parts(&self, step: &Taken<'_>) -> Vec<Part> {
        let Knobs { beta1, weight_decay, .. } = self.knobs;
        of_mean(step, beta1, weight_decay)
    }
}

impl Elementwise for Adamax {
    #[inline(always)]
    fn update(&mut self, x: &mut [f64], lr: f64) {
        let Knobs { beta1, beta2, eps, weight_decay } = self.knobs;
        let gradient = self.gradient.with_decay(x, weight_decay);
        self.mean.update(beta1, gradient.iter().copied());
        let lr = lr / self.mean.correction();
        let state = self.largest.iter_mut().zip(&mut self.rate);
        let inputs = self.mean.values.iter().zip(gradient);
        for ((x, (u, rate)), (m, g)) in x.iter_mut().zip(state).zip(inputs) {
            *u = (beta2 * *u).max(g.abs() + eps);
            *rate = lr / *u;
            *x -= *rate * m;
        }
    }
}
