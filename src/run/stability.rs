//! How fast a rule may go: the limit beyond which its steps along the steepest direction grow.
//!
//! For gradient descent that is η < 2/λmax(H); rules with momentum have another number in place of
//! 2. Rules with a rate of their own for each coordinate are judged by the Hessian that those rates
//! have scaled (Cohen and others 2022).

use super::Run;
use crate::catalog::Pick;
use crate::math::eigen;
use crate::optim::{Optimizer, Role};
use crate::surface::hessian_2d;

/// What is known of a rule: its rate is stable below `factor` over the sharpness.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stability {
    /// What 2 is for gradient descent.
    pub factor: f64,
    /// Below this over the sharpness nothing overshoots.
    pub smooth: f64,
    /// What a decay that is part of the gradient adds to the curvature.
    pub decay: f64,
    /// Whether the sharpness is that of a Hessian scaled by the rates of the coordinates.
    pub scaled: bool,
}

impl Stability {
    /// That of an optimizer with its knobs; `None` where no such simple limit is known.
    pub fn of(optimizer: &Pick<dyn Optimizer>) -> Option<Self> {
        let knob = |id: &str| optimizer.get(id).map_or(0.0, f64::from);
        let facts = &optimizer.entry().facts;
        let factor = (facts.limit)(&knob)?;
        let smooth = (facts.smooth)(&knob);
        Some(Self { factor, smooth, decay: (facts.decay)(&knob), scaled: facts.scaled })
    }

    /// λmax of this Hessian as the rule sees it: decayed, and scaled by the rate of each coordinate
    /// over the learning rate, for rules that have such; `None` where those are not known.
    pub fn sharpness(self, hessian: [f64; 3], scaling: Option<[f64; 2]>) -> Option<f64> {
        let [xx, xy, yy] = hessian;
        let [a, b] = if self.scaled { scaling? } else { [1.0; 2] };
        let decayed = [a * (xx + self.decay), (a * b).sqrt() * xy, b * (yy + self.decay)];
        Some(eigen(decayed).high)
    }

    /// The largest stable rate where the Hessian is this; `None` where nothing curves upwards.
    pub fn limit(self, hessian: [f64; 3], scaling: Option<[f64; 2]>) -> Option<f64> {
        let sharpness = self.sharpness(hessian, scaling)?;
        // At the edge of a hole the curvature is infinite, and no rate is a limit.
        (sharpness > 0.0 && sharpness.is_finite()).then(|| self.factor / sharpness)
    }
}

impl Run {
    /// Where on the landscape, which may have moved, point number `step` lies.
    pub fn under(&self, step: usize) -> [f64; 2] {
        let point = self.trajectory().point(step);
        self.then_under(step, [point[0], point[1]])
    }

    /// Where a point lies on the landscape as it was at step `step`.
    pub fn then_under(&self, step: usize, point: [f64; 2]) -> [f64; 2] {
        let speed = |axis: usize| self.spec().drift.get(axis).copied().unwrap_or(0.0);
        [0, 1].map(|axis| point[axis] - speed(axis) * step as f64)
    }

    /// ∇²f at point number `step`: xx, xy, yy.
    pub(super) fn hessian(&self, step: usize) -> [f64; 3] {
        hessian_2d(&**self.surface(), &self.under(step))
    }

    /// The rate of each coordinate over the learning rate, in the step that led to point number
    /// `step`, for rules that have such rates.
    pub fn scaling(&self, step: usize) -> Option<[f64; 2]> {
        let rates = self.tape().playing(Role::Rates, step)?;
        let lr = self.trajectory().lr()[step.checked_sub(1)?];
        let scaling = [0, 1].map(|axis| rates[axis] / lr);
        scaling.iter().all(|rate| rate.is_finite() && *rate > 0.0).then_some(scaling)
    }

    /// How sharp the landscape is at point number `step`, as the rule of the coming step sees it,
    /// and the sharpness below which that step's rate is stable, where there is such a limit.
    pub fn sharpness(&self, step: usize) -> (Option<f64>, Option<f64>) {
        let hessian = self.hessian(step);
        let next = (step + 1).min(self.trajectory().len() - 1);
        match Stability::of(&self.spec().optimizer_at(step as u64)) {
            Some(known) => {
                let limit = known.factor / self.trajectory().lr()[step];
                (known.sharpness(hessian, self.scaling(next)), Some(limit))
            }
            None => (Some(eigen(hessian).high), None),
        }
    }

    /// The largest stable learning rate at point number `step`, by the rates that led there.
    pub(super) fn limit(&self, step: usize) -> Option<f64> {
        let stability = Stability::of(&self.spec().optimizer_at(step as u64))?;
        stability.limit(self.hessian(step), self.scaling(step))
    }
}
