//! What lies on the map, from the bottom to the top: a layer is a file, and a line in [`LAYERS`].
//!
//! The window and `render` walk the same list. A layer looks at a [`Scene`], asks for what has to
//! be computed in the background, and draws through a [`Projection`]: it knows neither the
//! toolkit nor which picture it is on.

mod axes;
mod batch;
mod belief;
mod bounds;
mod contours;
mod critical;
mod ghosts;
mod heights;
mod lens;
mod map;
mod paths;
mod samples;
mod start;
mod step;

use std::any::Any;
use std::borrow::Cow;
use std::sync::Arc;

pub use batch::{LAYER as BATCH, batch_items};
pub use bounds::bounds_items;
pub use contours::contour_items;
pub use critical::critical_items;
pub use ghosts::ghost_items;
pub use lens::{LAYER as CURVATURE, Lens, lens_items};
pub use paths::{RunView, Trace, path_items};
pub use samples::cloud_items;
pub use start::{PIN_HEIGHT, start_pin};
pub use step::{LAYER as STEP, part_color, part_name, step_items};

use super::{Item, Key, Memo, Part, Projection, Scene};
use crate::jobs::Work;
use crate::params::suggest;
use crate::words::{Message, declared, message};

/// All layers, the lowest first.
pub static LAYERS: &[&Layer] = &[
    &heights::LAYER,
    &contours::LAYER,
    &critical::LAYER,
    &batch::LAYER,
    &belief::LAYER,
    &bounds::LAYER,
    &ghosts::LAYER,
    &samples::LAYER,
    &paths::LAYER,
    &step::LAYER,
    &lens::LAYER,
    &axes::LAYER,
    &start::LAYER,
];

/// Something that lies on the map.
#[derive(Debug)]
pub struct Layer {
    /// Its id in files and on the command line.
    pub id: &'static str,
    /// Its name on screen.
    pub name: &'static str,
    /// What it shows, in one sentence.
    pub summary: &'static str,
    /// The key that switches it on and off in the window: a digit.
    pub key: Option<char>,
    /// Whether it is there unless somebody says otherwise.
    pub usual: bool,
    /// Whether there is anything to show.
    pub applies: fn(&Scene<'_>) -> bool,
    /// The parts of the scene that it is made from, besides surface and theme.
    pub reads: &'static [Part],
    /// What must be computed for a part of the landscape before there is anything to draw.
    pub question: Option<Asking>,
    /// What is drawn.
    pub items: fn(&mut Canvas<'_>) -> Vec<Item>,
}

impl Layer {
    /// Its name on screen, in the language that is spoken.
    pub fn name(&self) -> Cow<'static, str> {
        declared(&["layer", self.id, "name"], self.name)
    }

    /// What it shows, in the language that is spoken.
    pub fn summary(&self) -> Cow<'static, str> {
        declared(&["layer", self.id, "summary"], self.summary)
    }
}

/// What has to be computed for a part of the landscape: low and high x, low and high y.
pub type Asking = fn(&Scene<'_>, [[f64; 2]; 2]) -> Question;

/// Something that is computed away from the window, coarse first.
pub struct Question {
    /// What kind of work it is. Layers that ask the same get the same answer.
    pub kind: &'static str,
    /// What it is about.
    pub key: Key,
    /// Begin with it.
    pub work: Box<dyn FnOnce() -> Box<dyn Work<Output = Found>>>,
}

/// What was computed.
pub type Found = Arc<dyn Any + Send + Sync>;

/// What a layer draws with.
pub struct Canvas<'a> {
    /// What there is to be seen.
    pub scene: &'a Scene<'a>,
    /// How the plane comes onto the picture.
    pub plane: &'a dyn Projection,
    /// The same for the landscape, which may have moved.
    pub ground: &'a dyn Projection,
    /// The answer to its question.
    pub found: Option<&'a Found>,
    /// What it has made before.
    pub memo: &'a mut Memo,
}

/// The layers that somebody chose to see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen(Vec<&'static str>);

impl Chosen {
    /// Those with these ids; a sentence if there is no such layer.
    pub fn parse<'a>(ids: impl IntoIterator<Item = &'a str>) -> Result<Self, Message> {
        let known: Vec<&str> = LAYERS.iter().map(|layer| layer.id).collect();
        let mut chosen = Vec::new();
        for id in ids {
            let Some(known) = known.iter().find(|other| **other == id) else {
                let (hint, id) = (suggest(id, &known), format!("{id:?}"));
                return Err(message!("layer-unknown", id, hint));
            };
            if chosen.contains(known) {
                return Err(message!("layer-twice", id));
            }
            chosen.push(*known);
        }
        let here = |layer: &&&Layer| chosen.contains(&layer.id);
        Ok(Self(LAYERS.iter().filter(here).map(|layer| layer.id).collect()))
    }

    /// Those that are there unless somebody says otherwise.
    pub fn usual() -> Self {
        Self(LAYERS.iter().filter(|layer| layer.usual).map(|layer| layer.id).collect())
    }

    /// Their ids, the lowest first.
    pub fn ids(&self) -> &[&'static str] {
        &self.0
    }

    /// Whether a layer is among them.
    pub fn has(&self, layer: &Layer) -> bool {
        self.0.contains(&layer.id)
    }

    /// Whether one of them is made from this part of a scene.
    pub fn read(&self, part: Part) -> bool {
        LAYERS.iter().any(|layer| self.has(layer) && layer.reads.contains(&part))
    }

    /// With a layer more, or without it.
    #[must_use]
    pub fn toggled(&self, layer: &Layer) -> Self {
        let kept = |other: &&&Layer| self.has(other) != (other.id == layer.id);
        Self(LAYERS.iter().filter(kept).map(|other| other.id).collect())
    }
}
