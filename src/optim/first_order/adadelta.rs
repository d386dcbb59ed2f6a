//! Adadelta: steps as long as recent steps were, so that no unit of length is needed.
//!
//! v := ρ v + (1 - ρ) d², D := √(u + ε)/√(v + ε) d, u := ρ u + (1 - ρ) D², θ := θ - η D, with
//! d = g + ω θ. Zeiler (2012), algorithm 1. The divisor's partner u is the one of the step before.

use crate::catalog::Entry;
use crate::optim::blocks::{Elementwise, Gradient, Mean, fill, step_each};
use crate::optim::parts::push_only;
use crate::optim::{Optimizer, OptimizerFacts, Oracle, Part, Plan, Quantity, Taken};

pub(super) static ENTRY: Entry<dyn Optimizer> = Entry {
    id: "adadelta",
    name: "Adadelta",
    summary: "The ratio of recent steps to recent gradients sets the step.",
    facts: OptimizerFacts {
        lr: Some(20.0),
        elementwise: true,
        rule: "v := ρ v + (1 - ρ) {weight_decay?(g + ω θ)|g}²\nD := √(u + ε)/√(v + ε) {weight_decay?(g + ω θ)|g}\nu := ρ u + (1 - ρ) D²\nθ := θ - η D",
        source: "Zeiler, arXiv:1212.5701 (2012), algorithm 1; torch.optim.Adadelta",
        differs: "ε is inside both roots. The learning rate, which the paper does not have, stays outside u.",
        decay: |knob| knob("weight_decay"),
        limit: |_| Some(2.0),
        scaled: true,
        ..OptimizerFacts::USUAL
    },
    make: || Box::new(Adadelta::default()),
};

crate::params! {
    /// The knobs of [`Adadelta`].
    struct Knobs {
        /// How slowly both running means forget.
        rho "ρ": f64 = 0.9, real(0.0, 0.999_999);
        /// Sets the length of the first steps, and keeps the division finite.
        eps "ε": f64 = 1e-6, log(0.0, 1.0);
        /// Pull towards the origin, added to the gradient.
        weight_decay "ω": f64 = 0.0, log(0.0, 10.0);
    }
}

/// Adadelta.
#[derive(Debug, Default)]
struct Adadelta {
    knobs: Knobs,
    gradient: Gradient,
    square: Mean,
    steps: Mean,
    step: Vec<f64>,
    rate: Vec<f64>,
}
crate::params!(forward Adadelta => knobs);

impl Optimizer for Adadelta {
    fn reset(&mut self, dim: usize, _plan: Plan) {
        self.gradient.reset(dim);
        fill(&mut self.step, dim, 0.0);
        fill(&mut self.rate, dim, 0.0);
        self.square.reset(dim);
        self.steps.reset(dim);
    }

    fn step(&mut self, x: &mut [f64], lr: f64, oracle: &mut dyn Oracle) {
        self.gradient.ask(x, oracle);
        step_each(self, x, lr);
    }

    fn inspect(&self, show: &mut dyn FnMut(Quantity<'_>)) {
        show(Quantity::gradient(&self.gradient.told));
        show(Quantity::direction("scaled_step", "D", &self.step));
        show(Quantity::spread("second_moment", "v", &self.square.values));
        show(Quantity::spread("mean_square_step", "u", &self.steps.values));
        show(Quantity::rates(&self.rate));
    }

    fn parts(&self, step: &Taken<'_>) -> Vec<Part> {
        let rate = (step.after)("rate");
        push_only(step, |i| rate[i], self.knobs.weight_decay)
    }
}

impl Elementwise for Adadelta {
    #[inline(always)]
    fn update(&mut self, x: &mut [f64], lr: f64) {
        let Knobs { rho, eps, weight_decay } = self.knobs;
        let gradient = self.gradient.with_decay(x, weight_decay);
        self.square.update(rho, gradient.iter().map(|g| g * g));
        let state = self.step.iter_mut().zip(&mut self.rate);
        let means = self.steps.values.iter().zip(&self.square.values);
        for (((x, (step, rate)), (u, v)), g) in x.iter_mut().zip(state).zip(means).zip(gradient) {
            let ratio = (u + eps).sqrt() / (v + eps).sqrt();
            *rate = lr * ratio;
            *step = ratio * g;
            *x -= lr * *step;
        }
        self.steps.update(rho, self.step.iter().map(|step| step * step));
    }
}
