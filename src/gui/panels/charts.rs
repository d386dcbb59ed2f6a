//! Loss and gradient over the steps, with a cursor linked to the transport.

use eframe::egui::{self, Id, Rangef, Sense, Ui, Vec2b, WidgetInfo};
use egui_plot::{AxisHints, Plot, PlotBounds, VLine};

use crate::gui::ask::{Ask, Look};
use crate::gui::maps::{Kept, Maps};
use crate::gui::{paint, theme};
use crate::scene::{Frame, Item, STYLES, Series, Theme, decimate, number};
use crate::session::Play;

/// Show both charts side by side.
pub(in crate::gui) fn ui(look: &Look<'_>, ui: &mut Ui, maps: &mut Maps, ask: &mut Ask) {
    let loss = look.session.ground().lowest().map_or(Series::Loss, Series::Excess);
    let [first, second] = &mut maps.charts;
    ui.columns(2, |columns| {
        chart_ui(look, &mut columns[0], loss, first, ask);
        chart_ui(look, &mut columns[1], Series::Gradient, second, ask);
    });
}

fn title(series: Series) -> String {
    match series {
        Series::Excess(0.0) => "f over the steps".to_owned(),
        Series::Excess(lowest) => format!("f − f* over the steps, f* = {}", number(lowest)),
        Series::Loss => "f over the steps (no minimum is known)".to_owned(),
        Series::Gradient => "‖∇f‖ over the steps".to_owned(),
    }
}

fn chart_ui(
    look: &Look<'_>,
    ui: &mut Ui,
    series: Series,
    kept: &mut Kept<(u64, Frame, Theme)>,
    ask: &mut Ask,
) {
    let player = look.session.player();
    let title = title(series);
    ui.label(egui::RichText::new(&title).small());
    let bounds = bounds(look, series);
    let log = series != Series::Loss;
    let y_axis = AxisHints::new_y()
        .min_thickness(46.0)
        .label_spacing(Rangef::new(16.0, 24.0))
        .formatter(move |mark, _| if log { power(mark.value) } else { number(mark.value) });
    let shown = Plot::new(("chart", series == Series::Gradient))
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_drag(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .show_crosshair(false)
        .grid_color(theme::faint(look.theme).gamma_multiply(0.45))
        .label_formatter(|_| None)
        .link_cursor(Id::unique("charts"), Vec2b::new(true, false))
        .custom_x_axes(vec![AxisHints::new_x().label_spacing(Rangef::new(36.0, 60.0))])
        .custom_y_axes(vec![y_axis])
        .sense(Sense::click_and_drag())
        .show(ui, |plot| {
            plot.set_plot_bounds(bounds);
            let cursor = theme::faint(look.theme);
            plot.vline(VLine::new("cursor", player.step() as f64).color(cursor).width(1.5));
        });
    let name = format!("Chart of {title}");
    shown.response.widget_info(|| WidgetInfo::labeled(egui::Role::Canvas, true, &name));
    if (shown.response.dragged() || shown.response.clicked())
        && let Some(at) = shown.response.interact_pointer_pos()
    {
        let step = shown.transform.value_from_position(at).x.round().max(0.0);
        ask.play(Play::Seek(step as u64));
    }
    let area = *shown.transform.frame();
    let frame = Frame {
        view: [[bounds.min()[0], bounds.max()[0]], [bounds.min()[1], bounds.max()[1]]],
        area: [[area.left(), area.right()], [area.top(), area.bottom()]],
    };
    let painter = ui.painter_at(area);
    let key = (look.session.revision(), frame, look.theme);
    kept.paint(&painter, key, || {
        let curves = curves(look, series, &frame);
        paint::shapes(&painter, &curves, &paint::no_textures)
    });
    let heads = heads(look, series, &frame);
    painter.extend(paint::shapes(&painter, &heads, &paint::no_textures));
}

/// A power of ten as an axis label; in between, nothing.
fn power(exponent: f64) -> String {
    if exponent.fract() == 0.0 { format!("1e{exponent}") } else { String::new() }
}

/// All of the curves, with a little air.
fn bounds(look: &Look<'_>, series: Series) -> PlotBounds {
    let horizon = look.session.player().horizon().max(1) as f64;
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

fn curves(look: &Look<'_>, series: Series, frame: &Frame) -> Vec<Item> {
    let columns = (0.5 * (frame.area[0][1] - frame.area[0][0])).max(1.0) as usize;
    let mut items = Vec::new();
    for (run, contestant) in look.session.runs().iter().zip(&look.session.scenario().runs) {
        if contestant.hidden {
            continue;
        }
        let style = &STYLES[contestant.style % STYLES.len()];
        for piece in decimate(run.trajectory(), series, columns) {
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
fn heads(look: &Look<'_>, series: Series, frame: &Frame) -> Vec<Item> {
    let session = look.session;
    let runs = session.runs().iter().zip(&session.scenario().runs).enumerate();
    runs.filter(|(_, (_, contestant))| !contestant.hidden)
        .filter_map(|(index, (run, contestant))| {
            let step = session.step_of(index);
            let value = series.at(run.trajectory(), step);
            let style = &STYLES[contestant.style % STYLES.len()];
            value.is_finite().then(|| Item::Mark {
                at: frame.pixel([step as f64, value]).map(|side| side as f32),
                shape: style.marker,
                radius: 5.0,
                fill: look.theme.run(style),
                edge: look.theme.palette().casing,
            })
        })
        .collect()
}
