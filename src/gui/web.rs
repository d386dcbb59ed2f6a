//! The window in a browser. Nothing is kept yet, and no file can be opened or saved.

use std::path::PathBuf;

use eframe::wasm_bindgen::JsValue;
use eframe::web_sys::HtmlCanvasElement;
use eframe::{CreationContext, WebOptions, WebRunner};

use super::App;
use crate::scenario::Scenario;

/// Open the window on a canvas, with a scenario if one is given. Returns once it is there.
pub async fn main(
    canvas: HtmlCanvasElement,
    scenario: Option<Box<Scenario>>,
) -> Result<(), JsValue> {
    let start = scenario.map(|scenario| *scenario);
    let create: eframe::AppCreator<'static> =
        Box::new(|context| Ok(Box::new(App::new(context, start))));
    WebRunner::new().start(canvas, WebOptions::default(), create).await
}

/// There is no dialog for files.
pub(super) fn system_browser(_save: bool) -> Option<PathBuf> {
    None
}

/// A page is always where it is seen.
pub(super) fn bring_back(_context: &CreationContext<'_>) {}
