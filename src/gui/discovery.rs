//! Critical points, looked for in the background.

use std::sync::Arc;
use std::time::Duration;

use eframe::egui::Context;

use crate::jobs::{Report, Slot, Work};
use crate::session::Ground;
use crate::surface::{CriticalPoint, Planar, critical};

/// Cells a side of the grid on which critical points are looked for.
const CELLS: usize = 160;

/// Critical points of what the map shows, looked for in the background.
pub(super) struct Discovery {
    slot: Slot<(u64, [[f64; 2]; 2]), Vec<CriticalPoint>>,
    asked: Option<Asked>,
    told: bool,
}

/// What was asked, and since when: the number of the ground, and a part of the plane.
struct Asked {
    key: (u64, [[f64; 2]; 2]),
    since: f64,
}

/// A part of the plane is searched once it has stood still for so long, in seconds.
const STILL: f64 = 0.25;

/// A search, in one piece: it has a thread of its own.
struct Search {
    surface: Arc<dyn Planar>,
    region: [[f64; 2]; 2],
}

impl Work for Search {
    type Output = Vec<CriticalPoint>;

    fn step(&mut self) -> Report<Self::Output> {
        Report::Done(critical::find(&*self.surface, self.region, CELLS))
    }
}

impl Discovery {
    pub(super) fn new(ctx: &Context) -> Self {
        let ctx = ctx.clone();
        let wake = Arc::new(move || ctx.request_repaint());
        Self { slot: Slot::new("critical points", wake), asked: None, told: false }
    }

    /// Look for critical points in `region`. Returns what was found, once, and on which ground.
    pub(super) fn search(
        &mut self,
        ctx: &Context,
        ground: &Ground,
        region: [[f64; 2]; 2],
    ) -> Option<(u64, Vec<CriticalPoint>)> {
        let key = (ground.number(), region);
        let now = ctx.input(|input| input.time);
        let since = self.asked.as_ref().filter(|old| old.key == key).map(|old| old.since);
        let Some(since) = since else {
            self.asked = Some(Asked { key, since: now });
            self.told = false;
            ctx.request_repaint_after(Duration::from_secs_f64(STILL));
            return None;
        };
        if self.told || now - since < STILL || !ground.is_searched() {
            return None;
        }
        let surface = || Arc::clone(ground.shown());
        let answer = self.slot.ask(&key, || Search { surface: surface(), region })?;
        if !answer.done || *answer.key != key {
            return None;
        }
        self.told = true;
        Some((key.0, answer.value.clone()))
    }

    /// Wait for the search that was asked for last. For tests and pictures.
    pub(super) fn wait(&mut self) {
        self.slot.wait();
    }
}
