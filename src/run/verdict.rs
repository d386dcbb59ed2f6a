//! What a run is doing, in words and with evidence.

use std::fmt;

use super::Run;
use crate::math::{eigen, norm};
use crate::surface::{Kind, hessian_2d};

/// The gradient norm below which a point counts as critical.
const SMALL_GRADIENT: f64 = 1e-8;
/// A point this many half-diagonals from the middle of the view has escaped.
const ESCAPE: f64 = 50.0;

/// What a run is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerdictId {
    /// On its way, with steps left.
    Descending,
    /// At a minimum.
    Converged,
    /// At a point of zero gradient that is no minimum.
    StuckAtSaddle,
    /// Where the gradient is zero and the curvature too.
    OnPlateau,
    /// Outside the picture.
    LeftTheMap,
    /// Beyond return, or beyond the numbers.
    Diverged,
    /// Out of steps before any of the others.
    OutOfBudget,
}

impl VerdictId {
    /// The id in files.
    pub fn id(self) -> &'static str {
        match self {
            Self::Descending => "descending",
            Self::Converged => "converged",
            Self::StuckAtSaddle => "stuck_at_saddle",
            Self::OnPlateau => "on_plateau",
            Self::LeftTheMap => "left_the_map",
            Self::Diverged => "diverged",
            Self::OutOfBudget => "out_of_budget",
        }
    }
}

/// A verdict with its evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Which.
    pub id: VerdictId,
    /// The evidence, as a sentence.
    pub text: String,
    /// The first step from which on it held.
    pub step: u64,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// The verdict on a run at step `at`, counted among the recorded points. `view` is the part of
/// the plane that is shown: low and high end per coordinate.
pub(super) fn judge(run: &Run, at: usize, view: &[[f64; 2]]) -> Verdict {
    let path = run.trajectory();
    let at = at.min(path.len() - 1);
    let end = at + 1 == path.len();
    let since = |holds: &dyn Fn(usize) -> bool| {
        holds(at).then(|| (0..at).rev().take_while(|k| holds(*k)).last().unwrap_or(at))
    };
    let make = |id, step: usize, text: String| Verdict { id, text, step: step as u64 };

    if run.lost() && end {
        let text = format!(
            "diverged: the step after {at} went beyond the largest number; its last finite point is kept"
        );
        return make(VerdictId::Diverged, at, text);
    }
    let [middle, radius] = frame(view);
    let away = |k: usize| {
        let point = path.point(k);
        let offset: Vec<f64> = point.iter().zip(&middle).map(|(x, m)| x - m).collect();
        norm(&offset) / norm(&radius)
    };
    if let Some(step) = since(&|k| away(k) > ESCAPE || !path.loss()[k].is_finite()) {
        let text = format!("diverged: more than {ESCAPE} map radii away from step {step} on");
        return make(VerdictId::Diverged, step, text);
    }
    if let Some(step) = since(&|k| path.gradient_norm()[k] < SMALL_GRADIENT) {
        return settled(run, at, step);
    }
    let outside = |k: usize| {
        let inside = |((x, m), r): ((&f64, &f64), &f64)| (x - m).abs() <= *r;
        !path.point(k).iter().zip(&middle).zip(&radius).all(inside)
    };
    if let Some(step) = since(&outside) {
        let text = format!("left the map at step {step}");
        return make(VerdictId::LeftTheMap, step, text);
    }
    if end && run.finished() {
        let text = format!("out of budget after {at} steps");
        return make(VerdictId::OutOfBudget, at, text);
    }
    make(VerdictId::Descending, 0, "on its way".to_owned())
}

/// The middle of the view and half its size, per coordinate.
fn frame(view: &[[f64; 2]]) -> [Vec<f64>; 2] {
    let middle = view.iter().map(|[low, high]| 0.5 * (low + high)).collect();
    let radius = view.iter().map(|[low, high]| 0.5 * (high - low)).collect();
    [middle, radius]
}

/// The gradient vanishes from `step` on: tell what kind of place this is.
fn settled(run: &Run, at: usize, step: usize) -> Verdict {
    let curvature = eigen(hessian_2d(&**run.surface(), run.trajectory().point(at)));
    let evidence = format!("the gradient norm fell below {SMALL_GRADIENT:e} at step {step}");
    let (id, text) = match Kind::of([curvature.low, curvature.high]) {
        Kind::Minimum => (VerdictId::Converged, format!("converged: {evidence}")),
        Kind::Degenerate => (
            VerdictId::OnPlateau,
            format!("on a plateau: {evidence}, and the curvature vanishes too"),
        ),
        kind => (VerdictId::StuckAtSaddle, format!("stuck at a {}: {evidence}", kind.name())),
    };
    Verdict { id, text, step: step as u64 }
}
