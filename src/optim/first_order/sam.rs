//! Sharpness-aware minimisation: the gradient is taken where the loss is worst nearby.
//!
//! e = ρ g/‖g‖, θ := θ - η ∇f(θ + e). Foret and others (2021), algorithm 1, around plain gradient
//! descent. Every step asks for two gradients.

use crate::catalog::Entry;
use crate::math::dot;
use crate::optim::blocks::fill;
use crate::optim::parts::{Due, part};
use crate::optim::{Invariance, Optimizer, OptimizerFacts, Oracle, Part, Plan, Quantity, Taken};

pub(super) static ENTRY: Entry<dyn Optimizer> = Entry {
    id: "sam",
    name: "SAM",
    summary: "The gradient from the worst point nearby, which leads to flat minima.",
    facts: OptimizerFacts {
        lr: Some(0.01),
        rule: "e = ρ g/‖g‖\nθ := θ - η ∇f(θ + e)",
        source: "Foret and others, ICLR 2021, algorithm 1",
        differs: "10⁻¹² is added to the norm, as in the authors' code. Around a minimum the point \
                  does not come to rest: the gradient a step of ρ away never vanishes.",
        invariant: &[Invariance::Rotation],
        ..OptimizerFacts::USUAL
    },
    make: || Box::new(Sam::default()),
};

crate::params! {
    /// The knobs of [`Sam`].
    struct Knobs {
        /// How far away the worst point is looked for.
        rho "ρ": f64 = 0.05, log(0.0, 10.0);
    }
}

/// Sharpness-aware minimisation.
#[derive(Debug, Default)]
struct Sam {
    knobs: Knobs,
    gradient: Vec<f64>,
    ahead: Vec<f64>,
    worst: Vec<f64>,
}
crate::params!(forward Sam => knobs);

impl Optimizer for Sam {
    fn reset(&mut self, dim: usize, _plan: Plan) {
        fill(&mut self.gradient, dim, 0.0);
        fill(&mut self.ahead, dim, f64::NAN);
        fill(&mut self.worst, dim, 0.0);
    }

    fn step(&mut self, x: &mut [f64], lr: f64, oracle: &mut dyn Oracle) {
        oracle.gradient(x, &mut self.gradient);
        let scale = self.knobs.rho / (dot(&self.gradient, &self.gradient).sqrt() + 1e-12);
        for ((ahead, x), g) in self.ahead.iter_mut().zip(&*x).zip(&self.gradient) {
            *ahead = x + scale * g;
        }
        oracle.gradient(&self.ahead, &mut self.worst);
        for (x, g) in x.iter_mut().zip(&self.worst) {
            *x -= lr * g;
        }
    }

    fn inspect(&self, show: &mut dyn FnMut(Quantity<'_>)) {
        show(Quantity::gradient(&self.gradient));
        show(Quantity::point("look_ahead", "x + e", &self.ahead));
        show(Quantity::direction("worst_gradient", "∇f(x + e)", &self.worst));
    }

    fn parts(&self, step: &Taken<'_>) -> Vec<Part> {
        let worst = (step.after)("worst_gradient");
        vec![part(Due::Push, step.from.len(), |i| -step.lr * worst[i])]
    }
}
