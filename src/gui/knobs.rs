//! Widgets for knobs, made from their declarations.

use eframe::egui::{self, Response, Ui, WidgetInfo};

use super::widgets::{Named, Tip as _, TipText, combo_ui, field_ui, fixed, slider_ui};
use crate::params::{Domain, ParamSpec, Scale, Value, Word};
use crate::words::tell;

/// The width of the column of names.
const LABEL: f32 = 80.0;

/// A widget for one knob, on a line of its own. Returns the new value when it changed, and
/// whether the user let go. `doc` says what the knob is, and `of` whose, for people who hear the
/// name.
pub(super) fn knob_ui(
    ui: &mut Ui,
    spec: &ParamSpec<'_>,
    value: Value,
    doc: &str,
    of: &str,
) -> Turned<Value> {
    let name = Named { what: spec.id, of };
    let tip: TipText<'_> = &|| tell!("knob-tip", doc, domain = spec.domain.to_string());
    match (spec.domain, value) {
        (Domain::Flag, Value::Flag(mut on)) => {
            let checkbox = |ui: &mut Ui| ui.checkbox(&mut on, spec.id);
            let response = fixed(ui, ("flag", spec.id), checkbox).tip(tip);
            let role = egui::Role::CheckBox;
            response.widget_info(|| WidgetInfo::selected(role, true, on, name.to_string()));
            Turned {
                to: response.changed().then_some(Value::Flag(on)),
                settled: response.changed(),
            }
        }
        (Domain::Count { .. }, _) => {
            let turned = number_ui(ui, spec, u32::from(value).into(), name, tip);
            turned.map(|value| Value::Count(value.round() as u32))
        }
        (Domain::Real { .. }, _) => number_ui(ui, spec, value.into(), name, tip).map(Value::Real),
        (Domain::Choice(words), Value::Word(now)) => choice_ui(ui, spec, words, now, name, tip),
        (Domain::Flag | Domain::Choice(_), _) => Turned { to: None, settled: false },
    }
}

/// A list of words to choose from.
fn choice_ui(
    ui: &mut Ui,
    spec: &ParamSpec<'_>,
    words: &'static [Word],
    now: &'static str,
    name: Named<'_>,
    tip: TipText<'_>,
) -> Turned<Value> {
    let mut chosen = None;
    ui.horizontal(|ui| {
        label_ui(ui, label(spec)).tip(tip);
        let width = ui.available_width() - 12.0;
        let shown = combo_ui(ui, name, now, width, |ui| {
            for word in words {
                let label = ui.selectable_label(word.id == now, word.id).tip(|| word.doc);
                if label.clicked() && word.id != now {
                    chosen = Some(Value::Word(word.id));
                }
            }
        });
        shown.tip(tip);
    });
    Turned { to: chosen, settled: chosen.is_some() }
}

/// The column of names, all of one width.
pub(super) fn label_ui(ui: &mut Ui, label: &str) -> Response {
    let (size, layout) =
        (egui::vec2(LABEL, 18.0), egui::Layout::left_to_right(egui::Align::Center));
    let label = egui::Label::new(label).truncate();
    ui.allocate_ui_with_layout(size, layout, |ui| {
        ui.set_min_width(size.x);
        ui.add(label)
    })
    .inner
}

fn label<'a>(spec: &ParamSpec<'a>) -> &'a str {
    if spec.symbol.is_empty() { spec.id } else { spec.symbol }
}

/// What the user did with a widget.
#[derive(Clone, Copy, Debug)]
pub(super) struct Turned<T> {
    /// The new value, if it changed.
    pub(super) to: Option<T>,
    /// Whether the user let go: the next change is another one.
    pub(super) settled: bool,
}

impl<T> Turned<T> {
    fn map<U>(self, f: impl FnOnce(T) -> U) -> Turned<U> {
        Turned { to: self.to.map(f), settled: self.settled }
    }
}

/// A label, a slider and a field for typing.
fn number_ui(
    ui: &mut Ui,
    spec: &ParamSpec<'_>,
    mut value: f64,
    name: Named<'_>,
    tip: TipText<'_>,
) -> Turned<f64> {
    let (range, log, decimals) = match spec.domain {
        Domain::Count { min, max } => (f64::from(min)..=f64::from(max), max / min.max(1) > 100, 0),
        Domain::Real { min, max, scale } => (min..=max, scale == Scale::Log, 6),
        Domain::Flag | Domain::Choice(_) => return Turned { to: None, settled: false },
    };
    ui.horizontal(|ui| {
        let width = ui.available_width();
        label_ui(ui, label(spec)).tip(tip);
        ui.spacing_mut().slider_width = (width - LABEL - 78.0 - 16.0).max(40.0);
        let slider = slider_ui(ui, &mut value, range, log, decimals, name);
        let slider = slider.tip(tip);
        let field = field_ui(ui, &mut value, spec.domain, name);
        let changed = slider.changed() || field.changed;
        Turned { to: changed.then_some(value), settled: slider.drag_stopped() || field.settled }
    })
    .inner
}
