//! What is open and where the user looks: kept from start to start, never exported.

use serde::{Deserialize, Serialize};

use super::dialog::Dialog;
use crate::scene::Frame;

/// The state of the window that no scenario knows.
#[derive(Debug, Default)]
pub(super) struct View {
    /// The map.
    pub(super) map: MapView,
    /// Whether the sheet of keys is open.
    pub(super) help: bool,
    /// The dialog for files, if it is open.
    pub(super) dialog: Option<Dialog>,
}

/// Where the map looks.
#[derive(Debug, Default)]
pub(super) struct MapView {
    /// The part of the plane the user chose; `None` for the scenario's.
    pub(super) chosen: Option<[[f64; 2]; 2]>,
    /// Where the map was in the last frame.
    pub(super) frame: Option<Frame>,
    /// Whether the start is being dragged, and where the hand holds it.
    pub(super) grip: Option<[f32; 2]>,
}

/// What survives a restart, besides what the toolkit keeps.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Kept {
    /// The scenario, as its file.
    pub(super) scenario: String,
    /// The identities of its runs.
    pub(super) styles: Vec<usize>,
    /// The runs that are left out of the picture.
    pub(super) hidden: Vec<bool>,
    /// Steps per second.
    pub(super) speed: f64,
    /// The part of the plane on the map.
    pub(super) chosen: Option<[[f64; 2]; 2]>,
}
