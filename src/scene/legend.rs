//! The legend of a figure: who is who, and how it ended. No run is left out of it.

use std::borrow::Cow;

use super::fonts::width;
use super::{Anchor, Color, Frame, Item, RunView, STYLES, Theme};
use crate::words::tell;

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

/// Fonts of other viewers may be so much wider than ours.
const WIDER: f32 = 1.25;
/// A legend of one column is so wide, beside a picture that is wide enough, …
const WIDE: [f32; 2] = [236.0, 600.0];
/// … and so wide beside a narrower one; beside a still narrower one there is none.
const NARROW: [f32; 2] = [140.0, 360.0];
/// Each column more is so wide.
const COLUMN: f32 = 150.0;
/// Room beside the legend: to the map, to the edge of the page.
const AIR: [f32; 2] = [18.0, 8.0];
/// The height of a run's row where there is room for nothing but its name.
const ROW: f32 = 13.0;
/// What a map keeps of the width of the picture.
const MAP: f32 = 0.4;

/// How wide the legend of so many runs is, beside a map of some height.
pub(super) fn room(runs: usize, [wide, _]: [f32; 2], height: f32) -> f32 {
    let one = [WIDE, NARROW].into_iter().find(|[_, least]| wide >= *least);
    let Some([one, _]) = one else { return 16.0 };
    let more = columns(runs, height) - 1;
    let room = one + COLUMN * more as f32;
    room.min((1.0 - MAP) * wide).max(one)
}

/// How many columns names alone take.
fn columns(runs: usize, height: f32) -> usize {
    let rows = ((height + 12.0) / ROW).max(1.0) as usize;
    runs.div_ceil(rows).max(1)
}

/// How much a legend tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// Names and rates.
    Rates,
    /// Names alone.
    Names,
    /// There is no room beside the map.
    Nothing,
}

impl Told {
    /// What the small print adds.
    pub(super) fn words(self) -> Cow<'static, str> {
        match self {
            Self::Rates => tell!("legend-rates"),
            Self::Names => Cow::Borrowed(""),
            Self::Nothing => tell!("legend-names-elsewhere"),
        }
    }
}

/// A run in the legend.
struct Entry {
    run: usize,
    name: Vec<String>,
    notes: Vec<String>,
}

/// The runs, each with its line and marker, its rate and how it ended, as far as there is room:
/// names come first.
pub(super) fn legend(
    runs: &[FigureRun<'_>],
    frame: &Frame,
    page: f32,
    theme: Theme,
) -> (Vec<Item>, Told) {
    let left = frame.area[0][1] + AIR[0];
    let wide = page - AIR[1] - left;
    let [top, bottom] = frame.area[1];
    let high = bottom - top + 12.0;
    if wide < NARROW[0] - AIR[0] - AIR[1] - 1.0 {
        return (Vec::new(), Told::Nothing);
    }
    let spacious = wide > WIDE[0] - AIR[0] - AIR[1] - 1.0;
    for most in [usize::MAX, 5, 4, 3, 2, 1, 0] {
        let entries = entries(runs, wide - 52.0, most);
        let height: f32 = entries.iter().map(Entry::height).sum();
        if height <= high && spacious {
            let told = if most > 0 { Told::Rates } else { Told::Names };
            return (in_rows(runs, &entries, [left, top], theme), told);
        }
    }
    (in_columns(runs, [left, top], [wide, high], theme), Told::Names)
}

impl Entry {
    fn height(&self) -> f32 {
        let gap = if self.notes.is_empty() { 0.0 } else { 8.0 };
        4.0 + 18.0 * self.name.len() as f32 + 15.0 * self.notes.len() as f32 + gap
    }
}

/// The runs with at most so many lines of notes each.
fn entries(runs: &[FigureRun<'_>], wide: f32, most: usize) -> Vec<Entry> {
    let entry = |(run, shown): (usize, &FigureRun<'_>)| {
        let all = || shown.note.iter().flat_map(|note| wrap(note, 11.5, wide));
        let mut notes: Vec<String> = all().take(most).collect();
        if let Some(last) = notes.last_mut()
            && all().nth(most).is_some()
        {
            *last = shortened(&format!("{last} …"), 11.5, wide);
        }
        Entry { run, name: wrap(shown.label, 14.0, wide), notes }
    };
    runs.iter().enumerate().map(entry).collect()
}

fn in_rows(
    runs: &[FigureRun<'_>],
    entries: &[Entry],
    [left, top]: [f32; 2],
    theme: Theme,
) -> Vec<Item> {
    let palette = theme.palette();
    let mut items = Vec::new();
    let mut y = top + 8.0;
    for entry in entries {
        let area = [[left, left + 44.0], [y - 10.0, y + 10.0]];
        let gap = entry.height() - 4.0;
        items.extend(swatch(runs[entry.run].view.style, area, theme, 255));
        let lines = entry.name.iter().map(|name| (name, 14.0, palette.text, 18.0));
        let notes = entry.notes.iter().map(|note| (note, 11.5, palette.faint, 15.0));
        let mut down = 0.0;
        for (line, size, color, high) in lines.chain(notes) {
            items.push(text([left + 52.0, y + down], line.clone(), size, color));
            down += high;
        }
        y += gap + 4.0;
    }
    items
}

/// Names alone, in columns, each on one line.
fn in_columns(
    runs: &[FigureRun<'_>],
    [left, top]: [f32; 2],
    [wide, high]: [f32; 2],
    theme: Theme,
) -> Vec<Item> {
    let palette = theme.palette();
    let rows = ((high / ROW) as usize).max(1);
    let most = ((wide / (COLUMN - 40.0)) as usize).max(1);
    let columns = runs.len().div_ceil(rows).min(most);
    let column = wide / columns as f32;
    let room = rows * columns;
    // If there is no room for all, the last line says so, and the best are named.
    let mut shown: Vec<usize> = (0..runs.len()).collect();
    if runs.len() > room {
        let loss = |run: &usize| runs[*run].view.path.loss()[runs[*run].view.step];
        shown.sort_by(|a, b| loss(a).total_cmp(&loss(b)));
        shown.truncate(room.saturating_sub(1).max(1));
    }
    let mut items = Vec::new();
    let place = |index: usize| {
        let (column_of, row) = (index / rows, index % rows);
        [left + column * column_of as f32, top + 6.0 + ROW * row as f32]
    };
    for (index, run) in shown.iter().enumerate() {
        let [x, y] = place(index);
        let area = [[x, x + 24.0], [y - 0.46 * ROW, y + 0.46 * ROW]];
        items.extend(swatch(runs[*run].view.style, area, theme, 255));
        let (name, size) = fitted(runs[*run].label, 10.5, 7.5, column - 30.0);
        items.push(text([x + 28.0, y], name, size, palette.text));
    }
    if shown.len() < runs.len() {
        let more = tell!("legend-more", more = runs.len() - shown.len());
        items.push(text(place(shown.len()), more.into_owned(), 10.5, palette.faint));
    }
    items
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
            radius: f32::min(6.0, 0.4 * (bottom - top)),
            fill: color,
            edge,
        },
    ]
}

/// A text as an item that begins at a place.
pub(super) fn text(at: [f32; 2], text: String, size: f32, color: Color) -> Item {
    Item::Text { at, text, size, color, halo: Color::NONE, anchor: Anchor::Start }
}

/// A text and its size, smaller if that makes it fit: down to `least`, then it is cut off.
pub(super) fn fitted(text: &str, size: f32, least: f32, wide: f32) -> (String, f32) {
    let fits = (wide / (WIDER * width(text, size))).min(1.0) * size;
    let size = fits.max(least);
    (shortened(text, size, wide), size)
}

/// As much of a text as fits, in fonts wider than ours, too.
fn shortened(text: &str, size: f32, wide: f32) -> String {
    if WIDER * width(text, size) <= wide {
        return text.to_owned();
    }
    let mut left = wide / WIDER - width("…", size);
    let fits = |letter: &char| {
        left -= width(letter.encode_utf8(&mut [0; 4]), size);
        left >= 0.0
    };
    let kept: String = text.chars().take_while(fits).collect();
    kept.trim_end().to_owned() + "…"
}

/// A text in lines that fit; a word that does not is cut.
fn wrap(text: &str, size: f32, wide: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let word = shortened(word, size, wide);
        let longer = lines.last().map(|line| format!("{line} {word}"));
        match longer.filter(|longer| WIDER * width(longer, size) <= wide) {
            Some(longer) => {
                lines.pop();
                lines.push(longer);
            }
            None => lines.push(word),
        }
    }
    if lines.is_empty() { vec![String::new()] } else { lines }
}
