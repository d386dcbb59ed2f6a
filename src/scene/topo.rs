//! The topographic map: colours by height, soft hill shading, labelled contour lines, the places
//! where the gradient vanishes.

use std::sync::Arc;

use super::frame::pixel32;
use super::{Anchor, Color, Frame, Item, Raster, Shape, Theme, number};
use crate::maps::Heights;
use crate::surface::{CriticalPoint, Kind};

/// Contour lines whose label has less room than this get none, in pixels.
const ROOM: f32 = 70.0;
/// The most marks of critical points on one picture; beyond it only minima are shown.
const MOST_MARKS: usize = 120;

/// The colours of a map.
#[derive(Clone, Debug)]
pub struct Topography {
    /// One dot per grid point, the highest y on top.
    pub raster: Arc<Raster>,
    /// The middle of the outermost dots: low and high x, low and high y.
    pub view: [[f64; 2]; 2],
}

/// Colour the heights.
pub fn topography(heights: &Heights, theme: Theme) -> Topography {
    let palette = theme.palette();
    let (nx, ny) = (heights.x.len(), heights.y.len());
    let tones: Vec<f32> = heights.z.iter().map(|z| heights.tone.of(*z) as f32).collect();
    let ramp: Vec<Color> = (0..=512).map(|k| palette.heat(f64::from(k) / 512.0)).collect();
    // Light falls in from the upper left; a flat place keeps its colour.
    let slope = nx as f32 / 14.0;
    let shadow = if theme == Theme::Dark { 0.34 } else { 0.16 };
    let mut rgba = vec![255; 4 * nx * ny];
    for (row, line) in rgba.chunks_exact_mut(4 * nx).enumerate() {
        let row = ny - 1 - row;
        let at = |row: usize, column: usize| tones[row * nx + column];
        for (column, dot) in line.chunks_exact_mut(4).enumerate() {
            let tone = at(row, column);
            if !heights.z[row * nx + column].is_finite() {
                dot.copy_from_slice(&palette.hole.0);
                continue;
            }
            let across = at(row, (column + 1).min(nx - 1)) - at(row, column.saturating_sub(1));
            let along = at((row + 1).min(ny - 1), column) - at(row.saturating_sub(1), column);
            let lit = ((across - along) * slope).clamp(-1.0, 1.0);
            let color = ramp[(tone.clamp(0.0, 1.0) * 512.0) as usize];
            // Towards the end of the ramp where paths have the most contrast.
            let away = if lit.is_nan() { 0.0 } else { (0.5 - 0.5 * lit) * shadow };
            dot.copy_from_slice(&color.mix(palette.casing, away).0);
        }
    }
    let ends = |axis: &[f64]| [axis[0], axis[axis.len() - 1]];
    Topography {
        raster: Arc::new(Raster { width: nx, height: ny, rgba }),
        view: [ends(&heights.x), ends(&heights.y)],
    }
}

impl Topography {
    /// The rectangle that the dots cover: half a dot more on every side than their middles.
    pub fn covers(&self) -> [[f64; 2]; 2] {
        let grow = |[low, high]: [f64; 2], n: usize| {
            let half = 0.5 * (high - low) / (n - 1) as f64;
            [low - half, high + half]
        };
        [grow(self.view[0], self.raster.width), grow(self.view[1], self.raster.height)]
    }

    /// The map as an item on a frame.
    pub fn item(&self, frame: &Frame) -> Item {
        let [[x0, x1], [y0, y1]] = self.covers();
        let [left, top] = pixel32(frame.pixel([x0, y1]));
        let [right, bottom] = pixel32(frame.pixel([x1, y0]));
        Item::Raster { area: [[left, right], [top, bottom]], raster: Arc::clone(&self.raster) }
    }
}

/// Contour lines and their labels.
pub fn contour_items(heights: &Heights, frame: &Frame, theme: Theme, scale: f32) -> Vec<Item> {
    let palette = theme.palette();
    let mut items = Vec::new();
    let mut labels: Vec<([f32; 2], usize)> = Vec::new();
    for (level, line) in heights.lines.lines() {
        let points: Vec<[f32; 2]> = line.iter().map(|at| pixel32(frame.pixel(*at))).collect();
        if let Some(at) = label_place(&points, frame, &labels, scale) {
            labels.push((at, level));
        }
        let width = if level % 5 == 4 { 1.5 } else { 0.9 } * scale;
        items.push(Item::Line { points, color: palette.contour, width, dash: &[] });
    }
    items.extend(labels.into_iter().map(|(at, level)| Item::Text {
        at,
        text: number(heights.levels[level]),
        size: 10.5 * scale,
        color: palette.ink.alpha(225),
        halo: palette.heat(heights.tone.of(heights.levels[level])),
        anchor: Anchor::Middle,
    }));
    items
}

/// A place on a line for its label: where it has the most room to the labels there are.
fn label_place(
    line: &[[f32; 2]],
    frame: &Frame,
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
        .filter(|at| frame.holds(at.map(f64::from), 26.0))
        .map(|at| (room(at), at))
        .filter(|(room, _)| *room > ROOM * scale)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, at)| *at)
}

/// Marks for minima, saddles and maxima.
pub fn critical_items(
    points: &[CriticalPoint],
    frame: &Frame,
    theme: Theme,
    scale: f32,
) -> Vec<Item> {
    let palette = theme.palette();
    let visible = || points.iter().filter(|point| frame.holds(frame.pixel(point.at), 0.0));
    let crowded = visible().count() > MOST_MARKS;
    let mut items = Vec::new();
    for point in visible().filter(|point| !crowded || point.kind == Kind::Minimum) {
        let at = pixel32(frame.pixel(point.at));
        let (shape, radius) = match point.kind {
            Kind::Minimum => (Shape::Target, 7.0),
            Kind::Saddle => (Shape::Cross, 5.5),
            Kind::Maximum => (Shape::Peak, 6.0),
            Kind::Degenerate => (Shape::Ring, 4.0),
        };
        let mark = |shape, radius: f32| Item::Mark {
            at,
            shape,
            radius: radius * scale,
            fill: palette.ink.alpha(230),
            edge: palette.casing,
        };
        items.push(mark(shape, radius));
        if shape == Shape::Target {
            items.push(mark(Shape::Circle, 2.8));
        }
    }
    items
}

/// The pin where the balls are dropped.
pub fn start_pin(at: [f64; 2], frame: &Frame, theme: Theme, scale: f32) -> Vec<Item> {
    let palette = theme.palette();
    let [x, y] = pixel32(frame.pixel(at));
    if !frame.holds([f64::from(x), f64::from(y)], -30.0) {
        return Vec::new();
    }
    let stem = |width, color| Item::Line {
        points: vec![[x, y], [x, y - 20.0 * scale]],
        color,
        width,
        dash: &[],
    };
    let head = |radius: f32, fill, edge| Item::Mark {
        at: [x, y - 24.0 * scale],
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
