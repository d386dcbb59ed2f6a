//! A scenario run to its end, without a clock.

use std::cell::OnceCell;
use std::sync::Arc;

use super::Ground;
use crate::run::{Run, Verdict, VerdictContext, Watch};
use crate::scenario::Scenario;
use crate::surface::Surface;

/// A scenario with everything that follows from it: its ground, its runs, what they were doing.
pub struct Finished<'a> {
    scenario: &'a Scenario,
    surface: Arc<dyn Surface>,
    ground: OnceCell<Ground>,
}

impl<'a> Finished<'a> {
    /// Get ready to run a scenario.
    pub fn new(scenario: &'a Scenario) -> Self {
        Self { scenario, surface: scenario.surface.build(), ground: OnceCell::new() }
    }

    /// The surface.
    pub fn surface(&self) -> &Arc<dyn Surface> {
        &self.surface
    }

    /// The scenario.
    pub fn scenario(&self) -> &'a Scenario {
        self.scenario
    }

    /// The surface and what is known about it, which is searched for when it is first asked for.
    pub fn ground(&self) -> &Ground {
        self.ground.get_or_init(|| Ground::of(self.scenario, Arc::clone(&self.surface)))
    }

    /// What verdicts look at besides the runs.
    pub fn context(&self) -> VerdictContext {
        let ground = self.ground();
        let view = self.scenario.view_on(&**ground.shown());
        VerdictContext { plane: ground.plane().clone(), view, lowest: ground.lowest() }
    }

    /// Run number `index` to the end of its budget, in strides of so many steps; `went` is told
    /// how many were taken. A long run takes a hundred megabytes: take one at a time.
    pub fn run(&self, index: usize, stride: u64, mut went: impl FnMut(u64)) -> Run {
        let mut run = Run::new(Arc::clone(&self.surface), &self.scenario.run_spec(index));
        while !run.finished() {
            went(run.advance(stride));
        }
        run
    }

    /// What a run has been doing, and what it was doing at its last step, with a rate that would
    /// have held if it diverged.
    pub fn watch(&self, run: &Run) -> (Watch, Verdict) {
        let mut watch = Watch::thorough(self.context());
        watch.follow(run, usize::MAX);
        let last = run.trajectory().len() - 1;
        let verdict = watch.verdict(run, last).tried(run, watch.context());
        (watch, verdict)
    }
}
