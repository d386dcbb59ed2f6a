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

/// The ids and the English of the texts that are declared with what they describe: other languages
/// find them by these ids.
pub fn declared_texts() -> Vec<(String, &'static str)> {
    let actions = Action::ALL.iter().flat_map(|action| action.texts());
    let tabs = tabs::TABS.iter().map(|tab| (["tab", &tab.id(), "name"].join("-"), tab.name));
    actions.chain(tabs).collect()
}

#[cfg(not(target_arch = "wasm32"))]
use native::{bring_back, system_browser};
#[cfg(target_arch = "wasm32")]
use web::{bring_back, system_browser};
