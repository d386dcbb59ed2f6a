//! All keys of the format, level by level, for `describe scenario` and the README.

use super::key::{KeyDoc, Keyed};
use super::{RunConfig, Scenario, View, landscape};
use crate::run::Change;

/// One kind of table, and its keys.
#[derive(Clone, Debug)]
pub struct Level {
    /// Its heading in a file; empty for the head of the file.
    pub heading: &'static str,
    /// Its keys.
    pub keys: Vec<KeyDoc>,
}

/// All levels of the format.
pub fn levels() -> Vec<Level> {
    fn of<W: Keyed>() -> Vec<KeyDoc> {
        W::KEYS.iter().map(|key| key.doc).collect()
    }
    let mut head = vec![VERSION];
    head.extend(of::<Scenario>());
    vec![
        Level { heading: "", keys: head },
        Level { heading: "[surface]", keys: landscape::KEYS.to_vec() },
        Level { heading: "[noise]", keys: vec![NOISE] },
        Level { heading: "[[run]]", keys: of::<RunConfig>() },
        Level { heading: "change", keys: of::<Change>() },
        Level { heading: "[view]", keys: of::<View>() },
    ]
}

/// What comes first in every file.
pub(super) const VERSION: KeyDoc = KeyDoc {
    ids: &["version"],
    doc: "The version of the format; it comes first.",
    allowed: || "1".to_owned(),
    example: "1",
};

const NOISE: KeyDoc = KeyDoc {
    ids: &["id"],
    doc: "What disturbs the gradients; its knobs stand beside it.",
    allowed: || "the id of a noise".to_owned(),
    example: "\"gaussian\"",
};
