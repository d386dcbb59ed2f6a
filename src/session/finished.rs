//! A scenario run to its end, without a clock.

use std::sync::Arc;

use super::Ground;
use crate::run::{Run, Verdict, VerdictContext, Watch};
use crate::scenario::Scenario;

/// A scenario with everything that follows from it: its ground, its runs, what they were doing.
pub struct Finished<'a> {
    scenario: &'a Scenario,
    ground: Ground,
    context: VerdictContext,
}

impl<'a> Finished<'a> {
    /// Get ready to run a scenario.
    pub fn new(scenario: &'a Scenario) -> Self {
        let ground = Ground::new(&scenario.surface);
        let view = scenario.view_on(&**ground.surface());
        let context = VerdictContext { view, lowest: ground.lowest() };
        Self { scenario, ground, context }
    }

    /// The scenario.
    pub fn scenario(&self) -> &'a Scenario {
        self.scenario
    }

    /// The surface and what is known about it.
    pub fn ground(&self) -> &Ground {
        &self.ground
    }

    /// What verdicts look at besides the runs.
    pub fn context(&self) -> &VerdictContext {
        &self.context
    }

    /// Run number `index` to the end of its budget, in strides of so many steps; `went` is told
    /// how many were taken. A long run takes a hundred megabytes: take one at a time.
    pub fn run(&self, index: usize, stride: u64, mut went: impl FnMut(u64)) -> Run {
        let mut run = Run::new(Arc::clone(self.ground.surface()), &self.scenario.run_spec(index));
        while !run.finished() {
            went(run.advance(stride));
        }
        run
    }

    /// What a run has been doing, and what it was doing at its last step, with a rate that would
    /// have held if it diverged.
    pub fn watch(&self, run: &Run) -> (Watch, Verdict) {
        let mut watch = Watch::thorough(self.context.clone());
        watch.follow(run, usize::MAX);
        let last = run.trajectory().len() - 1;
        let verdict = watch.verdict(run, last).tried(run, watch.context());
        (watch, verdict)
    }
}
