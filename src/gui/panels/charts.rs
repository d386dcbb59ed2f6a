//! Loss and gradient over the steps, with a cursor linked to the transport.

use eframe::egui::{self, Id, Rangef, Sense, Ui, Vec2b, WidgetInfo};
use egui_plot::{AxisHints, PlotBounds, VLine};

use crate::gui::ask::{Ask, Look};
use crate::gui::maps::{Kept, Maps};
use crate::gui::{paint, theme};
use crate::run::{Run, Trajectory};
use crate::scene::{Along, Frame, Item, STYLES, Series, Theme, decimate, number};
use crate::session::Play;

/// Show both charts side by side.
pub(in crate::gui) fn ui(
    look: &Look<'_>,
    ui: &mut Ui,
    along: &mut Along,
    maps: &mut Maps,
    ask: &mut Ask,
) {
    along_ui(look, ui, along);
    let along = *along;
    let loss = look.session.ground().lowest().map_or(Series::Loss, Series::Excess);
    let [first, second] = &mut maps.charts;
    ui.columns(2, |columns| {
        chart_ui(look, &mut columns[0], (loss, along), first, ask);
        chart_ui(look, &mut columns[1], (Series::Gradient, along), second, ask);
    });
}

/// What lies along the charts: for losses over data there is a choice.
fn along_ui(look: &Look<'_>, ui: &mut Ui, along: &mut Along) {
    let examples = look.session.ground().surface().examples();
    if examples == 1 {
        *along = Along::Steps;
        return;
    }
    ui.horizontal(|ui| {
        ui.label(egui::RichText::new("Charts over").small());
        for choice in [Along::Steps, Along::Samples, Along::Epochs(examples as f64)] {
            let here = std::mem::discriminant(along) == std::mem::discriminant(&choice);
            let label = egui::RichText::new(choice.name()).small();
            if ui.selectable_label(here, label).clicked() || here {
                *along = choice;
            }
        }
    });
}

fn title(series: Series, along: Along) -> String {
    let over = along.name();
    match series {
        Series::Excess(0.0) => format!("f over the {over}"),
        Series::Excess(lowest) => format!("f − f* over the {over}, f* = {}", number(lowest)),
        Series::Loss => format!("f over the {over} (no minimum is known)"),
        Series::Gradient => format!("‖∇f‖ over the {over}"),
    }
}

/// A run that is shown, to tell places along a chart from steps.
fn guide<'a>(look: &'a Look<'_>) -> Option<&'a Trajectory> {
    let contestants = &look.session.scenario().runs;
    let mut runs = look.session.runs().iter().zip(contestants);
    runs.find(|(_, contestant)| !contestant.hidden).map(|(run, _)| run.trajectory())
}

fn chart_ui(
    look: &Look<'_>,
    ui: &mut Ui,
    (series, along): (Series, Along),
    kept: &mut Kept<(u64, Frame, Theme)>,
    ask: &mut Ask,
) {
    let player = look.session.player();
    let title = title(series, along);
    ui.label(egui::RichText::new(&title).small());
    let bounds = bounds(look, series, along);
    let log = series != Series::Loss;
    let y_axis = AxisHints::new_y()
        .min_thickness(46.0)
        .label_spacing(Rangef::new(16.0, 24.0))
        .formatter(move |mark, _| if log { power(mark.value) } else { number(mark.value) });
    let shown = super::still_plot(("chart", series == Series::Gradient))
        .grid_color(theme::faint(look.theme).gamma_multiply(0.45))
        .link_cursor(Id::unique("charts"), Vec2b::new(true, false))
        .custom_x_axes(vec![AxisHints::new_x().label_spacing(Rangef::new(36.0, 60.0))])
        .custom_y_axes(vec![y_axis])
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
    let key = (look.session.revision(), frame, look.theme);
    kept.paint(&painter, key, || {
        let curves = curves(look, series, along, &frame);
        paint::shapes(&painter, &curves, &paint::no_textures)
    });
    let heads = heads(look, series, along, &frame);
    painter.extend(paint::shapes(&painter, &heads, &paint::no_textures));
}

/// A power of ten as an axis label; in between, nothing.
fn power(exponent: f64) -> String {
    if exponent.fract() == 0.0 { format!("1e{exponent}") } else { String::new() }
}

/// All of the curves, with a little air.
fn bounds(look: &Look<'_>, series: Series, along: Along) -> PlotBounds {
    let end = |run: &Run| along.of(run.trajectory(), run.trajectory().len() - 1);
    let horizon = match along {
        Along::Steps => look.session.player().horizon().max(1) as f64,
        _ => look.session.runs().iter().map(end).fold(1e-9, f64::max),
    };
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for (run, contestant) in look.session.runs().iter().zip(&look.session.scenario().runs) {
        if contestant.hidden {
            continue;
        }
        if let Some([lowest, highest]) = series.extent(run.trajectory()) {
            low = low.min(lowest);
            high = high.max(highest);
        }
    }
    if low == high {
        (low, high) = (low - 1.0, high + 1.0);
    } else if low > high {
        // There is no number to show.
        (low, high) = (-1.0, 1.0);
    }
    let air = 0.06 * (high - low);
    PlotBounds::from_min_max([-0.01 * horizon, low - air], [1.01 * horizon, high + air])
}

fn curves(look: &Look<'_>, series: Series, along: Along, frame: &Frame) -> Vec<Item> {
    let columns = (0.5 * (frame.area[0][1] - frame.area[0][0])).max(1.0) as usize;
    let mut items = Vec::new();
    for (run, contestant) in look.session.runs().iter().zip(&look.session.scenario().runs) {
        if contestant.hidden {
            continue;
        }
        let style = &STYLES[contestant.style % STYLES.len()];
        for piece in decimate(run.trajectory(), series, along, columns) {
            let pixel = |at: &[f64; 2]| frame.pixel(*at).map(|side| side as f32);
            items.push(Item::Line {
                points: piece.iter().map(pixel).collect(),
                color: look.theme.run(style),
                width: 1.5 * style.width,
                dash: style.dash,
            });
        }
    }
    items
}

/// A marker on each curve where the cursor is.
fn heads(look: &Look<'_>, series: Series, along: Along, frame: &Frame) -> Vec<Item> {
    let session = look.session;
    let runs = session.runs().iter().zip(&session.scenario().runs).enumerate();
    runs.filter(|(_, (_, contestant))| !contestant.hidden)
        .filter_map(|(index, (run, contestant))| {
            let step = session.step_of(index);
            let value = series.at(run.trajectory(), step);
            let style = &STYLES[contestant.style % STYLES.len()];
            value.is_finite().then(|| Item::Mark {
                at: frame.pixel([along.of(run.trajectory(), step), value]).map(|side| side as f32),
                shape: style.marker,
                radius: 5.0,
                fill: look.theme.run(style),
                edge: look.theme.palette().casing,
            })
        })
        .collect()
}
