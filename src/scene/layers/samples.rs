//! What else an optimizer holds on the map: its population, its trials, the points it looks at.

use super::{Layer, RunView};
use crate::optim::Role;
use crate::run::Track;
use crate::scene::clip::pixel32;
use crate::scene::{Item, Part, Projection, STYLES, Shape, Theme};

pub(super) static LAYER: Layer = Layer {
    id: "samples",
    name: "Samples",
    summary: "What else an optimizer holds: its population, its trials, the point it looks at.",
    key: Some('7'),
    usual: true,
    applies: |scene| !scene.runs.is_empty(),
    reads: &[Part::Runs, Part::Clock],
    question: None,
    items: |canvas| {
        let scene = canvas.scene;
        let draw = |run| cloud_items(RunView::of(run, scene.plane), canvas.plane, scene.theme, 1.0);
        scene.runs.iter().flat_map(draw).collect()
    },
};

/// Trials of so many steps back are shown.
const REMEMBERED: usize = 60;
/// A point this near to the ball, in pixels, is not worth a mark of its own.
const NEAR: f64 = 4.0;

/// The items of a run's points at its step, to be drawn under its path.
pub fn cloud_items(
    run: RunView<'_>,
    projection: &dyn Projection,
    theme: Theme,
    scale: f32,
) -> Vec<Item> {
    let ball = projection.pixel(run.at(run.step));
    let mut items = Vec::new();
    for track in run.tape.tracks() {
        let points = match track.role {
            Role::Point => places(track, run.step, run),
            Role::Trial => {
                let first = run.step.saturating_sub(REMEMBERED);
                (first..=run.step).flat_map(|step| places(track, step, run)).collect()
            }
            _ => continue,
        };
        let many = points.len() > 1;
        let shown = points.into_iter().map(|at| projection.pixel(at)).filter(|at| {
            projection.holds(*at, 0.0) && (many || (at[0] - ball[0]).hypot(at[1] - ball[1]) > NEAR)
        });
        items.extend(shown.map(|at| mark(at, many, run.style, theme, scale)));
    }
    items
}

/// The points of a track at a step, in the plane.
fn places(track: Track<'_>, step: usize, run: RunView<'_>) -> Vec<[f64; 2]> {
    let points = track.at(step).chunks_exact(run.path.dim());
    points
        .map(|point| run.plane.coordinates(point))
        .filter(|at| at.iter().all(|x| x.is_finite()))
        .collect()
}

/// One of a cloud is a faint dot; a single point is a ring.
fn mark(at: [f64; 2], many: bool, style: usize, theme: Theme, scale: f32) -> Item {
    let color = theme.run(&STYLES[style % STYLES.len()]);
    let casing = theme.palette().casing;
    Item::Mark {
        at: pixel32(at),
        shape: Shape::Circle,
        radius: if many { 3.0 } else { 4.5 } * scale,
        fill: if many { color.alpha(200) } else { casing },
        edge: if many { casing } else { color },
    }
}
