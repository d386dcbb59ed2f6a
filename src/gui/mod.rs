//! The window.
//!
//! Panels look at the session and ask for changes; [`App`] applies what they asked once per
//! frame. Nothing below this module knows the toolkit.

mod act;
mod actions;
mod app;
mod ask;
mod dialog;
mod discovery;
mod fonts;
mod icons;
mod kept;
mod knobs;
mod maps;
mod paint;
mod panels;
mod theme;
mod thumbnails;
mod view;
mod widgets;

use eframe::egui;

pub use actions::Action;
pub use app::App;
pub use fonts::use_system_fonts;
pub use paint::MOST_VERTICES;

use crate::scenario::Scenario;

/// Open the window, with a scenario if one is given. Returns when it is closed.
pub fn main(scenario: Option<Box<Scenario>>) -> Result<(), String> {
    let viewport = egui::ViewportBuilder::default()
        .with_title("Downhill")
        .with_app_id("downhill")
        .with_inner_size([1280.0, 800.0])
        .with_min_inner_size([800.0, 500.0]);
    let options = eframe::NativeOptions { viewport, ..Default::default() };
    let start = scenario.map(|scenario| *scenario);
    let create: eframe::AppCreator<'_> = Box::new(|context| {
        use_system_fonts(&context.egui_ctx);
        Ok(Box::new(App::new(context, start)))
    });
    eframe::run_native("Downhill", options, create).map_err(|error| reason(&error))
}

/// Why the window did not open, in half a sentence.
fn reason(error: &eframe::Error) -> String {
    let display = ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"];
    if cfg!(target_os = "linux") && display.iter().all(|name| std::env::var_os(name).is_none()) {
        return "there is no display".to_owned();
    }
    let text = error.to_string();
    text.lines().next().unwrap_or("the system says no more").trim_end_matches('.').to_owned()
}
