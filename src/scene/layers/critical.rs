//! Minima, saddles and maxima.

use std::collections::BTreeMap;

use super::Layer;
use crate::scene::clip::pixel32;
use crate::scene::{Item, Part, Projection, Shape, Theme};
use crate::surface::{CriticalPoint, Kind};

/// The most marks of critical points on one picture; beyond it only minima are shown, …
const MOST_MARKS: usize = 120;
/// … and beyond it again only the deepest within so many pixels, or twice as many, and so on.
const APART: f64 = 14.0;

pub(super) static LAYER: Layer = Layer {
    id: "critical",
    name: "Critical points",
    summary: "Marks for minima, saddles and maxima.",
    key: Some('3'),
    usual: true,
    applies: |scene| !scene.critical.0.is_empty(),
    reads: &[Part::Moved, Part::Critical],
    question: None,
    items: |canvas| {
        let scene = canvas.scene;
        critical_items(scene.critical.0, canvas.ground, scene.theme, 1.0)
    },
};

/// Marks for minima, saddles and maxima.
pub fn critical_items(
    points: &[CriticalPoint],
    projection: &dyn Projection,
    theme: Theme,
    scale: f32,
) -> Vec<Item> {
    let palette = theme.palette();
    let visible =
        || points.iter().filter(|point| projection.holds(projection.pixel(point.at), 0.0));
    let crowded = visible().count() > MOST_MARKS;
    let mut items = Vec::new();
    let shown: Vec<&CriticalPoint> =
        visible().filter(|point| !crowded || point.kind == Kind::Minimum).collect();
    for point in deepest(shown, projection) {
        let at = pixel32(projection.pixel(point.at));
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
fn deepest<'a>(
    mut points: Vec<&'a CriticalPoint>,
    projection: &dyn Projection,
) -> Vec<&'a CriticalPoint> {
    let mut apart = APART;
    while points.len() > MOST_MARKS {
        let mut cells: BTreeMap<[i64; 2], &CriticalPoint> = BTreeMap::new();
        for point in points {
            let cell = projection.pixel(point.at).map(|pixel| (pixel / apart) as i64);
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
