//! Whether a ball is beyond return.
//!
//! Far away is not enough: a ball that one steep step has thrown out rolls back, and a rule whose
//! steps are bounded or whose rate falls comes back from anywhere. Beyond return is who is far away
//! in steps that grow, or on a slope that leads down for ever; and then until it is near again.

use std::ops::Range;

use super::lamps::Stretches;
use super::swing::{is_in_one_hollow, length, product};
use crate::math::{distance, norm};
use crate::optim::{Role, pull};
use crate::run::Run;

/// A ball this many times farther away than the landscape is large is far away.
pub(super) const ESCAPE: f64 = 50.0;
/// Steps that must have grown, or led outwards …
const STEPS: usize = 24;
/// … or so many, if they have grown so many times.
const FEW: usize = 8;
const MUCH: f64 = 100.0;
/// How many times farther out it must be lower still, by most of what the slope says.
const BEYOND: std::ops::RangeInclusive<u8> = 2..=17;
/// The logarithm of the largest number.
const LARGEST: f64 = 709.0;

/// What is far away, as seen from a landscape.
#[derive(Clone, Debug)]
struct Horizon {
    middle: Vec<f64>,
    radius: f64,
}

impl Horizon {
    fn of(run: &Run) -> Self {
        let view = run.surface().view();
        let middle: Vec<f64> = view.iter().map(|[low, high]| 0.5 * (low + high)).collect();
        let half: Vec<f64> = view.iter().map(|[low, high]| 0.5 * (high - low)).collect();
        let first = distance(&run.under(0), &middle);
        Self { middle, radius: ESCAPE * norm(&half).max(first / ESCAPE) }
    }

    fn distance(&self, point: &[f64]) -> f64 {
        distance(point, &self.middle)
    }

    fn is_crossed(&self, point: &[f64]) -> bool {
        let off = point.iter().zip(&self.middle).map(|(x, middle)| x - middle);
        off.map(|d| d * d).sum::<f64>() > self.radius * self.radius
    }
}

/// How far away a ball is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Reach {
    /// Somewhere on the landscape, or not too far from it.
    Near,
    /// Farther than anything on the landscape.
    Far,
    /// Beyond return.
    Gone,
}

/// When the ball of a run was beyond return.
#[derive(Clone, Debug, Default)]
pub(super) struct GoneRecord {
    horizon: Option<Horizon>,
    gone: Stretches,
}

impl GoneRecord {
    /// Take in the next points of a run.
    pub(super) fn note(&mut self, run: &Run, steps: Range<usize>) {
        let horizon = self.horizon.get_or_insert_with(|| Horizon::of(run));
        let far = |step: usize| horizon.is_crossed(&run.under(step));
        let mut gone = self.gone.now();
        // Mostly no point is far away: seen without a branch for each.
        let places = run.trajectory().points().skip(steps.start).take(steps.len());
        let any_far = if run.spec().drift.iter().all(|speed| *speed == 0.0) {
            places.fold(false, |any, place| any | horizon.is_crossed(place))
        } else {
            steps.clone().any(far)
        };
        if !gone && !any_far {
            return;
        }
        for step in steps {
            gone = far(step) && (gone || explodes(run, step, horizon) || falls(run, step, horizon));
            self.gone.turn(step, gone);
        }
    }

    /// Whether a point is far away.
    pub(super) fn is_far(&self, run: &Run, step: usize) -> bool {
        self.horizon.as_ref().is_some_and(|horizon| horizon.is_crossed(&run.under(step)))
    }

    /// How far away the ball is at a step.
    pub(super) fn at(&self, run: &Run, step: usize) -> Reach {
        match self.gone.since(step) {
            Some(_) => Reach::Gone,
            None if self.is_far(run, step) => Reach::Far,
            None => Reach::Near,
        }
    }
}

/// Whether the last steps until a point have grown, higher up than the start, and nothing will stop
/// them.
fn explodes(run: &Run, at: usize, horizon: &Horizon) -> bool {
    let losses = run.trajectory().loss();
    let length = |step: usize| length(run, step);
    let count = at.min(STEPS);
    if count < FEW || run.spec().optimizer.entry().facts.scaled || losses[at] <= losses[0] {
        return false;
    }
    // In its swings it crosses the whole landscape, and no hollow somewhere out there.
    if length(at - 1) < 0.5 * horizon.distance(&run.under(at)) {
        return false;
    }
    // From side to side, and higher every time: a ball that gathers speed does not explode.
    let grows = |step: &usize| {
        length(*step) > length(step - 1)
            && (losses[step + 1] > losses[*step] || !losses[step + 1].is_finite())
            && product(run, step - 1, *step) < 0.0
    };
    let chain = (at - count + 1..at).rev().take_while(grows).count();
    let growth = |steps: usize| length(at - 1) / length(at - 1 - steps);
    let enough = chain + 1 >= STEPS || (chain + 1 >= FEW && growth(chain) >= MUCH);
    enough
        && is_in_one_hollow(run, at - 1)
        && !calms_down(run, at, growth(chain).powf(1.0 / chain as f64))
}

/// Whether the rate of a run falls so fast that steps which grow by a factor will not get beyond
/// the numbers before it is small enough again.
pub(super) fn calms_down(run: &Run, at: usize, growth: f64) -> bool {
    let rate = |step: usize| {
        let own = run.tape().playing(Role::Rate, step).map(|rate| rate[0]);
        own.unwrap_or_else(|| run.trajectory().lr()[step])
    };
    let falls = 1.0 - rate(at) / rate(at - 1);
    // Plain descent that grows by this is so many times above its limit; until the rate has come
    // down to that, it grows by half as much on average.
    let above = (0.5 * (1.0 + growth)).ln();
    falls > 0.0 && 0.5 * growth.ln() * above / falls < LARGEST
}

/// Whether a point is the end of a way that leads outwards, and down without levelling off.
fn falls(run: &Run, at: usize, horizon: &Horizon) -> bool {
    let losses = run.trajectory().loss();
    let far = |step: usize| horizon.distance(&run.under(step));
    // A pull back to the origin grows with the distance.
    let pull = pull(&run.spec().optimizer);
    let lower = at >= STEPS && losses[at] < losses[0];
    if pull != 0.0 || !lower {
        return false;
    }
    let slope = (losses[at - STEPS] - losses[at]) / (far(at) - far(at - STEPS));
    let falls_on = |times: f64| {
        let here = run.under(at);
        let farther = |(x, middle): (&f64, &f64)| middle + times * (x - middle);
        let there: Vec<f64> = here.iter().zip(&horizon.middle).map(farther).collect();
        losses[at] - run.surface().value(&there) > 0.25 * slope * (times - 1.0) * far(at)
    };
    (at - STEPS..at).all(|k| far(k + 1) > far(k))
        && slope * far(at) > 0.1 * (losses[0] - losses[at])
        && BEYOND.map(f64::from).all(falls_on)
}
