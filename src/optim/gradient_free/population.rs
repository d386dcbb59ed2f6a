//! What the methods without gradients share: dice, the best point so far, an order by loss.

use rand::SeedableRng as _;
use rand_distr::{Distribution as _, StandardNormal, StandardUniform};
use rand_pcg::Pcg64Mcg;

use crate::optim::blocks::fill;
use crate::optim::{Oracle, Quantity};

/// A generator of a run's own, apart from that of the noise.
#[derive(Debug)]
pub(super) struct Dice(Pcg64Mcg);

impl Default for Dice {
    fn default() -> Self {
        Self::new(0)
    }
}

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(Pcg64Mcg::seed_from_u64(seed ^ 0x0D1C_E0F0_AB07))
    }

    /// Uniform from 0 to 1.
    pub(super) fn uniform(&mut self) -> f64 {
        StandardUniform.sample(&mut self.0)
    }

    /// Standard normal.
    pub(super) fn normal(&mut self) -> f64 {
        StandardNormal.sample(&mut self.0)
    }

    /// A whole number below `count`.
    pub(super) fn below(&mut self, count: usize) -> usize {
        ((self.uniform() * count as f64) as usize).min(count - 1)
    }

    /// A point of the region, uniformly.
    pub(super) fn place(&mut self, point: &mut [f64], oracle: &dyn Oracle) {
        for (axis, coordinate) in point.iter_mut().enumerate() {
            let [low, high] = oracle.region(axis);
            *coordinate = low + self.uniform() * (high - low);
        }
    }
}

/// The width of the region along one coordinate.
pub(super) fn width(oracle: &dyn Oracle, axis: usize) -> f64 {
    let [low, high] = oracle.region(axis);
    high - low
}

/// The best point met so far.
#[derive(Debug, Default)]
pub(super) struct Best {
    pub(super) point: Vec<f64>,
    pub(super) loss: f64,
}

impl Best {
    pub(super) fn reset(&mut self, dim: usize) {
        fill(&mut self.point, dim, f64::NAN);
        self.loss = f64::INFINITY;
    }

    pub(super) fn meet(&mut self, point: &[f64], loss: f64) {
        if loss < self.loss {
            self.point.copy_from_slice(point);
            self.loss = loss;
        }
    }

    pub(super) fn inspect(&self, show: &mut dyn FnMut(Quantity<'_>)) {
        show(Quantity::point("best", "x*", &self.point));
        show(Quantity::scalar("best_loss", "f*", std::slice::from_ref(&self.loss)));
    }
}

/// Sort indices by loss, the lowest first; a NaN comes last.
pub(super) fn sort(order: &mut [usize], losses: &[f64]) {
    let key = |i: usize| worth(losses[i]);
    order.sort_unstable_by(|a, b| key(*a).total_cmp(&key(*b)).then(a.cmp(b)));
}

/// A loss to compare: what is not a number is worse than everything.
pub(super) fn worth(loss: f64) -> f64 {
    if loss.is_nan() { f64::INFINITY } else { loss }
}
