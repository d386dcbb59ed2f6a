//! RMSprop: every coordinate divides its rate by a running root mean square of its gradients.
//!
//! v := α v + (1 - α) d², q = √v + ε, θ := θ - η d/q, with d = g + ω θ. Centred, v - m² stands for
//! v, where m is the running mean of d; with momentum, b := μ b + d/q and θ := θ - η b. Tieleman
//! and Hinton (2012). There is no bias correction: the first steps are 1/√(1-α) times too long.

use crate::catalog::Entry;
use crate::optim::blocks::{Elementwise, Gradient, Mean, fill, step_each};
use crate::optim::parts::{Due, part, push_only};
use crate::optim::{Invariance, Optimizer, OptimizerFacts, Oracle, Part, Plan, Quantity, Taken};

pub(super) static ENTRY: Entry<dyn Optimizer> = Entry {
    id: "rmsprop",
    name: "RMSprop",
    summary: "Each coordinate is divided by the recent size of its gradient.",
    facts: OptimizerFacts {
        lr: Some(0.01),
        elementwise: true,
        rule: "v := α v + (1 - α) {weight_decay?(g + ω θ)|g}²\nb := μ b + {weight_decay?(g + ω θ)|g}/(√{!centered?v|(v - m²)} + ε)\nθ := θ - η b{centered?\ncentered: v - m² for v, m the running mean of g{weight_decay? + ω θ|}|}",
        source: "Tieleman and Hinton, Coursera lecture 6.5 (2012); torch.optim.RMSprop",
        differs: "ε is added outside the root, as in PyTorch; optax adds it inside and defaults \
                  to α = 0.9.",
        invariant: &[Invariance::LossScale],
        smooth: |knob| (1.0 - knob("momentum").sqrt()).powi(2),
        decay: |knob| knob("weight_decay"),
        limit: |knob| Some(2.0 * (1.0 + knob("momentum"))),
        scaled: true,
        ..OptimizerFacts::USUAL
    },
    make: || Box::new(RmsProp::default()),
};

crate::params! {
    /// The knobs of [`RmsProp`].
    struct Knobs {
        /// How slowly the running mean of squared gradients forgets.
        alpha "α": f64 = 0.99, real(0.0, 0.999_999);
        /// Keeps the division finite where gradients vanish.
        eps "ε": f64 = 1e-8, log(0.0, 1.0);
        /// How much of the previous scaled step is kept.
        momentum "μ": f64 = 0.0, real(0.0, 1.0);
        /// Divide by the spread of the gradients instead of their size.
        centered "": bool = false, flag();
        /// Pull towards the origin, added to the gradient.
        weight_decay "ω": f64 = 0.0, log(0.0, 10.0);
    }
}

/// RMSprop.
#[derive(Debug, Default)]
struct RmsProp {
    knobs: Knobs,
    gradient: Gradient,
    mean: Mean,
    square: Mean,
    centered: bool,
    buffer: Vec<f64>,
    rate: Vec<f64>,
}
crate::params!(forward RmsProp => knobs);

impl Optimizer for RmsProp {
    fn reset(&mut self, dim: usize, _plan: Plan) {
        self.gradient.reset(dim);
        fill(&mut self.buffer, dim, 0.0);
        fill(&mut self.rate, dim, 0.0);
        self.mean.reset(dim);
        self.square.reset(dim);
        self.centered = false;
    }

    fn step(&mut self, x: &mut [f64], lr: f64, oracle: &mut dyn Oracle) {
        self.gradient.ask(x, oracle);
        step_each(self, x, lr);
    }

    fn inspect(&self, show: &mut dyn FnMut(Quantity<'_>)) {
        show(Quantity::gradient(&self.gradient.told));
        show(Quantity::direction("mean", "m", &self.mean.values));
        show(Quantity::direction("scaled_step", "b", &self.buffer));
        show(Quantity::spread("second_moment", "v", &self.square.values));
        show(Quantity::rates(&self.rate));
    }

    fn parts(&self, step: &Taken<'_>) -> Vec<Part> {
        let (rate, buffer) = ((step.after)("rate"), (step.before)("scaled_step"));
        let mut parts = push_only(step, |i| rate[i], self.knobs.weight_decay);
        let carry = |i: usize| -step.lr * self.knobs.momentum * buffer[i];
        parts.insert(0, part(Due::Carry, step.from.len(), carry));
        parts
    }
}

impl Elementwise for RmsProp {
    #[inline(always)]
    fn update(&mut self, x: &mut [f64], lr: f64) {
        let Knobs { alpha, eps, momentum, centered, weight_decay } = self.knobs;
        let gradient = self.gradient.with_decay(x, weight_decay);
        self.square.update(alpha, gradient.iter().map(|g| g * g));
        if centered {
            self.mean.update(alpha, gradient.iter().copied());
        } else if self.centered {
            // Switched off on the way: an old mean may exceed what is left of the squares.
            self.mean.values.fill(0.0);
        }
        self.centered = centered;
        let state = self.buffer.iter_mut().zip(&mut self.rate);
        let means = self.mean.values.iter().zip(&self.square.values);
        for (((x, (b, rate)), (m, v)), g) in x.iter_mut().zip(state).zip(means).zip(gradient) {
            let size = (v - m * m).sqrt() + eps;
            *rate = lr / size;
            *b = momentum * *b + g / size;
            *x -= lr * *b;
        }
    }
}
