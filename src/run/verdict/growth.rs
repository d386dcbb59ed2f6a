//! Divergence recognised by its growth, long before anything is infinite.

use super::judge::Past;
use super::swing::{displacement, growing_since};
use crate::math::norm;
use crate::run::Run;
use crate::run::stability::{Curvatures, Stability};

/// Steps over which a run without a known limit must have become worse.
const PATIENCE: usize = 10;

/// The evidence of a run that diverges.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Growth {
    /// The first step that swung wider than the one before.
    pub(super) first: usize,
    /// The loss at the start, and now.
    pub(super) losses: [f64; 2],
    /// The rate in force, and the one that would have held there, where one is known.
    pub(super) rates: Option<[f64; 2]>,
}

/// Whether the run is worse than at its start and on its way to be worse still.
pub(super) fn growth(
    run: &Run,
    at: usize,
    past: Past,
    curvatures: &mut Curvatures,
) -> Option<Growth> {
    let path = run.trajectory();
    let losses = path.loss();
    let worse = losses[at] > losses[0] + (losses[0] - past.lowest);
    if at < 3 || !worse {
        return None;
    }
    let rise = [losses[0], losses[at]];
    if Stability::of(&run.spec().optimizer_at(at as u64)).is_none() {
        let worst = at >= PATIENCE && losses[at] > past.highest;
        let searches = run.spec().optimizer.entry().facts.lr.is_none();
        let falls = || (at - PATIENCE..at).filter(|k| losses[k + 1] <= losses[*k]).count();
        let longer = || norm(&displacement(run, at - 1)) > norm(&displacement(run, at - PATIENCE));
        let found = worst && !searches && falls() <= 1 && longer();
        return found.then(|| Growth { first: at - PATIENCE + 1, losses: rise, rates: None });
    }
    // A swing is judged where it turns: on either side of the valley.
    let over = |step: usize, curvatures: &mut Curvatures| {
        let limit = run.limit(step, curvatures)?;
        let lr = path.lr()[step.min(at)];
        (lr > limit).then_some([lr, limit])
    };
    let mut rates = (at - 2..=at).rev().filter_map(|step| over(step, curvatures));
    rates.next()?;
    drop(rates);
    let along = curvatures.eigen(run, at).direction;
    let since = growing_since(run, at, along)?;
    let rates = over(since, curvatures)
        .or_else(|| over(at, curvatures))
        .or_else(|| over(at - 1, curvatures));
    Some(Growth { first: since + 1, losses: rise, rates })
}
