//! Whether a minimum lies close by, smooth or at a kink.

use crate::math::{directions, distance, norm};
use crate::run::Run;
use crate::surface::{Hessian, Surface};

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
    norm(&surface.view().iter().map(|[low, high]| high - low).collect::<Vec<_>>())
}

/// Whether the last points until number `at` have stayed where a minimum is.
pub(super) fn stays_at_minimum(run: &Run, at: usize) -> bool {
    let count = at.min(POINTS);
    let surface = &**run.surface();
    let reach = 2.0 * near(surface);
    let here = run.under(at);
    let apart = |k: usize| distance(&run.under(k), &here);
    // Most balls roll on: the oldest point tells.
    if count < LEAST || !(at - count..at).all(|k| apart(k) <= reach) {
        return false;
    }
    let losses = run.trajectory().loss();
    let still = run.spec().drift.iter().all(|speed| *speed == 0.0);
    let from = if still { at - count } else { at };
    let lowest = (from..=at).min_by(|a, b| losses[*a].total_cmp(&losses[*b])).unwrap_or(at);
    is_minimum(surface, &run.under(lowest), reach)
}

/// Whether the loss is higher all around at some distance: then a minimum is no farther than half
/// of that, unless it is very lopsided.
pub(super) fn is_minimum(surface: &dyn Surface, at: &[f64], reach: f64) -> bool {
    let mut gradient = vec![0.0; at.len()];
    let here = surface.gradient(at, &mut gradient);
    let least = here + 1e-15 * here.abs();
    let higher = |way: &[f64]| {
        let length = norm(way);
        let by = |(x, part): (&f64, &f64)| x + part / length * reach;
        let there = || at.iter().zip(way).map(by).collect::<Vec<_>>();
        !length.is_normal() || surface.value(&there()) > least
    };
    let both = |way: &[f64]| higher(way) && higher(&way.iter().map(|x| -x).collect::<Vec<_>>());
    // The way down is looked at first: it tells the most.
    if !higher(&gradient.iter().map(|slope| -slope).collect::<Vec<_>>()) {
        return false;
    }
    // What way leads down along the floor of a narrow valley the curvature knows.
    let hessian = Hessian::new(surface, at);
    hessian.floors(&gradient).iter().all(|way| both(way))
        && directions(at.len(), AROUND).iter().all(|way| higher(way))
}
