//! Learning-rate schedules: the rate at every step, from the base rate and the step's number.
//!
//! Names, arguments and results are those of `torch.optim.lr_scheduler`, where it has them; a knob of
//! 0 may stand for what the run says (its rate, its budget), and the end of a cycle holds. Schedules
//! follow one another in a [`Sequence`]: warm-up, then decay.

mod constant;
mod cosine;
mod cosine_restarts;
mod cyclic;
mod exponential;
mod inverse_sqrt;
mod inverse_time;
mod linear_warmup;
mod one_cycle;
mod plateau;
mod polynomial;
mod sequence;
mod step;

pub use sequence::{Sequence, Stage, Timetable};

use crate::catalog::{Entry, Facts, Family, Pick};
use crate::params::Params;

/// How far a run has come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// Steps taken so far.
    pub step: u64,
    /// Steps to come in all: the budget, whatever its unit, or what a stage may take of it.
    pub horizon: u64,
    /// The loss at the current point.
    pub loss: f64,
}

/// A rule for the learning rate.
pub trait Schedule: Params + Send {
    /// The rate of the step that comes next, given the base rate. Asked once per step, in order.
    fn lr(&mut self, base: f64, now: Progress) -> f64;
    /// The momentum (or β₁) of that step, from a schedule that turns it as well.
    fn momentum(&self) -> Option<f64> {
        None
    }
}

/// What every schedule says about itself.
#[derive(Debug)]
pub struct ScheduleFacts {
    /// The rate at step k, counted from 0.
    pub rule: &'static str,
    /// Where it comes from.
    pub source: &'static str,
    /// Whether it looks at the loss, so that it differs from run to run.
    pub watches_loss: bool,
}

impl Facts for ScheduleFacts {
    fn list(&self) -> Vec<(&'static str, String)> {
        vec![("rule", self.rule.to_owned()), ("source", self.source.to_owned())]
    }
}

impl Family for dyn Schedule {
    const NAME: &'static str = "schedule";
    type Facts = ScheduleFacts;
    fn catalog() -> &'static [&'static Entry<Self>] {
        CATALOG
    }
}

/// What usually follows when a rate has been as it was for long enough.
pub fn decay() -> Pick<dyn Schedule> {
    Pick::of(&cosine::ENTRY)
}

static CATALOG: &[&Entry<dyn Schedule>] = &[
    &constant::ENTRY,
    &step::ENTRY,
    &exponential::ENTRY,
    &cosine::ENTRY,
    &cosine_restarts::ENTRY,
    &one_cycle::ENTRY,
    &linear_warmup::ENTRY,
    &polynomial::ENTRY,
    &inverse_time::ENTRY,
    &inverse_sqrt::ENTRY,
    &cyclic::ENTRY,
    &plateau::ENTRY,
];

/// A count for which 0 stands for something else.
fn or(count: u32, other: u64) -> f64 {
    if count == 0 { other as f64 } else { f64::from(count) }
}

/// From `start` to `end` along half a cosine, or a line.
fn between(start: f64, end: f64, share: f64, cosine: bool) -> f64 {
    if cosine {
        end + (start - end) / 2.0 * (1.0 + (std::f64::consts::PI * share).cos())
    } else {
        start + (end - start) * share
    }
}
