//! Rprop: only the sign of the gradient counts; each coordinate keeps a step size of its own.
//!
//! Δ := Δ η₊ where the gradient keeps its sign, Δ η₋ where it turned, within [Δmin, Δmax];
//! θ := θ - sign(g) Δ, except right after a turn, where the coordinate waits one step. Riedmiller
//! and Braun (1993) in the variant iRprop⁻ of Igel and Hüsken (2000). Made for full batches.

use crate::catalog::Entry;
use crate::optim::blocks::{Elementwise, fill, step_each};
use crate::optim::parts::{Due, part};
use crate::optim::{Invariance, Optimizer, OptimizerFacts, Oracle, Part, Plan, Quantity, Taken};

pub(super) static ENTRY: Entry<dyn Optimizer> = Entry {
    id: "rprop",
    name: "Rprop",
    summary: "Steps by the sign of the gradient, longer while it stays the same.",
    facts: OptimizerFacts {
        lr: Some(0.05),
        elementwise: true,
        rule: "Δ := clamp(Δ · (η₊ if g g_prev > 0, η₋ if g g_prev < 0, else 1), Δmin, Δmax)\ns = sign(g), but 0 where g g_prev < 0\nθ := θ - s Δ",
        source: "Riedmiller and Braun, ICNN 1993; Igel and Hüsken, NC 2000 (iRprop⁻); torch.optim.Rprop",
        differs: "The learning rate is the first step size and is not looked at again, so schedules do nothing. optax emits the update of the step before.",
        invariant: &[Invariance::LossScale],
        ..OptimizerFacts::USUAL
    },
    make: || Box::new(Rprop::default()),
};

crate::params! {
    /// The knobs of [`Rprop`].
    struct Knobs {
        /// What a step size is multiplied by where the gradient turned.
        eta_minus "η₋": f64 = 0.5, real(0.0, 1.0);
        /// What a step size is multiplied by where the gradient kept its sign.
        eta_plus "η₊": f64 = 1.2, real(1.0, 10.0);
        /// The smallest step size.
        step_min "Δmin": f64 = 1e-6, log(0.0, 1.0);
        /// The largest step size.
        step_max "Δmax": f64 = 50.0, log(1e-6, 1e6);
    }
}

/// Rprop.
#[derive(Debug, Default)]
struct Rprop {
    knobs: Knobs,
    gradient: Vec<f64>,
    previous: Vec<f64>,
    sizes: Vec<f64>,
    direction: Vec<f64>,
    started: bool,
}
crate::params!(forward Rprop => knobs);

impl Optimizer for Rprop {
    fn reset(&mut self, dim: usize, _plan: Plan) {
        fill(&mut self.gradient, dim, 0.0);
        fill(&mut self.previous, dim, 0.0);
        fill(&mut self.sizes, dim, 0.0);
        fill(&mut self.direction, dim, 0.0);
        self.started = false;
    }

    fn step(&mut self, x: &mut [f64], lr: f64, oracle: &mut dyn Oracle) {
        oracle.gradient(x, &mut self.gradient);
        step_each(self, x, lr);
    }

    fn inspect(&self, show: &mut dyn FnMut(Quantity<'_>)) {
        show(Quantity::gradient(&self.gradient));
        show(Quantity::direction("sign", "s", &self.direction));
        show(Quantity::spread("size", "Δ", &self.sizes));
    }

    fn parts(&self, step: &Taken<'_>) -> Vec<Part> {
        let (sign, size) = ((step.after)("sign"), (step.after)("size"));
        vec![part(Due::Push, step.from.len(), |i| -sign[i] * size[i])]
    }
}

impl Elementwise for Rprop {
    #[inline(always)]
    fn update(&mut self, x: &mut [f64], lr: f64) {
        let Knobs { eta_minus, eta_plus, step_min, step_max } = self.knobs;
        if !self.started {
            self.sizes.fill(lr);
            self.started = true;
        }
        let state = self.sizes.iter_mut().zip(&mut self.direction);
        let inputs = self.previous.iter_mut().zip(&self.gradient);
        for ((x, (size, sign)), (previous, g)) in x.iter_mut().zip(state).zip(inputs) {
            let agreement = g * *previous;
            let turned = agreement < 0.0;
            let factor = if turned {
                eta_minus
            } else if agreement > 0.0 {
                eta_plus
            } else {
                1.0
            };
            *size = (*size * factor).max(step_min).min(step_max);
            let g = if turned { 0.0 } else { *g };
            *sign = if g == 0.0 { 0.0 } else { g.signum() };
            *x -= *sign * *size;
            *previous = g;
        }
    }
}
