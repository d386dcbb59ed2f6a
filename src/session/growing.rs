//! The runs of a session: made anew when what they are made from has changed, grown in turns.

use std::sync::Arc;

use super::judged::Watched;
use super::place::Place;
use super::{Ground, Session};
use crate::run::{Run, cost};

/// Steps that one call may compute, over all runs: a few milliseconds of work.
const SLICE: u64 = 20_000;
/// Steps a run takes before the next run has its turn.
const TURN: u64 = 1_000;

impl Session {
    /// Bring ground and runs in line with the scenario; keep every run whose specification is
    /// the same as before. Returns the others. `ground` is the new one, if it is there already.
    pub(super) fn rebuild(&mut self, ground: Option<Box<Ground>>) -> Vec<Run> {
        if *self.ground.landscape() != self.scenario.surface {
            self.revision += 1;
            let made = || Ground::new(&self.scenario);
            self.ground = ground.map_or_else(made, |ground| *ground).numbered(self.revision);
            self.runs.clear();
            self.watches.clear();
        } else if *self.ground.plane() != self.scenario.plane_on(&**self.ground.surface()) {
            // The runs go where they went; another plane through them is shown.
            self.revision += 1;
            let surface = Arc::clone(self.ground.surface());
            self.ground = Ground::of(&self.scenario, surface).numbered(self.revision);
        }
        self.place = Place::of(&self.scenario, &self.ground);
        let mut old: Vec<Option<(Run, Watched)>> =
            self.runs.drain(..).zip(self.watches.drain(..)).map(Some).collect();
        for index in 0..self.scenario.runs.len() {
            let spec = self.scenario.run_spec(index);
            let same = |slot: &&mut Option<(Run, Watched)>| {
                slot.as_ref().is_some_and(|(run, _)| *run.spec() == spec)
            };
            let kept = old.iter_mut().find(same).and_then(Option::take);
            self.revision += 1;
            let fresh = || {
                let run = Run::new(Arc::clone(self.ground.surface()), &spec);
                (run, Watched::new(self.context(), self.revision))
            };
            let (run, watch) = kept.unwrap_or_else(fresh);
            self.runs.push(run);
            self.watches.push(watch);
        }
        self.busy = self.grow();
        old.into_iter().flatten().map(|(run, _)| run).collect()
    }

    /// Let the runs grow by one slice, in turns. Returns whether there is more to do.
    pub(super) fn grow(&mut self) -> bool {
        let mut left = SLICE;
        let weight = self.ground.surface().work().get();
        let mut growing = true;
        while growing && left > 0 {
            growing = false;
            for (run, watched) in self.runs.iter_mut().zip(&mut self.watches) {
                let cost = weight * cost(&run.spec().optimizer, &run.spec().changes);
                let steps = (TURN.min(left) / cost).max(1);
                let done = run.advance(steps);
                if done > 0 {
                    self.revision += 1;
                    watched.changed = self.revision;
                }
                left = left.saturating_sub(done * cost);
                growing |= !run.finished();
            }
        }
        let looking = self.follow();
        self.player.set_horizon(self.horizon());
        growing || looking
    }

    fn horizon(&self) -> u64 {
        let length = |run: &Run| {
            if run.finished() { run.steps() } else { run.spec().budget.amount() }
        };
        self.runs.iter().map(length).max().unwrap_or(0)
    }
}
