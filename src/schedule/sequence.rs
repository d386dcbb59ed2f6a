//! Schedules one after the other: warm-up, then decay.

use std::fmt;

use super::{Progress, Schedule};
use crate::catalog::{Family as _, Pick};

/// A schedule, and for how many steps it is in force.
#[derive(Clone, Debug, PartialEq)]
pub struct Stage {
    /// The schedule. It counts its steps from its own beginning.
    pub schedule: Pick<dyn Schedule>,
    /// How many steps it lasts; 0 for the last stage, which lasts to the end.
    pub steps: u32,
}

/// Stages one after the other, each from the base rate, as in PyTorch's `SequentialLR`. Never
/// empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Sequence {
    stages: Vec<Stage>,
}

impl From<Pick<dyn Schedule>> for Sequence {
    fn from(schedule: Pick<dyn Schedule>) -> Self {
        Self { stages: vec![Stage { schedule, steps: 0 }] }
    }
}

impl Default for Sequence {
    /// The same rate at every step.
    fn default() -> Self {
        Pick::of(<dyn Schedule>::catalog()[0]).into()
    }
}

impl Sequence {
    /// These stages, if there are any.
    pub fn of(mut stages: Vec<Stage>) -> Option<Self> {
        stages.last_mut()?.steps = 0;
        Some(Self { stages })
    }

    /// The stages, in order.
    pub fn stages(&self) -> &[Stage] {
        &self.stages
    }

    /// Whether the rate never changes.
    pub fn is_constant(&self) -> bool {
        *self == Self::default()
    }

    /// Whether some stage looks at the loss.
    pub fn watches_loss(&self) -> bool {
        self.stages.iter().any(|stage| stage.schedule.entry().facts.watches_loss)
    }

    /// Build it.
    pub fn build(&self) -> Timetable {
        let part = |stage: &Stage| (stage.schedule.build(), u64::from(stage.steps));
        Timetable { stages: self.stages.iter().map(part).collect(), now: 0, since: 0 }
    }
}

/// The stages as they are picked, with the steps of all but the last: `linear_warmup for 10, cosine`.
impl fmt::Display for Sequence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let last = self.stages.len() - 1;
        for stage in &self.stages[..last] {
            write!(f, "{} for {}, ", stage.schedule, stage.steps)?;
        }
        write!(f, "{}", self.stages[last].schedule)
    }
}

/// A [`Sequence`] at work.
pub struct Timetable {
    stages: Vec<(Box<dyn Schedule>, u64)>,
    /// The stage in force, and the step it began at.
    now: usize,
    since: u64,
}

impl Timetable {
    /// The rate of the step that comes next. Asked once per step, in order.
    pub fn lr(&mut self, base: f64, now: Progress) -> f64 {
        while self.now + 1 < self.stages.len() && now.step >= self.since + self.stages[self.now].1 {
            self.since += self.stages[self.now].1;
            self.now += 1;
        }
        let rest = now.horizon.saturating_sub(self.since);
        let last = self.now + 1 == self.stages.len();
        let horizon = if last { rest } else { self.stages[self.now].1 };
        let step = now.step - self.since;
        self.stages[self.now].0.lr(base, Progress { step, horizon, ..now })
    }

    /// Whether any stage turns the momentum (or β₁) as well.
    pub fn turns_momentum(&self) -> bool {
        self.stages.iter().any(|(schedule, _)| schedule.momentum().is_some())
    }

    /// The momentum (or β₁) of that step, if the schedule turns it as well.
    pub fn momentum(&self) -> Option<f64> {
        self.stages[self.now].0.momentum()
    }
}
