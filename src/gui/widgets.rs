//! Widgets with a state: each has an id of its own, which comes from what it sets.

use std::cell::RefCell;
use std::fmt;
use std::ops::RangeInclusive;

use eframe::egui::{
    self, AsIdSalt, Context, DragValue, Id, Key, Response, Slider, Ui, UiBuilder, WidgetInfo,
};

use crate::scene::number;

/// The name of a widget for people who hear it: what it sets, and whose. Its id comes from what it
/// sets alone, within the card around it, as a run may get another name while it is being dragged.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named<'a> {
    /// What it sets.
    pub(super) what: &'a str,
    /// Whose; empty for what there is once.
    pub(super) of: &'a str,
}

impl<'a> Named<'a> {
    /// The name of what there is once.
    pub(super) fn once(what: &'a str) -> Self {
        Self { what, of: "" }
    }
}

impl fmt::Display for Named<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.of.is_empty() {
            f.write_str(self.what)
        } else {
            write!(f, "{} of {}", self.what, self.of)
        }
    }
}

/// Show what a panel holds. However wide it would like to be, the panel stays as the user left it:
/// a row that is half a point too wide would push it on, frame after frame.
pub(super) fn contained<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let room = ui.available_rect_before_wrap();
    let out = add(&mut ui.new_child(UiBuilder::new().max_rect(room)));
    ui.advance_cursor_after_rect(room);
    out
}

/// Show something under an id that does not depend on how many widgets stand before it, as the
/// toolkit's own ids do: a drag goes on while lines around it come and go.
pub(super) fn fixed<R>(ui: &mut Ui, salt: impl AsIdSalt, content: impl FnOnce(&mut Ui) -> R) -> R {
    let id = ui.scope_id().with(salt);
    ui.scope_builder(UiBuilder::new().scope_id(id), content).inner
}

/// A slider without a field, with a name for people who hear it.
pub(super) fn slider_ui(
    ui: &mut Ui,
    value: &mut f64,
    range: RangeInclusive<f64>,
    log: bool,
    decimals: usize,
    name: Named<'_>,
) -> Response {
    let smallest = (*range.end() * 1e-12).max(1e-16);
    let mut slider = Slider::new(value, range).show_value(false).logarithmic(log);
    if log {
        slider = slider.smallest_positive(smallest);
    }
    if decimals == 0 {
        slider = slider.integer();
    } else {
        slider = slider.smart_aim(false);
    }
    let response = fixed(ui, ("slider", name.what), |ui| ui.add(slider));
    response.widget_info(|| WidgetInfo::slider(true, *value, name.to_string()));
    response
}

/// A field for typing a number. What is no number, or none that is allowed, is refused with a
/// sentence for [`refusal`] and changes nothing; so does Escape.
pub(super) fn field_ui(
    ui: &mut Ui,
    value: &mut f64,
    range: RangeInclusive<f64>,
    decimals: usize,
    name: Named<'_>,
) -> Response {
    let speed = (value.abs() * 0.01).max(1e-6);
    let shown = *value;
    // The toolkit drops what was typed in the frame of the Escape, and takes it in the next one.
    let escaped = ui.scope_id().with(("escaped", name.what));
    let dropped = ui.data_mut(|data| data.remove_temp::<()>(escaped).is_some());
    let refused = RefCell::new(None);
    let allowed = range.clone();
    let parser = |text: &str| {
        if dropped {
            return None;
        }
        let typed = typed(text, shown, &allowed, decimals);
        typed.map_err(|why| *refused.borrow_mut() = Some(format!("{name}: {why}"))).ok()
    };
    let field = DragValue::new(value)
        .range(range)
        .speed(if decimals == 0 { speed.max(0.2) } else { speed })
        .custom_formatter(
            move |value, _| {
                if decimals == 0 { format!("{value:.0}") } else { number(value) }
            },
        )
        .custom_parser(parser)
        .clamp_existing_to_range(false)
        .update_while_editing(false);
    let response = fixed(ui, ("field", name.what), |ui| ui.add_sized([72.0, 20.0], field));
    if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
        ui.data_mut(|data| data.insert_temp(escaped, ()));
    }
    if *value != shown && !allowed.contains(value) {
        // A screen reader may set any number.
        *refused.borrow_mut() = Some(format!("{name}: {}", outside(*value, &allowed)));
        *value = shown;
    }
    if let Some(sentence) = refused.take() {
        ui.data_mut(|data| data.insert_temp(Id::unique(REFUSAL), sentence));
    }
    response.widget_info(|| WidgetInfo {
        value: Some(*value),
        ..WidgetInfo::labeled(egui::Role::SpinButton, true, format!("{name}, typed"))
    });
    response
}

/// Under what name the sentence about a refused number waits.
const REFUSAL: &str = "refusal";

/// Why the number that was typed last was refused, once.
pub(super) fn refusal(ctx: &Context) -> Option<String> {
    ctx.data_mut(|data| data.remove_temp(Id::unique(REFUSAL)))
}

/// The number that was typed, or why it is none. A field that only lost the focus keeps all its
/// digits.
fn typed(
    text: &str,
    shown: f64,
    range: &RangeInclusive<f64>,
    decimals: usize,
) -> Result<f64, String> {
    let text = text.trim();
    if text == number(shown) || text == format!("{shown:.0}") {
        return Ok(shown);
    }
    let value = text.replace(',', ".").replace('\u{2212}', "-").parse();
    let value: f64 = value.ok().filter(|value: &f64| value.is_finite()).ok_or_else(|| {
        let most = 40;
        let shorter = text.chars().take(most).collect::<String>();
        format!("\u{201c}{shorter}\u{201d} is not a number")
    })?;
    if decimals == 0 && value.fract() != 0.0 {
        return Err(format!("{} is not a whole number", number(value)));
    }
    if range.contains(&value) { Ok(value) } else { Err(outside(value, range)) }
}

fn outside(value: f64, range: &RangeInclusive<f64>) -> String {
    let [low, high] = [range.start(), range.end()].map(|end| number(*end));
    format!("{} is not from {low} to {high}", number(value))
}

#[cfg(test)]
mod tests {
    use super::typed;

    #[test]
    fn what_is_typed_is_taken_or_refused_with_a_reason() {
        let read = |text| typed(text, 0.123_456_7, &(0.0..=10.0), 6);
        assert_eq!(read("0.1235"), Ok(0.123_456_7), "the same four digits are the same number");
        assert_eq!(read(" 2,5 "), Ok(2.5));
        assert_eq!(read("1e-3"), Ok(0.001));
        assert_eq!(read("\u{2212}0"), Ok(-0.0));
        assert_eq!(read("-1"), Err("-1 is not from 0 to 10".to_owned()));
        assert_eq!(read("1e400"), Err("\u{201c}1e400\u{201d} is not a number".to_owned()));
        assert_eq!(read(""), Err("\u{201c}\u{201d} is not a number".to_owned()));
        let count = |text| typed(text, 3.0, &(1.0..=1e6), 0);
        assert_eq!(count("17"), Ok(17.0));
        assert_eq!(count("1.5"), Err("1.5 is not a whole number".to_owned()));
    }
}
