//! Divergence recognised by its growth, long before anything is infinite.

use super::BEHIND;
use super::finding::{Growth, Past};
use super::gone::calms_down;
use super::swing::{growing_since, is_in_one_hollow, length};
use crate::run::{Run, Stability};

/// Steps over which a run without a known limit must have become worse.
const PATIENCE: usize = 20;

/// How many times as high as the start is high up, above the lowest loss so far.
const HIGH: f64 = 30.0;

/// Whether the run is worse than at its start and on its way to be worse still.
pub(super) fn growth(run: &Run, at: usize, past: Past, outside: bool) -> Option<Growth> {
    let path = run.trajectory();
    let losses = path.loss();
    let worse = losses[at] > losses[0] + (losses[0] - past.lowest);
    if at < 3 || !worse {
        return None;
    }
    // Steps that are bounded cannot grow for ever.
    let facts = &run.spec().optimizer.entry().facts;
    if facts.scaled {
        return None;
    }
    let both = [losses[0], losses[at]];
    if Stability::of(&run.spec().optimizer_at(at as u64)).is_none() {
        // Some climb to where the slope vanishes: only off the map are they sure to be astray.
        let worst = outside && at >= PATIENCE && losses[at] > past.highest;
        let searches = facts.lr.is_none();
        let falls = || (at - PATIENCE..at).filter(|k| losses[k + 1] <= losses[*k]).count();
        let longer = || length(run, at - 1) > 3.0 * length(run, at - PATIENCE);
        let found = worst && !searches && falls() <= 1 && longer();
        return found.then(|| Growth { first: at - PATIENCE + 1, losses: both, rates: None });
    }
    // Who has been as high up before and come back may do so again: as long as the rate is too large
    // and the landscape bends the ball back, it wanders up and down for ever.
    let record = losses[at.saturating_sub(BEHIND - 1)..=at].iter().any(|loss| *loss > past.highest);
    (record || at < BEHIND).then_some(())?;
    // A swing is judged where it turns: on either side of the valley.
    let over = |step: usize| too_fast(run, step);
    (at - 2..=at).any(|step| over(step).is_some()).then_some(())?;
    (mean_limit(run, at)? < run.trajectory().lr()[at - 1]).then_some(())?;
    let along = run.hessian(at).spectrum().direction;
    // It may be a chance that a few swings have grown, unless they have led high up.
    let high = losses[at] - past.lowest > HIGH * (losses[0] - past.lowest);
    let since = growing_since(run, at, &along, if high { 2 } else { 3 })?;
    let last = since.max(at - 3)..at;
    if !high && !last.into_iter().all(|step| is_in_one_hollow(run, step)) {
        return None;
    }
    let growth = (length(run, at - 1) / length(run, since)).powf(1.0 / (at - 1 - since) as f64);
    if calms_down(run, at, growth) {
        return None;
    }
    let rates = [since, at, at - 1].into_iter().find_map(over);
    Some(Growth { first: since + 1, losses: both, rates })
}

/// The limit on a swing between the two points before and after its last turn, where the landscape
/// may curve differently.
fn mean_limit(run: &Run, at: usize) -> Option<f64> {
    let stability = Stability::of(&run.spec().optimizer_at(at as u64))?;
    stability.limit(&run.hessian(at - 1).and(run.under(at)), None)
}

/// The rate in force at point number `step` and the limit there, if it is above it.
pub(super) fn too_fast(run: &Run, step: usize) -> Option<[f64; 2]> {
    let (lr, limit) = (run.trajectory().lr()[step], run.limit(step)?);
    (lr > limit).then_some([lr, limit])
}
