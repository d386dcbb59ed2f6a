//! Pieces that several update rules share.

use super::Oracle;
use crate::math::{Loop, wide};

/// The gradient a rule was told, and the same with a decay coupled to it, as by an L2 penalty.
#[derive(Clone, Debug, Default)]
pub(super) struct Gradient {
    /// As it was told.
    pub(super) told: Vec<f64>,
    sum: Vec<f64>,
}

impl Gradient {
    pub(super) fn reset(&mut self, dim: usize) {
        fill(&mut self.told, dim, 0.0);
        fill(&mut self.sum, dim, 0.0);
    }

    pub(super) fn ask(&mut self, x: &[f64], oracle: &mut dyn Oracle) {
        oracle.gradient(x, &mut self.told);
    }

    /// The gradient plus `weight_decay` times the point.
    #[inline(always)]
    pub(super) fn with_decay(&mut self, x: &[f64], weight_decay: f64) -> &[f64] {
        if weight_decay == 0.0 {
            return &self.told;
        }
        for ((sum, g), x) in self.sum.iter_mut().zip(&self.told).zip(x) {
            *sum = g + weight_decay * x;
        }
        &self.sum
    }
}

/// Take `lr · weight_decay · x` off the point: decay that passes the gradient by.
#[inline(always)]
pub(super) fn decay_point(x: &mut [f64], lr: f64, weight_decay: f64) {
    if weight_decay != 0.0 {
        let keep = 1.0 - lr * weight_decay;
        for x in x {
            *x *= keep;
        }
    }
}

/// Fill a state vector with `dim` copies of `value`.
pub(super) fn fill(vector: &mut Vec<f64>, dim: usize, value: f64) {
    vector.clear();
    vector.resize(dim, value);
}

/// A rule that steps every coordinate by itself.
pub(super) trait Elementwise {
    /// Move `x`, given the gradient that is in the state already. Mark it `#[inline(always)]`.
    fn update(&mut self, x: &mut [f64], lr: f64);
}

/// Move `x` by an elementwise rule: a long one with the widest instructions of the processor at
/// hand, to the same bits.
#[inline(always)]
pub(super) fn step_each(rule: &mut impl Elementwise, x: &mut [f64], lr: f64) {
    struct Update<'a, R>(&'a mut R, &'a mut [f64], f64);
    impl<R: Elementwise> Loop for Update<'_, R> {
        #[inline(always)]
        fn run(self) {
            self.0.update(self.1, self.2);
        }
    }
    if x.len() < 16 {
        rule.update(x, lr);
    } else {
        wide(Update(rule, x, lr));
    }
}

/// Which coordinates stand at a bound and would leave it downhill.
#[derive(Debug, Default)]
pub(super) struct Held {
    axes: Vec<bool>,
}

impl Held {
    pub(super) fn reset(&mut self, dim: usize) {
        self.axes.clear();
        self.axes.resize(dim, false);
    }

    /// Take what leads out of the bounds off a gradient at `x`. Returns whether other coordinates
    /// are held than before: then what was learned of the slope's change is no curvature.
    pub(super) fn hold(&mut self, x: &[f64], gradient: &mut [f64], oracle: &dyn Oracle) -> bool {
        let mut changed = false;
        for (axis, (x, g)) in x.iter().zip(gradient).enumerate() {
            let [low, high] = oracle.bounds(axis);
            let held = (*x <= low && *g > 0.0) || (*x >= high && *g < 0.0);
            changed |= std::mem::replace(&mut self.axes[axis], held) != held;
            if held {
                *g = 0.0;
            }
        }
        changed
    }

    /// Whether a coordinate is held.
    pub(super) fn is(&self, axis: usize) -> bool {
        self.axes[axis]
    }

    /// A direction that leaves the held coordinates as they are.
    pub(super) fn straighten(&self, direction: &mut [f64]) {
        for (d, held) in direction.iter_mut().zip(&self.axes) {
            if *held {
                *d = 0.0;
            }
        }
    }
}

/// Go `length` along a direction, and stop at the bounds. Returns whether any stopped it.
pub(super) fn go_within(
    x: &mut [f64],
    length: f64,
    direction: &[f64],
    oracle: &dyn Oracle,
) -> bool {
    let mut stopped = false;
    for (axis, (x, d)) in x.iter_mut().zip(direction).enumerate() {
        let [low, high] = oracle.bounds(axis);
        let free = *x + length * d;
        *x = free.clamp(low, high);
        stopped |= *x != free && !free.is_nan();
    }
    stopped
}

/// An exponential running mean: m := β m + (1 - β) v, from m = 0.
#[derive(Clone, Debug, Default)]
pub(super) struct Mean {
    /// The mean itself.
    pub(super) values: Vec<f64>,
    beta: f64,
    updates: i32,
    power: f64,
}

impl Mean {
    /// Start at zero.
    pub(super) fn reset(&mut self, dim: usize) {
        self.reset_to(dim, 0.0);
    }

    /// Start at some value.
    pub(super) fn reset_to(&mut self, dim: usize, value: f64) {
        fill(&mut self.values, dim, value);
        self.power = 1.0;
        self.updates = 0;
    }

    /// Blend in the next vector.
    #[inline(always)]
    pub(super) fn update(&mut self, beta: f64, next: impl Iterator<Item = f64>) {
        self.count(beta);
        for (m, v) in self.values.iter_mut().zip(next) {
            *m = beta * *m + (1.0 - beta) * v;
        }
    }

    /// Take note of one more update, with this β, that is made elsewhere.
    #[inline(always)]
    pub(super) fn count(&mut self, beta: f64) {
        self.updates = self.updates.saturating_add(1);
        if beta == self.beta {
            self.power *= beta;
        } else {
            // A schedule may turn β: the correction takes the β in force for all updates.
            self.beta = beta;
            self.power = beta.powi(self.updates);
        }
    }

    /// What undoes the pull of the zero start: 1 - βᵏ after k updates.
    #[inline(always)]
    pub(super) fn correction(&self) -> f64 {
        1.0 - self.power
    }
}
