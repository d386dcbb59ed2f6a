//! The sheet of keys.

use eframe::egui::{Align2, Context, Grid, RichText, Window};

use crate::gui::Action;
use crate::scene::LAYERS;
use crate::words::tell;

/// Show the sheet while it is open.
pub(in crate::gui) fn ui(ctx: &Context, open: &mut bool) {
    Window::new(tell!("help-title"))
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
                    ui.label(layer.name());
                    ui.label(RichText::new(tell!("help-layer")).weak());
                    ui.end_row();
                }
                for (keys, text, tooltip) in [
                    (tell!("key-zoom"), tell!("help-zoom"), tell!("help-zoom-tip")),
                    (tell!("key-escape"), tell!("help-escape"), tell!("help-escape-tip")),
                    (tell!("key-tab"), tell!("help-tab"), tell!("help-tab-tip")),
                    (tell!("key-wheel"), tell!("help-wheel"), tell!("help-wheel-tip")),
                    (tell!("key-wheel"), tell!("help-chart"), tell!("help-chart-tip")),
                    (tell!("key-click"), tell!("help-click"), tell!("help-click-tip")),
                ] {
                    ui.label(RichText::new(keys).monospace());
                    ui.label(text);
                    ui.label(RichText::new(tooltip).weak());
                    ui.end_row();
                }
            });
        });
}
