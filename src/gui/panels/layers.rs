//! The layers of the map that are kept from frame to frame.

use crate::gui::ask::Look;
use crate::gui::kept::Picture;
use crate::gui::maps::Stamp;
use crate::gui::theme;
use crate::maps::{Heights, sketch};
use crate::run::Run;
use crate::scene::{
    Color, Frame, Item, RunView, Theme, Trace, batch_items, cloud_items, contour_items,
    critical_items, ghost_items, path_items,
};
use crate::surface::{CriticalPoint, Kind, Surface};

/// Contour lines and critical points.
pub(in crate::gui) struct Lines<'a> {
    pub(super) stamp: Stamp,
    pub(super) heights: &'a Heights,
    pub(super) critical: &'a [CriticalPoint],
    pub(super) frame: Frame,
    pub(super) theme: Theme,
}

impl Picture for Lines<'_> {
    type Key = (Stamp, Vec<(Kind, [u64; 3])>, Frame, Theme);

    fn key(&self) -> Self::Key {
        // The heights are those of the stamp.
        let Self { stamp, heights: _, critical, frame, theme } = self;
        // What is not a number is the same as itself, too.
        let bits = |point: &CriticalPoint| {
            (point.kind, [point.at[0], point.at[1], point.value].map(f64::to_bits))
        };
        (stamp.clone(), critical.iter().map(bits).collect(), *frame, *theme)
    }

    fn items(&self) -> Vec<Item> {
        let mut items = contour_items(self.heights, &self.frame, self.theme, 1.0);
        items.extend(critical_items(self.critical, &self.frame, self.theme, 1.0));
        items
    }
}

/// The contour lines of what a batch sees.
pub(in crate::gui) struct Batch<'a> {
    pub(super) stamp: Stamp,
    pub(super) heights: &'a Heights,
    pub(super) surface: &'a dyn Surface,
    pub(super) examples: &'a [u32],
    pub(super) frame: Frame,
    pub(super) theme: Theme,
}

impl Picture for Batch<'_> {
    type Key = (Stamp, Vec<u32>, Frame, Theme);

    fn key(&self) -> Self::Key {
        // The surface and its heights are those of the stamp.
        let Self { stamp, heights: _, surface: _, examples, frame, theme } = self;
        (stamp.clone(), examples.to_vec(), *frame, *theme)
    }

    fn items(&self) -> Vec<Item> {
        let Some(seen) = self.surface.restricted(self.examples) else { return Vec::new() };
        let lines = sketch(&*seen, self.frame.view, &self.heights.levels);
        let [r, g, b, a] = theme::bad(self.theme).to_array();
        batch_items(&lines, &self.frame, Color([r, g, b, a]), 1.0)
    }
}

/// The paths of all runs that are shown, and their ghosts.
pub(in crate::gui) struct Paths<'a> {
    /// Of the session: ghosts come and go with its revisions.
    pub(super) revision: u64,
    pub(super) runs: Vec<Path<'a>>,
    pub(super) frame: Frame,
    pub(super) theme: Theme,
}

/// The path of a run.
pub(in crate::gui) struct Path<'a> {
    /// Of the run: no two have the same.
    revision: u64,
    run: &'a Run,
    trace: &'a Trace,
    ghost: Option<&'a Run>,
    style: usize,
    step: usize,
}

impl<'a> Paths<'a> {
    pub(super) fn new(look: &Look<'a>, traces: &'a [Trace], frame: Frame) -> Self {
        let session = look.session;
        let path = |(index, run): (usize, &'a Run)| Path {
            revision: session.revision_of(index),
            run,
            trace: &traces[index],
            ghost: session.ghost(index),
            style: session.scenario().runs[index].style,
            step: session.step_of(index),
        };
        let shown = |(index, _): &(usize, &Run)| !session.scenario().runs[*index].hidden;
        let runs = session.runs().iter().enumerate().filter(shown).map(path).collect();
        Self { revision: session.revision(), runs, frame, theme: look.theme }
    }
}

impl Picture for Paths<'_> {
    type Key = (u64, Vec<(u64, usize, usize)>, Frame, Theme);

    fn key(&self) -> Self::Key {
        let Self { revision, runs, frame, theme } = self;
        let one = |path: &Path<'_>| {
            // The run is that of its revision, the trace is of it and the frame, the ghost is of
            // the session's revision.
            let Path { revision, run: _, trace: _, ghost: _, style, step } = path;
            (*revision, *style, *step)
        };
        (*revision, runs.iter().map(one).collect(), *frame, *theme)
    }

    fn items(&self) -> Vec<Item> {
        let (frame, theme) = (&self.frame, self.theme);
        let mut items = Vec::new();
        for Path { run, trace, ghost, style, step, .. } in &self.runs {
            if let Some(ghost) = ghost {
                items.extend(ghost_items(ghost.trajectory(), *style, frame, theme));
            }
            let (path, tape) = (run.trajectory(), run.tape());
            let view = RunView { path, tape, step: *step, style: *style };
            items.extend(cloud_items(view, frame, theme, 1.0));
            items.extend(path_items(view, trace, frame, theme, 1.0));
        }
        items
    }
}
