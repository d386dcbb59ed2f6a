//! The learning-rate slider, with the stability bands painted on it.

use eframe::egui::{Color32, Rect, Shape, Stroke, Ui, pos2, vec2};

use crate::gui::Action;
use crate::gui::ask::{Ask, Look, Wish};
use crate::gui::theme;
use crate::gui::widgets::{Named, lr_ui};
use crate::scene::Theme;
use crate::session::{Edit, Limits, Mark, RunEdit, Session};
use crate::words::tell;

/// Show the learning rate of run `index`.
pub(in crate::gui) fn ui(look: &Look<'_>, ui: &mut Ui, index: usize, ask: &mut Ask) {
    let scenario = look.session.scenario();
    let mut lr = scenario.runs[index].lr;
    let [low, high] = look.session.lr_range(index);
    let limits = look.session.limits(index);
    let label = look.session.label(index);
    let name = Named { what: &tell!("rate-heard"), of: label };
    let path = look.session.runs()[index].trajectory();
    let rate = path.lr()[look.session.step_of(index)];
    let touched = ui
        .horizontal(|ui| {
            let (touched, slider) =
                lr_ui(ui, &mut lr, [low, high], name, &|| words(rate, &limits).into());
            meter_ui(ui, slider, [low, high], &limits, look.theme);
            touched
        })
        .inner;
    // The marks hang below the slider.
    ui.add_space(7.0);
    if touched.changed {
        ask.edit(Edit::Run(index, RunEdit::Lr(lr)));
    }
    if touched.settled {
        ask.wish(Wish::Settle);
    }
}

/// By how much a key turns a rate.
const NOTCH: f64 = 1.1;

/// The learning rate that a key gives run `index`; `None` if there is no mark to go to.
pub(in crate::gui) fn turned(session: &Session, index: usize, action: Action) -> Option<f64> {
    let lr = session.scenario().runs.get(index)?.lr;
    let mark = |above: bool| Some(session.limits(index).next_mark(lr, above)?.lr);
    match action {
        Action::RateDown => Some(lr / NOTCH),
        Action::RateUp => Some(lr * NOTCH),
        Action::MarkBelow => mark(false),
        Action::MarkAbove => mark(true),
        _ => None,
    }
}

/// What the rate means and what the marks are, in words.
fn words(lr: f64, limits: &Limits) -> String {
    let band = match limits.band(lr) {
        Some(band) => tell!("rate-at", lr, band = band.message()),
        None => tell!("rate-no-limit"),
    };
    let marks = limits.marks();
    let line = |mark: &Mark| {
        let (lr, what) = (mark.lr, mark.name.clone());
        if mark.settled {
            tell!("rate-mark-settled", lr, what)
        } else {
            tell!("rate-mark", lr, what)
        }
    };
    let mut text = tell!("rate-tip", band).into_owned();
    for mark in marks {
        text.push('\n');
        text.push_str(&line(&mark));
    }
    if limits.here.limit.is_none() && limits.at_minimum.is_some_and(|marks| marks.limit.is_some()) {
        text.push('\n');
        text.push_str(&tell!("rate-no-limit-at-ball"));
    }
    text
}

/// A strip under the slider: smooth, overshoots, unstable, and a mark at each rate that means
/// something: solid for the place of the ball, hollow for the nearest minimum.
fn meter_ui(ui: &Ui, slider: Rect, [low, high]: [f64; 2], limits: &Limits, theme: Theme) {
    let knob = slider.height() / 2.5;
    let rail = slider.x_range().shrink(knob);
    let at = |lr: f64| {
        let share = ((lr / low).ln() / (high / low).ln()) as f32;
        rail.min + share.clamp(0.0, 1.0) * rail.span()
    };
    let painter = ui.painter();
    let strip = |from: f32, to: f32, color: Color32| {
        let (top, bottom) = (slider.bottom() + 1.0, slider.bottom() + 5.0);
        painter.rect_filled(Rect::from_min_max(pos2(from, top), pos2(to, bottom)), 1.0, color);
    };
    match limits.ends() {
        Some([smooth, unstable]) => {
            strip(rail.min, at(smooth), theme::good(theme).gamma_multiply(0.75));
            strip(at(smooth), at(unstable), theme::warn(theme).gamma_multiply(0.85));
            strip(at(unstable), rail.max, theme::bad(theme).gamma_multiply(0.9));
        }
        None => strip(rail.min, rail.max, theme::faint(theme).gamma_multiply(0.3)),
    }
    let ink = theme::color(theme.palette().text);
    for mark in limits.marks().iter().filter(|mark| (low..=high).contains(&mark.lr)) {
        let tip = pos2(at(mark.lr), slider.bottom() + 2.0);
        let half = if mark.limit { 4.5 } else { 3.0 };
        let corners = vec![tip, tip + vec2(-half, 2.0 * half), tip + vec2(half, 2.0 * half)];
        let fill = if mark.settled { Color32::TRANSPARENT } else { ink };
        painter.add(Shape::convex_polygon(corners, fill, Stroke::new(1.2, ink)));
    }
}
