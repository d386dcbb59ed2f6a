//! The window on a desktop: how it is opened, where it stands, the dialogs of the system.

use std::path::PathBuf;

use eframe::egui::{Rect, ViewportBuilder, vec2};

use super::{App, use_system_fonts};
use crate::files::{Disk, on_signals};
use crate::kept::{Found, Keeper, Window};
use crate::scenario::Scenario;
use crate::words::{Language, message, speaking, spoken, tell};

/// Open the window, with a scenario if one is given, in a language if one is asked for. Returns
/// when it is closed.
pub fn main(
    scenario: Option<Box<Scenario>>,
    language: Option<&'static Language>,
) -> Result<(), String> {
    if no_display() {
        return Err(tell!("native-no-display").into_owned());
    }
    let (keeper, found) = keeper();
    let window = found.kept.as_ref().map(|kept| kept.window).unwrap_or_default();
    let viewport = builder(&window);
    let options = eframe::NativeOptions { viewport, ..Default::default() };
    let start = scenario.map(|scenario| *scenario);
    let spoken = language.or(window.language).unwrap_or_else(spoken);
    let create: eframe::AppCreator<'_> = Box::new(|context| {
        use_system_fonts(&context.egui_ctx);
        Ok(Box::new(speaking(spoken, || App::kept(context, start, keeper, found))))
    });
    eframe::run_native("Downhill", options, create).map_err(|error| reason(&error))
}

/// The window as it is to be made.
fn builder(window: &Window) -> ViewportBuilder {
    let builder = ViewportBuilder::default()
        .with_title("Downhill")
        .with_app_id("downhill")
        .with_inner_size(window.size)
        .with_min_inner_size(Window::SMALLEST)
        .with_maximized(window.maximized)
        .with_fullscreen(window.fullscreen);
    match window.position {
        Some(position) => builder.with_position(position),
        None => builder,
    }
}

/// Who keeps what is done, and what was kept before.
fn keeper() -> (Option<Keeper>, Found) {
    let Some(folder) = folder() else {
        let words = vec![message!("native-no-home")];
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
    let first = text.lines().next().map(|line| line.trim_end_matches('.').to_owned());
    first.unwrap_or_else(|| tell!("native-no-reason").into_owned())
}

/// The dialog of the system.
pub(super) fn system_browser(save: bool) -> Option<PathBuf> {
    let dialog = rfd::FileDialog::new().add_filter(tell!("native-files"), &["toml", "csv"]);
    if save { dialog.set_file_name("scenario.toml").save_file() } else { dialog.pick_file() }
}

/// Where a window has to go because no screen shows its upper edge, at which it could be moved.
pub(super) fn brought_back(window: Rect, screens: &[Rect]) -> Option<[i32; 2]> {
    let edge = Rect::from_min_size(window.min, vec2(window.width(), 32.0));
    let shown = |screen: &Rect| {
        let part = screen.intersect(edge);
        part.width() >= 64.0 && part.height() >= 16.0
    };
    let screen = screens.first().filter(|_| !screens.iter().any(shown))?;
    let room = (screen.size() - window.size()).max(vec2(0.0, 0.0));
    let to = screen.min + 0.5 * room;
    Some([to.x as i32, to.y as i32])
}

/// Bring a window back that is on a screen which is gone.
pub(super) fn bring_back(context: &eframe::CreationContext<'_>) {
    let Some(window) = context.winit_window() else { return };
    let Ok(mut place) = window.outer_position() else { return };
    let rect = |x: i32, y: i32, width: u32, height: u32| {
        let min = eframe::egui::pos2(x as f32, y as f32);
        Rect::from_min_size(min, vec2(width as f32, height as f32))
    };
    let size = window.outer_size();
    let ours = rect(place.x, place.y, size.width, size.height);
    let screens: Vec<Rect> = window
        .available_monitors()
        .map(|screen| {
            let (at, size) = (screen.position(), screen.size());
            rect(at.x, at.y, size.width, size.height)
        })
        .collect();
    if let Some([x, y]) = brought_back(ours, &screens) {
        (place.x, place.y) = (x, y);
        window.set_outer_position(place);
    }
}

#[cfg(test)]
mod tests {
    use eframe::egui::pos2;

    use super::*;

    const SCREEN: Rect = Rect { min: pos2(0.0, 0.0), max: pos2(1920.0, 1080.0) };
    const RIGHT: Rect = Rect { min: pos2(1920.0, 0.0), max: pos2(3840.0, 1080.0) };

    fn at(x: f32, y: f32) -> Rect {
        Rect::from_min_size(pos2(x, y), vec2(1280.0, 800.0))
    }

    #[test]
    fn a_window_on_a_screen_stays() {
        for [x, y] in [[0.0, 0.0], [600.0, 200.0], [-1000.0, 500.0], [1800.0, 1000.0]] {
            assert_eq!(brought_back(at(x, y), &[SCREEN]), None, "at {x}, {y}");
        }
        assert_eq!(brought_back(at(2500.0, 100.0), &[SCREEN, RIGHT]), None, "on the second screen");
    }

    #[test]
    fn a_window_on_a_screen_that_is_gone_comes_back() {
        for [x, y] in [[2500.0, 100.0], [-1279.0, 0.0], [0.0, -799.0], [0.0, 1079.0], [-6e4, 6e4]] {
            let back = brought_back(at(x, y), &[SCREEN]);
            assert_eq!(back, Some([320, 140]), "from {x}, {y}");
        }
        let large = Rect::from_min_size(pos2(9e3, 9e3), vec2(4000.0, 3000.0));
        assert_eq!(brought_back(large, &[SCREEN]), Some([0, 0]), "larger than the screen");
    }

    #[test]
    fn without_a_screen_nothing_is_known() {
        assert_eq!(brought_back(at(9e3, 9e3), &[]), None);
    }
}
