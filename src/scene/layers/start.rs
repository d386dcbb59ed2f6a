//! The pin where the balls are dropped.

use super::Layer;
use crate::scene::clip::pixel32;
use crate::scene::{Item, Part, Projection, Shape, Theme};

pub(super) static LAYER: Layer = Layer {
    id: "start",
    name: "Start pin",
    summary: "The pin where the balls are dropped.",
    key: None,
    usual: true,
    applies: |_| true,
    reads: &[Part::Start],
    question: None,
    items: |canvas| {
        let scene = canvas.scene;
        start_pin(scene.start, canvas.plane, scene.theme, 1.0)
    },
};

/// The height of the pin's head above its point, in pixels.
pub const PIN_HEIGHT: f32 = 24.0;

/// The pin where the balls are dropped.
pub fn start_pin(at: [f64; 2], projection: &dyn Projection, theme: Theme, scale: f32) -> Vec<Item> {
    let palette = theme.palette();
    let [x, y] = pixel32(projection.pixel(at));
    if !projection.holds([f64::from(x), f64::from(y)], -30.0) {
        return Vec::new();
    }
    let stem = |width, color| Item::Line {
        points: vec![[x, y], [x, y - 20.0 * scale]],
        color,
        width,
        dash: &[],
    };
    let head = |radius: f32, fill, edge| Item::Mark {
        at: [x, y - PIN_HEIGHT * scale],
        shape: Shape::Circle,
        radius: radius * scale,
        fill,
        edge,
    };
    vec![
        stem(4.5 * scale, palette.casing),
        stem(2.0 * scale, palette.ink),
        head(8.0, palette.ink, palette.casing),
        head(3.6, palette.casing, palette.casing),
    ]
}
