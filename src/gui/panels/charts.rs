//! Loss and one other series over the steps, with a cursor linked to the transport.

use eframe::egui::{self, ComboBox, Id, Rangef, RichText, Sense, Ui, Vec2b, WidgetInfo};
use egui_plot::{AxisHints, PlotBounds, VLine, uniform_grid_spacer};

use crate::gui::ask::{Ask, Look};
use crate::gui::maps::{Chart, ChartShapes, Maps, known};
use crate::gui::view::ChartsView;
use crate::gui::{paint, theme};
use crate::run::{Run, Trajectory};
use crate::scene::{Along, Curve, Frame, Item, STYLES, Series, Stroke, Style, number};
use crate::session::Play;

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
    along_ui(look, ui, &mut view.along);
    let along = view.along;
    let known = known(look.session);
    let [first, second] = &mut maps.charts;
    ui.columns(2, |columns| {
        let [left, right] = columns else { return };
        let chart = Content::new(look, Series::of_loss(&known), along, first);
        header(left, |ui| {
            ui.label(RichText::new(&chart.title).small());
        });
        chart_ui(look, left, "first", chart, ask);
        let chart = Content::new(look, view.second, along, second);
        header(right, |ui| choice_ui(ui, &mut view.second, &chart.title));
        chart_ui(look, right, "second", chart, ask);
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
    let shown = ComboBox::from_id_salt("second chart")
        .width(ui.available_width() - 12.0)
        .truncate()
        .selected_text(RichText::new(title).small())
        .show_ui(ui, |ui| {
            for choice in Series::CHOICES {
                ui.selectable_value(second, *choice, choice.name());
            }
        });
    shown.response.widget_info(|| WidgetInfo {
        current_text_value: Some(second.name().to_owned()),
        ..WidgetInfo::labeled(egui::Role::ComboBox, true, "Second chart")
    });
}

/// The curves of a chart, run by run, and what is said of them.
struct Content<'a> {
    series: Series,
    along: Along,
    title: String,
    curves: &'a [Vec<Curve>],
    shapes: &'a mut ChartShapes,
}

impl<'a> Content<'a> {
    fn new(look: &Look<'_>, series: Series, along: Along, chart: &'a mut Chart) -> Self {
        let (curves, shapes) = chart.of(look.session, series);
        let sampled = curves.iter().flatten().any(Curve::sampled);
        let title = series.title(along, &known(look.session), sampled);
        Self { series, along, title, curves, shapes }
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
        ui.label(RichText::new("Charts over").small());
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
    let contestants = &look.session.scenario().runs;
    let mut runs = look.session.runs().iter().zip(contestants);
    runs.find(|(_, contestant)| !contestant.hidden).map(|(run, _)| run.trajectory())
}

fn chart_ui(look: &Look<'_>, ui: &mut Ui, id: &str, chart: Content<'_>, ask: &mut Ask) {
    let Content { series, along, title, curves, shapes } = chart;
    let player = look.session.player();
    let bounds = bounds(look, series, along, curves);
    let log = series.log();
    let y_axis = AxisHints::new_y()
        .min_thickness(46.0)
        .label_spacing(Rangef::new(16.0, 24.0))
        .formatter(move |mark, _| if log { power(mark.value) } else { number(mark.value) });
    let shown = super::still_plot(("chart", id))
        .grid_color(theme::faint(look.theme).gamma_multiply(0.45))
        .link_cursor(Id::unique("charts"), Vec2b::new(true, false))
        .custom_x_axes(vec![AxisHints::new_x().label_spacing(LABELS)])
        .custom_y_axes(vec![y_axis])
        .x_grid_spacer(uniform_grid_spacer(|grid| round_steps(grid.base_step_size)))
        .sense(Sense::click_and_drag())
        .show(ui, |plot| {
            plot.set_plot_bounds(bounds);
            let cursor = theme::faint(look.theme);
            let step = player.step() as usize;
            let at = guide(look).filter(|_| along != Along::Steps);
            let at = at.map_or(step as f64, |path| along.of(path, step.min(path.len() - 1)));
            plot.vline(VLine::new("cursor", at).color(cursor).width(1.5));
        });
    let name = format!("Chart of {title}");
    shown.response.widget_info(|| WidgetInfo::labeled(egui::Role::Canvas, true, &name));
    if (shown.response.dragged() || shown.response.clicked())
        && let Some(at) = shown.response.interact_pointer_pos()
    {
        let at = shown.transform.value_from_position(at).x.max(0.0);
        let guide = guide(look).filter(|_| along != Along::Steps);
        let step = guide.map_or_else(|| at.round() as u64, |path| along.step(path, at) as u64);
        ask.play(Play::Seek(step));
    }
    let area = *shown.transform.frame();
    let frame = Frame {
        view: [[bounds.min()[0], bounds.max()[0]], [bounds.min()[1], bounds.max()[1]]],
        area: [[area.left(), area.right()], [area.top(), area.bottom()]],
    };
    let painter = ui.painter_at(area);
    let key = (look.session.revision(), series, frame, look.theme);
    shapes.paint(&painter, key, || {
        paint::shapes(&painter, &lines(look, curves, along, &frame), &paint::no_textures)
    });
    let heads = heads(look, curves, along, &frame);
    painter.extend(paint::shapes(&painter, &heads, &paint::no_textures));
}

/// Room between labels along a chart: below the first number they fade, at the second all is shown.
const LABELS: Rangef = Rangef { min: 36.0, max: 60.0 };
/// How far the plot's finest lines are apart.
const FINEST: f32 = 8.0;

/// Spacings of 1, 2 or 5 and zeros for a grid: wide enough for labels; between them, finer lines.
fn round_steps(finest: f64) -> [f64; 3] {
    let wanted = f64::from(LABELS.max / FINEST) * finest;
    let ten = 10.0_f64.powf(wanted.log10().floor());
    let whole = [1.0, 2.0, 5.0, 10.0].map(|step| step * ten);
    let step = whole.into_iter().find(|step| *step >= wanted).unwrap_or(10.0 * ten);
    [step / 5.0, step, 10.0 * step]
}

/// A power of ten as an axis label; in between, nothing.
fn power(exponent: f64) -> String {
    if exponent.fract() == 0.0 { format!("1e{exponent}") } else { String::new() }
}

/// The shown runs with their curves.
fn shown<'a>(
    look: &'a Look<'_>,
    curves: &'a [Vec<Curve>],
) -> impl Iterator<Item = (usize, &'a Run, &'static Style, &'a [Curve])> {
    let session = look.session;
    let runs = session.runs().iter().zip(&session.scenario().runs).zip(curves).enumerate();
    runs.filter(|(_, ((_, contestant), _))| !contestant.hidden).map(
        |(index, ((run, contestant), curves))| {
            (index, run, &STYLES[contestant.style % STYLES.len()], curves.as_slice())
        },
    )
}

/// What matters of all curves, with a little air.
fn bounds(look: &Look<'_>, series: Series, along: Along, curves: &[Vec<Curve>]) -> PlotBounds {
    let end = |run: &Run| along.of(run.trajectory(), run.trajectory().len() - 1);
    let horizon = match along {
        Along::Steps => look.session.player().horizon().max(1) as f64,
        _ => look.session.runs().iter().map(end).fold(1e-9, f64::max),
    };
    let curves: Vec<&[Curve]> = shown(look, curves).map(|(.., curves)| curves).collect();
    // There may be no number to show.
    let [low, high] = series.range(&curves).unwrap_or([-1.0, 1.0]);
    let air = 0.06 * (high - low);
    PlotBounds::from_min_max([-0.01 * horizon, low - air], [1.03 * horizon, high + air])
}

/// Dashes and gaps of the second curve of a run.
const DASHES: &[f32] = &[5.0, 4.0];

fn lines(look: &Look<'_>, curves: &[Vec<Curve>], along: Along, frame: &Frame) -> Vec<Item> {
    let columns = (0.5 * (frame.area[0][1] - frame.area[0][0])).max(1.0) as usize;
    // What leaves the chart need not go far: painters know no huge numbers.
    let [low, high] = frame.view[1];
    let [low, high] = [low - 10.0 * (high - low), high + 10.0 * (high - low)];
    let mut items = Vec::new();
    for (_, run, style, curves) in shown(look, curves) {
        for curve in curves {
            let (share, dash) = match curve.stroke {
                Stroke::Own => (1.5, style.dash),
                Stroke::Solid => (1.5, &[][..]),
                Stroke::Dashed => (1.0, DASHES),
            };
            for piece in curve.pieces(run.trajectory(), along, columns) {
                let pixel = |[x, y]: &[f64; 2]| {
                    frame.pixel([*x, y.clamp(low, high)]).map(|side| side as f32)
                };
                items.push(Item::Line {
                    points: piece.iter().map(pixel).collect(),
                    color: look.theme.run(style),
                    width: share * style.width,
                    dash,
                });
            }
        }
    }
    items
}

/// A marker on each curve where the cursor is.
fn heads(look: &Look<'_>, curves: &[Vec<Curve>], along: Along, frame: &Frame) -> Vec<Item> {
    let mut items = Vec::new();
    for (index, run, style, curves) in shown(look, curves) {
        for curve in curves {
            let (step, height) = curve.near(look.session.step_of(index));
            let at = frame.pixel([along.of(run.trajectory(), step), height]);
            if frame.holds(at, 0.0) {
                items.push(Item::Mark {
                    at: at.map(|side| side as f32),
                    shape: style.marker,
                    radius: if curve.stroke == Stroke::Dashed { 3.5 } else { 5.0 },
                    fill: look.theme.run(style),
                    edge: look.theme.palette().casing,
                });
            }
        }
    }
    items
}
