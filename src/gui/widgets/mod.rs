//! Widgets with a state: each has an id of its own, which comes from what it sets.

mod choice;
mod number;

use std::borrow::Cow;
use std::fmt;

use eframe::egui::{
    AsIdSalt, CollapsingHeader, Color32, Context, Key, Response, RichText, TextStyle, Ui,
    UiBuilder, WidgetText,
};

use crate::words::tell;
pub(super) use choice::{choice_ui, combo_ui, entries_ui};

pub(super) use number::{field_ui, lr_ui, refusal, slider_ui, whole_ui};

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
            f.write_str(&tell!("widget-of", what = self.what, of = self.of))
        }
    }
}

/// Words that are made only when somebody reads or hears them.
pub(super) type TipText<'a> = &'a dyn Fn() -> Cow<'static, str>;

/// What is said of a widget to those who point at it, or who hear it.
pub(super) trait Tip {
    /// Say this. It is made only when it is said.
    fn tip<T: Into<WidgetText>>(self, text: impl FnOnce() -> T) -> Self;
}

impl Tip for Response {
    fn tip<T: Into<WidgetText>>(self, text: impl FnOnce() -> T) -> Self {
        let heard = || self.ctx.accesskit_node_builder(self.id, |_| ()).is_some();
        if self.contains_pointer() || self.is_tooltip_open() || heard() {
            self.on_hover_text(text())
        } else {
            self
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

/// Something that folds under a heading. A heading that is too long is cut off: it would push its
/// neighbours out.
pub(super) fn folded_ui(
    ui: &mut Ui,
    title: &str,
    salt: &'static str,
    content: impl FnOnce(&mut Ui),
) -> Response {
    let arrow = ui.spacing().indent + 2.0 * ui.spacing().button_padding.x;
    let title = RichText::new(fitting(ui, title, ui.available_width() - arrow)).small();
    CollapsingHeader::new(title).id_salt(salt).show(ui, content).header_response
}

/// As much of a small text as there is room for.
fn fitting(ui: &Ui, text: &str, room: f32) -> String {
    let font = TextStyle::Small.resolve(ui.style());
    let width = |text: String| {
        ui.fonts_mut(|fonts| fonts.layout_no_wrap(text, font.clone(), Color32::WHITE).size().x)
    };
    if width(text.to_owned()) <= room {
        return text.to_owned();
    }
    let letters: Vec<char> = text.chars().collect();
    let cut = |count: usize| letters[..count].iter().collect::<String>() + "…";
    let fits: Vec<usize> = (0..letters.len()).collect();
    cut(fits.partition_point(|count| width(cut(*count)) <= room).saturating_sub(1))
}

/// Whether a drag ends in this frame as if it had never been.
pub(super) fn drag_escaped(ctx: &Context) -> bool {
    ctx.drag_stopped_id().is_some() && ctx.input(|input| input.key_pressed(Key::Escape))
}
