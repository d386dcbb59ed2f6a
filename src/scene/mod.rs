//! Pictures as lists of simple items: what the window shows and what `render` writes.
//!
//! A [`Scene`] is what there is to be seen. [`LAYERS`] draw it, from the bottom to the top, as
//! [`Item`]s in pixels, through a [`Projection`] that places the plane on the picture; a
//! [`figure()`] adds axes and a legend. A painter (the window's, or [`to_svg`]) draws items and knows
//! nothing of optimizers.

mod chart;
mod clip;
mod figure;
mod fonts;
mod frame;
mod key;
mod layers;
mod legend;
mod memo;
mod palette;
mod png;
mod projection;
mod raster;
mod series;
mod shape;
mod subject;
mod svg;
mod thin;
mod ticks;
mod topography;

pub use crate::words::{height, number, signed, stated};
pub use chart::{Along, Curve, Stroke};
pub use clip::{Area, Stretch, seen, stretches};
pub use figure::{Figure, figure};
pub use fonts::{SystemFont, lacking, system_font};
pub use frame::{Frame, sound};
pub use key::Key;
pub use layers::{
    Asking, BATCH, CURVATURE, Canvas, Chosen, Found, LAYERS, Layer, Lens, PIN_HEIGHT, Question,
    RunView, STEP, Trace, batch_items, bounds_items, cloud_items, contour_items, critical_items,
    ghost_items, lens_items, part_color, part_name, path_items, start_pin, step_items,
};
pub use legend::{FigureRun, swatch};
pub use memo::Memo;
pub use palette::{Color, Palette, STYLES, Style, Theme};
pub use png::{PngError, to_png};
pub use projection::Projection;
pub use raster::{Raster, encode_rgba};
pub use series::{Known, Series};
pub use shape::Shape;
pub use subject::{Part, Phase, Scene, SceneRun};
pub use svg::{arrow_outline, to_svg};
pub use ticks::{power_label, round_step, tick_label};
pub use topography::{Topography, topography};

use std::sync::Arc;

/// Which part of a text stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Its left end.
    Start,
    /// Its middle.
    Middle,
    /// Its right end.
    End,
}

/// A line through points of a picture in `area`, cut off where it leaves it: as few items as there
/// are pieces.
pub fn line_items(
    points: impl IntoIterator<Item = [f64; 2]>,
    area: Area,
    (color, width): (Color, f32),
    dash: &'static [f32],
) -> impl Iterator<Item = Item> {
    let item = move |Stretch { points, .. }| Item::Line { points, color, width, dash };
    stretches(points, area).into_iter().map(item)
}

/// Something to draw, in pixels; later items cover earlier ones.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// A raster stretched over an area: left, right; top, bottom.
    Raster {
        /// Where.
        area: [[f32; 2]; 2],
        /// What.
        raster: Arc<Raster>,
    },
    /// A rectangle: left, right; top, bottom.
    Box {
        /// Where.
        area: [[f32; 2]; 2],
        /// Inside.
        fill: Color,
        /// Its edge, one pixel wide.
        edge: Color,
    },
    /// A line through points.
    Line {
        /// The points.
        points: Vec<[f32; 2]>,
        /// Its colour.
        color: Color,
        /// Its width.
        width: f32,
        /// Lengths of dashes and gaps; empty for a solid line.
        dash: &'static [f32],
    },
    /// A marker.
    Mark {
        /// Its middle.
        at: [f32; 2],
        /// Its shape.
        shape: Shape,
        /// Its radius.
        radius: f32,
        /// Its colour.
        fill: Color,
        /// The colour of the line around it.
        edge: Color,
    },
    /// An arrow head.
    Arrow {
        /// Its tip.
        at: [f32; 2],
        /// Where it points, in radians, clockwise from the right.
        angle: f32,
        /// Its length.
        size: f32,
        /// Its colour.
        fill: Color,
        /// The colour of the line around it.
        edge: Color,
    },
    /// A line of text, centred vertically on its place.
    Text {
        /// Its place.
        at: [f32; 2],
        /// What it says.
        text: String,
        /// Its height.
        size: f32,
        /// Its colour.
        color: Color,
        /// The colour around its letters; transparent for none.
        halo: Color,
        /// Which part of it stands at its place.
        anchor: Anchor,
    },
}
