//! The parts of the window: a module with one function each.

pub(super) mod card;
pub(super) mod charts;
pub(super) mod curves;
mod follow;
pub(super) mod help;
pub(super) mod left;
pub(super) mod map;
mod overlay;
mod plane;
pub(super) mod rate;
pub(super) mod schedule;
pub(super) mod side;
pub(super) mod surface;
pub(super) mod top;
pub(super) mod transport;

use eframe::egui::{Align2, Area, AsIdSalt, Context, Frame, Id, Order, TextStyle, Ui};
use egui_plot::{AxisHints, Plot};

use super::ask::{Ask, Look, Notice, Wish};
use super::theme;
use crate::words::{Message, tell};

/// A plot that the pointer neither moves nor zooms, without words of its own.
pub(super) fn still_plot<'a>(name: impl AsIdSalt) -> Plot<'a> {
    Plot::new(name)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_drag(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .show_crosshair(false)
        .label_formatter(|_| None)
}

/// The axis below a plot. It keeps the room for its labels also while there are none: else the plot
/// is higher without them, has other labels on its left, is wider, and has labels below again.
fn axis_below<'a>(ui: &Ui) -> AxisHints<'a> {
    AxisHints::new_x().min_thickness(ui.text_style_height(&TextStyle::Body))
}

/// A sentence for the user, until it is dismissed. It lies over everything else: nothing moves away
/// under the hand because of it.
pub(super) fn notice_ui(look: &Look<'_>, ctx: &Context, notice: &Notice, ask: &mut Ask) {
    let area = Area::new(Id::unique("notice")).order(Order::Foreground);
    area.anchor(Align2::CENTER_TOP, [0.0, 44.0]).show(ctx, |ui| {
        ui.set_max_width((ctx.content_rect().width() - 40.0).max(40.0));
        Frame::popup(ui.style()).show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                let bad = notice.wrong;
                let color = if bad { theme::bad(look.theme) } else { theme::good(look.theme) };
                ui.colored_label(color, notice.message.text());
                if ui.button(tell!("notice-dismiss")).clicked() {
                    ask.wish(Wish::Dismiss);
                }
            });
        });
    });
}

/// That something is being waited for. Returns whether the user gives up.
pub(super) fn errand_ui(ctx: &Context, what: &Message) -> bool {
    let area = Area::new(Id::unique("errand")).order(Order::Foreground);
    let area = area.anchor(Align2::CENTER_TOP, [0.0, 60.0]);
    let shown = area.show(ctx, |ui| {
        let row = |ui: &mut Ui| {
            ui.label(what.text());
            ui.button(tell!("errand-give-up")).clicked()
        };
        Frame::popup(ui.style()).show(ui, |ui| ui.horizontal(row).inner).inner
    });
    shown.inner
}
