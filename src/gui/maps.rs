//! Pictures that are kept from frame to frame: the surveyed map, its texture, its shapes.

use std::sync::Arc;

use eframe::egui::{self, ColorImage, Context, Shape, TextureHandle, TextureOptions};

use crate::catalog::Pick;
use crate::jobs::Slot;
use crate::maps::{Heights, Survey};
use crate::scene::{Frame, Theme, Topography, topography};
use crate::session::Ground;
use crate::surface::Surface;

/// Points a side of the surveyed grid.
const SIZE: usize = 512;

/// What a survey answers.
#[derive(Clone, Debug, PartialEq)]
struct Question {
    surface: Pick<dyn Surface>,
    view: [[f64; 2]; 2],
}

/// What a picture was painted from: it is painted anew when this changes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stamp {
    question: Question,
    done: bool,
    theme: Theme,
}

/// The map that is there, if any.
pub(super) struct Surveyed<'a> {
    /// The heights.
    pub(super) heights: &'a Heights,
    /// The colours and the texture that holds them.
    pub(super) picture: &'a (Stamp, Topography, TextureHandle),
    /// Whether a finer map is on its way.
    pub(super) working: bool,
}

/// All pictures that are kept.
pub(super) struct Maps {
    /// The landscape.
    pub(super) landscape: Landscape,
    /// Shapes of the contour lines.
    pub(super) lines: Kept<(Stamp, Frame, u32)>,
    /// Shapes of the paths.
    pub(super) paths: Kept<(u64, u64, Frame, Theme, u32)>,
    /// Shapes of the charts.
    pub(super) charts: [Kept<(u64, Frame, Theme)>; 2],
}

/// The landscape, surveyed in the background and coloured.
pub(super) struct Landscape {
    slot: Slot<Question, Heights>,
    picture: Option<(Stamp, Topography, TextureHandle)>,
}

impl Maps {
    pub(super) fn new(ctx: &Context) -> Self {
        let ctx = ctx.clone();
        let slot = Slot::new("survey", Arc::new(move || ctx.request_repaint()));
        Self {
            landscape: Landscape { slot, picture: None },
            lines: Kept::default(),
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
        let question = Question { surface: ground.pick().clone(), view };
        let work = || Survey::new(Arc::clone(ground.surface()), ground.lowest(), view, SIZE);
        let answer = self.slot.ask(&question, work)?;
        let stamp = Stamp { question: answer.key.clone(), done: answer.done, theme };
        if self.picture.as_ref().is_none_or(|(old, ..)| *old != stamp) {
            let colours = topography(answer.value, theme);
            let raster = &colours.raster;
            let image =
                ColorImage::from_rgba_unmultiplied([raster.width, raster.height], &raster.rgba);
            let texture = ctx.load_texture("map", image, TextureOptions::LINEAR);
            self.picture = Some((stamp, colours, texture));
        }
        let picture = self.picture.as_ref()?;
        Some(Surveyed { heights: answer.value, picture, working: !answer.done })
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

/// Shapes kept as long as what they were painted from stays the same.
pub(super) struct Kept<K> {
    entry: Option<(K, Vec<Shape>)>,
}

impl<K> Default for Kept<K> {
    fn default() -> Self {
        Self { entry: None }
    }
}

impl<K: PartialEq> Kept<K> {
    /// The shapes for `key`, painted anew if it changed.
    pub(super) fn shapes(&mut self, key: K, paint: impl FnOnce() -> Vec<Shape>) -> Vec<Shape> {
        match &self.entry {
            Some((old, shapes)) if *old == key => shapes.clone(),
            _ => {
                let shapes = paint();
                self.entry = Some((key, shapes.clone()));
                shapes
            }
        }
    }
}

/// The scale of the screen as a key: shapes with text depend on it.
pub(super) fn scale_key(ui: &egui::Ui) -> u32 {
    ui.ctx().pixels_per_point().to_bits()
}
