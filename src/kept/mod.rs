//! What survives a restart: the scenario that was open, how it was looked at, and the window.
//!
//! Everything is in one text file, which is a scenario file: any program that reads scenarios
//! opens it. What no scenario knows stands in a comment on its last line, so that a file that was
//! cut off is recognised. [`Shelf`] owns the file of one window and keeps the last good one beside
//! it, [`Keeper`] writes from a thread of its own. Neither knows the toolkit.
//!
//! Stored bytes are input like any other: whatever they are, a start gets valid values, and a
//! sentence if something had to be set aside.

mod keeper;
mod shelf;
mod text;

use std::ops::RangeInclusive;

use serde::{Deserialize, Deserializer, Serialize};

pub use keeper::{Flush, Keeper};
pub use shelf::{Found, Other, Shelf};
pub use text::{read, write};

use crate::scenario::Scenario;
use crate::words::Language;

/// What survives a restart.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// The scenario, with the colours of its runs and those that are left out of the picture.
    pub scenario: Scenario,
    /// Whether it is in no other file.
    pub changed: bool,
    /// How it is looked at.
    pub picture: Picture,
    /// The window.
    pub window: Window,
}

/// How a scenario is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Picture {
    /// Steps per second.
    pub speed: f64,
    /// The part of the plane that the user chose.
    pub chosen: Option<[[f64; 2]; 2]>,
    /// Whether the map follows the balls.
    pub follows: bool,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Light {
    /// What the system has.
    #[default]
    System,
    /// Dark lines for a bright room.
    Light,
    /// Light lines for a dark one.
    Dark,
}

/// The window. Lengths are in points of the system, whatever the zoom; while the window fills the
/// screen, size and place are those it goes back to.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Window {
    /// Width and height.
    pub size: [f32; 2],
    /// Where its corner is, on systems that tell.
    pub position: Option<[f32; 2]>,
    /// Whether it is as large as the screen allows.
    pub maximized: bool,
    /// Whether it fills the screen.
    pub fullscreen: bool,
    /// How much larger everything is.
    pub zoom: f32,
    /// Light or dark.
    pub light: Light,
    /// The language that was chosen, if one was.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "spoken")]
    pub language: Option<&'static Language>,
    /// The width of the panel on the left.
    pub left: f32,
    /// The width of the panel on the right.
    pub right: f32,
    /// The height of the charts.
    pub charts: f32,
}

/// A language by its code, unless this program does not speak it.
fn spoken<'de, D: Deserializer<'de>>(from: D) -> Result<Option<&'static Language>, D::Error> {
    let code = Option::<String>::deserialize(from)?;
    Ok(code.and_then(|code| Language::of(&code)))
}

impl Default for Window {
    fn default() -> Self {
        Self {
            size: [1280.0, 800.0],
            position: None,
            maximized: false,
            fullscreen: false,
            zoom: 1.0,
            light: Light::System,
            language: None,
            left: 374.0,
            right: 330.0,
            charts: 236.0,
        }
    }
}

impl Window {
    /// The smallest it can be.
    pub const SMALLEST: [f32; 2] = [800.0, 500.0];
    /// What a side of it may be; a window system may make it smaller than we ask for.
    pub const SIDE: RangeInclusive<f32> = 100.0..=16_384.0;
    /// What a coordinate of its corner may be.
    pub const PLACE: RangeInclusive<f32> = -65_536.0..=65_536.0;
    /// What the zoom may be.
    pub const ZOOM: RangeInclusive<f32> = 0.2..=5.0;
    /// What the width of the panel on the left may be.
    pub const LEFT: RangeInclusive<f32> = 334.0..=480.0;
    /// What the width of the panel on the right may be.
    pub const RIGHT: RangeInclusive<f32> = 280.0..=480.0;
    /// What the height of the charts may be.
    pub const CHARTS: RangeInclusive<f32> = 150.0..=420.0;
}
