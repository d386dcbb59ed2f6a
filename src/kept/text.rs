//! The text of the file: the scenario, and on the last line what no scenario knows.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::{Kept, Picture, Window};
use crate::scenario::{STYLES, Scenario};
use crate::session::SPEEDS;
use crate::words::{Message, message};

/// How the last line begins.
const MARK: &str = "# kept by the window, do not edit: ";
/// The version of the last line.
const VERSION: u32 = 1;
/// The largest coordinate of a part of the plane that a map is shown of.
const FAR: f64 = 1e15;

/// The last line.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Tail {
    version: u32,
    styles: Vec<usize>,
    hidden: Vec<bool>,
    #[serde(default)]
    changed: bool,
    picture: Picture,
    window: Window,
}

/// Write it down.
pub fn write(kept: &Kept) -> String {
    let runs = &kept.scenario.runs;
    let mut tail = Tail {
        version: VERSION,
        styles: runs.iter().map(|run| run.style).collect(),
        hidden: runs.iter().map(|run| run.hidden).collect(),
        changed: kept.changed,
        picture: kept.picture,
        window: kept.window,
    };
    // What would not be read back is not written: nobody is told that a file is damaged because
    // a map was dragged beyond all bounds.
    tail.mend(runs.len());
    let tail = serde_json::to_string(&tail).unwrap_or_default();
    format!("{}\n{MARK}{tail}\n", kept.scenario.to_toml())
}

/// Read it, called `name` in messages. Where the scenario is good and something else is not, that
/// gets its usual value, and a sentence says so.
pub fn read(text: &str, name: &str) -> Result<(Kept, Option<Message>), Message> {
    let mut scenario = Scenario::parse(text, name).map_err(Message::verbatim)?;
    if let Some(why) = scenario.too_large() {
        return Err(message!("kept-in-file", path = name, why));
    }
    let last = text.strip_suffix('\n').and_then(|text| text.lines().next_back());
    let Some(tail) = last.and_then(|line| line.strip_prefix(MARK)) else {
        return Err(message!("kept-cut-off", name));
    };
    let at = |what: Message| {
        let line = text.lines().count();
        message!("kept-in-line", name, line, what)
    };
    let (mut tail, mut wrong) = match serde_json::from_str::<Tail>(tail) {
        Ok(tail) if tail.version != VERSION => {
            let version = tail.version;
            (Tail::usual(), Some(at(message!("kept-version", version, own = VERSION))))
        }
        Ok(tail) => (tail, None),
        Err(error) => (Tail::usual(), Some(at(Message::verbatim(error)))),
    };
    if wrong.is_none() {
        wrong = tail.mend(scenario.runs.len()).map(at);
    }
    for (run, style) in scenario.runs.iter_mut().zip(&tail.styles) {
        run.style = *style;
    }
    for (run, hidden) in scenario.runs.iter_mut().zip(&tail.hidden) {
        run.hidden = *hidden;
    }
    let Tail { changed, picture, window, .. } = tail;
    Ok((Kept { scenario, changed, picture, window }, wrong))
}

impl Default for Picture {
    fn default() -> Self {
        Self { speed: 30.0, chosen: None, follows: false }
    }
}

impl Tail {
    /// One that says nothing.
    fn usual() -> Self {
        Self {
            version: VERSION,
            styles: Vec::new(),
            hidden: Vec::new(),
            changed: false,
            picture: Picture::default(),
            window: Window::default(),
        }
    }

    /// Give everything that is out of range its usual value. Returns what the first such thing is.
    fn mend(&mut self, runs: usize) -> Option<Message> {
        let mut wrong = Vec::new();
        // Without any, the runs have the colours that are theirs.
        let fits = |length: usize| length == runs || length == 0;
        if !fits(self.styles.len()) || !fits(self.hidden.len()) {
            wrong.push(message!("kept-colours", count = self.styles.len(), runs));
            (self.styles, self.hidden) = (Vec::new(), Vec::new());
        }
        if let Some(style) = self.styles.iter().find(|style| **style >= STYLES) {
            wrong.push(message!("kept-colour", style = *style, of = STYLES));
            self.styles = Vec::new();
        }
        let speeds = SPEEDS[0]..=SPEEDS[SPEEDS.len() - 1];
        if !speeds.contains(&self.picture.speed) {
            wrong.push(out("speed", self.picture.speed, &speeds));
            self.picture.speed = Picture::default().speed;
        }
        let good = |[low, high]: &[f64; 2]| -FAR <= *low && low < high && *high <= FAR;
        if let Some(chosen) = self.picture.chosen.filter(|chosen| !chosen.iter().all(good)) {
            wrong.push(message!("kept-map", chosen = format!("{chosen:?}")));
            self.picture.chosen = None;
        }
        self.window.mend(&mut wrong);
        (!wrong.is_empty()).then(|| wrong.swap_remove(0))
    }
}

impl Window {
    fn mend(&mut self, wrong: &mut Vec<Message>) {
        let usual = Self::default();
        let mut check = |name, value: &mut f32, range: &RangeInclusive<f32>, usual| {
            if !range.contains(value) {
                wrong.push(out(name, *value, range));
                *value = usual;
            }
        };
        let [width, height] = &mut self.size;
        check("width", width, &Self::SIDE, usual.size[0]);
        check("height", height, &Self::SIDE, usual.size[1]);
        check("zoom", &mut self.zoom, &Self::ZOOM, usual.zoom);
        check("left", &mut self.left, &Self::LEFT, usual.left);
        check("right", &mut self.right, &Self::RIGHT, usual.right);
        check("charts", &mut self.charts, &Self::CHARTS, usual.charts);
        if let Some(position) = &self.position
            && let Some(value) = position.iter().find(|value| !Self::PLACE.contains(value))
        {
            wrong.push(out("position", *value, &Self::PLACE));
            self.position = None;
        }
    }
}

fn out<T: std::fmt::Display + std::fmt::Debug>(
    name: &str,
    value: T,
    range: &RangeInclusive<T>,
) -> Message {
    let [value, low, high] = [&value, range.start(), range.end()].map(ToString::to_string);
    message!("kept-outside", name, value, low, high)
}
