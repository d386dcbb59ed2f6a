//! AdaGrad: every coordinate divides its rate by the root of all its squared gradients.
//!
//! G := G + d², θ := θ - η / (1 + (k-1) γ) · d / (√G + ε), with d = g + ω θ. Duchi, Hazan and
//! Singer (2011). G only grows, so the rate only falls.

use crate::catalog::Entry;
use crate::optim::blocks::{Elementwise, Gradient, fill, step_each};
use crate::optim::parts::push_only;
use crate::optim::{Invariance, Optimizer, OptimizerFacts, Oracle, Part, Plan, Quantity, Taken};

pub(super) static ENTRY: Entry<dyn Optimizer> = Entry {
    id: "adagrad",
    name: "AdaGrad",
    summary: "Each coordinate slows down by the sum of its squared gradients.",
    facts: OptimizerFacts {
        lr: Some(0.5),
        elementwise: true,
        rule: "G := G + {weight_decay?(g + ω θ)|g}²\nθ := θ - η{lr_decay?/(1 + (k-1) γ)|} {weight_decay?(g + ω θ)|g}/(√G + ε)",
        source: "Duchi, Hazan and Singer, JMLR 12 (2011) 2121-2159; torch.optim.Adagrad",
        differs: "ε is added outside the root, as in PyTorch; optax adds it inside and starts G at 0.1.",
        fixed: &["initial_accumulator"],
        invariant: &[Invariance::LossScale],
        decay: |knob| knob("weight_decay"),
        limit: |_| Some(2.0),
        scaled: true,
        ..OptimizerFacts::USUAL
    },
    make: || Box::new(Adagrad::default()),
};

crate::params! {
    /// The knobs of [`Adagrad`].
    struct Knobs {
        /// How fast the learning rate falls besides: 1/(1 + (k-1) times this).
        lr_decay "γ": f64 = 0.0, log(0.0, 10.0);
        /// Where the sum of squared gradients starts.
        initial_accumulator "G₀": f64 = 0.0, log(0.0, 100.0);
        /// Keeps the division finite where gradients vanish.
        eps "ε": f64 = 1e-10, log(0.0, 1.0);
        /// Pull towards the origin, added to the gradient.
        weight_decay "ω": f64 = 0.0, log(0.0, 10.0);
    }
}

/// AdaGrad.
#[derive(Debug, Default)]
struct Adagrad {
    knobs: Knobs,
    gradient: Gradient,
    sum: Vec<f64>,
    rate: Vec<f64>,
    steps: f64,
}
crate::params!(forward Adagrad => knobs);

impl Optimizer for Adagrad {
    fn reset(&mut self, dim: usize, _plan: Plan) {
        self.gradient.reset(dim);
        fill(&mut self.sum, dim, self.knobs.initial_accumulator);
        fill(&mut self.rate, dim, 0.0);
        self.steps = 0.0;
    }

    fn step(&mut self, x: &mut [f64], lr: f64, oracle: &mut dyn Oracle) {
        self.gradient.ask(x, oracle);
        step_each(self, x, lr);
    }

    fn inspect(&self, show: &mut dyn FnMut(Quantity<'_>)) {
        show(Quantity::gradient(&self.gradient.told));
        show(Quantity::spread("sum_of_squares", "G", &self.sum));
        show(Quantity::rates(&self.rate));
    }

    fn parts(&self, step: &Taken<'_>) -> Vec<Part> {
        let rate = (step.after)("rate");
        push_only(step, |i| rate[i], self.knobs.weight_decay)
    }
}

impl Elementwise for Adagrad {
    #[inline(always)]
    fn update(&mut self, x: &mut [f64], lr: f64) {
        let Knobs { lr_decay, eps, weight_decay, .. } = self.knobs;
        let gradient = self.gradient.with_decay(x, weight_decay);
        let lr = lr / (1.0 + self.steps * lr_decay);
        self.steps += 1.0;
        let state = self.sum.iter_mut().zip(&mut self.rate);
        for ((x, (sum, rate)), g) in x.iter_mut().zip(state).zip(gradient) {
            *sum += g * g;
            *rate = lr / (sum.sqrt() + eps);
            *x -= *rate * g;
        }
    }
}
