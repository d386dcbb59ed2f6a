//! What a run is doing at a step, from the path until there and nothing later.

use super::VerdictContext;
use super::finding::{Finding, Gone, Hole, Past};
use super::gone::Reach;
use super::growth::growth;
use super::minimum::{self, is_minimum, stays_at_minimum};
use super::place::settled;
use super::rest::Rest;
use super::swing::{Swing, length};
use crate::math::{Spectrum, across, dot};
use crate::run::{Lost, Run};

/// The gradient norm below which a point counts as critical.
pub(super) const SMALL_GRADIENT: f64 = 1e-8;
/// The share of the loss still to be won that a swing must make up to be more than a hum.
const HUM: f64 = 1e-2;
/// Steps without any motion after which a run counts as at rest.
const RESTING: usize = 5;
/// The longest cycle that is looked for.
const LONGEST_CYCLE: usize = 8;
/// Points of noisy runs that are compared, and how far back they reach.
const SAMPLES: usize = 50;
const REACH: [usize; 2] = [100, 1000];

/// Judge point number `at`.
pub(super) fn find(run: &Run, at: usize, past: Past, context: &VerdictContext) -> Finding {
    let path = run.trajectory();
    let over = at + 1 == path.len() && run.finished();
    let (loss, slope) = (path.loss()[at], path.gradient_norm()[at]);
    if slope < SMALL_GRADIENT
        && let Some(finding) = settled(run, at)
    {
        return finding;
    }
    let outside = context.is_outside(path.point(at));
    if let Some(finding) = lost(run, at, past) {
        return finding;
    }
    if let Some(growth) = growth(run, at, past, outside) {
        return Finding::Diverging(growth);
    }
    if let Some(spread) = noise_floor(run, at) {
        return Finding::NoiseFloor { spread };
    }
    if stays_at_minimum(run, at) {
        let within = minimum::near(&**run.surface());
        return Finding::Near { within, norm: slope, step: length(run, at - 1) };
    }
    if outside {
        return Finding::LeftTheMap;
    }
    let size = minimum::size(&**run.surface());
    if let Some((period, size)) = cycle(run, at, size) {
        return Finding::Cycling { period, size };
    }
    if let Some(finding) = curved(run, at, slope, size) {
        return finding;
    }
    // Rules that search stay where they are until they find something better.
    let searches = run.spec().optimizer.entry().facts.lr.is_none() && !over;
    if !searches && at_rest(run, at) {
        let surface = &**run.surface();
        let near = is_minimum(surface, &run.under(at), 2.0 * minimum::near(surface));
        return Finding::AtRest { norm: slope, near, why: Rest::of(run, at) };
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

/// Whether the ball is beyond return, or where no step leads on.
fn lost(run: &Run, at: usize, past: Past) -> Option<Finding> {
    let path = run.trajectory();
    let lost = run.lost().filter(|_| at + 1 == path.len());
    let (loss, slope) = (path.loss()[at], path.gradient_norm()[at]);
    let far = past.reach == Reach::Far;
    if past.reach == Reach::Gone {
        return Some(Finding::Diverged(Gone::Away));
    }
    Some(match lost {
        // Far out it is the numbers that end, not the landscape. A loss may be too large for them
        // and its slope may not.
        _ if far && loss.is_infinite() && slope.is_finite() => return None,
        Some(_) if far => Finding::Diverged(Gone::Overflow),
        _ if far && !(loss.is_finite() && slope.is_finite()) => Finding::Diverged(Gone::Overflow),
        _ if !loss.is_finite() => Finding::NoValue(Hole::Loss),
        _ if !slope.is_finite() => Finding::NoValue(Hole::Slope { infinite: slope.is_infinite() }),
        Some(Lost::Undefined) => Finding::NoValue(Hole::Step),
        Some(Lost::Overflow) => Finding::Diverged(Gone::Overflow),
        None => return None,
    })
}

/// Whether the point has not changed by a bit for some steps.
fn at_rest(run: &Run, at: usize) -> bool {
    let path = run.trajectory();
    let here = path.point(at);
    at >= RESTING && (at - RESTING..at).all(|k| path.point(k) == here)
}

/// What the curvature tells: a swing across a valley, or a halt at a saddle.
fn curved(run: &Run, at: usize, slope: f64, size: f64) -> Option<Finding> {
    if at < 2 {
        return None;
    }
    let curvature = run.hessian(at).spectrum();
    if curvature.high > 0.0
        && let Some(swing) = Swing::of(run, at, &curvature.direction)
        && swing.is_seen()
        && matters(run, at, &curvature)
    {
        return Some(Finding::Overshooting(swing));
    }
    let flat = 1e-6 * curvature.high.abs().max(1.0);
    let near = slope / curvature.low.abs().min(curvature.high.abs()).max(flat) < 0.01 * size;
    let waits = slope <= 1e-3 * run.trajectory().gradient_norm()[0];
    (curvature.low < -flat && near && waits)
        .then_some(Finding::Waiting { norm: slope, curvature: curvature.low })
}

/// Whether a swing along the steepest direction is any part of what keeps the ball from getting
/// lower, and no hum beside a long way to go. It is seen best on either side of the valley.
fn matters(run: &Run, at: usize, curvature: &Spectrum) -> bool {
    let Spectrum { low, high, direction } = curvature;
    let mut gradient = vec![0.0; direction.len()];
    (at - 1..=at).any(|step| {
        run.surface().gradient(&run.under(step), &mut gradient);
        let steep = dot(&gradient, direction);
        let flat = across(&gradient, direction);
        // What the model says could be won each way, or the slopes where it has no lowest point.
        if *low > 1e-6 * high {
            steep * steep / high >= HUM * flat * flat / low
        } else {
            steep * steep >= HUM * flat * flat
        }
    })
}

/// The period and the size of a cycle that the last points go round, on a map of some size.
fn cycle(run: &Run, at: usize, size: f64) -> Option<(usize, f64)> {
    let path = run.trajectory();
    // Squares throughout: this is asked at every look.
    let apart = |a: usize, b: usize| {
        path.point(a).iter().zip(path.point(b)).map(|(a, b)| (a - b).powi(2)).sum::<f64>()
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
    if run.spec().noise.is_silent() || at < REACH[0] {
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
    let middle = |axis: usize| mean(&mut steps.clone().map(|k| path.point(k)[axis]), count);
    let middle: Vec<f64> = (0..path.dim()).map(middle).collect();
    let square = |k: usize| {
        path.point(k).iter().zip(&middle).map(|(x, middle)| (x - middle).powi(2)).sum::<f64>()
    };
    let spread = mean(&mut steps.map(square), count).sqrt();
    (path.point(at) != path.point(at - 1)).then_some(spread)
}
