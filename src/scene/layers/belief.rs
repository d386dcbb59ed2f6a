//! What a method that keeps a model of the landscape believes of it.

use super::Layer;
use crate::maps::{Grid, axis, contours};
use crate::optim::Surrogate;
use crate::scene::{Item, Part, Projection, STYLES, Scene, Theme, line_items};
use crate::surface::Plane;

pub(super) static LAYER: Layer = Layer {
    id: "belief",
    name: "Belief",
    summary: "Contour lines of what a method that keeps a model believes of the landscape.",
    key: None,
    usual: false,
    applies: |scene| !scene.runs.is_empty(),
    reads: &[Part::Runs, Part::Clock],
    question: None,
    items: |canvas| {
        let scene = canvas.scene;
        believed(scene).map_or_else(Vec::new, |(model, style)| {
            belief_items((model, scene.plane), style, canvas.plane, scene.theme)
        })
    },
};

/// Points a side of the grid on which a model is asked, and what all of them may cost.
const SIZE: usize = 48;
const WORK: usize = 4_000_000;
/// Contour lines.
const LEVELS: usize = 9;

/// The model that the first shown run with one had when it chose where its ball is, and the style of
/// that run.
fn believed(scene: &Scene<'_>) -> Option<(Surrogate, usize)> {
    scene.runs.iter().find_map(|shown| {
        let model = shown.run.surrogate(shown.step)?;
        (!model.is_empty()).then_some((model, shown.style))
    })
}

/// Contour lines of the mean that a model believes in, in the colour of its run.
fn belief_items(
    (mut model, plane): (Surrogate, &Plane),
    style: usize,
    projection: &dyn Projection,
    theme: Theme,
) -> Vec<Item> {
    // A question costs as much as the square of the samples.
    let most = (WORK / model.len().pow(2).max(1)).isqrt().clamp(12, SIZE);
    let [x, y] = projection.region().map(|side| axis(side, most));
    let mut mean = |x: f64, y: f64| model.predict(&plane.point([x, y]))[0];
    let z: Vec<f64> =
        y.iter().flat_map(|y| x.iter().map(|x| mean(*x, *y)).collect::<Vec<_>>()).collect();
    let (low, high) = z.iter().fold((f64::MAX, f64::MIN), |(a, b), z| (a.min(*z), b.max(*z)));
    let step = (high - low) / (LEVELS + 1) as f64;
    if !(step.is_finite() && step > 0.0) {
        return Vec::new();
    }
    let levels: Vec<f64> = (1..=LEVELS).map(|k| low + step * k as f64).collect();
    let lines = contours(Grid { x: &x, y: &y, z: &z }, &levels);
    let color = theme.run(&STYLES[style % STYLES.len()]).alpha(210);
    let line = |(_, line): (usize, &[[f64; 2]])| {
        let points: Vec<[f64; 2]> = line.iter().map(|at| projection.pixel(*at)).collect();
        line_items(points, projection.area(), (color, 1.3), &[2.0, 3.0])
    };
    lines.lines().flat_map(line).collect()
}
