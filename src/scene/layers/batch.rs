//! The landscape that the coming step sees: contour lines of the loss over its batch.

use super::Layer;
use super::map::{self, Map, readable};
use crate::maps::{Contours, sketch};
use crate::scene::{Color, Item, Part, Projection, line_items};

/// The layer of the coming batch.
pub static LAYER: Layer = Layer {
    id: "batch",
    name: "Contours of the batch",
    summary: "The landscape that the next step sees: it wobbles from batch to batch.",
    key: Some('4'),
    usual: false,
    applies: |scene| !scene.batch.is_empty(),
    reads: &[Part::Moved, Part::Batch],
    question: Some(map::question),
    items: |canvas| {
        let scene = canvas.scene;
        let (Some(map), Some(sum)) = (Map::of(canvas), scene.surface.0.sum()) else {
            return Vec::new();
        };
        let Some(seen) = sum.restricted(&scene.batch).planar() else { return Vec::new() };
        let lines = sketch(&*seen, canvas.ground.region(), &map.heights.levels);
        batch_items(&lines, canvas.ground, scene.theme.palette().bad, 1.0)
    },
};

/// Contour lines of what a batch sees, thin and in one colour, over those of the whole.
pub fn batch_items(
    lines: &Contours,
    projection: &dyn Projection,
    color: Color,
    scale: f32,
) -> Vec<Item> {
    let every = readable(lines);
    let drawn = lines.lines().filter(|(level, _)| level % every == every - 1);
    let line = |(_, line): (usize, &[[f64; 2]])| {
        let points: Vec<[f64; 2]> = line.iter().map(|at| projection.pixel(*at)).collect();
        line_items(points, projection.area(), (color, 1.2 * scale), &[6.0, 4.0])
    };
    drawn.flat_map(line).collect()
}
