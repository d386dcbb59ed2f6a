//! What there is to be shown, for whoever draws it: the window, `render`, a test.

use std::sync::Arc;

use super::{Key, Theme};
use crate::run::Run;
use crate::surface::{CriticalPoint, Planar, Plane};

/// Everything a layer may look at. A plain view of a session at a moment.
#[derive(Clone)]
pub struct Scene<'a> {
    /// Changes whenever a run, a ghost or the scenario does.
    pub revision: u64,
    /// The landscape on the plane that is shown, and a number that no other has.
    pub surface: (&'a Arc<dyn Planar>, u64),
    /// That plane.
    pub plane: &'a Plane,
    /// Its known critical points, and a number that changes when one more is found.
    pub critical: (&'a [CriticalPoint], u64),
    /// f\*, where it is known.
    pub lowest: Option<f64>,
    /// How far the landscape has moved.
    pub moved: [f64; 2],
    /// The box that points are put back into.
    pub bounds: Option<[[f64; 2]; 2]>,
    /// Where the balls are dropped.
    pub start: [f64; 2],
    /// The runs that are shown, in order.
    pub runs: Vec<SceneRun<'a>>,
    /// The examples that the coming step of the first run with batches learns from.
    pub batch: Vec<u32>,
    /// The run that is explained.
    pub explained: Option<SceneRun<'a>>,
    /// How much of its step is shown.
    pub phase: Phase,
    /// Where the curvature is looked at, if not at the ball of the explained run.
    pub place: Option<[f64; 2]>,
    /// Its colours.
    pub theme: Theme,
}

/// A run of a scene.
#[derive(Clone, Copy)]
pub struct SceneRun<'a> {
    /// The run.
    pub run: &'a Run,
    /// A number that no other run has, and that changes as it grows.
    pub revision: u64,
    /// The run as it was before the edit that is going on.
    pub ghost: Option<&'a Run>,
    /// The step the ball is at.
    pub step: usize,
    /// The row of its identity in [`STYLES`](super::STYLES).
    pub style: usize,
}

impl SceneRun<'_> {
    /// The step that leaves the ball; at the end of the run its last step.
    pub fn coming(&self) -> usize {
        let last = self.run.trajectory().len() - 1;
        if self.step == last { self.step.saturating_sub(1) } else { self.step }
    }
}

/// A part of a scene that a layer may be made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The critical points.
    Critical,
    /// How far the landscape has moved.
    Moved,
    /// The box.
    Bounds,
    /// The start.
    Start,
    /// The paths of the runs that are shown, and who they are.
    Runs,
    /// The runs as they were.
    Ghosts,
    /// Where the balls are.
    Clock,
    /// The batch.
    Batch,
    /// The step that is explained.
    Explained,
    /// Where the curvature is looked at.
    Place,
}

impl<'a> Scene<'a> {
    /// A landscape on a plane, and nothing on it.
    pub fn of(
        (surface, plane): (&'a Arc<dyn Planar>, &'a Plane),
        start: [f64; 2],
        theme: Theme,
    ) -> Self {
        Self {
            plane,
            revision: 0,
            surface: (surface, 0),
            critical: (&[], 0),
            lowest: None,
            moved: [0.0; 2],
            bounds: None,
            start,
            runs: Vec::new(),
            batch: Vec::new(),
            explained: None,
            phase: Phase::default(),
            place: None,
            theme,
        }
    }

    /// What these parts are made from.
    pub fn key(&self, parts: &[Part]) -> Key {
        let run = |key: Key, run: &SceneRun<'_>| key.with(run.revision).with(run.style as u64);
        let step = |key: Key, run: &SceneRun<'_>| key.with(run.step as u64);
        parts.iter().fold(Key::default().with(self.surface.1), |key, part| match part {
            Part::Critical => key.with(self.critical.1),
            Part::Moved => key.reals(&self.moved),
            Part::Bounds => key.reals(self.bounds.iter().flatten().flatten()),
            Part::Start => key.reals(&self.start),
            Part::Runs => self.runs.iter().fold(key.with(self.runs.len() as u64), run),
            Part::Ghosts => key.with(self.revision),
            Part::Clock => self.runs.iter().fold(key, step),
            Part::Batch => {
                let batch = self.batch.iter().map(|index| u64::from(*index));
                batch.fold(key.with(self.batch.len() as u64), Key::with)
            }
            Part::Explained => {
                let all = self.explained.iter().fold(key, run).with(self.phase as u64);
                self.explained.iter().fold(all, step)
            }
            Part::Place => key.reals(self.place.iter().flatten()),
        })
    }
}

/// How much of a step is shown: its cost, its gradient too, or all of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Where the ball is.
    Cost,
    /// Where it is steep.
    Gradient,
    /// Where it goes.
    #[default]
    Update,
}
