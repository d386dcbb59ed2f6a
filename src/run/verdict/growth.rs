//! Divergence recognised by its growth, long before anything is infinite.

use super::judge::Past;
use super::swing::{displacement, growing_since};
use crate::math::{eigen, norm};
use crate::run::{Run, Stability};

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
pub(super) fn growth(run: &Run, at: usize, past: Past) -> Option<Growth> {
    let path = run.trajectory();
    let losses = path.loss();
    let worse = losses[at] > losses[0] + (losses[0] - past.lowest);
    if at < 3 || !worse {
        return None;
    }
    let both = [losses[0], losses[at]];
    if Stability::of(&run.spec().optimizer_at(at as u64)).is_none() {
        let worst = at >= PATIENCE && losses[at] > past.highest;
        let searches = run.spec().optimizer.entry().facts.lr.is_none();
        let falls = || (at - PATIENCE..at).filter(|k| losses[k + 1] <= losses[*k]).count();
        let longer = || norm(&displacement(run, at - 1)) > norm(&displacement(run, at - PATIENCE));
        let found = worst && !searches && falls() <= 1 && longer();
        return found.then(|| Growth { first: at - PATIENCE + 1, losses: both, rates: None });
    }
    // A swing is judged where it turns: on either side of the valley.
    let over = |step: usize| too_fast(run, step);
    (at - 2..=at).any(|step| over(step).is_some()).then_some(())?;
    let along = eigen(run.hessian(at)).direction;
    let since = growing_since(run, at, along)?;
    let rates = [since, at, at - 1].into_iter().find_map(over);
    Some(Growth { first: since + 1, losses: both, rates })
}

/// The rate in force at point number `step` and the limit there, if it is above it.
pub(super) fn too_fast(run: &Run, step: usize) -> Option<[f64; 2]> {
    let (lr, limit) = (run.trajectory().lr()[step], run.limit(step)?);
    (lr > limit).then_some([lr, limit])
}
