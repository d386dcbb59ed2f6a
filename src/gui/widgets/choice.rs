//! Choices: the one box that opens a list.

use eframe::egui::{Align, ComboBox, Layout, Response, RichText, Role, Ui, WidgetInfo, vec2};

use super::{Named, Tip as _};
use crate::catalog::{Entry, Family, Pick, heading};

/// A box of this width that shows what is chosen `now` and opens a list.
pub(in crate::gui) fn combo_ui(
    ui: &mut Ui,
    name: Named<'_>,
    now: impl Into<RichText>,
    width: f32,
    list: impl FnOnce(&mut Ui),
) -> Response {
    let combo = ComboBox::from_id_salt(name.what).width(width).truncate().height(420.0);
    let now: RichText = now.into();
    let value = now.text().to_owned();
    let combo = combo.selected_text(now);
    // A long name is cut off: a box as wide as its text would push its neighbours out.
    let size = vec2(width, ui.spacing().interact_size.y);
    let layout = Layout::left_to_right(Align::Center);
    let shown = ui.allocate_ui_with_layout(size, layout, |ui| combo.show_ui(ui, list)).inner;
    shown.response.widget_info(|| WidgetInfo {
        current_text_value: Some(value.clone()),
        ..WidgetInfo::labeled(Role::ComboBox, true, name.to_string())
    });
    shown.response
}

/// All members of a family under their headings. Returns the one that was clicked.
pub(in crate::gui) fn entries_ui<F: Family + ?Sized>(
    ui: &mut Ui,
    now: Option<&str>,
) -> Option<&'static Entry<F>> {
    let mut chosen = None;
    for (english, entries) in F::groups() {
        let heading = heading::<F>(english);
        if !heading.is_empty() {
            ui.label(RichText::new(heading).small().weak());
        }
        for entry in entries {
            let label = ui.selectable_label(now == Some(entry.id), entry.name());
            if label.tip(|| entry.summary()).clicked() && now != Some(entry.id) {
                chosen = Some(*entry);
            }
        }
    }
    chosen
}

/// A choice from a catalog. Returns the new choice.
pub(in crate::gui) fn choice_ui<F: Family + ?Sized>(
    ui: &mut Ui,
    now: &Pick<F>,
    name: Named<'_>,
    width: f32,
) -> Option<Pick<F>> {
    let mut chosen = None;
    let list = |ui: &mut Ui| chosen = entries_ui(ui, Some(now.id())).map(Pick::of);
    let entry = now.entry();
    combo_ui(ui, name, RichText::new(entry.name()).strong(), width, list).tip(|| entry.summary());
    chosen
}
