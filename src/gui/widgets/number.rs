//! Numbers: sliders, and fields that say why they refuse one.

use std::cell::RefCell;
use std::ops::RangeInclusive;

use eframe::egui::{self, Context, DragValue, Id, Key, Response, Slider, Ui, WidgetInfo};

use super::{Named, Tip as _, TipText, fixed};
use crate::params::Domain;
use crate::scenario::LEARNING_RATE;
use crate::scene::number;
use crate::words::{Message, message, tell};

/// A slider without a field, with a name for people who hear it.
pub(in crate::gui) fn slider_ui(
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

/// What the user did to a number.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::gui) struct Touched {
    /// It is another one now.
    pub(in crate::gui) changed: bool,
    /// It was let go of: the next change is a new one.
    pub(in crate::gui) settled: bool,
}

impl From<&Response> for Touched {
    fn from(response: &Response) -> Self {
        let settled = response.drag_stopped() || response.lost_focus();
        Self { changed: response.changed(), settled }
    }
}

/// A field for typing a number of a domain.
pub(in crate::gui) fn field_ui(
    ui: &mut Ui,
    value: &mut f64,
    domain: Domain,
    name: Named<'_>,
) -> Touched {
    match domain {
        Domain::Real { min, max, .. } => typed_ui(ui, value, min..=max, 6, name),
        Domain::Count { min, max } => whole_ui(ui, value, f64::from(min)..=f64::from(max), name),
        Domain::Flag | Domain::Choice(_) => Touched::default(),
    }
}

/// A field for typing a whole number.
pub(in crate::gui) fn whole_ui(
    ui: &mut Ui,
    value: &mut f64,
    range: RangeInclusive<f64>,
    name: Named<'_>,
) -> Touched {
    typed_ui(ui, value, range, 0, name)
}

/// A field for typing a number. What is no number, or none that is allowed, is refused with a
/// sentence for [`refusal`] and changes nothing; so does Escape.
fn typed_ui(
    ui: &mut Ui,
    value: &mut f64,
    range: RangeInclusive<f64>,
    decimals: usize,
    name: Named<'_>,
) -> Touched {
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
        typed.map_err(|why| *refused.borrow_mut() = Some(refused_for(name, why))).ok()
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
        *refused.borrow_mut() = Some(refused_for(name, outside(*value, &allowed)));
        *value = shown;
    }
    if let Some(sentence) = refused.take() {
        ui.data_mut(|data| data.insert_temp(Id::unique(REFUSAL), Some(sentence)));
    }
    response.widget_info(|| WidgetInfo {
        value: Some(*value),
        ..WidgetInfo::labeled(
            egui::Role::SpinButton,
            true,
            tell!("field-heard", name = name.to_string()),
        )
    });
    Touched::from(&response)
}

/// A slider and a field for a learning rate, and where the slider is.
pub(in crate::gui) fn lr_ui(
    ui: &mut Ui,
    lr: &mut f64,
    [low, high]: [f64; 2],
    name: Named<'_>,
    tip: TipText<'_>,
) -> (Touched, egui::Rect) {
    ui.label("η").tip(tip);
    ui.spacing_mut().slider_width = (ui.available_width() - 92.0).max(60.0);
    let before = *lr;
    let slider = slider_ui(ui, lr, low..=high, true, 6, name).tip(tip);
    let field = field_ui(ui, lr, LEARNING_RATE, name);
    let touched = Touched {
        changed: (slider.changed() || field.changed) && *lr > 0.0 && *lr != before,
        settled: slider.drag_stopped() || field.settled,
    };
    (touched, slider.rect)
}

/// What is told of a number that is refused.
fn refused_for(name: Named<'_>, why: Message) -> Message {
    message!("field-refused", name = name.to_string(), why)
}

/// Under what name the sentence about a refused number waits.
const REFUSAL: &str = "refusal";

/// Why the number that was typed last was refused, once.
pub(in crate::gui) fn refusal(ctx: &Context) -> Option<Message> {
    ctx.data_mut(|data| data.remove_temp::<Option<Message>>(Id::unique(REFUSAL))).flatten()
}

/// The number that was typed, or why it is none. A field that only lost the focus keeps all its
/// digits.
fn typed(
    text: &str,
    shown: f64,
    range: &RangeInclusive<f64>,
    decimals: usize,
) -> Result<f64, Message> {
    let text = text.trim();
    if text == number(shown) || text == format!("{shown:.0}") {
        return Ok(shown);
    }
    let value = text.replace(',', ".").replace('\u{2212}', "-").parse();
    let value: f64 = value.ok().filter(|value: &f64| value.is_finite()).ok_or_else(|| {
        let most = 40;
        let shorter = text.chars().take(most).collect::<String>();
        message!("field-no-number", text = shorter)
    })?;
    if decimals == 0 && value.fract() != 0.0 {
        return Err(message!("field-not-whole", value));
    }
    if range.contains(&value) { Ok(value) } else { Err(outside(value, range)) }
}

fn outside(value: f64, range: &RangeInclusive<f64>) -> Message {
    message!("field-outside", value, low = *range.start(), high = *range.end())
}

#[cfg(test)]
mod tests {
    use super::{Message, typed};

    #[test]
    fn what_is_typed_is_taken_or_refused_with_a_reason() {
        let words = |why: Message| why.to_string();
        let read = |text| typed(text, 0.123_456_7, &(0.0..=10.0), 6).map_err(words);
        assert_eq!(read("0.1235"), Ok(0.123_456_7), "the same four digits are the same number");
        assert_eq!(read(" 2,5 "), Ok(2.5));
        assert_eq!(read("1e-3"), Ok(0.001));
        assert_eq!(read("\u{2212}0"), Ok(-0.0));
        assert_eq!(read("-1"), Err("-1 is not from 0 to 10".to_owned()));
        assert_eq!(read("1e400"), Err("\u{201c}1e400\u{201d} is not a number".to_owned()));
        assert_eq!(read(""), Err("\u{201c}\u{201d} is not a number".to_owned()));
        let count = |text| typed(text, 3.0, &(1.0..=1e6), 0).map_err(words);
        assert_eq!(count("17"), Ok(17.0));
        assert_eq!(count("1.5"), Err("1.5 is not a whole number".to_owned()));
    }
}
