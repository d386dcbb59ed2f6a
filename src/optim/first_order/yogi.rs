//! Yogi: Adam whose divisor moves towards g² by an amount that does not depend on how far it is.
//!
//! m := β₁ m + (1 - β₁) g, v := v - (1 - β₂) sign(v - g²) g², both from 10⁻⁶;
//! θ := θ - η m/(1 - β₁ᵏ) / (√(v/(1 - β₂ᵏ)) + ε). Zaheer and others (2018), algorithm 2.

use crate::catalog::Entry;
use crate::optim::blocks::{Elementwise, Mean, fill, step_each};
use crate::optim::facts::{limit_of_mean, smooth_of_mean};
use crate::optim::parts::{beta_power, corrected, of_mean};
use crate::optim::{Optimizer, OptimizerFacts, Oracle, Part, Plan, Quantity, Taken};

pub(super) static ENTRY: Entry<dyn Optimizer> = Entry {
    id: "yogi",
    name: "Yogi",
    summary: "Adam whose divisor shrinks slowly.",
    facts: OptimizerFacts {
        lr: Some(0.05),
        elementwise: true,
        rule: "m := β₁ m + (1 - β₁) g\nv := v - (1 - β₂) sign(v - g²) g²\nm_hat = m/(1 - β₁^k), v_hat = v/(1 - β₂^k)\nθ := θ - η m_hat/(√v_hat + ε)",
        source: "Zaheer and others, NeurIPS 2018, algorithm 2; optax.yogi",
        differs: "Both means start at 10⁻⁶, as in optax; the paper starts at g² and does not correct the bias.",
        smooth: smooth_of_mean,
        limit: |knob| Some(limit_of_mean(knob)),
        scaled: true,
        ..OptimizerFacts::USUAL
    },
    make: || Box::new(Yogi::default()),
};

crate::params! {
    /// The knobs of [`Yogi`].
    struct Knobs {
        /// How slowly the running mean of gradients forgets.
        beta1 "β₁": f64 = 0.9, real(0.0, 0.999_999);
        /// How slowly the running mean of squared gradients forgets.
        beta2 "β₂": f64 = 0.999, real(0.0, 0.999_999);
        /// Keeps the division finite where gradients vanish.
        eps "ε": f64 = 1e-3, log(0.0, 1.0);
    }
}

/// Yogi.
#[derive(Debug, Default)]
struct Yogi {
    knobs: Knobs,
    gradient: Vec<f64>,
    mean: Mean,
    square: Mean,
    rate: Vec<f64>,
}
crate::params!(forward Yogi => knobs);

/// Where both running means start.
const INITIAL: f64 = 1e-6;

impl Optimizer for Yogi {
    fn reset(&mut self, dim: usize, _plan: Plan) {
        fill(&mut self.gradient, dim, 0.0);
        fill(&mut self.rate, dim, 0.0);
        self.mean.reset_to(dim, INITIAL);
        self.square.reset_to(dim, INITIAL);
    }

    fn step(&mut self, x: &mut [f64], lr: f64, oracle: &mut dyn Oracle) {
        oracle.gradient(x, &mut self.gradient);
        step_each(self, x, lr);
    }

    fn inspect(&self, show: &mut dyn FnMut(Quantity<'_>)) {
        show(Quantity::gradient(&self.gradient));
        show(Quantity::direction("first_moment", "m", &self.mean.values));
        show(Quantity::spread("second_moment", "v", &self.square.values));
        show(Quantity::rates(&self.rate));
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
        of_mean(step, beta1, 0.0)
    }
}

impl Elementwise for Yogi {
    #[inline(always)]
    fn update(&mut self, x: &mut [f64], lr: f64) {
        let Knobs { beta1, beta2, eps } = self.knobs;
        self.mean.update(beta1, self.gradient.iter().copied());
        self.square.count(beta2);
        let (first, second) = (self.mean.correction(), self.square.correction());
        let state = self.square.values.iter_mut().zip(&mut self.rate);
        let inputs = self.mean.values.iter().zip(&self.gradient);
        for ((x, (v, rate)), (m, g)) in x.iter_mut().zip(state).zip(inputs) {
            let square = g * g;
            let sign = if *v == square { 0.0 } else { (*v - square).signum() };
            *v -= (1.0 - beta2) * sign * square;
            *rate = lr / first / ((*v / second).sqrt() + eps);
            *x -= *rate * m;
        }
    }
}
