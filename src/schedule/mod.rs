//! Learning-rate schedules: what multiplies the base rate as the steps go by.

mod constant;

use crate::catalog::{Entry, Facts, Family};
use crate::params::Params;

/// How far a run has come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// Steps taken so far.
    pub step: u64,
    /// Steps in the budget.
    pub horizon: u64,
    /// The loss at the current point.
    pub loss: f64,
}

/// A factor on the base learning rate.
pub trait Schedule: Params + Send {
    /// Start over.
    fn reset(&mut self);
    /// The factor for the step that comes next.
    fn factor(&mut self, now: Progress) -> f64;
}

/// What every schedule says about itself.
#[derive(Debug)]
pub struct ScheduleFacts {
    /// The factor at step k, counted from 0.
    pub rule: &'static str,
    /// Where it comes from.
    pub source: &'static str,
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

static CATALOG: &[&Entry<dyn Schedule>] = &[&constant::ENTRY];
