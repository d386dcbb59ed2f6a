//! The two running means that the Adams share, and the step they make of them.

use crate::optim::Quantity;
use crate::optim::blocks::{Mean, fill};

/// The knobs of Adam's step, wherever its decay is.
#[derive(Clone, Copy, Debug)]
pub(super) struct AdamRule {
    pub(super) beta1: f64,
    pub(super) beta2: f64,
    pub(super) eps: f64,
    pub(super) amsgrad: bool,
    pub(super) bias_correction: bool,
}

/// Both running means, the largest second one so far, and the rate that each coordinate got.
#[derive(Debug, Default)]
pub(super) struct Moments {
    mean: Mean,
    square: Mean,
    largest: Vec<f64>,
    rate: Vec<f64>,
    amsgrad: bool,
}

impl Moments {
    pub(super) fn reset(&mut self, dim: usize) {
        fill(&mut self.largest, dim, 0.0);
        fill(&mut self.rate, dim, 0.0);
        self.mean.reset(dim);
        self.square.reset(dim);
    }

    /// One step of Adam along a gradient.
    #[inline(always)]
    pub(super) fn step(&mut self, x: &mut [f64], lr: f64, gradient: &[f64], rule: AdamRule) {
        let AdamRule { beta1, beta2, eps, .. } = rule;
        self.mean.count(beta1);
        self.square.count(beta2);
        let (first, second) = if rule.bias_correction {
            (self.mean.correction(), self.square.correction().sqrt())
        } else {
            (1.0, 1.0)
        };
        self.amsgrad = rule.amsgrad;
        let lr = lr / first;
        let means = self.mean.values.iter_mut().zip(&mut self.square.values);
        let outputs = self.largest.iter_mut().zip(&mut self.rate);
        for (((x, (m, v)), (largest, rate)), g) in
            x.iter_mut().zip(means).zip(outputs).zip(gradient)
        {
            *m = beta1 * *m + (1.0 - beta1) * g;
            *v = beta2 * *v + (1.0 - beta2) * (g * g);
            let divisor = if rule.amsgrad {
                *largest = largest.max(*v);
                *largest
            } else {
                *v
            };
            *rate = lr / (divisor.sqrt() / second + eps);
            *x -= *rate * *m;
        }
    }

    pub(super) fn inspect(&self, show: &mut dyn FnMut(Quantity<'_>)) {
        let divisor = if self.amsgrad { &self.largest } else { &self.square.values };
        show(Quantity::direction("first_moment", "m", &self.mean.values));
        show(Quantity::spread("second_moment", "v", divisor));
        show(Quantity::rates(&self.rate));
    }
}
