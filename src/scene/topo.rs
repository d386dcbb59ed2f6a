//! The topographic map: colours by height, soft hill shading, labelled contour lines, the places
//! where the gradient vanishes.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::clip::pixel32;
use super::{Anchor, Color, Frame, Item, Raster, Shape, Theme, line_items, number, tick_label};
use crate::maps::{Contours, Heights};
use crate::surface::{CriticalPoint, Kind};

/// Contour lines whose label has less room than this get none, in pixels.
const ROOM: f32 = 70.0;
/// The most points of contour lines on one picture.
const MOST_POINTS: usize = 30_000;
/// The most marks of critical points on one picture; beyond it only minima are shown, …
const MOST_MARKS: usize = 120;
/// … and beyond it again only the deepest within so many pixels, or twice as many, and so on.
const APART: f64 = 14.0;

/// The colours of a map.
#[derive(Clone, Debug)]
pub struct Topography {
    /// One dot per grid point, the highest y on top.
    pub raster: Arc<Raster>,
    /// The middle of the outermost dots: low and high x, low and high y.
    pub view: [[f64; 2]; 2],
}

/// Shades of a colour, from full shadow to full light.
const SHADES: usize = 32;
/// Colours of the ramp.
const TONES: usize = 256;

/// Colour the heights: by their tone, with light falling in from the upper left.
pub fn topography(heights: &Heights, theme: Theme) -> Topography {
    let (nx, ny) = (heights.x.len(), heights.y.len());
    let table = colours(theme);
    let hole = theme.palette().hole.0;
    let slope = nx as f32 / 14.0;
    let row_of = |row: usize| &heights.tones[row * nx..(row + 1) * nx];
    let mut rgba = Vec::with_capacity(4 * nx * ny);
    for row in (0..ny).rev() {
        let (here, above, below) =
            (row_of(row), row_of((row + 1).min(ny - 1)), row_of(row.saturating_sub(1)));
        for column in 0..nx {
            let tone = here[column];
            if tone.is_nan() {
                rgba.extend_from_slice(&hole);
                continue;
            }
            let across = here[(column + 1).min(nx - 1)] - here[column.saturating_sub(1)];
            let light = ((across - above[column] + below[column]) * slope).clamp(-1.0, 1.0);
            // Beside a hole there is no slope; as a number it counts as the deepest shadow.
            let shade = ((0.5 + 0.5 * light) * (SHADES - 1) as f32 + 0.5) as usize;
            let tone = (tone.clamp(0.0, 1.0) * (TONES - 1) as f32 + 0.5) as usize;
            rgba.extend_from_slice(&table[tone * SHADES + shade]);
        }
    }
    let ends = |axis: &[f64]| [axis[0], axis[axis.len() - 1]];
    Topography {
        raster: Arc::new(Raster { width: nx, height: ny, rgba }),
        view: [ends(&heights.x), ends(&heights.y)],
    }
}

/// The colours of all tones in all shades. Shadow goes towards the end of the ramp where paths
/// have the most contrast.
fn colours(theme: Theme) -> Vec<[u8; 4]> {
    let palette = theme.palette();
    let depth = if theme == Theme::Dark { 0.34 } else { 0.16 };
    let share = |k: usize, n: usize| k as f32 / (n - 1) as f32;
    (0..TONES)
        .flat_map(|tone| {
            let plain = palette.heat(f64::from(share(tone, TONES)));
            (0..SHADES)
                .map(move |shade| plain.mix(palette.casing, (1.0 - share(shade, SHADES)) * depth).0)
        })
        .collect()
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
    // A landscape rougher than the map is fine: its lines would lie upon each other.
    let every = readable(&heights.lines);
    for (level, line) in heights.lines.lines().filter(|(level, _)| level % every == every - 1) {
        let points: Vec<[f32; 2]> = line.iter().map(|at| pixel32(frame.pixel(*at))).collect();
        if let Some(at) = label_place(&points, frame, &labels, scale) {
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

/// Which levels are drawn so that their lines have no more points than can be read: all, every
/// fifth, or every twentieth.
fn readable(lines: &Contours) -> usize {
    let points = |every: usize| -> usize {
        let drawn = lines.lines().filter(|(level, _)| level % every == every - 1);
        drawn.map(|(_, line)| line.len()).sum()
    };
    let few = [1, 5].into_iter().find(|every| points(*every) <= MOST_POINTS);
    few.unwrap_or(20)
}

/// The box that points are put back into.
pub fn bounds_items(
    [x, y]: [[f64; 2]; 2],
    frame: &Frame,
    theme: Theme,
    scale: f32,
) -> impl Iterator<Item = Item> {
    let corners = [[x[0], y[0]], [x[1], y[0]], [x[1], y[1]], [x[0], y[1]], [x[0], y[0]]];
    let stroke = (theme.palette().ink, 1.4 * scale);
    line_items(corners.map(|at| frame.pixel(at)), frame.area, stroke, &[8.0, 5.0])
}

/// Contour lines of what a batch sees, thin and in one colour, over those of the whole.
pub fn batch_items(lines: &Contours, frame: &Frame, color: Color, scale: f32) -> Vec<Item> {
    let every = readable(lines);
    let drawn = lines.lines().filter(|(level, _)| level % every == every - 1);
    let line = |(_, line): (usize, &[[f64; 2]])| {
        let points: Vec<[f64; 2]> = line.iter().map(|at| frame.pixel(*at)).collect();
        line_items(points, frame.area, (color, 1.2 * scale), &[6.0, 4.0])
    };
    drawn.flat_map(line).collect()
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
    let shown: Vec<&CriticalPoint> =
        visible().filter(|point| !crowded || point.kind == Kind::Minimum).collect();
    for point in deepest(shown, frame) {
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

/// Not too many of some critical points: of neighbours the deepest.
fn deepest<'a>(mut points: Vec<&'a CriticalPoint>, frame: &Frame) -> Vec<&'a CriticalPoint> {
    let mut apart = APART;
    while points.len() > MOST_MARKS {
        let mut cells: BTreeMap<[i64; 2], &CriticalPoint> = BTreeMap::new();
        for point in points {
            let cell = frame.pixel(point.at).map(|pixel| (pixel / apart) as i64);
            let best = cells.entry(cell).or_insert(point);
            if point.value < best.value {
                *best = point;
            }
        }
        points = cells.into_values().collect();
        apart *= 2.0;
    }
    points
}

/// The height of the pin's head above its point, in pixels.
pub const PIN_HEIGHT: f32 = 24.0;

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
