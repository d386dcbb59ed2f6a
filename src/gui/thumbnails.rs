//! Small maps of all surfaces, for the list to choose from.

use std::sync::Arc;

use eframe::egui::{Color32, ColorImage, Context, TextureHandle, TextureOptions};

use super::theme;
use crate::catalog::{Family as _, Pick};
use crate::jobs::{Report, Slot, Work, finish};
use crate::maps::{Heights, Survey};
use crate::scene::{Theme, topography};
use crate::surface::{Plane, Section, Surface};

/// Points a side of a thumbnail.
const SIZE: usize = 72;
/// How they are drawn at another size.
const OPTIONS: TextureOptions = TextureOptions::LINEAR;
/// Bands of heights on it.
const BANDS: f32 = 8.0;

/// Drawing them, one after the other, away from the window.
struct Drawing {
    theme: Theme,
    done: Vec<Arc<ColorImage>>,
}

impl Work for Drawing {
    type Output = Vec<Arc<ColorImage>>;

    fn step(&mut self) -> Report<Self::Output> {
        let all = <dyn Surface>::catalog();
        let Some(entry) = all.get(self.done.len()) else {
            return Report::Done(std::mem::take(&mut self.done));
        };
        let surface: Arc<dyn Surface> = Pick::of(entry).build().into();
        let start = surface.start();
        // Of more than two parameters the first two.
        let plane = if start.len() == 2 { None } else { Plane::of_axes(&start, [0, 1]) };
        let shown = Section::through(surface, &plane.unwrap_or_default());
        let region = shown.region();
        let heights = finish(Survey::new(shown, None, region, SIZE));
        let raster = topography(&heights, self.theme).raster;
        let size = [raster.width, raster.height];
        let mut image = ColorImage::from_rgba_unmultiplied(size, &raster.rgba);
        outline(&mut image, &heights, theme::color(self.theme.palette().ink));
        self.done.push(Arc::new(image));
        Report::Working
    }
}

/// Draw contour lines: dots whose neighbours lie in another band of heights.
fn outline(image: &mut ColorImage, heights: &Heights, ink: Color32) {
    let band = |row: usize, column: usize| (heights.tones[row * SIZE + column] * BANDS) as u32;
    for row in 1..SIZE {
        for column in 1..SIZE {
            let here = band(row, column);
            if here != band(row - 1, column) || here != band(row, column - 1) {
                // The highest y is on top.
                let pixel = &mut image.pixels[(SIZE - 1 - row) * SIZE + column];
                *pixel = pixel.lerp_to_gamma(ink, 0.5);
            }
        }
    }
}

/// The thumbnails, in the order of the catalog; none until they are drawn.
pub(super) struct Thumbnails {
    slot: Slot<Theme, Vec<Arc<ColorImage>>>,
    /// What they were painted for, and the textures, which stay the same ones.
    textures: (Option<Theme>, Vec<TextureHandle>),
}

impl Thumbnails {
    pub(super) fn new(ctx: &Context) -> Self {
        let ctx = ctx.clone();
        let wake = Arc::new(move || ctx.request_repaint());
        Self { slot: Slot::new("thumbnails", wake), textures: (None, Vec::new()) }
    }

    /// Draw them anew when they are asked for next.
    pub(super) fn forget(&mut self) {
        self.slot.forget();
        self.textures.0 = None;
    }

    /// Wait for those that were asked for: for tests and pictures.
    pub(super) fn wait(&mut self) {
        self.slot.wait();
    }

    /// The textures for a theme.
    pub(super) fn of(&mut self, ctx: &Context, theme: Theme) -> &[TextureHandle] {
        let drawing = || Drawing { theme, done: Vec::new() };
        let (painted, textures) = &mut self.textures;
        if let Some(answer) = self.slot.ask(&theme, drawing)
            && answer.done
            && *painted != Some(*answer.key)
        {
            let load = || ctx.load_texture("thumbnail", ColorImage::default(), OPTIONS);
            textures.resize_with(answer.value.len(), load);
            for (texture, image) in textures.iter_mut().zip(answer.value) {
                texture.set(Arc::clone(image), OPTIONS);
            }
            *painted = Some(*answer.key);
        }
        textures
    }
}
