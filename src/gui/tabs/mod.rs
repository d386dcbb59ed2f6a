//! What the right side can be about: a tab is a file, and a line in [`TABS`].

mod curvature;
mod data;
mod data_file;
mod slice;
mod step;
mod what_if;

use std::borrow::Cow;

use eframe::egui::Ui;

use super::ask::{Ask, Look};
use super::states::States;
use super::view::View;
use crate::scene::Layer;
use crate::session::Eye;
use crate::words::declared;

pub(super) use what_if::put;

/// All tabs, from left to right.
pub(super) static TABS: &[&Tab] = &[&step::TAB, &curvature::TAB, &data::TAB];

/// Something that the right side can be about.
pub(super) struct Tab {
    /// Its name on screen, in English.
    pub(super) name: &'static str,
    /// Whether there is anything to show.
    pub(super) applies: fn(&Look<'_>) -> bool,
    /// Whether the side is open and about this, as long as nobody says otherwise.
    pub(super) opens: fn(&Look<'_>) -> bool,
    /// Whether it is about the run that is explained.
    pub(super) explains: bool,
    /// Whether it shows a step part by part.
    pub(super) parts: bool,
    /// The layers that lie on the map while it is open, whatever else does.
    pub(super) layers: &'static [&'static Layer],
    /// What else is looked at while it is open.
    pub(super) look: fn(&View, &mut Eye),
    /// What it shows.
    pub(super) ui: fn(&Look<'_>, &mut Ui, &mut View, &mut Ask),
    /// A drag in it has never been.
    pub(super) let_go: fn(&mut States),
    /// Wait for what it has sent for. For tests.
    pub(super) wait: fn(&mut States),
}

impl Tab {
    /// A tab about the explained run that shows nothing on the map; its name and its content are
    /// still to be said.
    const USUAL: Self = Self {
        name: "",
        applies: |_| true,
        opens: |_| false,
        explains: true,
        parts: false,
        layers: &[],
        look: |_, _| {},
        ui: |_, _, _, _| {},
        let_go: |_| {},
        wait: |_| {},
    };

    /// Its name in the language that is spoken.
    pub(super) fn name(&self) -> Cow<'static, str> {
        declared(&["tab", &self.id(), "name"], self.name)
    }

    /// What other languages find its name by.
    pub(super) fn id(&self) -> String {
        self.name.to_lowercase().replace(' ', "-")
    }

    /// Whether the layer lies on the map because of it.
    pub(super) fn brings(&self, layer: &Layer) -> bool {
        self.layers.iter().any(|own| own.id == layer.id)
    }
}

/// Open the first tab that does what is wanted, unless the one that is open does.
pub(super) fn turn_to(view: &mut View, wanted: fn(&Tab) -> bool) {
    view.side.open = Some(true);
    if !chosen(view).is_some_and(wanted) {
        view.side.tab = TABS.iter().position(|tab| wanted(tab));
    }
}

/// The tab that somebody chose.
pub(super) fn chosen(view: &View) -> Option<&'static Tab> {
    view.side.tab.map(|place| TABS[place])
}
