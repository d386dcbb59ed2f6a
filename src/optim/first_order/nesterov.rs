//! Nesterov momentum: look where the velocity leads before correcting it.
//!
//! v := μ v + d, θ := θ - η (d + μ v), with d = g + ω θ. Nesterov (1983) in the form of Sutskever
//! and others (2013) as PyTorch writes it: the point that is stored and drawn is the look-ahead
//! point, so that one gradient per step, taken where the ball is, suffices. With growing momentum,
//! this is Nesterov's own sequence of 1983, FISTA's for a smooth loss (Beck and Teboulle 2009).

use crate::catalog::Entry;
use crate::optim::blocks::{Elementwise, Gradient, fill, step_each};
use crate::optim::parts::carry_and_push;
use crate::optim::{Invariance, Optimizer, OptimizerFacts, Oracle, Part, Plan, Quantity, Taken};

pub(super) static ENTRY: Entry<dyn Optimizer> = Entry {
    id: "nesterov",
    name: "Nesterov",
    summary: "Momentum that looks ahead before it corrects its course.",
    facts: OptimizerFacts {
        lr: Some(0.01),
        elementwise: true,
        rule: "v := μ v + {weight_decay?(g + ω θ)|g}\nθ := θ - η (g{weight_decay? + ω θ|} + μ v){growing?\ngrowing: μ = (t - 1)/t′, t′ = (1 + √(1 + 4 t²))/2|}",
        source: "Nesterov, Soviet Math. Dokl. 27 (1983) 372-376; Sutskever and others, ICML 2013; \
                 torch.optim.SGD(nesterov)",
        differs: "Textbooks store the point before the look-ahead; PyTorch, and we, the point after.",
        smooth: |knob| {
            let mu = if knob("growing") == 1.0 { 1.0 } else { knob("momentum") };
            ((1.0 - mu) / (1.0 + mu)).powi(2)
        },
        decay: |knob| knob("weight_decay"),
        limit: |knob| {
            // Growing momentum comes as near to 1 as one likes.
            let mu = if knob("growing") == 1.0 { 1.0 } else { knob("momentum") };
            Some((2.0 + 2.0 * mu) / (1.0 + 2.0 * mu))
        },
        unused: |knob| if knob("growing") == 1.0 { &["momentum"] } else { &[] },
        invariant: &[Invariance::Rotation],
        ..OptimizerFacts::USUAL
    },
    make: || Box::new(Nesterov::default()),
};

crate::params! {
    /// The knobs of [`Nesterov`].
    struct Knobs {
        /// How much of the velocity is kept from step to step.
        momentum "μ": f64 = 0.9, real(0.0, 1.0);
        /// Let the momentum grow from 0 towards 1 as (t - 1)/t′, t′ = (1 + √(1 + 4 t²))/2, whatever
        /// μ is.
        growing "": bool = false, flag();
        /// Pull towards the origin, added to the gradient.
        weight_decay "ω": f64 = 0.0, log(0.0, 10.0);
    }
}

/// Nesterov momentum.
#[derive(Debug, Default)]
struct Nesterov {
    knobs: Knobs,
    gradient: Gradient,
    velocity: Vec<f64>,
    behind: Vec<f64>,
    growth: f64,
    momenta: [f64; 2],
}
crate::params!(forward Nesterov => knobs);

impl Optimizer for Nesterov {
    fn reset(&mut self, dim: usize, _plan: Plan) {
        self.gradient.reset(dim);
        fill(&mut self.velocity, dim, 0.0);
        fill(&mut self.behind, dim, f64::NAN);
        self.growth = 1.0;
        self.momenta = [0.0; 2];
    }

    fn step(&mut self, x: &mut [f64], lr: f64, oracle: &mut dyn Oracle) {
        self.gradient.ask(x, oracle);
        step_each(self, x, lr);
    }

    fn inspect(&self, show: &mut dyn FnMut(Quantity<'_>)) {
        show(Quantity::gradient(&self.gradient.told));
        show(Quantity::direction("velocity", "v", &self.velocity));
        show(Quantity::point("behind", "θ_b", &self.behind));
        show(Quantity::scalar("momenta", "μ_k", &self.momenta));
    }

    fn parts(&self, step: &Taken<'_>) -> Vec<Part> {
        let (momenta, velocity) = ((step.after)("momenta"), (step.before)("velocity"));
        let [old, new] = [momenta[0], momenta[1]];
        let carry = |i: usize| new * old * velocity[i];
        carry_and_push(step, |_| step.lr, carry, 1.0 + new, self.knobs.weight_decay)
    }
}

impl Nesterov {
    /// The momentum of the step before, and that of this step.
    fn next_momenta(&mut self) -> [f64; 2] {
        if !self.knobs.growing {
            return [self.knobs.momentum; 2];
        }
        let next = f64::midpoint(1.0, (1.0 + 4.0 * self.growth * self.growth).sqrt());
        let momentum = (self.growth - 1.0) / next;
        self.growth = next;
        [self.momenta[1], momentum]
    }
}

impl Elementwise for Nesterov {
    #[inline(always)]
    fn update(&mut self, x: &mut [f64], lr: f64) {
        let [old, new] = self.next_momenta();
        let gradient = self.gradient.with_decay(x, self.knobs.weight_decay);
        self.momenta = [old, new];
        let state = self.velocity.iter_mut().zip(&mut self.behind);
        for ((x, (v, behind)), g) in x.iter_mut().zip(state).zip(gradient) {
            *v = old * *v + g;
            *x -= lr * (g + new * *v);
            *behind = *x + lr * new * *v;
        }
    }
}
