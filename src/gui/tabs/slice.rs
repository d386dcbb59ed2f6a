//! The slice: the loss along the step, with its tangent, its quadratic model and the landing point.

use eframe::egui::{Grid, RichText, Role, Stroke, Ui, Vec2b, WidgetInfo, pos2};
use egui_plot::PlotBounds;

use crate::gui::ask::Look;
use crate::gui::panels::still_plot;
use crate::gui::{paint, theme};
use crate::run::{Explained, Run};
use crate::scene::{Frame, Item, line_items, number, sound};
use crate::words::tell;

/// How far the slice goes, in steps.
const FROM: f64 = -0.5;
const TO: f64 = 1.7;
/// Points of a curve.
const COUNT: usize = 111;
/// The size of the balls.
const RADIUS: f64 = 5.0;

/// Show the slice of a step.
pub(super) fn ui(look: &Look<'_>, ui: &mut Ui, run: &Run, at: usize, step: &Explained) {
    ui.add_space(4.0);
    ui.label(RichText::new(tell!("slice-title")).small());
    let places = (0..COUNT).map(|k| FROM + (TO - FROM) * k as f64 / (COUNT - 1) as f64);
    let along = step.displacement();
    let value = |t: f64| {
        let point: Vec<f64> = step.from.iter().zip(&along).map(|(x, by)| x + t * by).collect();
        run.surface().value(&run.then_under(at, &point))
    };
    let truth: Vec<[f64; 2]> = places.clone().map(|t| [t, value(t)]).collect();
    let model =
        |which: usize| places.clone().map(|t| [t, step.model(t)[which]]).collect::<Vec<_>>();
    let [low, high] = heights(&truth, step);
    let shown = still_plot("slice")
        .height(118.0)
        .show_axes(Vec2b::new(false, false))
        .show_grid(false)
        .show(ui, |plot| {
            plot.set_plot_bounds(PlotBounds::from_min_max([FROM, low], [TO, high]));
        });
    let area = *shown.transform.frame();
    let frame = Frame {
        view: [[FROM, TO], [low, high]],
        area: [[area.left(), area.right()], [area.top(), area.bottom()]],
    };
    let palette = look.theme.palette();
    let curve = |points: Vec<[f64; 2]>, color, width, dash| {
        let pixels = points.into_iter().map(|at| frame.pixel(at));
        line_items(pixels, frame.area, (color, width), dash)
    };
    let mut items: Vec<Item> = curve(model(0), palette.faint, 1.5, &[]).collect();
    items.extend(curve(model(1), palette.accent, 1.5, &[10.0, 6.0]));
    items.extend(curve(truth, palette.text, 2.2, &[]));
    let painter = ui.painter_at(area);
    painter.extend(paint::shapes(&painter, &items, None));
    let accent = theme::color(palette.accent);
    for (t, loss) in [0.0, 1.0].into_iter().zip(step.loss) {
        let at = frame.pixel([t, loss]);
        if frame.holds(at, -RADIUS) {
            let at = pos2(at[0] as f32, at[1] as f32);
            if t == 0.0 {
                painter.circle_filled(at, RADIUS as f32, accent);
            } else {
                painter.circle_stroke(at, RADIUS as f32, Stroke::new(1.0, accent));
            }
        }
    }
    shown
        .response
        .widget_info(|| WidgetInfo::labeled(Role::Canvas, true, &*tell!("slice-picture")));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        let names = [
            ("— f".into(), palette.text),
            (tell!("slice-slope"), palette.faint),
            (tell!("slice-model"), palette.accent),
            (tell!("slice-landing"), palette.accent),
        ];
        for (name, color) in names {
            ui.label(RichText::new(name).small().color(theme::color(color)));
        }
    });
    drops_ui(ui, step);
}

/// All of the loss between start and landing, with some air.
fn heights(truth: &[[f64; 2]], step: &Explained) -> [f64; 2] {
    let near = truth.iter().filter(|[t, _]| (-0.3..=1.4).contains(t)).map(|[_, f]| *f);
    let finite = || near.clone().chain(step.loss).filter(|f| f.is_finite());
    let (low, high) =
        (finite().fold(f64::INFINITY, f64::min), finite().fold(-f64::INFINITY, f64::max));
    let [low, high] = if low < high { sound([low, high]) } else { [step.loss[0]; 2] };
    let air = 0.15 * (high - low);
    sound([low - air, high + air])
}

/// By how much the loss falls.
fn drops_ui(ui: &mut Ui, step: &Explained) {
    let drops = step.drops();
    let rows = [
        (tell!("slice-falls-slope"), drops.first_order),
        (tell!("slice-falls-model"), drops.model),
        (tell!("slice-falls-truth"), drops.actual),
    ];
    Grid::new("drops").num_columns(2).spacing([8.0, 1.0]).show(ui, |ui| {
        for (name, value) in rows {
            ui.label(RichText::new(name).small());
            ui.label(RichText::new(number(value)).monospace().size(12.0));
            ui.end_row();
        }
        // Next to nothing has no ratio.
        if drops.model.abs() > 1e-12 * step.loss[0].abs().max(step.loss[1].abs()) {
            ui.label(RichText::new(tell!("slice-ratio")).small());
            let ratio = number(drops.actual / drops.model);
            ui.label(RichText::new(ratio).monospace().size(12.0));
            ui.end_row();
        }
    });
}
