//! What a run is doing, in words and with evidence.

use std::fmt;

use super::{Lost, Run};
use crate::math::norm;
use crate::surface::Kind;
use crate::surface::critical::kind_at;

/// The gradient norm below which a point counts as critical.
const SMALL_GRADIENT: f64 = 1e-8;
/// A ball this many times farther away than the landscape is large does not come back.
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
    // The first step from which on something has held until now.
    let since = |holds: &dyn Fn(usize) -> bool| {
        holds(at).then(|| (0..at).rev().take_while(|k| holds(*k)).last().unwrap_or(at))
    };
    let lost = run.lost().filter(|_| end);
    if lost.is_none()
        && let Some(step) = since(&|k| path.gradient_norm()[k] < SMALL_GRADIENT)
    {
        return settled(run, at, step);
    }
    let escape = Escape::new(run);
    let escaped =
        since(&|k| escape.beyond(path.point(k), moved(run, k)) || !path.loss()[k].is_finite());
    if lost.is_some() || escaped.is_some() {
        let step = escaped.unwrap_or(at);
        return Verdict {
            id: VerdictId::Diverged,
            text: diverged(step, at, lost),
            step: step as u64,
        };
    }
    let outside = |k: usize| {
        let inside = |(x, [low, high]): (&f64, &[f64; 2])| (*low..=*high).contains(x);
        !path.point(k).iter().zip(view).all(inside)
    };
    if let Some(step) = since(&outside) {
        let text = format!("left the map at step {step}");
        return Verdict { id: VerdictId::LeftTheMap, text, step: step as u64 };
    }
    if end && run.finished() {
        let text = format!("out of budget after {at} steps");
        return Verdict { id: VerdictId::OutOfBudget, text, step: at as u64 };
    }
    Verdict { id: VerdictId::Descending, text: "on its way".to_owned(), step: 0 }
}

/// Why a run is called diverged from `step` on, when the ball is at step `at`.
fn diverged(step: usize, at: usize, lost: Option<Lost>) -> String {
    let end = match lost {
        None => String::new(),
        Some(Lost::Overflow) => {
            format!("; the step after {at} went beyond the largest number")
        }
        Some(Lost::Undefined) => format!("; the step after {at} has no value"),
    };
    let start = if step == at && lost.is_some() {
        "diverged".to_owned()
    } else {
        format!("diverged: beyond {ESCAPE} times the size of the landscape from step {step} on")
    };
    start + &end
}

/// When a ball is beyond return: many times farther away than the landscape, or than its start,
/// is large.
struct Escape {
    middle: [f64; 2],
    radius: f64,
}

impl Escape {
    fn new(run: &Run) -> Self {
        let view = run.surface().view();
        let middle = [0, 1].map(|i| 0.5 * (view[i][0] + view[i][1]));
        let half = [0, 1].map(|i| 0.5 * (view[i][1] - view[i][0]));
        let away = distance(run.trajectory().point(0), middle);
        Self { middle, radius: ESCAPE * norm(&half).max(away) }
    }

    /// Whether a ball at `point` is, once the landscape has `moved`.
    fn beyond(&self, point: &[f64], moved: [f64; 2]) -> bool {
        let [x, y] = self.middle;
        distance(point, [x + moved[0], y + moved[1]]) > self.radius
    }
}

/// How far the landscape has moved at step number `step`.
fn moved(run: &Run, step: usize) -> [f64; 2] {
    let speed = |axis: usize| run.spec().drift.get(axis).copied().unwrap_or(0.0);
    [0, 1].map(|axis| speed(axis) * step as f64)
}

fn distance(point: &[f64], to: [f64; 2]) -> f64 {
    (point[0] - to[0]).hypot(point[1] - to[1])
}

/// The gradient vanishes from `step` on: tell what kind of place this is.
fn settled(run: &Run, at: usize, step: usize) -> Verdict {
    let point = run.trajectory().point(at);
    let evidence = format!("the gradient norm fell below {SMALL_GRADIENT:e} at step {step}");
    let [dx, dy] = moved(run, at);
    let kind = kind_at(&**run.surface(), [point[0] - dx, point[1] - dy]);
    let (id, text) = match kind {
        Kind::Minimum => (VerdictId::Converged, format!("converged: {evidence}")),
        Kind::Degenerate => {
            (VerdictId::OnPlateau, format!("on a plateau: {evidence}, without any curvature"))
        }
        kind => (VerdictId::StuckAtSaddle, format!("stuck at a {}: {evidence}", kind.name())),
    };
    Verdict { id, text, step: step as u64 }
}
