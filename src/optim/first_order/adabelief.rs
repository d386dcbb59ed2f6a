//! AdaBelief: Adam that divides by how much the gradient surprises, not by how large it is.
//!
//! m := β₁ m + (1 - β₁) g, s := β₂ s + (1 - β₂)(g - m)² + ε′,
//! θ := θ - η m/(1 - β₁ᵏ) / (√(s/(1 - β₂ᵏ)) + ε). Zhuang and others (2020), algorithm 2.

use crate::catalog::Entry;
use crate::optim::blocks::{Elementwise, Mean, fill, step_each};
use crate::optim::facts::{limit_of_mean, smooth_of_mean};
use crate::optim::parts::{beta_power, corrected, of_mean};
use crate::optim::{Invariance, Optimizer, OptimizerFacts, Oracle, Part, Plan, Quantity, Taken};

pub(super) static ENTRY: Entry<dyn Optimizer> = Entry {
    id: "adabelief",
    name: "AdaBelief",
    summary: "Adam that divides by the surprise in the gradient.",
    facts: OptimizerFacts {
        lr: Some(0.05),
        elementwise: true,
        rule: "m := β₁ m + (1 - β₁) g\ns := β₂ s + (1 - β₂) (g - m)² + ε′\nm_hat = m/(1 - β₁^k), s_hat = s/(1 - β₂^k)\nθ := θ - η m_hat/(√s_hat + ε)",
        source: "Zhuang and others, NeurIPS 2020, algorithm 2; optax.adabelief",
        differs: "The surprise is taken from the new mean. ε′ is added to the state at every step and piles up, as in the paper and optax.",
        invariant: &[Invariance::LossScale],
        smooth: smooth_of_mean,
        limit: |knob| Some(limit_of_mean(knob)),
        scaled: true,
        ..OptimizerFacts::USUAL
    },
    make: || Box::new(AdaBelief::default()),
};

crate::params! {
    /// The knobs of [`AdaBelief`].
    struct Knobs {
        /// How slowly the running mean of gradients forgets.
        beta1 "β₁": f64 = 0.9, real(0.0, 0.999_999);
        /// How slowly the running mean of squared surprises forgets.
        beta2 "β₂": f64 = 0.999, real(0.0, 0.999_999);
        /// Keeps the division finite, outside the root.
        eps "ε": f64 = 1e-16, log(0.0, 1.0);
        /// Keeps the division finite, added to the running mean.
        eps_root "ε′": f64 = 1e-16, log(0.0, 1.0);
    }
}

/// AdaBelief.
#[derive(Debug, Default)]
struct AdaBelief {
    knobs: Knobs,
    gradient: Vec<f64>,
    mean: Mean,
    square: Mean,
    rate: Vec<f64>,
}
crate::params!(forward AdaBelief => knobs);

impl Optimizer for AdaBelief {
    fn reset(&mut self, dim: usize, _plan: Plan) {
        fill(&mut self.gradient, dim, 0.0);
        fill(&mut self.rate, dim, 0.0);
        self.mean.reset(dim);
        self.square.reset(dim);
    }

    fn step(&mut self, x: &mut [f64], lr: f64, oracle: &mut dyn Oracle) {
        oracle.gradient(x, &mut self.gradient);
        step_each(self, x, lr);
    }

    fn inspect(&self, show: &mut dyn FnMut(Quantity<'_>)) {
        show(Quantity::gradient(&self.gradient));
        show(Quantity::direction("first_moment", "m", &self.mean.values));
        show(Quantity::spread("second_moment", "s", &self.square.values));
        show(Quantity::rates(&self.rate));
    }

    fn derived(&self, step: &Taken<'_>) -> Vec<(&'static str, Vec<f64>)> {
        let Knobs { beta1, beta2, .. } = self.knobs;
        let [first, second] = corrected(step, [beta1, beta2], true);
        vec![("m_hat", first), ("s_hat", second)]
    }

    fn settled_share(&self, step: &Taken<'_>) -> f64 {
        1.0 - beta_power(step, self.knobs.beta1)
    }

    fn parts(&self, step: &Taken<'_>) -> Vec<Part> {
        let beta1 = self.knobs.beta1;
        of_mean(step, beta1, 0.0)
    }
}

impl Elementwise for AdaBelief {
    #[inline(always)]
    fn update(&mut self, x: &mut [f64], lr: f64) {
        let Knobs { beta1, beta2, eps, eps_root } = self.knobs;
        self.mean.update(beta1, self.gradient.iter().copied());
        self.square.count(beta2);
        let (first, second) = (self.mean.correction(), self.square.correction());
        let state = self.square.values.iter_mut().zip(&mut self.rate);
        let inputs = self.mean.values.iter().zip(&self.gradient);
        for ((x, (s, rate)), (m, g)) in x.iter_mut().zip(state).zip(inputs) {
            let surprise = g - m;
            *s = beta2 * *s + (1.0 - beta2) * (surprise * surprise) + eps_root;
            *rate = lr / first / ((*s / second).sqrt() + eps);
            *x -= *rate * m;
        }
    }
}
