//! What a run is doing at a step, from the path until there and nothing later.

use super::growth::{Growth, growth};
use super::swing::{Swing, displacement};
use super::{Outlook, VerdictId};
use crate::math::{eigen, norm};
use crate::run::{Lost, Run};
use crate::surface::Kind;
use crate::surface::critical::kind_at;

/// The gradient norm below which a point counts as critical.
const SMALL_GRADIENT: f64 = 1e-8;
/// A ball this many times farther away than the landscape is large does not come back …
pub(super) const ESCAPE: f64 = 50.0;
/// … nor one that is off the map with a loss this many times above all it ever won.
pub(super) const HOPELESS: f64 = 1e4;
/// Steps without any motion after which a run counts as at rest.
const RESTING: usize = 5;
/// The longest cycle that is looked for.
const LONGEST_CYCLE: usize = 8;
/// Points of noisy runs that are compared, and how far back they reach.
const SAMPLES: usize = 50;
const REACH: [usize; 2] = [100, 1000];

/// A finding, with what its sentence needs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Finding {
    Descending { falls: usize, of: usize },
    Crawling { change: f64, norm: f64 },
    Overshooting(Swing),
    Cycling { period: usize, size: f64 },
    Diverging(Growth),
    Converged,
    InValley,
    AtRest { norm: f64, near: bool },
    Waiting { norm: f64, curvature: f64 },
    Stuck(Kind),
    LeftTheMap,
    Diverged { lost: Option<Lost>, away: bool },
    NoiseFloor { spread: f64 },
    OutOfBudget { norm: f64 },
}

impl Finding {
    pub(super) fn id(self) -> VerdictId {
        match self {
            Self::Descending { .. } => VerdictId::Descending,
            Self::Overshooting(_) => VerdictId::Overshooting,
            Self::Cycling { .. } => VerdictId::Cycling,
            Self::Diverging(_) => VerdictId::Diverging,
            Self::Converged | Self::InValley | Self::AtRest { near: true, .. } => {
                VerdictId::Converged
            }
            Self::AtRest { .. } | Self::Crawling { .. } => VerdictId::Crawling,
            Self::Stuck(Kind::Degenerate) => VerdictId::OnPlateau,
            Self::Waiting { .. } | Self::Stuck(_) => VerdictId::StuckAtSaddle,
            Self::LeftTheMap => VerdictId::LeftTheMap,
            Self::Diverged { .. } => VerdictId::Diverged,
            Self::NoiseFloor { .. } => VerdictId::NoiseFloor,
            Self::OutOfBudget { .. } => VerdictId::OutOfBudget,
        }
    }
}

/// What is known of the steps until the one that is judged.
#[derive(Clone, Copy, Debug)]
pub(super) struct Past {
    /// The lowest loss so far.
    pub(super) lowest: f64,
    /// The highest loss until ten steps ago.
    pub(super) highest: f64,
    /// Whether the loss has hardly changed for some steps.
    pub(super) still: bool,
    /// Whether hardly anything is left of the gradient.
    pub(super) level: bool,
}

/// Judge point number `at`.
pub(super) fn find(run: &Run, at: usize, past: Past, outlook: &Outlook) -> Finding {
    let path = run.trajectory();
    let lost = run.lost().filter(|_| at + 1 == path.len());
    let over = at + 1 == path.len() && run.finished();
    let (loss, slope) = (path.loss()[at], path.gradient_norm()[at]);
    if slope < SMALL_GRADIENT {
        return settled(run, at, outlook.size());
    }
    let outside = outlook.is_outside(path.point(at));
    let away = beyond_return(run, at);
    let won = path.loss()[0] - past.lowest;
    let some = won > 1e-6 * path.loss()[0].abs();
    let hopeless = outside && some && loss - past.lowest > HOPELESS * won;
    if lost.is_some() || away || hopeless || !loss.is_finite() {
        return Finding::Diverged { lost, away };
    }
    if let Some(growth) = growth(run, at, past) {
        return Finding::Diverging(growth);
    }
    if outside {
        return Finding::LeftTheMap;
    }
    if let Some(spread) = noise_floor(run, at) {
        return Finding::NoiseFloor { spread };
    }
    if let Some((period, size)) = cycle(run, at, outlook.size()) {
        return Finding::Cycling { period, size };
    }
    if let Some(finding) = curved(run, at, slope, outlook.size()) {
        return finding;
    }
    // Rules that search stay where they are until they find something better.
    let searches = run.spec().optimizer.entry().facts.lr.is_none() && !over;
    if !searches && at_rest(run, at) {
        return Finding::AtRest { norm: slope, near: past.level && curves_up(run, at) };
    }
    if !searches && past.still && !past.level {
        let change = (loss - path.loss()[at - 1]).abs();
        return Finding::Crawling { change, norm: slope };
    }
    if over {
        return Finding::OutOfBudget { norm: slope };
    }
    let of = at.min(10);
    let falls = (at - of..at).filter(|k| path.loss()[k + 1] < path.loss()[*k]).count();
    Finding::Descending { falls, of }
}

/// The gradient vanishes: tell what kind of place this is.
fn settled(run: &Run, at: usize, size: f64) -> Finding {
    let (surface, point) = (&**run.surface(), run.under(at));
    let kind = kind_at(surface, point);
    if kind == Kind::Minimum {
        return Finding::Converged;
    }
    if kind != Kind::Degenerate {
        return Finding::Stuck(kind);
    }
    // The second derivatives do not tell: the losses around do.
    let here = surface.value(&point);
    let noise = 1e-12 * here.abs().max(1e-3);
    let around = (0..16).map(|k| {
        let (sin, cos) = (f64::from(k) * std::f64::consts::TAU / 16.0).sin_cos();
        surface.value(&[point[0] + 1e-3 * size * cos, point[1] + 1e-3 * size * sin]) - here
    });
    let (mut lower, mut higher) = (false, false);
    for change in around {
        lower |= change < -noise;
        higher |= change > noise;
    }
    match (lower, higher) {
        (true, _) => Finding::Stuck(Kind::Saddle),
        (false, true) => Finding::InValley,
        (false, false) => Finding::Stuck(Kind::Degenerate),
    }
}

/// Whether the point has not changed by a bit for some steps.
fn at_rest(run: &Run, at: usize) -> bool {
    let path = run.trajectory();
    let here = path.point(at);
    at >= RESTING && (at - RESTING..at).all(|k| path.point(k) == here)
}

/// Whether the landscape curves upwards in every direction.
fn curves_up(run: &Run, at: usize) -> bool {
    eigen(run.hessian(at)).low > 0.0
}

/// Whether a ball is many times farther away than the landscape, or than its start, is large.
fn beyond_return(run: &Run, at: usize) -> bool {
    let view = run.surface().view();
    let middle = [0, 1].map(|axis| 0.5 * (view[axis][0] + view[axis][1]));
    let half = [0, 1].map(|axis| 0.5 * (view[axis][1] - view[axis][0]));
    let from = |point: [f64; 2]| norm(&[point[0] - middle[0], point[1] - middle[1]]);
    from(run.under(at)) > ESCAPE * norm(&half).max(from(run.under(0)) / ESCAPE)
}

/// What the curvature tells: a swing across a valley, or a halt at a saddle.
fn curved(run: &Run, at: usize, slope: f64, size: f64) -> Option<Finding> {
    if at < 2 {
        return None;
    }
    let curvature = eigen(run.hessian(at));
    if curvature.high > 0.0
        && let Some(swing) = Swing::of(run, at, curvature.direction)
        && swing.is_seen()
    {
        return Some(Finding::Overshooting(swing));
    }
    let flat = 1e-6 * curvature.high.abs().max(1.0);
    let near = slope / curvature.low.abs().min(curvature.high.abs()).max(flat) < 0.01 * size;
    let waits = slope <= 1e-3 * run.trajectory().gradient_norm()[0];
    (curvature.low < -flat && near && waits)
        .then_some(Finding::Waiting { norm: slope, curvature: curvature.low })
}

/// The period and the size of a cycle that the last points go round, on a map of some size.
fn cycle(run: &Run, at: usize, size: f64) -> Option<(usize, f64)> {
    let path = run.trajectory();
    // Squares throughout: this is asked at every look.
    let apart = |a: usize, b: usize| {
        let (a, b) = (path.point(a), path.point(b));
        (a[0] - b[0]).powi(2) + (a[1] - b[1]).powi(2)
    };
    let mut diameter = 0.0_f64;
    for period in 1..=LONGEST_CYCLE.min(at) {
        let back = apart(at, at - period);
        let near = if period == 2 { 1e-4 } else { 1e-6 } * diameter;
        let turns = (2 * period).max(6);
        if period > 1
            && back <= near
            && diameter > 1e-12 * size * size
            && at >= turns + period
            && (1..turns).all(|k| apart(at - k, at - k - period) <= near)
        {
            return Some((period, diameter.sqrt()));
        }
        diameter = diameter.max(back);
    }
    None
}

/// How far a noisy run that gets no lower any more strays from its middle.
fn noise_floor(run: &Run, at: usize) -> Option<f64> {
    if run.spec().noise.id() == "none" || at < REACH[0] {
        return None;
    }
    let path = run.trajectory();
    let stride = (at / 2).clamp(REACH[0], REACH[1]) / SAMPLES;
    let steps = (0..SAMPLES).map(|k| at - k * stride);
    let count = SAMPLES as f64;
    let mean = |values: &mut dyn Iterator<Item = f64>, count: f64| values.sum::<f64>() / count;
    let losses = || steps.clone().map(|k| path.loss()[k]);
    let all = mean(&mut losses(), count);
    let late = mean(&mut losses().take(SAMPLES / 2), 0.5 * count);
    let deviation = mean(&mut losses().map(|f| (f - all).powi(2)), count).sqrt();
    // The early half is as far above the mean as the late half is below.
    if 2.0 * (all - late).abs() > 0.5 * deviation {
        return None;
    }
    let middle = [0, 1].map(|axis| mean(&mut steps.clone().map(|k| path.point(k)[axis]), count));
    let square = |k: usize| {
        let point = path.point(k);
        (point[0] - middle[0]).powi(2) + (point[1] - middle[1]).powi(2)
    };
    let spread = mean(&mut steps.map(square), count).sqrt();
    let [dx, dy] = displacement(run, at - 1);
    (dx != 0.0 || dy != 0.0).then_some(spread)
}
