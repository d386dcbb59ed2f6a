//! How fast a rule may go: the limit beyond which its steps along the steepest direction grow.
//!
//! For gradient descent that is η < 2/λmax(H); rules with momentum have another number in place of
//! 2. Rules with a rate of their own for each coordinate are judged by the Hessian that those rates
//! have scaled (Cohen and others 2022).

use std::borrow::Cow;

use super::Run;
use crate::catalog::Pick;
use crate::optim::{Optimizer, Role};
use crate::surface::Hessian;

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
    pub fn sharpness(self, hessian: &Hessian<'_>, scaling: Option<&[f64]>) -> Option<f64> {
        let scaling = if self.scaled { Some(scaling?) } else { None };
        Some(hessian.decayed(self.decay, scaling).high)
    }

    /// The largest stable rate where the Hessian is this; `None` where nothing curves upwards.
    pub fn limit(self, hessian: &Hessian<'_>, scaling: Option<&[f64]>) -> Option<f64> {
        let sharpness = self.sharpness(hessian, scaling)?;
        // At the edge of a hole the curvature is infinite, and no rate is a limit.
        (sharpness > 0.0 && sharpness.is_finite()).then(|| self.factor / sharpness)
    }
}

impl Run {
    /// Where on the landscape, which may have moved, point number `step` lies.
    pub fn under(&self, step: usize) -> Cow<'_, [f64]> {
        self.then_under(step, self.trajectory().point(step))
    }

    /// Where a point lies on the landscape as it was at step `step`.
    pub fn then_under<'a>(&self, step: usize, point: &'a [f64]) -> Cow<'a, [f64]> {
        let drift = &self.spec().drift;
        if drift.iter().all(|speed| *speed == 0.0) {
            return point.into();
        }
        point.iter().zip(drift).map(|(x, speed)| x - speed * step as f64).collect()
    }

    /// ∇²f at point number `step`.
    pub fn hessian(&self, step: usize) -> Hessian<'_> {
        Hessian::new(&**self.surface(), self.under(step))
    }

    /// The rate of each coordinate over the learning rate, in the step that led to point number
    /// `step`, for rules that have such rates.
    pub fn scaling(&self, step: usize) -> Option<Vec<f64>> {
        let rates = self.tape().playing(Role::Rates, step)?;
        let lr = self.trajectory().lr()[step.checked_sub(1)?];
        let scaling: Vec<f64> = rates.iter().map(|rate| rate / lr).collect();
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
                (known.sharpness(&hessian, self.scaling(next).as_deref()), Some(limit))
            }
            None => (Some(hessian.spectrum().high), None),
        }
    }

    /// The largest stable learning rate at point number `step`, by the rates that led there.
    pub(super) fn limit(&self, step: usize) -> Option<f64> {
        let stability = Stability::of(&self.spec().optimizer_at(step as u64))?;
        stability.limit(&self.hessian(step), self.scaling(step).as_deref())
    }
}
