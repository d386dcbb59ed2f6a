//! Heavy-ball momentum: the step is a decaying sum of gradients.
//!
//! v := μ v + (1 - τ) d, θ := θ - η v, with d = g + ω θ and v = d at the first step. Polyak
//! (1964), in the form of PyTorch's `SGD`: the velocity is a sum, not a mean, the learning rate
//! multiplies it from outside, and the first gradient enters undamped.

use crate::catalog::Entry;
use crate::optim::blocks::{Elementwise, Gradient, fill, step_each};
use crate::optim::parts::carry_and_push;
use crate::optim::{Invariance, Optimizer, OptimizerFacts, Oracle, Part, Plan, Quantity, Taken};

pub(super) static ENTRY: Entry<dyn Optimizer> = Entry {
    id: "momentum",
    name: "Momentum",
    summary: "A heavy ball: gradients add up to a velocity.",
    facts: OptimizerFacts {
        lr: Some(0.01),
        elementwise: true,
        rule: "v := μ v + {dampening?(1 - τ) |}{weight_decay?(g + ω θ)|g}\nθ := θ - η v",
        source: "Polyak, USSR Comp. Math. 4(5) (1964) 1-17; torch.optim.SGD(momentum)",
        differs: "The first step takes the gradient undamped. Some texts use a running mean, \
                  (1 - μ) g, whose learning rate is 1/(1 - μ) times larger for the same path.",
        smooth: |knob| {
            let mu = knob("momentum");
            let fresh = if mu == 0.0 { 1.0 } else { 1.0 - knob("dampening") };
            (1.0 - mu.sqrt()).powi(2) / fresh
        },
        decay: |knob| knob("weight_decay"),
        limit: |knob| {
            let mu = knob("momentum");
            // Without momentum there is no dampening either.
            let fresh = if mu == 0.0 { 1.0 } else { 1.0 - knob("dampening") };
            Some(2.0 * (1.0 + mu) / fresh)
        },
        invariant: &[Invariance::Rotation],
        ..OptimizerFacts::USUAL
    },
    make: || Box::new(Momentum::default()),
};

crate::params! {
    /// The knobs of [`Momentum`].
    struct Knobs {
        /// How much of the velocity is kept from step to step.
        momentum "μ": f64 = 0.9, real(0.0, 1.0);
        /// How much of each new gradient is left out.
        dampening "τ": f64 = 0.0, real(0.0, 0.999);
        /// Pull towards the origin, added to the gradient.
        weight_decay "ω": f64 = 0.0, log(0.0, 10.0);
    }
}

/// Heavy-ball momentum.
#[derive(Debug, Default)]
struct Momentum {
    knobs: Knobs,
    gradient: Gradient,
    velocity: Vec<f64>,
    started: bool,
}
crate::params!(forward Momentum => knobs);

impl Optimizer for Momentum {
    fn reset(&mut self, dim: usize, _plan: Plan) {
        self.gradient.reset(dim);
        fill(&mut self.velocity, dim, 0.0);
        self.started = false;
    }

    fn step(&mut self, x: &mut [f64], lr: f64, oracle: &mut dyn Oracle) {
        self.gradient.ask(x, oracle);
        step_each(self, x, lr);
    }

    fn inspect(&self, show: &mut dyn FnMut(Quantity<'_>)) {
        show(Quantity::gradient(&self.gradient.told));
        show(Quantity::direction("velocity", "v", &self.velocity));
    }

    fn parts(&self, step: &Taken<'_>) -> Vec<Part> {
        let Knobs { momentum, weight_decay, .. } = self.knobs;
        let velocity = (step.before)("velocity");
        let push = self.fresh(step.number == 1);
        carry_and_push(step, |_| step.lr, |i| momentum * velocity[i], push, weight_decay)
    }
}

impl Momentum {
    /// How much of a new gradient enters.
    fn fresh(&self, first: bool) -> f64 {
        // PyTorch leaves the buffer, and with it the dampening, out when the momentum is zero.
        if first || self.knobs.momentum == 0.0 { 1.0 } else { 1.0 - self.knobs.dampening }
    }
}

impl Elementwise for Momentum {
    #[inline(always)]
    fn update(&mut self, x: &mut [f64], lr: f64) {
        let Knobs { momentum, weight_decay, .. } = self.knobs;
        let fresh = self.fresh(!self.started);
        let gradient = self.gradient.with_decay(x, weight_decay);
        self.started = true;
        let state = x.iter_mut().zip(&mut self.velocity).zip(gradient);
        // One multiplication less where nothing is dampened.
        if fresh == 1.0 {
            state.for_each(|((x, v), g)| {
                *v = momentum * *v + g;
                *x -= lr * *v;
            });
        } else {
            state.for_each(|((x, v), g)| {
                *v = momentum * *v + fresh * g;
                *x -= lr * *v;
            });
        }
    }
}
