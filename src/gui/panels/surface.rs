//! The landscape: the list to choose from, the formula to type, and its knobs.

use eframe::egui::{
    self, Align, Atom, Button, Color32, ComboBox, FontSelection, Grid, Image, Layout, RichText,
    TextEdit, TextFormat, Ui, WidgetInfo,
    text::{CCursor, CCursorRange, LayoutJob},
    text_edit::TextEditState,
    vec2,
};

use crate::catalog::{Entry, Family as _, Pick};
use crate::gui::ask::{Ask, Look, Wish};
use crate::gui::knobs::{knob_ui, label_ui};
use crate::gui::maps::Maps;
use crate::gui::theme;
use crate::gui::view::FormulaView;
use crate::gui::widgets::{Named, Tip as _, field_ui};
use crate::scenario::{COORDINATE, Scenario};
use crate::session::Edit;
use crate::surface::{Expression, ExpressionError, Landscape, Surface, Typed};
use crate::words::tell;

/// The side of a thumbnail, in points.
const THUMBNAIL: f32 = 40.0;

/// Show the landscape's part of the left side.
pub(super) fn ui(
    look: &Look<'_>,
    ui: &mut Ui,
    view: &mut FormulaView,
    maps: &mut Maps,
    ask: &mut Ask,
) {
    let landscape = &look.session.scenario().surface;
    if let Some(chosen) = picker_ui(look, ui, landscape, maps) {
        ask.edit(Edit::Surface(Pick::of(chosen).into()));
    }
    match landscape {
        Landscape::Typed(typed) => typed_ui(look, ui, typed, view, ask),
        Landscape::Listed(pick, _) => {
            ui.horizontal(|ui| {
                let editable = Expression::parse(&landscape.formula()).is_ok();
                let width = ui.available_width() - if editable { 74.0 } else { 10.0 };
                let formula = format!("f = {}", landscape.formula());
                let entry = pick.entry();
                let teaches = entry.fact("teaches", entry.facts.teaches);
                let tip = format!("{}\n{teaches}\n{formula}", entry.summary());
                let label = egui::Label::new(RichText::new(formula).small().weak()).truncate();
                let layout = Layout::left_to_right(Align::Center);
                ui.allocate_ui_with_layout(vec2(width, 20.0), layout, |ui| {
                    ui.set_min_width(width);
                    ui.add(label).on_hover_text(tip);
                });
                let tip = tell!("surface-edit-tip");
                if editable
                    && ui.small_button(tell!("surface-edit")).on_hover_text(tip).clicked()
                    && let Some(typed) = typed_twin(look.session.scenario(), pick)
                {
                    ask.edit(Edit::Formula(typed));
                    view.focus = true;
                }
            });
        }
    }
    for (spec, value) in landscape.knobs() {
        let doc = match landscape.entry() {
            Some(entry) => entry.doc(&spec),
            None => spec.doc.into(),
        };
        let turned = knob_ui(ui, &spec, value, &doc, &landscape.name());
        if let Some(value) = turned.to {
            ask.edit(Edit::SurfaceKnob(spec.id.to_owned(), value));
        }
        if turned.settled {
            ask.wish(Wish::Settle);
        }
    }
}

/// The same landscape as a typed formula, if its formula can be typed.
pub(in crate::gui) fn typed_twin(scenario: &Scenario, pick: &Pick<dyn Surface>) -> Option<Typed> {
    let value = |name: &str| pick.get(name).map(f64::from);
    let own = pick.build().view();
    let view = scenario.view.part.unwrap_or([own[0], own[1]]);
    Typed::parse(&pick.wording(pick.entry().facts.formula), value, view).ok()
}

/// The list of all surfaces with their thumbnails. Returns the one that was chosen.
fn picker_ui(
    look: &Look<'_>,
    ui: &mut Ui,
    landscape: &Landscape,
    maps: &mut Maps,
) -> Option<&'static Entry<dyn Surface>> {
    let mut chosen = None;
    let width = ui.available_width() - 10.0;
    let combo = ComboBox::from_id_salt("Surface")
        .width(width)
        .truncate()
        .selected_text(RichText::new(landscape.name()).strong())
        .height(560.0);
    let shown = combo.show_ui(ui, |ui| {
        let textures = maps.thumbnails.of(ui.ctx(), look.theme);
        let mut number = 0;
        for (heading, entries) in <dyn Surface>::groups() {
            ui.label(RichText::new(crate::catalog::heading::<dyn Surface>(heading)).small().weak());
            Grid::new(heading).num_columns(2).spacing([6.0, 4.0]).show(ui, |ui| {
                for (place, entry) in entries.iter().enumerate() {
                    let here = landscape.id() == entry.id;
                    let picture = textures.get(number).map(|texture| {
                        Image::new(texture).fit_to_exact_size(vec2(THUMBNAIL, THUMBNAIL))
                    });
                    number += 1;
                    let button = match picture {
                        Some(picture) => {
                            Button::selectable(here, (picture, entry.name(), Atom::grow()))
                        }
                        None => Button::selectable(here, (entry.name(), Atom::grow())),
                    };
                    let size = vec2(0.5 * width - 4.0, THUMBNAIL + 6.0);
                    let button = button.min_size(size).truncate();
                    let response = ui.add(button).tip(|| entry.summary());
                    let heard = entry.name();
                    response.widget_info(|| {
                        WidgetInfo::selected(egui::Role::Button, true, here, &*heard)
                    });
                    if response.clicked() && !here {
                        chosen = Some(*entry);
                    }
                    if place % 2 == 1 {
                        ui.end_row();
                    }
                }
            });
        }
    });
    let name = landscape.name().into_owned();
    let what = tell!("surface-heard");
    shown.response.widget_info(|| WidgetInfo {
        current_text_value: Some(name.clone()),
        ..WidgetInfo::labeled(egui::Role::ComboBox, true, &*what)
    });
    shown.response.tip(|| landscape.entry().map_or_else(|| tell!("surface-own"), Entry::summary));
    chosen
}

/// The field for the formula, what is wrong with it, and the part of the plane it is about.
fn typed_ui(look: &Look<'_>, ui: &mut Ui, typed: &Typed, view: &mut FormulaView, ask: &mut Ask) {
    if view.seen != typed.text() {
        // Another formula came from elsewhere: a file, an undo.
        typed.text().clone_into(&mut view.seen);
        typed.text().clone_into(&mut view.text);
        view.error = None;
    }
    let error = view.error.clone();
    let bad = theme::bad(look.theme);
    let ink = ui.visuals().text_color();
    let mut layouter = |ui: &Ui, text: &dyn egui::TextBuffer, width: f32| {
        let mut job = marked(text.as_str(), error.as_ref(), ink, bad, ui);
        job.wrap.max_width = width;
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    let field = TextEdit::multiline(&mut view.text)
        .id_salt("formula")
        .desired_rows(1)
        .desired_width(ui.available_width() - 10.0)
        .hint_text(tell!("surface-hint"))
        .layouter(&mut layouter);
    let response = ui.add(field);
    let heard = tell!("surface-formula-heard");
    response.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, &*heard));
    if std::mem::take(&mut view.focus) {
        response.request_focus();
        response.scroll_to_me(None);
        select_all(ui, response.id, &view.text);
    }
    if response.changed() {
        let text = view.text.replace('\n', " ");
        match typed.retyped(&text) {
            Ok(next) => {
                next.text().clone_into(&mut view.seen);
                view.error = None;
                ask.edit(Edit::Formula(next));
            }
            Err(error) => view.error = Some(error),
        }
    }
    if response.lost_focus() {
        ask.wish(Wish::Settle);
    }
    if let Some(error) = &view.error {
        let text = tell!("surface-wrong", error = error.to_string());
        ui.add(egui::Label::new(RichText::new(text).small().color(bad)).wrap());
    }
    region_ui(ui, typed, ask);
}

/// Select all of a field, so that what is typed next takes its place.
fn select_all(ui: &Ui, field: egui::Id, text: &str) {
    let mut state = TextEditState::load(ui.ctx(), field).unwrap_or_default();
    let end = CCursor::new(text.chars().count());
    state.cursor.set_char_range(Some(CCursorRange::two(CCursor::new(0), end)));
    state.store(ui.ctx(), field);
}

/// The text, what is wrong with it underlined.
fn marked(
    text: &str,
    error: Option<&ExpressionError>,
    ink: Color32,
    bad: Color32,
    ui: &Ui,
) -> LayoutJob {
    let font = FontSelection::default().resolve(ui.style());
    let plain = TextFormat { font_id: font.clone(), color: ink, ..TextFormat::default() };
    let wrong = TextFormat { underline: egui::Stroke::new(2.0, bad), color: bad, ..plain.clone() };
    let mut job = LayoutJob::default();
    for (place, letter) in text.chars().enumerate() {
        let inside = error.is_some_and(|e| (e.start..e.end.max(e.start + 1)).contains(&place));
        let format = if inside { wrong.clone() } else { plain.clone() };
        job.append(letter.encode_utf8(&mut [0; 4]), 0.0, format);
    }
    job
}

/// The part of the plane that the formula is about.
fn region_ui(ui: &mut Ui, typed: &Typed, ask: &mut Ask) {
    let mut region = typed.view();
    let (mut changed, mut settled) = (false, false);
    for (axis, name) in ["x", "y"].into_iter().enumerate() {
        ui.horizontal(|ui| {
            let tip = tell!("surface-part-tip");
            label_ui(ui, &tell!("surface-from", axis = name)).on_hover_text(tip);
            let heard = [tell!("surface-low", axis = name), tell!("surface-high", axis = name)];
            for (side, name) in heard.into_iter().enumerate() {
                let end = &mut region[axis][side];
                let field = field_ui(ui, end, COORDINATE, Named::once(&name));
                changed |= field.changed;
                settled |= field.settled;
                if side == 0 {
                    ui.label(tell!("surface-to"));
                }
            }
        });
    }
    if changed && region.iter().all(|[low, high]| high - low >= 1e-9) {
        ask.edit(Edit::Formula(typed.clone().over(region)));
    }
    if settled {
        ask.wish(Wish::Settle);
    }
}
