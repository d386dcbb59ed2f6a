//! A whole figure for a talk or a paper: map, paths, axes, legend, and what was compared how.

use super::frame::pixel32;
use super::{
    Anchor, Color, Frame, Item, RunView, STYLES, Theme, Trace, bounds_item, cloud_items,
    contour_items, critical_items, number, path_items, start_pin, topography,
};
use crate::maps::Heights;
use crate::surface::CriticalPoint;

/// What a figure shows.
#[derive(Clone, Debug)]
pub struct Figure<'a> {
    /// Its heading.
    pub title: &'a str,
    /// Its small print: surface, budget, noise and seed.
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

/// A run on a figure.
#[derive(Clone, Debug)]
pub struct FigureRun<'a> {
    /// Its path and identity.
    pub view: RunView<'a>,
    /// Its name.
    pub label: &'a str,
    /// Its rate, and how it ended.
    pub note: &'a [String],
}

/// Room around the map: left, right, top, bottom. The legend stands on the right.
const ROOM: [f32; 4] = [54.0, 236.0, 46.0, 58.0];

/// Where the map lies on a figure of `size` pixels, and how much of the plane it shows: `view`
/// and as much more as it takes to fill it with equal units.
pub(super) fn map_frame(view: [[f64; 2]; 2], [width, height]: [f32; 2]) -> Frame {
    let right = if width < 600.0 { 16.0 } else { ROOM[1] };
    let area = [
        [ROOM[0], (width - right).max(ROOM[0] + 40.0)],
        [ROOM[2], (height - ROOM[3]).max(ROOM[2] + 40.0)],
    ];
    Frame { view, area }.with_equal_units()
}

impl Figure<'_> {
    /// The part of the plane that a figure of `size` pixels shows when asked for `view`.
    pub fn shown(view: [[f64; 2]; 2], size: [f32; 2]) -> [[f64; 2]; 2] {
        map_frame(view, size).view
    }
}

/// Draw a figure of `size` pixels.
pub fn figure(figure: &Figure<'_>, size: [f32; 2], theme: Theme) -> Vec<Item> {
    let palette = theme.palette();
    let map = topography(figure.heights, theme);
    let there = map_frame(map.view, size);
    let [dx, dy] = figure.moved;
    let frame = there.moved([-dx, -dy]);
    let mut items = vec![map.item(&there)];
    items.extend(contour_items(figure.heights, &there, theme, 1.0));
    items.extend(critical_items(figure.critical, &there, theme, 1.0));
    items.extend(figure.bounds.map(|bounds| bounds_item(bounds, &frame, theme, 1.0)));
    for run in figure.runs {
        let trace = Trace::new(run.view.path, &frame);
        items.extend(cloud_items(run.view, &frame, theme, 1.0));
        items.extend(path_items(run.view, &trace, &frame, theme, 1.0));
    }
    items.extend(start_pin(figure.start, &frame, theme, 1.0));
    items.extend(paper(&frame, size, palette.paper));
    items.extend(axes(&frame, theme));
    let text = |at, text: &str, size: f32, color| Item::Text {
        at,
        text: text.to_owned(),
        size,
        color,
        halo: Color::NONE,
        anchor: Anchor::Start,
    };
    items.push(text([ROOM[0], 24.0], figure.title, 19.0, palette.text));
    if size[0] >= 600.0 {
        items.extend(legend(figure, &frame, theme));
    }
    for (line, caption) in figure.caption.iter().enumerate() {
        let y = size[1] - 25.0 + 14.0 * line as f32;
        items.push(text([ROOM[0], y], caption, 11.0, palette.faint));
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
    let label = |at, value: f64, anchor| Item::Text {
        at,
        text: number(value),
        size: 12.0,
        color: palette.text,
        halo: Color::NONE,
        anchor,
    };
    for value in ticks(x0, x1, (right - left) / 80.0) {
        let [x, _] = pixel32(frame.pixel([value, y0]));
        items.push(tick([x, bottom], [x, bottom + 5.0]));
        items.push(label([x, bottom + 14.0], value, Anchor::Middle));
    }
    for value in ticks(y0, y1, (bottom - top) / 60.0) {
        let [_, y] = pixel32(frame.pixel([x0, value]));
        items.push(tick([left - 5.0, y], [left, y]));
        items.push(label([left - 8.0, y], value, Anchor::End));
    }
    items
}

/// At most about `count` round numbers between two ends.
fn ticks(low: f64, high: f64, count: f32) -> Vec<f64> {
    let rough = (high - low) / f64::from(count.max(2.0));
    let decade = 10f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|digit| digit * decade)
        .find(|step| *step >= rough)
        .unwrap_or(rough);
    let (first, last) = ((low / step).ceil() as i64, (high / step).floor() as i64);
    (first..=last).map(|k| k as f64 * step).collect()
}

/// The runs, each with its line and marker, its rate and how it ended.
fn legend(figure: &Figure<'_>, frame: &Frame, theme: Theme) -> Vec<Item> {
    let palette = theme.palette();
    let left = frame.area[0][1] + 18.0;
    let [top, bottom] = frame.area[1];
    let mut items = Vec::new();
    let mut y = top + 8.0;
    for (index, run) in figure.runs.iter().enumerate() {
        let notes: Vec<String> = run.note.iter().flat_map(|note| wrap(note, 30)).collect();
        let height = 22.0 + 15.0 * notes.len() as f32 + 8.0;
        if y + height > bottom + 12.0 {
            let more = format!("and {} more", figure.runs.len() - index);
            items.push(text([left, y], more, 12.0, palette.faint));
            break;
        }
        let area = [[left, left + 44.0], [y - 10.0, y + 10.0]];
        items.extend(swatch(run.view.style, area, theme, 255));
        items.push(text([left + 52.0, y], run.label.to_owned(), 14.0, palette.text));
        for (line, note) in notes.iter().enumerate() {
            let at = [left + 52.0, y + 18.0 + 15.0 * line as f32];
            items.push(text(at, note.clone(), 11.5, palette.faint));
        }
        y += height;
    }
    items
}

fn text(at: [f32; 2], text: String, size: f32, color: Color) -> Item {
    Item::Text { at, text, size, color, halo: Color::NONE, anchor: Anchor::Start }
}

/// A piece of a run's line with its marker, on a piece of the map: left, right; top, bottom.
/// `alpha` is 255 for a run that is shown.
pub fn swatch(style: usize, area: [[f32; 2]; 2], theme: Theme, alpha: u8) -> Vec<Item> {
    let palette = theme.palette();
    let style = &STYLES[style % STYLES.len()];
    let (color, edge) = (theme.run(style).alpha(alpha), palette.casing);
    let [[left, right], [top, bottom]] = area;
    let y = 0.5 * (top + bottom);
    vec![
        Item::Box { area, fill: palette.ramp[1], edge: Color::NONE },
        Item::Line {
            points: vec![[left + 3.0, y], [right - 3.0, y]],
            color,
            width: 2.2 * style.width,
            dash: style.dash,
        },
        Item::Mark {
            at: [0.5 * (left + right), y],
            shape: style.marker,
            radius: 6.0,
            fill: color,
            edge,
        },
    ]
}

/// A text in lines of at most about `width` letters.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.len() - 1;
        if !lines[line].is_empty() && lines[line].chars().count() + 1 + word.chars().count() > width
        {
            lines.push(word.to_owned());
        } else {
            let gap = if lines[line].is_empty() { "" } else { " " };
            lines[line] = format!("{}{gap}{word}", lines[line]);
        }
    }
    lines
}
