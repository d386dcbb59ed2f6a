//! A whole figure for a talk or a paper: map, paths, axes, legend, and what was compared how.

use super::clip::pixel32;
use super::legend::{self, FigureRun, fitted, text};
use super::ticks::{tick_label, ticks};
use super::{
    Anchor, Color, Frame, Item, Theme, Trace, bounds_items, cloud_items, contour_items,
    critical_items, path_items, sound, start_pin, topography,
};
use crate::maps::Heights;
use crate::surface::CriticalPoint;

/// What a figure shows.
#[derive(Clone, Debug)]
pub struct Figure<'a> {
    /// Its heading.
    pub title: &'a str,
    /// Its small print: surface, budget, noise and seed. Where rates are told is added to it.
    pub caption: &'a [String],
    /// The map.
    pub heights: &'a Heights,
    /// Marks on the map.
    pub critical: &'a [CriticalPoint],
    /// How far the landscape has moved.
    pub moved: [f64; 2],
    /// The box that points are put back into.
    pub bounds: Option<[[f64; 2]; 2]>,
    /// Where the balls are dropped.
    pub start: [f64; 2],
    /// The runs.
    pub runs: &'a [FigureRun<'a>],
}

/// Room around the map: left, top, bottom. The legend stands on the right.
const ROOM: [f32; 3] = [54.0, 46.0, 58.0];

/// Where the map lies on a figure of `size` pixels with so many runs, and how much of the plane it
/// shows: `view` and as much more as it takes to fill it with equal units.
fn map_frame(view: [[f64; 2]; 2], [width, height]: [f32; 2], runs: usize) -> Frame {
    let high = (height - ROOM[2] - ROOM[1]).max(40.0);
    // Numbers that take many digits to be told apart need room beside the map.
    let left = ROOM[0] + 9.0 * (digits(view[1]) - 2.0).clamp(0.0, 16.0);
    let right = legend::room(runs, [width, height], high);
    let area = [[left, (width - right).max(left + 40.0)], [ROOM[1], ROOM[1] + high]];
    Frame { view, area }.with_equal_units()
}

impl Figure<'_> {
    /// The part of the plane that a figure of `size` pixels with so many runs shows when asked for
    /// `view`.
    pub fn shown(view: [[f64; 2]; 2], size: [f32; 2], runs: usize) -> [[f64; 2]; 2] {
        map_frame(view, size, runs).view
    }
}

/// Draw a figure of `size` pixels.
pub fn figure(figure: &Figure<'_>, size: [f32; 2], theme: Theme) -> Vec<Item> {
    let palette = theme.palette();
    let map = topography(figure.heights, theme);
    let there = map_frame(map.view, size, figure.runs.len());
    let [dx, dy] = figure.moved;
    let frame = there.moved([-dx, -dy]);
    let mut items = vec![map.item(&there)];
    items.extend(contour_items(figure.heights, &there, theme, 1.0));
    items.extend(critical_items(figure.critical, &there, theme, 1.0));
    items.extend(
        figure.bounds.into_iter().flat_map(|bounds| bounds_items(bounds, &frame, theme, 1.0)),
    );
    for run in figure.runs {
        let trace = Trace::new(run.view.path, &frame);
        items.extend(cloud_items(run.view, &frame, theme, 1.0));
        items.extend(path_items(run.view, &trace, &frame, theme, 1.0));
    }
    items.extend(start_pin(figure.start, &frame, theme, 1.0));
    items.extend(paper(&frame, size, palette.paper));
    items.extend(axes(&frame, theme));
    let line = |y, words: &str, size: [f32; 2], color, wide| {
        let (line, size) = fitted(words, size[0], size[1], wide);
        text([ROOM[0], y], line, size, color)
    };
    let wide = size[0] - ROOM[0] - 8.0;
    items.push(line(24.0, figure.title, [19.0, 11.0], palette.text, wide));
    let (legend, told) = legend::legend(figure.runs, &frame, size[0], theme);
    items.extend(legend);
    for (number, caption) in figure.caption.iter().enumerate() {
        let y = size[1] - 25.0 + 14.0 * number as f32;
        let last = number + 1 == figure.caption.len();
        let caption = format!("{caption}{}", if last { told.words() } else { "" });
        items.push(line(y, &caption, [11.0, 8.0], palette.faint, wide));
    }
    items
}

/// Paper over everything that lies beside the map.
fn paper(frame: &Frame, [width, height]: [f32; 2], fill: Color) -> Vec<Item> {
    let [[left, right], [top, bottom]] = frame.area;
    let areas = [
        [[0.0, width], [0.0, top]],
        [[0.0, width], [bottom, height]],
        [[0.0, left], [0.0, height]],
        [[right, width], [0.0, height]],
    ];
    areas.into_iter().map(|area| Item::Box { area, fill, edge: Color::NONE }).collect()
}

/// How many digits numbers between two ends have in common.
fn digits(ends: [f64; 2]) -> f32 {
    let [low, high] = sound(ends);
    (low.abs().max(high.abs()) / (high - low)).log10() as f32
}

/// The frame of the map with ticks at round numbers.
fn axes(frame: &Frame, theme: Theme) -> Vec<Item> {
    let palette = theme.palette();
    let mut items = vec![Item::Box { area: frame.area, fill: Color::NONE, edge: palette.faint }];
    let [[left, right], [top, bottom]] = frame.area;
    let [[x0, x1], [y0, y1]] = frame.view;
    let tick = |from: [f32; 2], to: [f32; 2]| Item::Line {
        points: vec![from, to],
        color: palette.faint,
        width: 1.0,
        dash: &[],
    };
    let label = |at, text: String, anchor| Item::Text {
        at,
        text,
        size: 12.0,
        color: palette.text,
        halo: Color::NONE,
        anchor,
    };
    let room = 80.0_f32.max(9.0 * digits([x0, x1]) + 30.0);
    let (values, step) = ticks([x0, x1], (right - left) / room);
    for value in values {
        let [x, _] = pixel32(frame.pixel([value, y0]));
        items.push(tick([x, bottom], [x, bottom + 5.0]));
        items.push(label([x, bottom + 14.0], tick_label(value, step), Anchor::Middle));
    }
    let (values, step) = ticks([y0, y1], (bottom - top) / 60.0);
    for value in values {
        let [_, y] = pixel32(frame.pixel([x0, value]));
        items.push(tick([left - 5.0, y], [left, y]));
        let (text, size) = fitted(&tick_label(value, step), 12.0, 6.0, left - 10.0);
        items.push(Item::Text {
            at: [left - 8.0, y],
            text,
            size,
            color: palette.text,
            halo: Color::NONE,
            anchor: Anchor::End,
        });
    }
    items
}
