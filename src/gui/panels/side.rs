//! The right side: one tab of several.

use eframe::egui::{Align, Layout, RichText, ScrollArea, Ui, vec2};

use crate::gui::Action;
use crate::gui::ask::{Ask, Look, Wish};
use crate::gui::tabs::{self, TABS, Tab};
use crate::gui::view::View;
use crate::gui::widgets::{Named, Tip as _, combo_ui};
use crate::words::tell;

/// A window narrower than this has no room for the right side, unless somebody wants it.
const ROOM: f32 = 1150.0;

/// What the right side is about, if it is open.
pub(in crate::gui) fn tab(look: &Look<'_>, view: &View, width: f32) -> Option<&'static Tab> {
    let applies = |tab: &&'static Tab| (tab.applies)(look);
    let opening = TABS.iter().copied().filter(applies).find(|tab| (tab.opens)(look));
    let open = view.side.open.unwrap_or_else(|| opening.is_some() || width >= ROOM);
    let chosen = tabs::chosen(view).or(opening).filter(applies);
    let tab = chosen.or_else(|| TABS.iter().copied().find(applies));
    tab.filter(|_| open)
}

/// Show the right side.
pub(in crate::gui) fn ui(
    look: &Look<'_>,
    ui: &mut Ui,
    tab: &'static Tab,
    view: &mut View,
    ask: &mut Ask,
) {
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        let tabs = TABS.iter().enumerate().filter(|(_, other)| (other.applies)(look));
        for (place, other) in tabs {
            if ui.selectable_label(std::ptr::eq(tab, *other), other.name()).clicked() {
                view.side.tab = Some(place);
            }
        }
    });
    ui.separator();
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        if tab.explains {
            chooser_ui(look, ui, view.explained, ask);
        }
        (tab.ui)(look, ui, view, ask);
    });
}

/// Which run is explained.
fn chooser_ui(look: &Look<'_>, ui: &mut Ui, explained: usize, ask: &mut Ask) {
    let size = vec2(ui.available_width(), ui.spacing().interact_size.y);
    let layout = Layout::right_to_left(Align::Center);
    ui.allocate_ui_with_layout(size, layout, |ui| {
        let close = ui.small_button(tell!("side-close"));
        if close.tip(|| tell!("side-close-tip", keys = Action::Explain.keys())).clicked() {
            ask.act(Action::Explain);
        }
        let what = tell!("side-explained");
        let name = Named::once(&what);
        let now = RichText::new(look.session.label(explained)).strong();
        let width = ui.available_width() - 4.0;
        combo_ui(ui, name, now, width, |ui| {
            for index in 0..look.session.runs().len() {
                let label = look.session.label(index);
                if ui.selectable_label(index == explained, label).clicked() {
                    ask.wish(Wish::Explain(index));
                }
            }
        });
    });
    ui.add_space(2.0);
}
