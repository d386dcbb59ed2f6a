//! Gradient descent: step against the gradient.
//!
//! θ := θ - η (g + ω θ). Cauchy (1847). With batch noise on, this is SGD.

use crate::catalog::Entry;
use crate::optim::blocks::{Elementwise, Gradient, step_each};
use crate::optim::parts::push_only;
use crate::optim::{Invariance, Optimizer, OptimizerFacts, Oracle, Part, Plan, Quantity, Taken};

pub(super) static ENTRY: Entry<dyn Optimizer> = Entry {
    id: "gd",
    name: "Gradient descent",
    summary: "A step against the gradient.",
    facts: OptimizerFacts {
        lr: Some(0.01),
        elementwise: true,
        memoryless: true,
        rule: "θ := θ - η {weight_decay?(g + ω θ)|g}",
        source: "Cauchy, Comptes rendus 25 (1847) 536-538; torch.optim.SGD",
        differs: "The decay ω is coupled: it acts as an L2 penalty, as in PyTorch.",
        decay: |knob| knob("weight_decay"),
        limit: |_| Some(2.0),
        invariant: &[Invariance::Rotation],
        ..OptimizerFacts::USUAL
    },
    make: || Box::new(Gd::default()),
};

crate::params! {
    /// The knobs of [`Gd`].
    struct Knobs {
        /// Pull towards the origin, added to the gradient.
        weight_decay "ω": f64 = 0.0, log(0.0, 10.0);
    }
}

/// Gradient descent.
#[derive(Debug, Default)]
struct Gd {
    knobs: Knobs,
    gradient: Gradient,
}
crate::params!(forward Gd => knobs);

impl Optimizer for Gd {
    fn reset(&mut self, dim: usize, _plan: Plan) {
        self.gradient.reset(dim);
    }

    fn step(&mut self, x: &mut [f64], lr: f64, oracle: &mut dyn Oracle) {
        self.gradient.ask(x, oracle);
        step_each(self, x, lr);
    }

    fn inspect(&self, show: &mut dyn FnMut(Quantity<'_>)) {
        show(Quantity::gradient(&self.gradient.told));
    }

    fn parts(&self, step: &Taken<'_>) -> Vec<Part> {
        push_only(step, |_| step.lr, self.knobs.weight_decay)
    }
}

impl Elementwise for Gd {
    #[inline(always)]
    fn update(&mut self, x: &mut [f64], lr: f64) {
        let gradient = self.gradient.with_decay(x, self.knobs.weight_decay);
        for (x, g) in x.iter_mut().zip(gradient) {
            *x -= lr * g;
        }
    }
}
