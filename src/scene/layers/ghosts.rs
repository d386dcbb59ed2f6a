//! The runs as they were before the edit that is going on.

use super::{Layer, Trace};
use crate::run::Trajectory;
use crate::scene::clip::pixel32;
use crate::scene::thin::{Piece, pieces};
use crate::scene::{Item, Part, Projection, STYLES, Shape, Theme};
use crate::surface::Plane;

pub(super) static LAYER: Layer = Layer {
    id: "ghosts",
    name: "Ghosts",
    summary: "The paths as they were before the last edit: faint and dashed.",
    key: Some('6'),
    usual: true,
    applies: |scene| scene.runs.iter().any(|run| run.ghost.is_some()),
    reads: &[Part::Ghosts, Part::Runs],
    question: None,
    items: |canvas| {
        let scene = canvas.scene;
        let ghosts = scene.runs.iter().filter_map(|run| Some((run.ghost?, run.style)));
        let draw = |(ghost, style): (&crate::run::Run, usize)| {
            ghost_items((ghost.trajectory(), scene.plane), style, canvas.plane, scene.theme)
        };
        ghosts.flat_map(draw).collect()
    },
};

/// A path as it was before: faint, dashed, without a ball.
pub fn ghost_items(
    (path, plane): (&Trajectory, &Plane),
    style: usize,
    projection: &dyn Projection,
    theme: Theme,
) -> Vec<Item> {
    let color = theme.run(&STYLES[style % STYLES.len()]);
    let trace = Trace::new(path, plane, projection);
    let pixel = |step: &u32| projection.pixel(plane.coordinates(path.point(*step as usize)));
    let line = |Piece { points, leap }| {
        let color = color.alpha(if leap { 30 } else { 120 });
        Item::Line { points, color, width: 1.6, dash: &[3.0, 5.0] }
    };
    let color = color.alpha(120);
    let steps = trace.line().iter().map(|step| (*step, pixel(step)));
    let mut items: Vec<Item> = pieces(steps, projection).into_iter().map(line).collect();
    let end = pixel(&(path.len() as u32 - 1));
    if projection.holds(end, 0.0) {
        items.push(Item::Mark {
            at: pixel32(end),
            shape: Shape::Ring,
            radius: 5.0,
            fill: color,
            edge: color,
        });
    }
    items
}
