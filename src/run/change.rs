//! What if: from some step on another rate, other knobs, or the ball somewhere else.
//!
//! A change at step k is made before the step that leaves point number k. What was recorded until
//! then stays as it was: point k is where the ball had come by itself, and a ball that is put
//! elsewhere begins its next step there. The way in between is a part of that step, `kick`.

use super::{Run, RunSpec};
use crate::catalog::Pick;
use crate::optim::{self, Optimizer};
use crate::params::{Value, check};

/// What becomes different before one step of a run, for good.
///
/// The optimizer keeps its state: a velocity, running means, a simplex, which moves along with the
/// ball. Rules that compare the gradient with the last one do so anew where the ball was put; those
/// that keep a population or samples of their own go on with them and call the ball back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Change {
    /// The number of the point that the first changed step leaves; 0 is the start.
    pub step: u64,
    /// Another base learning rate, with which the schedule goes on.
    pub lr: Option<f64>,
    /// Other values of the optimizer's knobs. A momentum that the schedule turns stays its own.
    pub knobs: Vec<(&'static str, Value)>,
    /// Where the ball is put.
    pub at: Option<Vec<f64>>,
    /// How far the ball is pushed, from there or from where it is.
    pub kick: Option<Vec<f64>>,
}

impl Change {
    /// Whether nothing is named that could be different.
    pub fn is_empty(&self) -> bool {
        self.lr.is_none() && self.knobs.is_empty() && self.at.is_none() && self.kick.is_none()
    }

    /// Which things change before which step, to whatever values: equal for two changes of which
    /// the second takes the place of the first.
    pub fn things(&self) -> String {
        let Self { step, lr, knobs, at, kick } = self;
        let knobs: Vec<&str> = knobs.iter().map(|(id, _)| *id).collect();
        let named = [lr.is_some(), at.is_some(), kick.is_some()];
        format!("{step} {named:?} {}", knobs.join(" "))
    }
}

/// Whether a knob of an optimizer may be turned while it runs.
pub fn turns(optimizer: &Pick<dyn Optimizer>, knob: &str) -> bool {
    optimizer.get(knob).is_some() && !optimizer.entry().facts.fixed.contains(&knob)
}

/// How many plain steps the dearest step of an optimizer weighs that is changed on its way.
pub fn cost(optimizer: &Pick<dyn Optimizer>, changes: &[Change]) -> u64 {
    let mut pick = optimizer.clone();
    changes.iter().fold(optim::cost(optimizer), |most, change| {
        turn(&mut pick, change);
        most.max(optim::cost(&pick))
    })
}

/// Turn the knobs that a change names; what makes no sense is left as it is.
fn turn(pick: &mut Pick<dyn Optimizer>, change: &Change) {
    for (id, value) in &change.knobs {
        if turns(pick, id) {
            let _ = pick.set(id, *value);
        }
    }
}

impl RunSpec {
    /// The change before the step that leaves point number `step`.
    pub fn change(&self, step: u64) -> Option<&Change> {
        let place = self.changes.binary_search_by_key(&step, |change| change.step).ok()?;
        Some(&self.changes[place])
    }

    /// All changes up to the step that leaves point number `step`.
    fn changes_until(&self, step: u64) -> &[Change] {
        &self.changes[..self.changes.partition_point(|change| change.step <= step)]
    }

    /// The base learning rate of the step that leaves point number `step`.
    pub fn lr_at(&self, step: u64) -> f64 {
        let changed = self.changes_until(step).iter().rev().find_map(|change| change.lr);
        changed.unwrap_or(self.lr)
    }

    /// The optimizer with the knobs it has in the step that leaves point number `step`, whatever
    /// the schedule does to them.
    pub fn optimizer_at(&self, step: u64) -> Pick<dyn Optimizer> {
        let mut pick = self.optimizer.clone();
        self.changes_until(step).iter().for_each(|change| turn(&mut pick, change));
        pick
    }

    /// Where the step that leaves `point`, number `step`, really begins, if it was put elsewhere.
    /// The box of the points holds there, too.
    pub(super) fn moved(&self, step: u64, point: &[f64]) -> Option<Vec<f64>> {
        let change = self.change(step)?;
        let mut to = point.to_vec();
        for (x, at) in to.iter_mut().zip(change.at.iter().flatten()) {
            *x = *at;
        }
        for (x, kick) in to.iter_mut().zip(change.kick.iter().flatten()) {
            *x += kick;
        }
        for (x, [low, high]) in to.iter_mut().zip(&self.bounds) {
            *x = x.clamp(*low, *high);
        }
        (to != point).then_some(to)
    }
}

impl Run {
    /// Turn the knobs that change before the step that leaves point number `step`.
    pub(super) fn turn_knobs(&mut self, step: u64) {
        let Some(change) = self.spec.change(step) else { return };
        for (id, value) in &change.knobs {
            let knob = check(self.spec.optimizer.entry().specs(), id, *value);
            let (Ok((index, value)), true) = (knob, turns(&self.spec.optimizer, id)) else {
                continue;
            };
            self.optimizer.put(index, value);
            // What the schedule says comes afterwards, and wins.
            if let Some((knob, in_force)) = &mut self.momentum
                && *knob == index
            {
                *in_force = value.into();
            }
        }
    }

    /// Put the ball where the coming step begins. What is known about the last point is not asked
    /// for there: the oracle knows it by its place.
    pub(super) fn put_ball(&mut self) {
        let Some(to) = self.spec.moved(self.steps(), &self.x) else { return };
        let by: Vec<f64> = to.iter().zip(&self.x).map(|(to, from)| to - from).collect();
        self.x = to;
        self.optimizer.moved(&by);
    }
}
