//! A whole figure for a talk or a paper: map, paths, axes, legend, and what was compared how.

use std::borrow::Cow;

use std::sync::Arc;

use super::clip::pixel32;
use super::legend::{self, FigureRun, fitted, text};
use super::ticks::{tick_label, ticks};
use super::{
    Anchor, Canvas, Chosen, Color, Found, Frame, Item, LAYERS, Memo, Question, Scene, Theme, sound,
};

/// What a figure shows.
#[derive(Clone)]
pub struct Figure<'a> {
    /// Its heading.
    pub title: &'a str,
    /// Its small print: surface, budget, noise and seed. Where rates are told is added to it.
    pub caption: &'a [String],
    /// What there is to be seen.
    pub scene: &'a Scene<'a>,
    /// What of it is shown.
    pub layers: &'a Chosen,
    /// The part of the plane to show.
    pub view: [[f64; 2]; 2],
    /// The runs, for the legend.
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

/// Draw a figure of `size` pixels. `find` answers the questions of its layers.
pub fn figure(
    figure: &Figure<'_>,
    size: [f32; 2],
    find: &mut dyn FnMut(Question) -> Found,
) -> Vec<Item> {
    let (scene, theme) = (figure.scene, figure.scene.theme);
    let palette = theme.palette();
    let frame = map_frame(figure.view, size, figure.runs.len());
    let there = frame.moved(scene.moved);
    let mut known: Vec<(&'static str, super::Key, Found)> = Vec::new();
    let mut items = Vec::new();
    for layer in LAYERS.iter().filter(|layer| figure.layers.has(layer) && (layer.applies)(scene)) {
        let found = layer.question.map(|question| {
            let question = question(scene, there.view);
            let (kind, key) = (question.kind, question.key.clone());
            let old = known
                .iter()
                .find(|old| old.0 == kind && old.1 == key)
                .map(|old| Arc::clone(&old.2));
            old.unwrap_or_else(|| {
                let found = find(question);
                known.push((kind, key, Arc::clone(&found)));
                found
            })
        });
        items.extend((layer.items)(&mut Canvas {
            scene,
            plane: &frame,
            ground: &there,
            found: found.as_ref(),
            memo: &mut Memo::default(),
        }));
    }
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
        let caption = format!("{caption}{}", if last { told.words() } else { Cow::Borrowed("") });
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
