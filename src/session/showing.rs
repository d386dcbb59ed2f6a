//! What there is to be seen of a session, or of finished runs.

use super::{Finished, Session};
use crate::run::{Batches, Run};
use crate::scene::{Part, Phase, Scene, SceneRun, Theme};

/// Where somebody looks.
#[derive(Clone, Copy, Debug)]
pub struct Eye {
    /// The run whose coming step is explained.
    pub explained: usize,
    /// How much of that step is shown.
    pub phase: Phase,
    /// Where the curvature is looked at, if not at the ball of that run.
    pub place: Option<[f64; 2]>,
    /// The colours.
    pub theme: Theme,
    /// Whether the batch of the coming step is looked at.
    pub batch: bool,
}

impl Session {
    /// What there is to be seen now.
    pub fn scene(&self, eye: Eye) -> Scene<'_> {
        let run = |index: usize| self.scene_run(index);
        let shown = (0..self.runs.len()).filter(|index| !self.scenario.runs[*index].hidden);
        let ground = &self.ground;
        Scene {
            revision: self.revision,
            surface: (ground.shown(), ground.number()),
            plane: ground.plane(),
            critical: (ground.critical_points(), ground.revision()),
            lowest: ground.lowest_shown(),
            moved: self.moved(),
            bounds: self.scenario.bounds,
            start: self.pin(),
            runs: shown.map(run).collect(),
            batch: if eye.batch { self.batch() } else { Vec::new() },
            explained: Some(run(eye.explained)),
            phase: eye.phase,
            place: eye.place,
            theme: eye.theme,
        }
    }

    /// Run number `index` as it is to be seen now.
    pub fn scene_run(&self, index: usize) -> SceneRun<'_> {
        SceneRun {
            run: &self.runs[index],
            revision: self.revision_of(index),
            ghost: self.ghost(index),
            step: self.step_of(index),
            style: self.scenario.runs[index].style,
        }
    }

    /// The examples that the coming step of the first shown run with batches learns from; empty if
    /// all learn from all of them.
    pub fn batch(&self) -> Vec<u32> {
        let runs = self.runs.iter().zip(&self.scenario.runs).enumerate();
        let mut drawing = runs.filter(|(_, (run, of))| !of.hidden && draws(run));
        let Some((index, (run, _))) = drawing.next() else { return Vec::new() };
        let mut batches = self.batches.borrow_mut();
        if !batches.as_ref().is_some_and(|batches| batches.fit(run)) {
            *batches = None;
        }
        let batches = batches.get_or_insert_with(|| Batches::of(run));
        batches.at(self.step_of(index) as u64).to_vec()
    }
}

impl Finished<'_> {
    /// What there is to be seen of these runs after so many steps, or at their ends, for those who
    /// look at the layers of the scenario.
    pub fn scene<'a>(&'a self, runs: &'a [Run], step: Option<u64>, theme: Theme) -> Scene<'a> {
        let (scenario, ground) = (self.scenario(), self.ground());
        let longest = runs.iter().map(Run::steps).max().unwrap_or(0);
        let clock = step.unwrap_or(longest) as f64;
        let run = |(index, run): (usize, &'a Run)| SceneRun {
            run,
            revision: index as u64,
            ghost: None,
            step: step.unwrap_or(u64::MAX).min(run.steps()) as usize,
            style: scenario.runs[index].style,
        };
        let shown: Vec<SceneRun<'_>> = runs.iter().enumerate().map(run).collect();
        let looked_at = scenario.layers().read(Part::Batch);
        let drawing = shown.iter().find(|shown| looked_at && draws(shown.run));
        let batch = |of: &SceneRun<'_>| Batches::of(of.run).at(of.step as u64).to_vec();
        let start = ground.plane().coordinates(&scenario.start_on(&**ground.surface()));
        Scene {
            critical: (ground.critical_points(), 0),
            lowest: ground.lowest_shown(),
            moved: scenario.drift.map(|speed| speed * clock),
            bounds: scenario.bounds,
            batch: drawing.map_or_else(Vec::new, batch),
            explained: shown.first().copied(),
            runs: shown,
            ..Scene::of((ground.shown(), ground.plane()), start, theme)
        }
    }
}

fn draws(run: &Run) -> bool {
    run.spec().noise.entry().facts.draws_examples
}
