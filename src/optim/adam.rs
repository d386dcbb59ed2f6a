//! Adam: momentum divided by a running root mean square, both corrected for their zero start.
//!
//! m := β₁ m + (1 - β₁) d, v := β₂ v + (1 - β₂) d², x := x - η/(1 - β₁ᵏ) · m / (√v/√(1 - β₂ᵏ) + ε),
//! with d = g + λ x. Kingma and Ba (2015), algorithm 1. AMSGrad (Reddi, Kale and Kumar 2018) puts
//! the largest v so far in place of v.

use super::blocks::{Mean, add_decay, fill};
use super::{Optimizer, OptimizerFacts, Oracle, Quantity, Role};
use crate::catalog::Entry;

pub(super) static ENTRY: Entry<dyn Optimizer> = Entry {
    id: "adam",
    name: "Adam",
    summary: "Momentum and a rate of its own for each coordinate, corrected for the start.",
    facts: OptimizerFacts {
        lr: 0.05,
        rule: "m := β₁ m + (1 - β₁) (g + λ x)\nv := β₂ v + (1 - β₂) (g + λ x)²\n\
               x := x - η m/(1 - β₁^k) / (√(v/(1 - β₂^k)) + ε)",
        source: "Kingma and Ba, ICLR 2015, algorithm 1; torch.optim.Adam",
        differs: "ε is added after the bias-corrected root. AMSGrad takes the maximum of the \
                  uncorrected v, as in PyTorch; optax takes that of the corrected one.",
        limit: |_| None,
    },
    make: || Box::new(Adam::default()),
};

crate::params! {
    /// The knobs of [`Adam`].
    struct Knobs {
        /// How slowly the running mean of gradients forgets.
        beta1 "β₁": f64 = 0.9, real(0.0, 0.999_999);
        /// How slowly the running mean of squared gradients forgets.
        beta2 "β₂": f64 = 0.999, real(0.0, 0.999_999);
        /// Keeps the division finite where gradients vanish.
        eps "ε": f64 = 1e-8, log(0.0, 1.0);
        /// Pull towards the origin, added to the gradient.
        weight_decay "λ": f64 = 0.0, log(0.0, 10.0);
        /// Never let the divisor shrink.
        amsgrad "": bool = false, flag();
        /// Undo the pull of the zero start on both means; off shows what it is good for.
        bias_correction "": bool = true, flag();
    }
}

/// Adam.
#[derive(Debug, Default)]
struct Adam {
    knobs: Knobs,
    gradient: Vec<f64>,
    moments: Moments,
}
crate::params!(forward Adam => knobs);

impl Optimizer for Adam {
    fn reset(&mut self, dim: usize) {
        fill(&mut self.gradient, dim, 0.0);
        self.moments.reset(dim);
    }

    fn step(&mut self, x: &mut [f64], lr: f64, oracle: &mut dyn Oracle) {
        let Knobs { beta1, beta2, eps, weight_decay, amsgrad, bias_correction } = self.knobs;
        oracle.gradient(x, &mut self.gradient);
        add_decay(&mut self.gradient, x, weight_decay);
        let rule = AdamRule { beta1, beta2, eps, amsgrad, bias_correction };
        self.moments.step(x, lr, &self.gradient, rule);
    }

    fn inspect(&self, show: &mut dyn FnMut(Quantity<'_>)) {
        self.moments.inspect(&self.gradient, show);
    }
}

/// The knobs of Adam's step, wherever its decay is.
#[derive(Clone, Copy, Debug)]
pub(super) struct AdamRule {
    pub(super) beta1: f64,
    pub(super) beta2: f64,
    pub(super) eps: f64,
    pub(super) amsgrad: bool,
    pub(super) bias_correction: bool,
}

/// Both running means, and the largest second one so far.
#[derive(Debug, Default)]
pub(super) struct Moments {
    mean: Mean,
    square: Mean,
    largest: Vec<f64>,
    amsgrad: bool,
}

impl Moments {
    pub(super) fn reset(&mut self, dim: usize) {
        fill(&mut self.largest, dim, 0.0);
        self.mean.reset(dim);
        self.square.reset(dim);
    }

    /// One step of Adam along a gradient.
    pub(super) fn step(&mut self, x: &mut [f64], lr: f64, gradient: &[f64], rule: AdamRule) {
        self.mean.update(rule.beta1, gradient.iter().copied());
        self.square.update(rule.beta2, gradient.iter().map(|g| g * g));
        let (first, second) = if rule.bias_correction {
            (self.mean.correction(), self.square.correction().sqrt())
        } else {
            (1.0, 1.0)
        };
        self.amsgrad = rule.amsgrad;
        if rule.amsgrad {
            for (largest, v) in self.largest.iter_mut().zip(&self.square.values) {
                *largest = largest.max(*v);
            }
        }
        let divisor = if rule.amsgrad { &self.largest } else { &self.square.values };
        let rate = lr / first;
        for ((x, m), v) in x.iter_mut().zip(&self.mean.values).zip(divisor) {
            *x -= rate * m / (v.sqrt() / second + rule.eps);
        }
    }

    pub(super) fn inspect(&self, gradient: &[f64], show: &mut dyn FnMut(Quantity<'_>)) {
        let divisor = if self.amsgrad { &self.largest } else { &self.square.values };
        let m = &self.mean.values;
        show(Quantity { id: "gradient", symbol: "g", role: Role::Direction, values: gradient });
        show(Quantity { id: "first_moment", symbol: "m", role: Role::Direction, values: m });
        show(Quantity { id: "second_moment", symbol: "v", role: Role::Spread, values: divisor });
    }
}
