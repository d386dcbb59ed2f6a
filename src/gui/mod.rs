//! The window.
//!
//! Panels look at the session and ask for changes; [`App`] applies what they asked once per
//! frame. Nothing below this module knows the toolkit.

mod act;
mod actions;
mod app;
mod arrivals;
mod ask;
mod cache;
mod dialog;
mod discovery;
mod errand;
mod fonts;
mod icons;
mod keeping;
mod knobs;
mod layers;
mod maps;
#[cfg(not(target_arch = "wasm32"))]
mod native;
mod paint;
mod panels;
mod path_field;
mod states;
mod tabs;
mod theme;
mod thumbnails;
mod tries;
mod view;
#[cfg(target_arch = "wasm32")]
mod web;
mod widgets;

pub use actions::Action;
pub use app::App;
pub use fonts::use_system_fonts;
#[cfg(not(target_arch = "wasm32"))]
pub use native::main;
pub use paint::MOST_VERTICES;
#[cfg(target_arch = "wasm32")]
pub use web::main;

#[cfg(not(target_arch = "wasm32"))]
use native::{bring_back, system_browser};
#[cfg(target_arch = "wasm32")]
use web::{bring_back, system_browser};
