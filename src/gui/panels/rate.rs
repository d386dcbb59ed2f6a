//! The learning-rate slider, with the stability limits marked on it.

use eframe::egui::{Color32, Rect, Stroke, Ui, pos2, vec2};

use super::left;
use crate::gui::ask::{Ask, Look, Wish};
use crate::gui::knobs::{field_ui, slider_ui};
use crate::gui::theme;
use crate::scenario::LEARNING_RATE;
use crate::scene::{Theme, number};
use crate::session::{Edit, Limits};

/// Show the learning rate of run `index`.
pub(in crate::gui) fn ui(look: &Look<'_>, ui: &mut Ui, index: usize, ask: &mut Ask) {
    let scenario = look.session.scenario();
    let mut lr = scenario.runs[index].lr;
    let [low, high] = look.session.lr_range(index);
    let limits = look.session.limits(index);
    let name = format!("Learning rate of {}", scenario.label(index));
    let tip = words(&limits);
    let (changed, settled) = ui
        .horizontal(|ui| {
            let width = ui.available_width();
            ui.label("η").on_hover_text(&tip);
            ui.spacing_mut().slider_width = (width - 108.0).max(60.0);
            let slider = slider_ui(ui, &mut lr, low..=high, true, 6, &name);
            marks_ui(ui, slider.rect, [low, high], &limits, look.theme);
            let slider = slider.on_hover_text(&tip);
            let field = field_ui(ui, &mut lr, left::bounds(LEARNING_RATE), 6, &name);
            (
                slider.changed() || field.changed(),
                slider.drag_stopped() || field.drag_stopped() || field.lost_focus(),
            )
        })
        .inner;
    // The marks hang below the slider.
    ui.add_space(5.0);
    if changed && lr > 0.0 {
        ask.edit(Edit::RunLr(index, lr));
    }
    if settled {
        ask.wish(Wish::Settle);
    }
}

/// The limits in words.
fn words(limits: &Limits) -> String {
    let own = match (limits.here, limits.at_minimum) {
        (None, None) => "This optimizer has no simple stability limit.".to_owned(),
        (Some(here), None) => format!("Unstable above {} where the ball is.", number(here)),
        (None, Some(there)) => {
            format!(
                "Unstable above {} at the nearest minimum; no limit where the ball is.",
                number(there)
            )
        }
        (Some(here), Some(there)) => format!(
            "Unstable above {} where the ball is (solid mark), above {} at the nearest minimum (hollow mark).",
            number(here),
            number(there)
        ),
    };
    let plain = limits.plain.map_or_else(String::new, |limit| {
        format!("\n2/λmax = {}: the limit of plain gradient descent.", number(limit))
    });
    format!("The learning rate. {own}{plain}")
}

/// A strip under the slider: stable, unstable, and a mark at each limit.
fn marks_ui(ui: &Ui, slider: Rect, [low, high]: [f64; 2], limits: &Limits, theme: Theme) {
    let knob = slider.height() / 2.5;
    let rail = slider.x_range().shrink(knob);
    let at = |lr: f64| {
        let share = ((lr / low).ln() / (high / low).ln()) as f32;
        rail.min + share.clamp(0.0, 1.0) * rail.span()
    };
    let strip = |from: f32, to: f32, color: Color32| {
        let rect =
            Rect::from_min_max(pos2(from, slider.bottom() + 1.0), pos2(to, slider.bottom() + 4.0));
        ui.painter().rect_filled(rect, 1.0, color);
    };
    let painter = ui.painter();
    let (good, bad) = (theme::good(theme), theme::bad(theme));
    match limits.at_minimum.or(limits.here) {
        Some(limit) => {
            strip(rail.min, at(limit), good.gamma_multiply(0.55));
            strip(at(limit), rail.max, bad.gamma_multiply(0.75));
        }
        None => strip(rail.min, rail.max, theme::faint(theme).gamma_multiply(0.3)),
    }
    let ink = theme::color(theme.palette().text);
    let tick = |lr: f64, solid: bool| {
        let tip = pos2(at(lr), slider.bottom() + 1.0);
        let corners = vec![tip, tip + vec2(-4.0, 6.5), tip + vec2(4.0, 6.5)];
        let fill = if solid { ink } else { Color32::TRANSPARENT };
        let shape = eframe::egui::Shape::convex_polygon(corners, fill, Stroke::new(1.2, ink));
        painter.add(shape);
    };
    let own = [limits.at_minimum.map(|lr| (lr, false)), limits.here.map(|lr| (lr, true))];
    for (lr, solid) in own.into_iter().flatten() {
        if (low..=high).contains(&lr) {
            tick(lr, solid);
        }
    }
    if own.iter().all(Option::is_none)
        && let Some(plain) = limits.plain
    {
        let x = at(plain);
        let ends = [pos2(x, slider.bottom()), pos2(x, slider.bottom() + 5.0)];
        painter.line_segment(ends, Stroke::new(1.5, theme::faint(theme)));
    }
}
