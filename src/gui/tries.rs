//! Rates that hold, looked for in the background.

use std::sync::Arc;
use std::time::Duration;

use eframe::egui::Context;

use crate::jobs::{Report, Slot, Work};
use crate::run::{Held, RunSpec, Tries};
use crate::session::Session;

/// A run is looked into once it has stood still for so long, in seconds: not while a slider is
/// dragged.
const STILL: f64 = 0.25;

/// What a search is about: the number of the ground, and a run.
type Question = (u64, RunSpec);

/// A rate that holds, for one run after the other.
pub(super) struct Trying {
    slot: Slot<Question, Option<Held>>,
    asked: Option<(Question, f64)>,
}

impl Work for Tries {
    type Output = Option<Held>;

    fn step(&mut self) -> Report<Self::Output> {
        let best = self.best();
        match Self::step(self) {
            Some(held) => Report::Done(Some(held)),
            None if self.best() != best => Report::Preview(self.best().map(Held::At)),
            None => Report::Working,
        }
    }
}

impl Trying {
    pub(super) fn new(ctx: &Context) -> Self {
        let ctx = ctx.clone();
        Self { slot: Slot::new("rates", Arc::new(move || ctx.request_repaint())), asked: None }
    }

    /// Look for a rate that holds for the first run that wants one. Tells the session what is found:
    /// something coarse at first, then something finer.
    pub(super) fn search(&mut self, ctx: &Context, session: &mut Session) {
        let Some((spec, work)) = session.untried() else { return };
        let question = (session.ground().number(), spec.clone());
        let now = ctx.input(|input| input.time);
        let since = self.asked.as_ref().filter(|(asked, _)| *asked == question);
        let Some(since) = since.map(|(_, since)| *since) else {
            self.asked = Some((question, now));
            ctx.request_repaint_after(Duration::from_secs_f64(STILL));
            return;
        };
        if now - since < STILL {
            return;
        }
        let answer = self.slot.ask(&question, work);
        let held = answer
            .filter(|answer| *answer.key == question)
            .and_then(|answer| answer.value.map(|held| (held, answer.done)));
        if let Some((held, done)) = held {
            session.tried(&question.1, held, done);
            ctx.request_repaint();
        }
    }

    /// Wait for the search that was asked for last. For tests and pictures.
    pub(super) fn wait(&mut self) {
        self.slot.wait();
    }
}
