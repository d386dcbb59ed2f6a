//! The bar on top: what is shown, undo, view, help.

use eframe::egui::{Align, Checkbox, Layout, RichText, Ui};

use crate::gui::Action;
use crate::gui::ask::{Ask, Look, Wish};
use crate::gui::tabs::Tab;
use crate::gui::widgets::Tip as _;
use crate::scenario::{BUNDLED, Scenario};
use crate::scene::{Chosen, LAYERS};
use crate::session::Edit;
use crate::words::{LANGUAGES, spoken, tell};

/// Show the bar.
pub(in crate::gui) fn ui(look: &Look<'_>, ui: &mut Ui, tab: Option<&Tab>, ask: &mut Ask) {
    ui.horizontal(|ui| {
        ui.menu_button(tell!("top-scenarios"), |ui| {
            for bundled in BUNDLED {
                let Ok(scenario) = Scenario::parse(bundled.text, bundled.id) else { continue };
                if ui.button(&scenario.title).clicked() {
                    ask.wish(Wish::Open(Box::new(scenario)));
                    ui.close();
                }
            }
            ui.separator();
            for action in [Action::Open, Action::Save] {
                if button(ui, action, true) {
                    ask.act(action);
                    ui.close();
                }
            }
        });
        layers_ui(look, ui, tab, ask);
        for (action, enabled) in [
            (Action::Undo, look.session.can_undo()),
            (Action::Redo, look.session.can_redo()),
            (Action::ResetView, true),
        ] {
            if button(ui, action, enabled) {
                ask.act(action);
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            for action in [Action::Help, Action::SwitchTheme] {
                if button(ui, action, true) {
                    ask.act(action);
                }
            }
            languages_ui(ui, ask);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let title = title(look);
                ui.add_space(8.0);
                ui.add(eframe::egui::Label::new(RichText::new(title).size(17.0)).truncate());
            });
        });
    });
}

/// The languages by their own names, if there is a choice.
fn languages_ui(ui: &mut Ui, ask: &mut Ask) {
    if LANGUAGES.len() < 2 {
        return;
    }
    ui.menu_button(tell!("window-language"), |ui| {
        for language in LANGUAGES {
            if ui.selectable_label(*language == spoken(), language.name).clicked() {
                ask.wish(Wish::Speak(language));
                ui.close();
            }
        }
    });
}

/// What lies on the map, to be switched on and off.
fn layers_ui(look: &Look<'_>, ui: &mut Ui, tab: Option<&Tab>, ask: &mut Ask) {
    let chosen = look.session.scenario().layers();
    let menu = ui.menu_button(tell!("top-layers"), |ui| {
        // From the top to the bottom, as they lie on each other.
        for layer in LAYERS.iter().rev() {
            let brought = tab.filter(|tab| tab.brings(layer));
            let mut on = brought.is_some() || chosen.has(layer);
            let name = match layer.key {
                Some(key) => tell!("top-layer-key", layer = layer.name(), key),
                None => layer.name(),
            };
            let name = RichText::new(name);
            let switch = Checkbox::new(&mut on, name);
            let switch = ui.add_enabled(brought.is_none(), switch).tip(|| layer.summary());
            let why = brought.map(|tab| tell!("top-layer-brought", tab = tab.name()));
            let switch = switch.on_disabled_hover_text(why.unwrap_or_default());
            if switch.changed() {
                ask.edit(Edit::Layers(chosen.toggled(layer)));
            }
        }
        ui.separator();
        if ui.button(tell!("top-usual")).clicked() {
            ask.edit(Edit::Layers(Chosen::usual()));
        }
    });
    menu.response.tip(|| tell!("top-layers-tip"));
}

/// What the scenario is called, or the landscape, if it has no title of its own any more. A title
/// may speak of what was changed since.
fn title(look: &Look<'_>) -> String {
    let scenario = look.session.scenario();
    match scenario.title.as_str() {
        "" => scenario.surface.name().into_owned(),
        title if look.session.changed() => tell!("top-changed", title).into_owned(),
        title => title.to_owned(),
    }
}

/// A button for something that a key does as well.
fn button(ui: &mut Ui, action: Action, enabled: bool) -> bool {
    let button = eframe::egui::Button::new(action.text());
    ui.add_enabled(enabled, button).tip(|| action.tip()).clicked()
}
