//! Contour lines and their labels.

use super::Layer;
use super::map::{self, Map, readable};
use crate::maps::Heights;
use crate::scene::clip::pixel32;
use crate::scene::{Anchor, Item, Part, Projection, Theme, number, tick_label};

/// Contour lines whose label has less room than this get none, in pixels.
const ROOM: f32 = 70.0;

pub(super) static LAYER: Layer = Layer {
    id: "contours",
    name: "Contour lines",
    summary: "Lines of equal loss, with their numbers.",
    key: Some('2'),
    usual: true,
    applies: |_| true,
    reads: &[Part::Moved],
    question: Some(map::question),
    items: |canvas| {
        let scene = canvas.scene;
        let draw = |map: &Map| contour_items(&map.heights, canvas.ground, scene.theme, 1.0);
        Map::of(canvas).map_or_else(Vec::new, draw)
    },
};

/// Contour lines and their labels.
pub fn contour_items(
    heights: &Heights,
    projection: &dyn Projection,
    theme: Theme,
    scale: f32,
) -> Vec<Item> {
    let palette = theme.palette();
    let mut items = Vec::new();
    let mut labels: Vec<([f32; 2], usize)> = Vec::new();
    // A landscape rougher than the map is fine: its lines would lie upon each other.
    let every = readable(&heights.lines);
    for (level, line) in heights.lines.lines().filter(|(level, _)| level % every == every - 1) {
        let points: Vec<[f32; 2]> = line.iter().map(|at| pixel32(projection.pixel(*at))).collect();
        if let Some(at) = label_place(&points, projection, &labels, scale) {
            labels.push((at, level));
        }
        let width = if level % 5 == 4 { 1.5 } else { 0.9 } * scale;
        items.push(Item::Line { points, color: palette.contour, width, dash: &[] });
    }
    items.extend(labels.into_iter().map(|(at, level)| Item::Text {
        at,
        text: label(&heights.levels, level),
        size: 10.5 * scale,
        color: palette.ink.alpha(225),
        halo: palette.heat(heights.tone.of(heights.levels[level])),
        anchor: Anchor::Middle,
    }));
    items
}

/// A level as a label: no other level reads the same.
fn label(levels: &[f64], index: usize) -> String {
    let level = levels[index];
    let others = || levels.iter().filter(|other| **other != level);
    let plain = number(level);
    if !others().any(|other| number(*other) == plain) {
        return plain;
    }
    let gap = others().map(|other| (other - level).abs()).fold(f64::INFINITY, f64::min);
    tick_label(level, gap)
}

/// A place on a line for its label: where it has the most room to the labels there are.
fn label_place(
    line: &[[f32; 2]],
    projection: &dyn Projection,
    labels: &[([f32; 2], usize)],
    scale: f32,
) -> Option<[f32; 2]> {
    let length: f32 = line.windows(2).map(|w| (w[1][0] - w[0][0]).hypot(w[1][1] - w[0][1])).sum();
    if length < 2.0 * ROOM * scale {
        return None;
    }
    let room = |at: &[f32; 2]| {
        let to = |other: &[f32; 2]| (at[0] - other[0]).hypot(at[1] - other[1]);
        labels.iter().map(|(other, _)| to(other)).fold(f32::INFINITY, f32::min)
    };
    line.iter()
        .filter(|at| projection.holds(at.map(f64::from), 26.0))
        .map(|at| (room(at), at))
        .filter(|(room, _)| *room > ROOM * scale)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, at)| *at)
}
