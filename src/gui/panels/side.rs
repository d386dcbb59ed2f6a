//! The right side: this step, the curvature, the examples.

use eframe::egui::{Align, Layout, RichText, ScrollArea, Ui, vec2};

use super::{curvature, data, step};
use crate::gui::Action;
use crate::gui::ask::{Ask, Look, Wish};
use crate::gui::view::{Tab, View};
use crate::gui::widgets::{Named, combo_ui};

/// A window narrower than this has no room for the right side, unless somebody wants it.
const ROOM: f32 = 1150.0;

/// What the right side is about, if it is open.
pub(in crate::gui) fn tab(look: &Look<'_>, view: &View, width: f32) -> Option<Tab> {
    let data = look.session.ground().surface().material().is_some();
    let open = view.side.open.unwrap_or(data || width >= ROOM);
    let wanted = view.side.tab.unwrap_or(if data { Tab::Data } else { Tab::Step });
    let tab = if wanted == Tab::Data && !data { Tab::Step } else { wanted };
    open.then_some(tab)
}

/// Show the right side.
pub(in crate::gui) fn ui(look: &Look<'_>, ui: &mut Ui, tab: Tab, view: &mut View, ask: &mut Ask) {
    let material = look.session.ground().surface().material();
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        let data = material.is_some().then_some((Tab::Data, "Data"));
        let tabs = [(Tab::Step, "This step"), (Tab::Curvature, "Curvature")];
        for (other, name) in tabs.into_iter().chain(data) {
            if ui.selectable_label(tab == other, name).clicked() {
                view.side.tab = Some(other);
            }
        }
    });
    ui.separator();
    match (tab, material) {
        (Tab::Data, Some(material)) => data::ui(look, ui, material, &mut view.data, ask),
        (Tab::Curvature, _) => {
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                chooser_ui(look, ui, view.explained, ask);
                curvature::ui(look, ui, view);
            });
        }
        _ => {
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                chooser_ui(look, ui, view.explained, ask);
                step::ui(look, ui, view, ask);
            });
        }
    }
}

/// Which run is explained.
fn chooser_ui(look: &Look<'_>, ui: &mut Ui, explained: usize, ask: &mut Ask) {
    let scenario = look.session.scenario();
    let now = scenario.label(explained);
    let height = ui.spacing().interact_size.y;
    let size = vec2(ui.available_width(), height);
    let layout = Layout::right_to_left(Align::Center);
    ui.allocate_ui_with_layout(size, layout, |ui| {
        let close = ui.small_button("close");
        if close.on_hover_text(format!("({})", Action::Explain.keys())).clicked() {
            ask.act(Action::Explain);
        }
        let name = Named::once("Explained run");
        let width = ui.available_width() - 4.0;
        combo_ui(ui, name, RichText::new(&now).strong(), width, |ui| {
            for index in 0..scenario.runs.len() {
                let label = scenario.label(index);
                if ui.selectable_label(index == explained, label).clicked() {
                    ask.wish(Wish::Explain(index));
                }
            }
        });
    });
    ui.add_space(2.0);
}
