//! Schedules one after the other: warm-up, then decay.

use std::fmt;

use super::{Progress, Schedule};
use crate::catalog::{Family as _, Pick};

/// A schedule, and for how many steps it is in force.
#[derive(Clone, Debug, PartialEq)]
pub struct Stage {
    /// The schedule. It counts its steps from its own beginning.
    pub schedule: Pick<dyn Schedule>,
    /// How many steps it lasts; the last stage lasts to the end, whatever this says.
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
    pub fn of(stages: Vec<Stage>) -> Option<Self> {
        (!stages.is_empty()).then_some(Self { stages })
    }

    /// The stages, in order.
    pub fn stages(&self) -> &[Stage] {
        &self.stages
    }

    /// The first stage, to be changed.
    pub fn first_mut(&mut self) -> &mut Stage {
        &mut self.stages[0]
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
        let mut timetable =
            Timetable { stages: self.stages.iter().map(part).collect(), now: 0, since: 0 };
        timetable.stages[0].0.reset();
        timetable
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
            self.stages[self.now].0.reset();
        }
        let (step, horizon) = (now.step - self.since, now.horizon.saturating_sub(self.since));
        self.stages[self.now].0.lr(base, Progress { step, horizon, ..now })
    }

    /// The momentum (or β₁) of that step, if the schedule turns it as well.
    pub fn momentum(&self) -> Option<f64> {
        self.stages[self.now].0.momentum()
    }
}
