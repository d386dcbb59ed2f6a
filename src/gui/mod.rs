//! The window.
//!
//! Panels look at the session and ask for changes; [`App`] applies what they asked once per
//! frame. Nothing below this module knows the toolkit.

mod act;
mod actions;
mod app;
mod arrivals;
mod ask;
mod dialog;
mod discovery;
mod errand;
mod fonts;
mod icons;
mod keeping;
mod kept;
mod knobs;
mod layers;
mod maps;
mod paint;
mod panels;
mod path_field;
mod states;
mod tabs;
mod theme;
mod thumbnails;
mod tries;
mod view;
mod widgets;

use std::path::PathBuf;

pub use actions::Action;
pub use app::App;
pub use fonts::use_system_fonts;
pub use paint::MOST_VERTICES;

use crate::files::{Disk, on_signals};
use crate::kept::{Found, Keeper};
use crate::scenario::Scenario;

/// Open the window, with a scenario if one is given. Returns when it is closed.
pub fn main(scenario: Option<Box<Scenario>>) -> Result<(), String> {
    if no_display() {
        return Err("there is no display".to_owned());
    }
    let (keeper, found) = keeper();
    let window = found.kept.as_ref().map(|kept| kept.window).unwrap_or_default();
    let viewport = keeping::builder(&window);
    let options = eframe::NativeOptions { viewport, ..Default::default() };
    let start = scenario.map(|scenario| *scenario);
    let create: eframe::AppCreator<'_> = Box::new(|context| {
        use_system_fonts(&context.egui_ctx);
        Ok(Box::new(App::kept(context, start, keeper, found)))
    });
    eframe::run_native("Downhill", options, create).map_err(|error| reason(&error))
}

/// Who keeps what is done, and what was kept before.
fn keeper() -> (Option<Keeper>, Found) {
    let Some(folder) = folder() else {
        let words = vec!["There is no home folder: nothing you do is kept.".to_owned()];
        return (None, Found { words, ..Found::default() });
    };
    let (keeper, found) = Keeper::start(folder, Disk::new());
    let flush = keeper.flush();
    // Where signals cannot be watched, what was done in the last moment is not kept.
    let _ = on_signals(move || flush.wait());
    (Some(keeper), found)
}

/// Where this user's programs keep what is theirs, if the system says so.
fn folder() -> Option<PathBuf> {
    use etcetera::base_strategy::{BaseStrategy as _, choose_native_strategy};
    let folder = choose_native_strategy().ok()?.data_dir();
    folder.is_absolute().then(|| folder.join("downhill"))
}

fn no_display() -> bool {
    let display = ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"];
    cfg!(target_os = "linux") && display.iter().all(|name| std::env::var_os(name).is_none())
}

/// Why the window did not open, in half a sentence.
fn reason(error: &eframe::Error) -> String {
    let text = error.to_string();
    text.lines().next().unwrap_or("the system says no more").trim_end_matches('.').to_owned()
}
