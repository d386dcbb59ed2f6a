//! What is said of the runs: how fast they may go, and what they are doing.

use super::{Limits, Session};
use crate::run::{Held, Lamps, RunSpec, Tries, Verdict, VerdictContext, VerdictId, Watch};

/// Steps that watches may go through anew in one call: a few milliseconds of work.
const SEEN: usize = 100_000;

/// The watch on a run, and one that is to take its place.
pub(super) struct Watched {
    now: Watch,
    next: Option<Watch>,
    /// What came of looking for a rate that holds, and whether that is all that will.
    held: Option<(Held, bool)>,
    /// The revision in which the run, or what is known around it, changed last.
    pub(super) changed: u64,
}

impl Watched {
    pub(super) fn new(context: VerdictContext, changed: u64) -> Self {
        Self { now: Watch::new(context), next: None, held: None, changed }
    }
}

impl Session {
    /// How fast run `index` may go where its ball is, and at the nearest minimum.
    pub fn limits(&self, index: usize) -> Limits {
        let (run, step) = (&self.runs[index], self.step_of(index));
        // The rates of the coming step, where it is known.
        let next = (step + 1).min(run.trajectory().len() - 1);
        let optimizer = run.spec().optimizer_at(step as u64);
        let ball = run.under(step);
        let mean_square = self.ground.mean_square_limit(&optimizer, &run.spec().noise, &ball);
        let scaling = run.scaling(next);
        Limits { mean_square, ..self.ground.limits(&optimizer, &ball, scaling.as_deref()) }
    }

    /// What run `index` is doing where its ball is.
    pub fn verdict(&self, index: usize) -> Verdict {
        let watched = &self.watches[index];
        let verdict = watched.now.verdict(&self.runs[index], self.step_of(index));
        match watched.held {
            Some((held, _)) => verdict.with(held),
            None => verdict,
        }
    }

    /// A run whose rate is too large where its ball is, with a search for one that holds: the first
    /// of which nothing is known yet. The search is for somebody with time.
    pub fn untried(&self) -> Option<(&RunSpec, impl FnOnce() -> Tries)> {
        let context = self.context();
        let fast = |index: &usize| {
            let (run, watched) = (&self.runs[*index], &self.watches[*index]);
            let id = || watched.now.id(run, self.step_of(*index));
            watched.held.is_none_or(|(_, done)| !done)
                && run.finished()
                && Tries::are_of_use(run)
                && matches!(id(), VerdictId::Diverging | VerdictId::Diverged)
        };
        let run = &self.runs[(0..self.runs.len()).find(fast)?];
        Some((run.spec(), move || Tries::new(run, &context)))
    }

    /// Take in what came of a search for a rate that holds, for all runs with this specification,
    /// and whether it is at its end.
    pub fn tried(&mut self, spec: &RunSpec, held: Held, done: bool) {
        for (run, watched) in self.runs.iter().zip(&mut self.watches) {
            if run.spec() == spec {
                watched.held = Some((held, done));
            }
        }
    }

    /// Its signs of convergence there.
    pub fn lamps(&self, index: usize) -> Lamps {
        self.watches[index].now.lamps(self.step_of(index))
    }

    /// What verdicts look at besides the runs.
    pub(super) fn context(&self) -> VerdictContext {
        let plane = self.ground.plane().clone();
        VerdictContext { plane, view: self.view(), lowest: self.ground.lowest() }
    }

    /// Let the watches look at what the runs have done. When there is something else to be looked at
    /// besides the runs, the old ones answer until new ones have seen all. Returns whether any has
    /// still to look.
    pub(super) fn follow(&mut self) -> bool {
        let context = self.context();
        let mut left = SEEN;
        for (watched, run) in self.watches.iter_mut().zip(&self.runs) {
            watched.now.follow(run, usize::MAX);
            if *watched.now.context() == context {
                watched.next = None;
                continue;
            }
            let fits = |next: &Watch| *next.context() == context;
            let mut next =
                watched.next.take().filter(fits).unwrap_or_else(|| Watch::new(context.clone()));
            left -= next.follow(run, left);
            if next.has_seen(run) {
                watched.now = next;
            } else {
                watched.next = Some(next);
            }
        }
        self.watches.iter().any(|watched| watched.next.is_some())
    }

    /// The range of a learning-rate slider for run `index`: from three decades below the smallest
    /// to four times the largest of its stability limits and its optimizer's usual rates, and
    /// always around the current rate.
    pub fn lr_range(&self, index: usize) -> [f64; 2] {
        let run = &self.scenario.runs[index];
        let start = run.start.as_deref().unwrap_or_else(|| self.start());
        // The rates of the first step: the range must not change while the ball rolls.
        let walk = &self.runs[index];
        let first = (walk.trajectory().len() > 1).then(|| walk.scaling(1)).flatten();
        let limits = self.ground.limits(&run.optimizer, start, first.as_deref());
        let usual = run.optimizer.entry().facts.usual_lr();
        // Without a limit of its own an optimizer may want rates far above its usual one.
        let own = limits.both(|marks| marks.limit);
        let free = own.count() == 0;
        let marks = [Some(usual), free.then_some(10.0 * usual), limits.settled(|m| m.plain)];
        let known = || limits.both(|marks| marks.limit).chain(marks.into_iter().flatten());
        let low = 1e-3 * known().fold(f64::INFINITY, f64::min);
        let high = 4.0 * known().fold(0.0, f64::max);
        [low.min(run.lr).max(1e-12), high.max(run.lr).min(1e6)]
    }
}
