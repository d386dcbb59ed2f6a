//! The landscape itself: colours by height, light from the upper left.

use super::Layer;
use super::map::{self, Map};

pub(super) static LAYER: Layer = Layer {
    id: "heights",
    name: "Heights",
    summary: "Colours by height, with light falling in from the upper left.",
    key: Some('1'),
    usual: true,
    applies: |_| true,
    reads: &[super::Part::Moved],
    question: Some(map::question),
    items: |canvas| {
        Map::of(canvas).map(|map| canvas.ground.drape(&map.colours)).into_iter().collect()
    },
};
