//! The sheet of keys.

use eframe::egui::{Align2, Context, Grid, RichText, Window};

use crate::gui::Action;
use crate::scene::LAYERS;

/// Show the sheet while it is open.
pub(in crate::gui) fn ui(ctx: &Context, open: &mut bool) {
    Window::new("What the keys do")
        .open(open)
        .collapsible(false)
        .resizable(false)
        .vscroll(true)
        .max_height((ctx.content_rect().height() - 60.0).max(40.0))
        .anchor(Align2::CENTER_CENTER, [0.0, 0.0])
        .show(ctx, |ui| {
            Grid::new("keys").num_columns(3).spacing([18.0, 5.0]).show(ui, |ui| {
                for action in Action::ALL {
                    ui.label(RichText::new(action.keys()).monospace());
                    ui.label(action.text());
                    ui.label(RichText::new(action.tooltip()).weak());
                    ui.end_row();
                }
                for layer in LAYERS.iter().filter(|layer| layer.key.is_some()) {
                    ui.label(
                        RichText::new(layer.key.map(String::from).unwrap_or_default()).monospace(),
                    );
                    ui.label(layer.name);
                    ui.label(RichText::new("Switch this layer of the map on or off.").weak());
                    ui.end_row();
                }
                for (keys, text, tooltip) in [
                    (
                        "Ctrl++ Ctrl+-",
                        "Zoom",
                        "Make everything larger or smaller; Ctrl+0 undoes it.",
                    ),
                    (
                        "Escape",
                        "Never mind",
                        "End a drag or typing without effect; close this sheet.",
                    ),
                    ("Tab", "Next widget", "Walk through all sliders and buttons."),
                    ("Mouse wheel", "Zoom the map", "Around the pointer; drag to move it."),
                    (
                        "Mouse wheel",
                        "Zoom the charts",
                        "Or mark a part with the second button; a double click shows all.",
                    ),
                    ("Click", "Drop the balls", "Where you click; or drag the pin."),
                ] {
                    ui.label(RichText::new(keys).monospace());
                    ui.label(text);
                    ui.label(RichText::new(tooltip).weak());
                    ui.end_row();
                }
            });
        });
}
