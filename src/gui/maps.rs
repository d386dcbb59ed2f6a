//! Pictures that are kept from frame to frame: the surveyed map, its texture, its shapes.

use std::sync::Arc;

use eframe::egui::{ColorImage, Context, TextureHandle, TextureOptions};

use super::discovery::Discovery;
use super::kept::{Kept, PerRun, Picture};
use super::panels::{curves, layers};
use super::thumbnails::Thumbnails;
use super::tries::Trying;
use crate::jobs::{Slot, Step, Work};
use crate::maps::{Heights, Survey};
use crate::scene::{
    Along, Curve, Frame, Known, Raster, Series, Theme, Topography, Trace, topography,
};
use crate::session::{Ground, Session};
use crate::surface::Landscape as Choice;

/// Points a side of the surveyed grid.
const SIZE: usize = 512;

/// What a survey answers.
#[derive(Clone, Debug, PartialEq)]
struct Question {
    surface: Choice,
    lowest: Option<f64>,
    view: [[f64; 2]; 2],
    theme: Theme,
}

/// Surveying and colouring, away from the window.
struct Drawing {
    survey: Survey,
    theme: Theme,
}

/// A map, ready to be shown.
struct Drawn {
    heights: Heights,
    colours: Topography,
    image: Arc<ColorImage>,
}

impl Work for Drawing {
    type Output = Drawn;

    fn step(&mut self) -> Step<Drawn> {
        let draw = |heights: Heights| {
            let colours = topography(&heights, self.theme);
            let Raster { width, height, rgba } = &*colours.raster;
            let image = ColorImage::from_rgba_unmultiplied([*width, *height], rgba);
            Drawn { heights, colours, image: Arc::new(image) }
        };
        match self.survey.step() {
            Step::Working => Step::Working,
            Step::Preview(heights) => Step::Preview(draw(heights)),
            Step::Done(heights) => Step::Done(draw(heights)),
        }
    }
}

/// What a picture was painted from: it is painted anew when this changes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stamp {
    question: Question,
    done: bool,
}

/// The map that is there, if any.
pub(super) struct Surveyed<'a> {
    /// The heights.
    pub(super) heights: &'a Heights,
    /// The colours.
    pub(super) colours: &'a Topography,
    /// The texture that holds them.
    pub(super) texture: &'a TextureHandle,
    /// What all this was made from.
    pub(super) stamp: Stamp,
    /// Whether a finer map is on its way.
    pub(super) working: bool,
}

/// All pictures that are kept.
pub(super) struct Maps {
    /// The landscape.
    pub(super) landscape: Landscape,
    /// What is kept of it and of the runs.
    pub(super) kept: Pictures,
    /// Small maps of all surfaces.
    pub(super) thumbnails: Thumbnails,
    /// The search for critical points.
    pub(super) discovery: Discovery,
    /// The search for rates that hold.
    pub(super) tries: Trying,
}

/// Pictures made from the session, and what they are made with.
#[derive(Default)]
pub(super) struct Pictures {
    /// The contour lines.
    pub(super) lines: Kept<<layers::Lines<'static> as Picture>::Key>,
    /// What of every path is worth drawing.
    pub(super) traces: PerRun<Frame, Trace>,
    /// The paths.
    pub(super) paths: Kept<<layers::Paths<'static> as Picture>::Key>,
    /// The charts.
    pub(super) charts: [Chart; 2],
    /// The contour lines of a batch.
    pub(super) batch: Kept<<layers::Batch<'static> as Picture>::Key>,
}

/// The curves of a chart, run by run, and the picture of them.
#[derive(Default)]
pub(super) struct Chart {
    whole: PerRun<Series, Vec<Curve>>,
    parts: PerRun<(Series, Along, [f64; 2]), Vec<Curve>>,
    /// The picture.
    pub(super) picture: Kept<<curves::Curves<'static> as Picture>::Key>,
}

/// What is known of the landscape of a session.
pub(super) fn known(session: &Session) -> Known<'_> {
    let ground = session.ground();
    Known { lowest: ground.lowest(), critical: ground.critical_points() }
}

impl Chart {
    /// The curves of a session's runs, or what of them lies in a part of the chart, and room for
    /// the picture of them.
    pub(super) fn of(
        &mut self,
        session: &Session,
        series: Series,
        along: Along,
        part: Option<[f64; 2]>,
    ) -> (&[Vec<Curve>], &mut Kept<<curves::Curves<'static> as Picture>::Key>) {
        let known = known(session);
        let whole = self.whole.of(session, series, |_, run| series.curves(run, &known));
        let Some(part) = part else { return (whole, &mut self.picture) };
        let parts = self.parts.of(session, (series, along, part), |index, run| {
            let steps = part.map(|end| along.step(run.trajectory(), end));
            whole[index].iter().map(|curve| curve.part(steps)).collect()
        });
        (parts, &mut self.picture)
    }
}

/// The landscape, surveyed in the background and coloured.
pub(super) struct Landscape {
    slot: Slot<Question, Drawn>,
    /// The texture, and what it was painted from; the texture stays the same one.
    picture: Option<(Option<Stamp>, TextureHandle)>,
}

impl Maps {
    pub(super) fn new(ctx: &Context) -> Self {
        let waking = ctx.clone();
        let slot = Slot::new("survey", Arc::new(move || waking.request_repaint()));
        Self {
            thumbnails: Thumbnails::new(ctx),
            discovery: Discovery::new(ctx),
            tries: Trying::new(ctx),
            landscape: Landscape { slot, picture: None },
            kept: Pictures::default(),
        }
    }

    /// Drop everything that could be made again.
    pub(super) fn forget(&mut self) {
        self.kept = Pictures::default();
        self.landscape.forget();
        self.thumbnails.forget();
    }
}

impl Landscape {
    /// The map of `view`, or the best there is until it is surveyed.
    pub(super) fn survey(
        &mut self,
        ctx: &Context,
        ground: &Ground,
        view: [[f64; 2]; 2],
        theme: Theme,
    ) -> Option<Surveyed<'_>> {
        let lowest = ground.lowest();
        let question = Question { surface: ground.landscape().clone(), lowest, view, theme };
        let surface = || Arc::clone(ground.surface());
        let survey = || Survey::new(surface(), lowest, view, SIZE);
        let work = || Drawing { survey: survey(), theme };
        let answer = self.slot.ask(&question, work)?;
        let stamp = Stamp { question: answer.key.clone(), done: answer.done };
        let Drawn { heights, colours, image } = answer.value;
        let load = || ctx.load_texture("map", Arc::clone(image), TextureOptions::LINEAR);
        let (old, texture) = self.picture.get_or_insert_with(|| (None, load()));
        if old.as_ref() != Some(&stamp) {
            texture.set(Arc::clone(image), TextureOptions::LINEAR);
            *old = Some(stamp.clone());
        }
        Some(Surveyed { heights, colours, texture, stamp, working: !answer.done })
    }

    /// Whether the last survey came to nothing.
    pub(super) fn failed(&self) -> bool {
        self.slot.failed()
    }

    /// Wait for the survey that was asked for last. For tests and pictures.
    pub(super) fn wait(&mut self) {
        self.slot.wait();
    }

    /// Survey and colour it anew when it is asked for next.
    fn forget(&mut self) {
        self.slot.forget();
        if let Some((stamp, _)) = &mut self.picture {
            *stamp = None;
        }
    }
}
