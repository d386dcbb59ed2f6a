//! Averaged SGD: plain steps at a falling rate, and the average of the points besides.
//!
//! θ := (1 - δ ηₖ) θ - ηₖ d, ηₖ₊₁ = η/(1 + δ η k)^α, a := a + μₖ (θ - a), μₖ₊₁ = 1/max(1, k - t₀).
//! Polyak and Juditsky (1992), with the rates of Bottou (2010). The path is that of θ; the average
//! is shown as a point beside it.

use crate::catalog::Entry;
use crate::optim::blocks::{Elementwise, Gradient, fill, step_each};
use crate::optim::parts::{Due, part, push_only};
use crate::optim::{Invariance, Optimizer, OptimizerFacts, Oracle, Part, Plan, Quantity, Taken};

pub(super) static ENTRY: Entry<dyn Optimizer> = Entry {
    id: "asgd",
    name: "Averaged SGD",
    summary: "Plain steps at a falling rate, with the average of the points beside.",
    facts: OptimizerFacts {
        lr: Some(0.01),
        elementwise: true,
        rule: "θ := (1 - δ η_k) θ - η_k {weight_decay?(g + ω θ)|g}\nη_(k+1) = η/(1 + δ η k)^α\na := a + μ_k (θ - a)\nμ_(k+1) = 1/max(1, k - t₀)",
        source: "Polyak and Juditsky, SIAM J. Control Optim. 30 (1992) 838-855; torch.optim.ASGD",
        differs: "The path is that of the plain point, as in PyTorch; the average is a quantity of its own. A scheduled rate acts one step late.",
        // δ adds to the curvature: the simple limit is that without it.
        decay: |knob| knob("weight_decay"),
        limit: |knob| (knob("lambd") <= 0.01).then_some(2.0),
        invariant: &[Invariance::Rotation],
        ..OptimizerFacts::USUAL
    },
    make: || Box::new(Asgd::default()),
};

crate::params! {
    /// The knobs of [`Asgd`].
    struct Knobs {
        /// How fast the rate falls, and the pull towards the origin that goes with it.
        lambd "δ": f64 = 1e-4, log(0.0, 1.0);
        /// The power of the fall.
        alpha "α": f64 = 0.75, real(0.0, 2.0);
        /// The step from which on points are averaged.
        t0 "t₀": f64 = 1e6, log(0.0, 1e9);
        /// Pull towards the origin, added to the gradient.
        weight_decay "ω": f64 = 0.0, log(0.0, 10.0);
    }
}

/// Averaged SGD.
#[derive(Debug, Default)]
struct Asgd {
    knobs: Knobs,
    gradient: Gradient,
    average: Vec<f64>,
    steps: f64,
    eta: Option<f64>,
    weight: f64,
    rate: f64,
}
crate::params!(forward Asgd => knobs);

impl Optimizer for Asgd {
    fn reset(&mut self, dim: usize, _plan: Plan) {
        self.gradient.reset(dim);
        fill(&mut self.average, dim, f64::NAN);
        self.steps = 0.0;
        self.eta = None;
        self.weight = 1.0;
        self.rate = 0.0;
    }

    fn step(&mut self, x: &mut [f64], lr: f64, oracle: &mut dyn Oracle) {
        self.gradient.ask(x, oracle);
        step_each(self, x, lr);
    }

    fn inspect(&self, show: &mut dyn FnMut(Quantity<'_>)) {
        show(Quantity::gradient(&self.gradient.told));
        show(Quantity::point("average", "a", &self.average));
        show(Quantity::rate(&self.rate));
    }

    fn parts(&self, step: &Taken<'_>) -> Vec<Part> {
        let rate = (step.after)("current_rate")[0];
        let Knobs { lambd, weight_decay, .. } = self.knobs;
        let mut parts = push_only(step, |_| rate, weight_decay);
        let pull = rate * (lambd + weight_decay);
        parts.truncate(1);
        parts.push(part(Due::Decay, step.from.len(), |i| -pull * step.from[i]));
        parts
    }
}

impl Elementwise for Asgd {
    #[inline(always)]
    fn update(&mut self, x: &mut [f64], lr: f64) {
        let Knobs { lambd, alpha, t0, weight_decay } = self.knobs;
        let gradient = self.gradient.with_decay(x, weight_decay);
        let eta = self.eta.unwrap_or(lr);
        self.rate = eta;
        let (keep, weight) = (1.0 - lambd * eta, self.weight);
        for ((x, average), g) in x.iter_mut().zip(&mut self.average).zip(gradient) {
            *x = *x * keep - eta * g;
            *average = if weight == 1.0 { *x } else { *average + weight * (*x - *average) };
        }
        self.steps += 1.0;
        self.eta = Some(lr / (1.0 + lambd * lr * self.steps).powf(alpha));
        self.weight = 1.0 / (self.steps - t0).max(1.0);
    }
}
