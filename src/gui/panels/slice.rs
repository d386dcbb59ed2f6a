//! The slice: the loss along the step, with its tangent, its quadratic model and the landing point.

use eframe::egui::{Grid, RichText, Role, Ui, Vec2b, WidgetInfo};
use egui_plot::{Line, LineStyle, PlotBounds, PlotPoints, Points};

use crate::gui::ask::Look;
use crate::gui::theme;
use crate::run::{Explained, Run};
use crate::scene::number;

/// How far the slice goes, in steps.
const FROM: f64 = -0.5;
const TO: f64 = 1.7;
/// Points of a curve.
const COUNT: usize = 111;

/// Show the slice of a step.
pub(super) fn ui(look: &Look<'_>, ui: &mut Ui, run: &Run, at: usize, step: &Explained) {
    ui.add_space(4.0);
    ui.label(RichText::new("The loss along the step").small());
    let places = (0..COUNT).map(|k| FROM + (TO - FROM) * k as f64 / (COUNT - 1) as f64);
    let along = step.displacement();
    let value = |t: f64| {
        let point = [0, 1].map(|axis| step.from[axis] + t * along[axis]);
        run.surface().value(&run.then_under(at, point))
    };
    let truth: Vec<[f64; 2]> = places.clone().map(|t| [t, value(t)]).collect();
    let model =
        |which: usize| places.clone().map(|t| [t, step.model(t)[which]]).collect::<Vec<_>>();
    let bounds = bounds(&truth, step);
    let palette = look.theme.palette();
    let shown = super::still_plot("slice")
        .height(118.0)
        .show_axes(Vec2b::new(false, false))
        .show_grid(false)
        .show(ui, |plot| {
            plot.set_plot_bounds(bounds);
            let curve = |name: &str, points: Vec<[f64; 2]>| {
                let finite: Vec<[f64; 2]> =
                    points.into_iter().filter(|p| p[1].is_finite()).collect();
                Line::new(name.to_owned(), PlotPoints::from(finite)).allow_hover(false)
            };
            let faint = theme::faint(look.theme);
            let accent = theme::color(palette.accent);
            plot.line(curve("slope", model(0)).color(faint).width(1.5));
            plot.line(
                curve("model", model(1)).color(accent).width(1.5).style(LineStyle::dashed_loose()),
            );
            plot.line(curve("f", truth).color(theme::color(palette.text)).width(2.2));
            for (t, filled) in [(0.0, true), (1.0, false)] {
                let at = [t, step.loss[t as usize]];
                let ball =
                    Points::new("ball", PlotPoints::from(vec![at])).radius(5.0).filled(filled);
                plot.points(ball.color(accent).allow_hover(false));
            }
        });
    shown.response.widget_info(|| {
        WidgetInfo::labeled(Role::Canvas, true, "The loss along the step, with tangent and model")
    });
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        let names = [
            ("— f", palette.text),
            ("— its slope", palette.faint),
            ("- - slope and curvature", palette.accent),
            ("○ landing", palette.accent),
        ];
        for (name, color) in names {
            ui.label(RichText::new(name).small().color(theme::color(color)));
        }
    });
    drops_ui(ui, step);
}

/// All of the loss between start and landing, with some air.
fn bounds(truth: &[[f64; 2]], step: &Explained) -> PlotBounds {
    let near = truth.iter().filter(|[t, f]| (-0.3..=1.4).contains(t) && f.is_finite());
    let (mut low, mut high) = (step.loss[0].min(step.loss[1]), step.loss[0].max(step.loss[1]));
    for [_, f] in near {
        (low, high) = (low.min(*f), high.max(*f));
    }
    if !(low.is_finite() && high.is_finite()) {
        (low, high) = (step.loss[0] - 1.0, step.loss[0] + 1.0);
    }
    let air = (0.15 * (high - low)).max(1e-300 + 1e-12 * high.abs());
    PlotBounds::from_min_max([FROM, low - air], [TO, high + air])
}

/// By how much the loss falls.
fn drops_ui(ui: &mut Ui, step: &Explained) {
    let drops = step.drops();
    let rows = [
        ("by the slope alone it falls by", drops.first_order),
        ("with the curvature by", drops.model),
        ("in truth by", drops.actual),
    ];
    Grid::new("drops").num_columns(2).spacing([8.0, 1.0]).show(ui, |ui| {
        for (name, value) in rows {
            ui.label(RichText::new(name).small());
            ui.label(RichText::new(number(value)).monospace().size(12.0));
            ui.end_row();
        }
        // Next to nothing has no ratio.
        if drops.model.abs() > 1e-12 * step.loss[0].abs().max(step.loss[1].abs()) {
            ui.label(RichText::new("truth / model").small());
            let ratio = number(drops.actual / drops.model);
            ui.label(RichText::new(ratio).monospace().size(12.0));
            ui.end_row();
        }
    });
}
