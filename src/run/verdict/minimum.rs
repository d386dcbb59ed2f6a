//! Whether a minimum lies close by, smooth or at a kink.

use crate::math::{eigen, norm};
use crate::run::Run;
use crate::surface::{Surface, hessian_2d};

/// How far from a minimum a ball is at it. On maps smaller than 1 it is this share of their size.
const NEAR: f64 = 1e-4;
/// Points in a row that must be as near, and how many do in a run that has no more.
const POINTS: usize = 50;
const LEAST: usize = 10;
/// Directions in which the loss must rise.
const AROUND: u32 = 16;

/// How near is near on the map of a surface.
pub(super) fn near(surface: &dyn Surface) -> f64 {
    NEAR * size(surface).min(1.0)
}

/// The diagonal of the map that belongs to a surface, whatever is shown of it.
pub(super) fn size(surface: &dyn Surface) -> f64 {
    let view = surface.view();
    norm(&[view[0][1] - view[0][0], view[1][1] - view[1][0]])
}

/// Whether the last points until number `at` have stayed where a minimum is.
pub(super) fn stays_at_minimum(run: &Run, at: usize) -> bool {
    let count = at.min(POINTS);
    let surface = &**run.surface();
    let reach = 2.0 * near(surface);
    let here = run.under(at);
    let apart = |k: usize| {
        let there = run.under(k);
        norm(&[there[0] - here[0], there[1] - here[1]])
    };
    // Most balls roll on: the oldest point tells.
    if count < LEAST || !(at - count..at).all(|k| apart(k) <= reach) {
        return false;
    }
    let losses = run.trajectory().loss();
    let still = run.spec().drift.iter().all(|speed| *speed == 0.0);
    let from = if still { at - count } else { at };
    let lowest = (from..=at).min_by(|a, b| losses[*a].total_cmp(&losses[*b])).unwrap_or(at);
    is_minimum(surface, run.under(lowest), reach)
}

/// Whether the loss is higher all around at some distance: then a minimum is no farther than half
/// of that, unless it is very lopsided.
pub(super) fn is_minimum(surface: &dyn Surface, at: [f64; 2], distance: f64) -> bool {
    let mut gradient = [0.0; 2];
    let here = surface.gradient(&at, &mut gradient);
    let least = here + 1e-15 * here.abs();
    let higher = |[x, y]: [f64; 2]| {
        let length = norm(&[x, y]);
        let by = |part: f64| part / length * distance;
        !length.is_normal() || surface.value(&[at[0] + by(x), at[1] + by(y)]) > least
    };
    // The way down is looked at first: it tells the most.
    if !higher(gradient.map(|slope| -slope)) {
        return false;
    }
    // What way leads down along the floor of a narrow valley the curvature knows.
    let [xx, xy, yy] = hessian_2d(surface, &at);
    let [across_x, across_y] = eigen([xx, xy, yy]).direction;
    let newton = [xy * gradient[1] - yy * gradient[0], xy * gradient[0] - xx * gradient[1]];
    let floor = [-across_y, across_x];
    let known = [newton, newton.map(|x| -x), floor, floor.map(|x| -x)];
    known.into_iter().all(&higher)
        && (0..AROUND).all(|k| {
            let (sin, cos) = (f64::from(k) * std::f64::consts::TAU / f64::from(AROUND)).sin_cos();
            higher([cos, sin])
        })
}
