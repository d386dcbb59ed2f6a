//! What kind of place it is where the gradient vanishes.

use super::finding::Finding;
use super::minimum;
use super::swing::length;
use crate::math::directions;
use crate::run::Run;
use crate::surface::Kind;
use crate::surface::critical::kind_at;

/// A landscape whose curvatures are all smaller is flat.
const FLAT: f64 = 1e-6;

/// The gradient vanishes: tell what kind of place this is, unless the ball only rushes through.
pub(super) fn settled(run: &Run, at: usize) -> Option<Finding> {
    let place = place(run, at);
    let rests = || length(run, at - 1) <= minimum::near(&**run.surface());
    (place == Finding::Stuck(Kind::Degenerate) || at == 0 || rests()).then_some(place)
}

/// What kind of place this is where the gradient vanishes.
fn place(run: &Run, at: usize) -> Finding {
    let (surface, point) = (&**run.surface(), run.under(at));
    let curvature = run.hessian(at).spectrum();
    let kind = kind_at(surface, &point);
    let flat = curvature.low.abs().max(curvature.high.abs()) < FLAT;
    if !flat && kind == Kind::Minimum {
        return Finding::Converged;
    }
    if !flat && kind != Kind::Degenerate {
        return Finding::Stuck(kind);
    }
    // The second derivatives do not tell: the losses around do.
    let here = surface.value(&point);
    let noise = 1e-12 * here.abs().max(1e-3);
    let distance = 1e-3 * minimum::size(surface);
    let ways = directions(point.len(), 16);
    let rise = |way: &Vec<f64>| {
        let there: Vec<f64> = point.iter().zip(way).map(|(x, by)| x + distance * by).collect();
        surface.value(&there) - here
    };
    let changes: Vec<f64> = ways.iter().map(rise).collect();
    let lower = changes.iter().any(|change| *change < -noise);
    let higher = changes.iter().any(|change| *change > noise);
    match (lower, higher) {
        (false, true) => Finding::InValley,
        (false, false) => Finding::Stuck(Kind::Degenerate),
        // Down one way and up the other is a slope, if hardly one; a saddle has several of both.
        (true, true) if flat && is_slope(&changes, noise, point.len()) => {
            Finding::Stuck(Kind::Degenerate)
        }
        (true, false) if flat => Finding::Stuck(Kind::Degenerate),
        (true, _) => Finding::Stuck(Kind::Saddle),
    }
}

/// Whether what the loss does all around is that of a slope: down on one side and up on the other.
fn is_slope(changes: &[f64], noise: f64, dim: usize) -> bool {
    if dim > 2 {
        // Forth and back along many lines.
        return changes.chunks_exact(2).all(|pair| pair.iter().product::<f64>() <= noise * noise);
    }
    let signs: Vec<bool> =
        changes.iter().filter(|change| change.abs() > noise).map(|change| *change > 0.0).collect();
    signs.windows(2).filter(|pair| pair[0] != pair[1]).count() <= 2
}
