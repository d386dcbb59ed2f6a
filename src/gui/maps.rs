//! Pictures that are kept from frame to frame: the surveyed map, its texture, its shapes.

use std::sync::Arc;

use eframe::egui::{
    self, ColorImage, Context, Painter, Shape, TextureHandle, TextureOptions,
    emath::TSTransform,
    epaint::{ClippedShape, Primitive},
};

use super::discovery::Discovery;
use super::thumbnails::Thumbnails;
use crate::jobs::{Slot, Step, Work};
use crate::maps::{Heights, Survey};
use crate::run::Run;
use crate::scene::{Curve, Frame, Known, Raster, Series, Theme, Topography, Trace, topography};
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
    /// The texture that holds them, and what it was painted from.
    pub(super) picture: &'a (Stamp, TextureHandle),
    /// Whether a finer map is on its way.
    pub(super) working: bool,
}

/// All pictures that are kept.
pub(super) struct Maps {
    /// The landscape.
    pub(super) landscape: Landscape,
    /// Shapes of the contour lines.
    pub(super) lines: Kept<(Stamp, Frame, usize, u32)>,
    /// What of every path is worth drawing.
    pub(super) traces: PerRun<Frame, Trace>,
    /// Shapes of the paths.
    pub(super) paths: Kept<(u64, u64, Frame, Theme, u32)>,
    /// The charts.
    pub(super) charts: [Chart; 2],
    /// The contour lines of a batch.
    pub(super) batch: Kept<(Stamp, u64, u64, Frame)>,
    /// Small maps of all surfaces.
    pub(super) thumbnails: Thumbnails,
    /// The search for critical points.
    pub(super) discovery: Discovery,
}

/// Something of every run of a session, made anew when that run or the key changes.
pub(super) struct PerRun<K, T> {
    keys: Vec<(u64, K)>,
    made: Vec<T>,
}

impl<K, T> Default for PerRun<K, T> {
    fn default() -> Self {
        Self { keys: Vec::new(), made: Vec::new() }
    }
}

impl<K: Copy + PartialEq, T> PerRun<K, T> {
    /// That of a session's runs.
    pub(super) fn of(&mut self, session: &Session, key: K, make: impl Fn(&Run) -> T) -> &[T] {
        let count = session.runs().len();
        self.keys.truncate(count);
        self.made.truncate(count);
        for (index, run) in session.runs().iter().enumerate() {
            let key = (session.revision_of(index), key);
            match self.keys.get_mut(index) {
                Some(old) if *old == key => {}
                Some(old) => (*old, self.made[index]) = (key, make(run)),
                None => {
                    self.keys.push(key);
                    self.made.push(make(run));
                }
            }
        }
        &self.made
    }
}

/// Shapes of a chart of one series.
pub(super) type ChartShapes = Kept<(u64, Series, Frame, Theme)>;

/// The curves of a chart, run by run, and their shapes.
#[derive(Default)]
pub(super) struct Chart {
    curves: PerRun<Series, Vec<Curve>>,
    shapes: ChartShapes,
}

/// What is known of the landscape of a session.
pub(super) fn known(session: &Session) -> Known<'_> {
    let ground = session.ground();
    Known { lowest: ground.lowest(), critical: ground.critical_points() }
}

impl Chart {
    /// The curves of a session's runs, and room for their shapes.
    pub(super) fn of(
        &mut self,
        session: &Session,
        series: Series,
    ) -> (&[Vec<Curve>], &mut ChartShapes) {
        let known = known(session);
        let curves = self.curves.of(session, series, |run| series.curves(run, &known));
        (curves, &mut self.shapes)
    }
}

/// The landscape, surveyed in the background and coloured.
pub(super) struct Landscape {
    slot: Slot<Question, Drawn>,
    picture: Option<(Stamp, TextureHandle)>,
}

impl Maps {
    pub(super) fn new(ctx: &Context) -> Self {
        let waking = ctx.clone();
        let slot = Slot::new("survey", Arc::new(move || waking.request_repaint()));
        Self {
            batch: Kept::default(),
            thumbnails: Thumbnails::new(ctx),
            discovery: Discovery::new(ctx),
            landscape: Landscape { slot, picture: None },
            lines: Kept::default(),
            traces: PerRun::default(),
            paths: Kept::default(),
            charts: Default::default(),
        }
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
        if self.picture.as_ref().is_none_or(|(old, ..)| *old != stamp) {
            let texture = ctx.load_texture("map", Arc::clone(image), TextureOptions::LINEAR);
            self.picture = Some((stamp, texture));
        }
        let picture = self.picture.as_ref()?;
        Some(Surveyed { heights, colours, picture, working: !answer.done })
    }

    /// Whether the last survey came to nothing.
    pub(super) fn failed(&self) -> bool {
        self.slot.failed()
    }

    /// Wait for the survey that was asked for last. For tests and pictures.
    pub(super) fn wait(&mut self) {
        self.slot.wait();
    }
}

/// Shapes kept as long as what they were painted from stays the same, tessellated but for text.
pub(super) struct Kept<K> {
    entry: Option<(K, Vec<Shape>)>,
}

impl<K> Default for Kept<K> {
    fn default() -> Self {
        Self { entry: None }
    }
}

impl<K: PartialEq> Kept<K> {
    /// Paint the shapes for `key`, made anew if it changed.
    pub(super) fn paint(&mut self, painter: &Painter, key: K, make: impl FnOnce() -> Vec<Shape>) {
        if self.entry.as_ref().is_none_or(|(old, _)| *old != key) {
            self.entry = Some((key, tessellated(painter, make())));
        }
        if let Some((_, shapes)) = &self.entry {
            painter.extend(shapes.iter().cloned());
        }
    }
}

/// Everything but text as meshes. Text stays: its letters may move on their texture.
fn tessellated(painter: &Painter, shapes: Vec<Shape>) -> Vec<Shape> {
    let (mut kept, rest): (Vec<Shape>, Vec<Shape>) =
        shapes.into_iter().partition(|shape| matches!(shape, Shape::Text(_)));
    let clip_rect = painter.clip_rect();
    let rest = rest
        .into_iter()
        .map(|shape| ClippedShape {
            clip_rect,
            shape,
            transform_after_tessellation: TSTransform::default(),
        })
        .collect();
    let meshes = painter.ctx().tessellate(rest, painter.pixels_per_point());
    let meshes = meshes.into_iter().filter_map(|clipped| match clipped.primitive {
        Primitive::Mesh(mesh) => Some(Shape::mesh(mesh)),
        Primitive::Callback(_) => None,
    });
    let mut out: Vec<Shape> = meshes.collect();
    out.append(&mut kept);
    out
}

/// The scale of the screen as a key: shapes with text depend on it.
pub(super) fn scale_key(ui: &egui::Ui) -> u32 {
    ui.ctx().pixels_per_point().to_bits()
}
