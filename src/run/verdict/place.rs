//! What kind of place it is where the gradient vanishes.

use super::finding::Finding;
use super::minimum;
use super::swing::displacement;
use crate::math::{eigen, norm};
use crate::run::Run;
use crate::surface::Kind;
use crate::surface::critical::kind_at;

/// A landscape whose curvatures are all smaller is flat.
const FLAT: f64 = 1e-6;

/// The gradient vanishes: tell what kind of place this is, unless the ball only rushes through.
pub(super) fn settled(run: &Run, at: usize) -> Option<Finding> {
    let place = place(run, at);
    let rests = || norm(&displacement(run, at - 1)) <= minimum::near(&**run.surface());
    (place == Finding::Stuck(Kind::Degenerate) || at == 0 || rests()).then_some(place)
}

/// What kind of place this is where the gradient vanishes.
fn place(run: &Run, at: usize) -> Finding {
    let (surface, point) = (&**run.surface(), run.under(at));
    let curvature = eigen(run.hessian(at));
    let kind = kind_at(surface, point);
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
    let around = (0..16).map(|k| {
        let (sin, cos) = (f64::from(k) * std::f64::consts::TAU / 16.0).sin_cos();
        surface.value(&[point[0] + distance * cos, point[1] + distance * sin]) - here
    });
    let (mut lower, mut higher, mut turns, mut before) = (false, false, 0, None);
    for change in around {
        lower |= change < -noise;
        higher |= change > noise;
        if change.abs() > noise {
            turns += u32::from(before.replace(change > 0.0).is_some_and(|up| up != (change > 0.0)));
        }
    }
    match (lower, higher) {
        (false, true) => Finding::InValley,
        (false, false) => Finding::Stuck(Kind::Degenerate),
        // Down one way and up the other is a slope, if hardly one; a saddle has several of both.
        (true, true) if flat && turns <= 2 => Finding::Stuck(Kind::Degenerate),
        (true, false) if flat => Finding::Stuck(Kind::Degenerate),
        (true, _) => Finding::Stuck(Kind::Saddle),
    }
}
