//! One step on the map: the gradient, and the parts of the step tip to tail.

use std::borrow::Cow;
use std::f64::consts::TAU;

use super::Layer;
use crate::math::{dot, norm};
use crate::optim::Due;
use crate::run::Explained;
use crate::scene::clip::pixel32;
use crate::scene::{Anchor, Color, Item, Part, Phase, Projection, Shape, Theme, line_items};
use crate::surface::Plane;
use crate::words::tell;

/// The layer of the explained step.
pub static LAYER: Layer = Layer {
    id: "step",
    name: "Explained step",
    summary: "The gradient, and the parts of the step that leaves the ball, tip to tail.",
    key: Some('9'),
    usual: false,
    applies: |scene| scene.explained.is_some(),
    reads: &[Part::Explained],
    question: None,
    items: |canvas| {
        let scene = canvas.scene;
        let Some(of) = scene.explained else { return Vec::new() };
        let Some(step) = of.run.explain(of.coming()) else { return Vec::new() };
        let first = of.run.trajectory().gradient_norm()[0];
        step_items((&step, scene.plane), first, scene.phase, canvas.plane, scene.theme)
    },
};

/// The arrow of the first gradient of a run is this share of the map's diagonal long.
const FIRST: f64 = 0.15;
/// Arrows of gradients are at least this long, in pixels, and at most that share of the diagonal.
const SHORTEST: f64 = 16.0;
const LONGEST: f64 = 0.3;
/// Parts of a step shorter than this, in pixels, are not drawn: they would hide under the ball.
const VISIBLE: f64 = 6.0;

/// The items of a step that are shown in some phase. `first` is the norm of the run's first gradient.
pub fn step_items(
    (step, plane): (&Explained, &Plane),
    first: f64,
    phase: Phase,
    projection: &dyn Projection,
    theme: Theme,
) -> Vec<Item> {
    let mut items = Vec::new();
    if phase >= Phase::Gradient {
        items.extend(gradient_items((step, plane), first, projection, theme));
    }
    if phase >= Phase::Update {
        items.extend(reach_items((step, plane), projection, theme));
        items.extend(part_items((step, plane), projection, theme));
    }
    items
}

/// Uphill and downhill, and the tangent of the contour line.
fn gradient_items(
    (step, plane): (&Explained, &Plane),
    first: f64,
    projection: &dyn Projection,
    theme: Theme,
) -> Vec<Item> {
    let from = projection.pixel(plane.coordinates(&step.from));
    // What of the gradient lies in the plane, and how long that is.
    let up = plane.within(&step.gradient);
    let size = norm(&plane.vector(up));
    let diagonal = diagonal(projection);
    let [gx, gy] = plane.slopes(&step.gradient);
    // The contour line is at right angles to the gradient in the plane: on axes of unequal scale
    // it is not so on the picture.
    let (Some(uphill), Some(level)) = (projection.direction(up), projection.direction([-gy, gx]))
    else {
        return Vec::new();
    };
    if !projection.holds(from, 0.0) {
        return Vec::new();
    }
    // The first gradient may have been nothing, or no number.
    let share = size / first;
    let share = if share.is_nan() { 1.0 } else { share };
    let length = (FIRST * diagonal * share).min(LONGEST * diagonal).max(SHORTEST);
    let palette = theme.palette();
    let at = |unit: [f64; 2], far: f64| [0, 1].map(|axis| from[axis] + far * unit[axis]);
    let mut items = vec![Item::Line {
        points: vec![pixel32(at(level, -26.0)), pixel32(at(level, 26.0))],
        color: palette.ink,
        width: 1.6,
        dash: &[],
    }];
    items.extend(arrow(from, at(uphill, length), palette.ink, palette.casing, 1.6));
    items.extend(arrow(from, at(uphill, -length), palette.ink, palette.ink, 2.4));
    items.push(label(at(uphill, length + 14.0), "∇f", palette.ink, theme));
    items.push(label(at(uphill, -length - 16.0), "-∇f", palette.ink, theme));
    items
}

/// The parts of the step tip to tail, what clipping took off, and the step itself.
fn part_items(
    (step, plane): (&Explained, &Plane),
    projection: &dyn Projection,
    theme: Theme,
) -> Vec<Item> {
    let palette = theme.palette();
    let mut items = Vec::new();
    let (left, to) = (plane.coordinates(&step.left), plane.coordinates(&step.to));
    let mut at = left;
    let several = step.parts.len() > 1;
    for part in &step.parts {
        let [dx, dy] = plane.within(&part.vector);
        let to = [at[0] + dx, at[1] + dy];
        let (from, tip) = (projection.pixel(at), projection.pixel(to));
        if several && shown(from, tip, projection) {
            let color = part_color(part.due, theme);
            items.extend(arrow(from, tip, color, color, 3.0));
            items.push(label(beside(from, tip), &part_name(part.due), color, theme));
        }
        at = to;
    }
    let (from, tip) = (projection.pixel(left), projection.pixel(to));
    if shown(from, tip, projection) {
        items.extend(arrow(from, tip, palette.accent, palette.accent, 3.0));
        if let Some(clipped) = clipped_part(step) {
            let [dx, dy] = plane.within(&clipped);
            let end = projection.pixel([to[0] + dx, to[1] + dy]);
            items.extend(line_items(
                [tip, end],
                projection.area(),
                (palette.accent, 2.0),
                &[4.0, 4.0],
            ));
            items.push(label(beside(tip, end), &tell!("part-clipped"), palette.accent, theme));
        }
    }
    items
}

/// How much farther the push would have gone without clipping, where it is a multiple of what the
/// rule was told.
fn clipped_part(step: &Explained) -> Option<Vec<f64>> {
    let (clipped, told) = (step.clipped.as_ref()?, step.told.as_ref()?);
    let push = &step.parts.iter().find(|part| part.due == Due::Push)?.vector;
    let size = norm(told);
    let factor = dot(push, told) / (size * size);
    let along = |(push, told): (&f64, &f64)| (push - factor * told).abs();
    let parallel = push.iter().zip(told).all(|pair| along(pair) <= 1e-9 * norm(push));
    let parts = || clipped.iter().map(|part| factor * part).collect();
    (step.reach.is_none() && parallel).then(parts)
}

/// Where a gradient of this size could lead, for rules with a rate for each coordinate.
fn reach_items(
    (step, plane): (&Explained, &Plane),
    projection: &dyn Projection,
    theme: Theme,
) -> Vec<Item> {
    let (Some(reach), Some(axes)) = (&step.reach, plane.axes()) else { return Vec::new() };
    let ([a, b], from) = (axes.map(|axis| reach[axis]), plane.coordinates(&step.from));
    let edge = |k: i32| {
        let (sin, cos) = (f64::from(k) / 48.0 * TAU).sin_cos();
        projection.pixel([from[0] + a * cos, from[1] + b * sin])
    };
    let size = norm(&[edge(0)[0] - edge(24)[0], edge(12)[1] - edge(36)[1]]);
    if !(size > 2.0 * VISIBLE && size < 4.0 * diagonal(projection)) {
        return Vec::new();
    }
    let stroke = (theme.palette().ink.alpha(170), 1.2);
    line_items((0..=48).map(edge), projection.area(), stroke, &[5.0, 4.0]).collect()
}

/// The colour of a part of a step.
pub fn part_color(due: Due, theme: Theme) -> Color {
    let palette = theme.palette();
    match due {
        Due::Push => palette.push,
        Due::Carry => palette.carry,
        Due::Kick | Due::Decay | Due::Step => palette.ink,
    }
}

/// What a part of a step is called.
pub fn part_name(due: Due) -> Cow<'static, str> {
    match due {
        Due::Push => tell!("part-push"),
        Due::Carry => tell!("part-carry"),
        Due::Kick => tell!("part-kick"),
        Due::Decay => tell!("part-decay"),
        Due::Step => tell!("part-step"),
    }
}

fn diagonal(projection: &dyn Projection) -> f64 {
    norm(&projection.area().map(|[low, high]| f64::from(high - low)))
}

fn shown(from: [f64; 2], tip: [f64; 2], projection: &dyn Projection) -> bool {
    let length = norm(&[tip[0] - from[0], tip[1] - from[1]]);
    (VISIBLE..1e5).contains(&length) && projection.holds(from, 0.0)
}

/// A line with a head; hollow if the head's inside is another colour.
pub(super) fn arrow(
    from: [f64; 2],
    tip: [f64; 2],
    color: Color,
    fill: Color,
    width: f32,
) -> Vec<Item> {
    let along = [tip[0] - from[0], tip[1] - from[1]];
    let length = norm(&along);
    if !(length.is_finite() && length > 0.0) {
        return Vec::new();
    }
    let head = (4.5 * f64::from(width)).clamp(8.0, 14.0).min(0.8 * length);
    let base = [0, 1].map(|axis| tip[axis] - along[axis] * head / length * 0.8);
    vec![
        Item::Line { points: vec![pixel32(from), pixel32(base)], color, width, dash: &[] },
        Item::Arrow {
            at: pixel32(tip),
            angle: along[1].atan2(along[0]) as f32,
            size: head as f32,
            fill,
            edge: color,
        },
    ]
}

/// A place beside the middle of an arrow.
fn beside(from: [f64; 2], tip: [f64; 2]) -> [f64; 2] {
    let along = [tip[0] - from[0], tip[1] - from[1]];
    let length = norm(&along).max(1.0);
    [
        0.5 * (from[0] + tip[0]) - 15.0 * along[1] / length,
        0.5 * (from[1] + tip[1]) + 15.0 * along[0] / length,
    ]
}

fn label(at: [f64; 2], text: &str, color: Color, theme: Theme) -> Item {
    Item::Text {
        at: pixel32(at),
        text: text.to_owned(),
        size: 12.0,
        color,
        halo: theme.palette().casing,
        anchor: Anchor::Middle,
    }
}

/// A mark where something is that is no ball: the minimum of a model.
pub(super) fn target(at: [f64; 2], color: Color, theme: Theme) -> Item {
    Item::Mark {
        at: pixel32(at),
        shape: Shape::Plus,
        radius: 7.0,
        fill: color,
        edge: theme.palette().casing,
    }
}
