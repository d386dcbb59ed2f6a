//! Loss and one other series over the steps, with a cursor linked to the transport.

use eframe::egui::{
    self, Id, PointerButton, Rangef, Response, RichText, Sense, Ui, Vec2b, WidgetInfo,
};
use egui_plot::{AxisHints, GridMark, Plot, PlotBounds, VLine, uniform_grid_spacer};

use super::curves::{self, Curves};
use crate::gui::ask::{Ask, Look};
use crate::gui::cache::{Cached, Picture};
use crate::gui::maps::{Chart, Maps, known};
use crate::gui::view::ChartsView;
use crate::gui::widgets::{Named, combo_ui};
use crate::gui::{paint, theme};
use crate::run::Trajectory;
use crate::scene::{Along, Curve, Frame, Series, power_label, round_step, tick_label};
use crate::session::Play;
use crate::words::tell;

/// The height of what stands above a chart.
const HEADER: f32 = 20.0;

/// Show both charts side by side.
pub(in crate::gui) fn ui(
    look: &Look<'_>,
    ui: &mut Ui,
    view: &mut ChartsView,
    maps: &mut Maps,
    ask: &mut Ask,
) {
    let before = view.along;
    along_ui(look, ui, &mut view.along);
    if view.along != before {
        view.part = None;
    }
    view.follow(cursor_at(look, view.along), curves::horizon(look, view.along));
    let known = known(look.session);
    let [first, second] = &mut maps.charts;
    ui.columns(2, |columns| {
        let [left, right] = columns else { return };
        let chart = Content::new(look, Series::of_loss(&known), view, first);
        header(left, |ui| {
            ui.label(RichText::new(&chart.title).small());
        });
        chart_ui(look, left, "first", chart, view, ask);
        let chart = Content::new(look, view.second, view, second);
        header(right, |ui| choice_ui(ui, &mut view.second, &chart.title));
        chart_ui(look, right, "second", chart, view, ask);
    });
}

/// What stands above a chart: as high over one as over the other.
fn header(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    let size = egui::vec2(ui.available_width(), HEADER);
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    ui.allocate_ui_with_layout(size, layout, |ui| {
        ui.set_min_height(HEADER);
        contents(ui);
    });
}

/// The title of the second chart, which is a list of what else it could show.
fn choice_ui(ui: &mut Ui, second: &mut Series, title: &str) {
    ui.spacing_mut().interact_size.y = HEADER;
    ui.spacing_mut().button_padding.y = 0.0;
    let width = ui.available_width() - 12.0;
    let title = RichText::new(title).small();
    combo_ui(ui, Named::once(&tell!("chart-second")), title, width, |ui| {
        for choice in Series::CHOICES {
            ui.selectable_value(second, *choice, choice.name());
        }
    });
}

/// The curves of a chart, run by run, and what is said of them.
struct Content<'a> {
    series: Series,
    title: String,
    curves: &'a [Vec<Curve>],
    picture: &'a mut Cached<<Curves<'static> as Picture>::Key>,
}

impl<'a> Content<'a> {
    fn new(look: &Look<'_>, series: Series, view: &ChartsView, chart: &'a mut Chart) -> Self {
        let (curves, picture) = chart.of(look.session, series, view.along, view.part);
        let sampled = curves.iter().flatten().any(Curve::sampled);
        let title = series.title(view.along, &known(look.session), sampled);
        Self { series, title, curves, picture }
    }
}

/// What lies along the charts: for losses over data there is a choice.
fn along_ui(look: &Look<'_>, ui: &mut Ui, along: &mut Along) {
    let examples = look.session.ground().surface().examples();
    if examples == 1 {
        *along = Along::Steps;
        return;
    }
    ui.horizontal(|ui| {
        ui.label(RichText::new(tell!("chart-over")).small());
        for choice in [Along::Steps, Along::Samples, Along::Epochs(examples as f64)] {
            let here = std::mem::discriminant(along) == std::mem::discriminant(&choice);
            let label = RichText::new(choice.name()).small();
            if ui.selectable_label(here, label).clicked() || here {
                *along = choice;
            }
        }
    });
}

/// A run that is shown, to tell places along a chart from steps.
fn guide<'a>(look: &'a Look<'_>) -> Option<&'a Trajectory> {
    let configs = &look.session.scenario().runs;
    let mut runs = look.session.runs().iter().zip(configs);
    runs.find(|(_, config)| !config.hidden).map(|(run, _)| run.trajectory())
}

fn chart_ui(
    look: &Look<'_>,
    ui: &mut Ui,
    id: &str,
    chart: Content<'_>,
    view: &mut ChartsView,
    ask: &mut Ask,
) {
    let Content { series, title, curves: runs, picture } = chart;
    // It may be exchanged below: these curves are of this one.
    let (along, part) = (view.along, view.part);
    let runs = curves::shown(look, runs);
    let horizon = curves::horizon(look, along);
    let [x, y] = curves::view(series, part, horizon, &runs);
    let axis = super::axis_below(ui);
    let shown = plot(look, series, ("chart", id), [x, y], axis).show(ui, |plot| {
        plot.set_plot_bounds(PlotBounds::from_min_max([x[0], y[0]], [x[1], y[1]]));
        let cursor = theme::faint(look.theme);
        plot.vline(VLine::new("cursor", cursor_at(look, along)).color(cursor).width(1.5));
    });
    let name = tell!("chart-heard", title);
    shown.response.widget_info(|| WidgetInfo::labeled(egui::Role::Canvas, true, &*name));
    let area = *shown.transform.frame();
    let frame =
        Frame { view: [x, y], area: [[area.left(), area.right()], [area.top(), area.bottom()]] };
    let held = shown.response.dragged_by(PointerButton::Primary);
    if (held || shown.response.clicked())
        && let Some(at) = shown.response.interact_pointer_pos()
    {
        let at = frame.data([at.x, at.y])[0].clamp(x[0].max(0.0), x[1]);
        let guide = guide(look).filter(|_| along != Along::Steps);
        let step = guide.map_or_else(|| at.round() as u64, |path| along.step(path, at) as u64);
        ask.play(Play::Seek(step));
    }
    navigate(ui, &shown.response, &frame, horizon, view);
    let painter = ui.painter_at(area);
    if let Some([from, to]) = marked(&shown.response, &frame, horizon, view) {
        let [from, to] = [from, to].map(|x| frame.pixel([x, y[0]])[0] as f32);
        let stretch = egui::Rect::from_x_y_ranges(from.min(to)..=from.max(to), area.y_range());
        painter.rect_filled(stretch, 0.0, theme::faint(look.theme).gamma_multiply(0.25));
    }
    let curves = Curves { series, along, part, runs, frame, theme: look.theme };
    picture.paint(&painter, &curves);
    painter.extend(paint::shapes(&painter, &curves.heads(), None));
}

/// A plot with its axes, still without curves.
fn plot<'a>(
    look: &Look<'_>,
    series: Series,
    name: (&'static str, &str),
    [_, y]: [[f64; 2]; 2],
    below: AxisHints<'a>,
) -> Plot<'a> {
    let log = series.log();
    let y_axis = AxisHints::new_y()
        .min_thickness(46.0)
        .label_spacing(Rangef::new(16.0, 24.0))
        .formatter(move |mark, _| {
            let label = if log { power_label } else { tick_label };
            label(mark.value, mark.step_size)
        });
    let x_axis =
        below.label_spacing(LABELS).formatter(|mark, _| tick_label(mark.value, mark.step_size));
    let plot = super::still_plot(name)
        .grid_color(theme::faint(look.theme).gamma_multiply(0.45))
        .link_cursor(Id::unique("charts"), Vec2b::new(true, false))
        .custom_x_axes(vec![x_axis])
        .custom_y_axes(vec![y_axis])
        .x_grid_spacer(uniform_grid_spacer(|grid| round_steps(grid.base_step_size)))
        .sense(Sense::click_and_drag());
    // Within a decade there are no powers of ten.
    if log && y[1] - y[0] < 1.0 {
        plot.y_grid_spacer(|grid| within_a_decade(grid.bounds))
    } else {
        plot
    }
}

/// Marks at round numbers, on an axis of their logarithms.
fn within_a_decade((low, high): (f64, f64)) -> Vec<GridMark> {
    let [from, to] = [low, high].map(|end| 10.0_f64.powf(end));
    let step = round_step((to - from) / 6.0);
    if !(step.is_finite() && step > 0.0) {
        return Vec::new();
    }
    let (first, last) = ((from / step).ceil() as i64, (to / step).floor() as i64);
    let mark = |k: i64| {
        let value = k as f64 * step;
        GridMark { value: value.log10(), step_size: step / value / std::f64::consts::LN_10 }
    };
    (first..=last.min(first + 100)).map(mark).collect()
}

/// Where the cursor is along the charts.
fn cursor_at(look: &Look<'_>, along: Along) -> f64 {
    let step = look.session.player().step() as usize;
    let at = guide(look).filter(|_| along != Along::Steps);
    at.map_or(step as f64, |path| along.of(path, step.min(path.len() - 1)))
}

/// The part that the wheel leads to: nearer, farther, or beside; all of it after a double click.
fn navigate(ui: &Ui, response: &Response, frame: &Frame, horizon: f64, view: &mut ChartsView) {
    if response.double_clicked() {
        view.part = None;
    }
    let Some(at) = response.hover_pos() else { return };
    let (wheel, pinch) = ui.input(|input| (input.smooth_scroll_delta(), input.zoom_delta()));
    let factor = f64::from((-wheel.y / 240.0).exp() / pinch);
    let [low, high] = frame.view[0];
    if factor != 1.0 {
        let at = frame.data([at.x, at.y])[0];
        view.look_at([low, high].map(|end| at + (end - at) * factor), horizon);
    } else if wheel.x != 0.0 && view.part.is_some() {
        let by = f64::from(wheel.x / response.rect.width()) * (high - low);
        view.look_at([low - by, high - by], horizon);
    }
}

/// The part that is being marked with the second button; it is looked at when the button is let go.
fn marked(
    response: &Response,
    frame: &Frame,
    horizon: f64,
    view: &mut ChartsView,
) -> Option<[f64; 2]> {
    if response.drag_started_by(PointerButton::Secondary) {
        let at = response.interact_pointer_pos()?;
        view.mark = Some(frame.data([at.x, at.y])[0]);
    }
    let here = response.dragged_by(PointerButton::Secondary)
        || response.drag_stopped_by(PointerButton::Secondary);
    let at = response.interact_pointer_pos().filter(|_| here)?;
    let part = [view.mark?, frame.data([at.x, at.y])[0]];
    if response.drag_stopped_by(PointerButton::Secondary) {
        view.mark = None;
        let (low, high) = (part[0].min(part[1]), part[0].max(part[1]));
        if high > low {
            view.look_at([low, high], horizon);
        }
        return None;
    }
    Some(part)
}

/// Room between labels along a chart: below the first number they fade, at the second all is shown.
const LABELS: Rangef = Rangef { min: 36.0, max: 60.0 };
/// How far the plot's finest lines are apart.
const FINEST: f32 = 8.0;

/// Spacings of 1, 2 or 5 and zeros for a grid: wide enough for labels; between them, finer lines.
fn round_steps(finest: f64) -> [f64; 3] {
    let wanted = f64::from(LABELS.max / FINEST) * finest;
    let step = round_step(wanted);
    [step / 5.0, step, 10.0 * step]
}
