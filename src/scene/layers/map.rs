//! The surveyed map that several layers are drawn from.

use std::sync::Arc;

use super::{Canvas, Found, Question};
use crate::jobs::{Report, Work};
use crate::maps::{Contours, Heights, Survey};
use crate::scene::{Key, Scene, Theme, Topography, topography};

/// Points a side of the surveyed grid.
const SIZE: usize = 512;

/// The most points of contour lines on one picture.
const MOST_POINTS: usize = 30_000;

/// Heights, and their colours.
pub(super) struct Map {
    pub(super) heights: Heights,
    pub(super) colours: Topography,
}

impl Map {
    /// The map that was found for a layer.
    pub(super) fn of<'a>(canvas: &Canvas<'a>) -> Option<&'a Self> {
        canvas.found?.downcast_ref()
    }
}

/// The question for the map of a part of the landscape.
pub(super) fn question(scene: &Scene<'_>, region: [[f64; 2]; 2]) -> Question {
    let (surface, number) = (Arc::clone(scene.surface.0), scene.surface.1);
    let (lowest, theme) = (scene.lowest, scene.theme);
    let key = Key::default().with(number).with(theme as u64);
    Question {
        kind: "survey",
        key: key.reals(region.iter().flatten()).reals(lowest.iter()),
        work: Box::new(move || {
            Box::new(Drawing { survey: Survey::new(surface, lowest, region, SIZE), theme })
        }),
    }
}

/// Surveying and colouring.
struct Drawing {
    survey: Survey,
    theme: Theme,
}

impl Work for Drawing {
    type Output = Found;

    fn step(&mut self) -> Report<Found> {
        let draw = |heights: Heights| -> Found {
            Arc::new(Map { colours: topography(&heights, self.theme), heights })
        };
        match self.survey.step() {
            Report::Working => Report::Working,
            Report::Preview(heights) => Report::Preview(draw(heights)),
            Report::Done(heights) => Report::Done(draw(heights)),
        }
    }

    fn progress(&self) -> f64 {
        self.survey.rows_done() as f64 / SIZE as f64
    }
}

/// Which levels are drawn so that their lines have no more points than can be read: all, every
/// fifth, or every twentieth.
pub(super) fn readable(lines: &Contours) -> usize {
    let points = |every: usize| -> usize {
        let drawn = lines.lines().filter(|(level, _)| level % every == every - 1);
        drawn.map(|(_, line)| line.len()).sum()
    };
    let few = [1, 5].into_iter().find(|every| points(*every) <= MOST_POINTS);
    few.unwrap_or(20)
}
