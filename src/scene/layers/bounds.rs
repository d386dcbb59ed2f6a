//! The box that points are put back into.

use super::Layer;
use crate::scene::{Item, Part, Projection, Theme, line_items};

pub(super) static LAYER: Layer = Layer {
    id: "bounds",
    name: "Box",
    summary: "The box that every point is put back into after its step.",
    key: Some('5'),
    usual: true,
    applies: |scene| scene.bounds.is_some(),
    reads: &[Part::Bounds],
    question: None,
    items: |canvas| {
        let scene = canvas.scene;
        let draw = |bounds| bounds_items(bounds, canvas.plane, scene.theme, 1.0);
        scene.bounds.into_iter().flat_map(draw).collect()
    },
};

/// The box that points are put back into.
pub fn bounds_items(
    [x, y]: [[f64; 2]; 2],
    projection: &dyn Projection,
    theme: Theme,
    scale: f32,
) -> impl Iterator<Item = Item> {
    let corners = [[x[0], y[0]], [x[1], y[0]], [x[1], y[1]], [x[0], y[1]], [x[0], y[0]]];
    let stroke = (theme.palette().ink, 1.4 * scale);
    line_items(corners.map(|at| projection.pixel(at)), projection.area(), stroke, &[8.0, 5.0])
}
