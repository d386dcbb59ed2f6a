//! The map: the landscape, the paths, the pin that is dragged.

use std::ops::RangeInclusive;

use eframe::egui::{self, FontId, Pos2, Rangef, Rect, Response, Ui, Vec2, WidgetInfo, pos2, vec2};
use egui_plot::{AxisHints, GridInput, GridMark, PlotBounds, log_grid_spacer, uniform_grid_spacer};

use super::{follow, overlay};
use crate::gui::ask::{Ask, Look, Wish};
use crate::gui::layers::Layers;
use crate::gui::tabs::{self, Tab};
use crate::gui::theme;
use crate::gui::view::{MapView, View};
use crate::scene::{Frame, Layer, PIN_HEIGHT, Part, round_step, tick_label};
use crate::session::Edit;
use crate::words::tell;

/// How near the pointer must be to take hold of the pin, in points.
const GRIP: f32 = 15.0;
/// Room between labels of an axis: below the first number they fade, at the second all is shown.
const LABELS: Rangef = Rangef { min: 16.0, max: 26.0 };

/// What was shown, to be painted on.
pub(in crate::gui) struct Shown {
    frame: Frame,
    response: Response,
}

/// Show the landscape and let the user move the map and the pin.
pub(in crate::gui) fn ui(look: &Look<'_>, ui: &mut Ui, whole: &mut View, ask: &mut Ask) -> Shown {
    let view = &mut whole.map;
    // While a button is down, it matters where it went down: a quick hand is elsewhere by now.
    let pointer =
        ui.input(|input| input.pointer.press_origin().or_else(|| input.pointer.latest_pos()));
    let near = view.frame.zip(pointer).and_then(|(frame, at)| grip(look, &frame, at));
    let part = part(look, view);
    let wanted = wanted(part, view);
    let labels = view.labels.width(part);
    let edge = ui.available_rect_before_wrap().left();
    let shift = ui.input(|input| input.modifiers.shift);
    let steady = near.is_some() || view.grip.is_some() || shift;
    let shown = super::still_plot("landscape")
        .allow_drag(!steady)
        .show_grid(false)
        .set_margin_fraction(Vec2::ZERO)
        .custom_x_axes(vec![super::axis_below(ui).label_spacing(LABELS).formatter(tick)])
        .custom_y_axes(vec![
            AxisHints::new_y().label_spacing(LABELS).min_thickness(labels).formatter(tick),
        ])
        .x_grid_spacer(grid_spacer(wanted[0]))
        .show(ui, |plot| {
            let [[x0, x1], [y0, y1]] = wanted;
            plot.set_plot_bounds(PlotBounds::from_min_max([x0, y0], [x1, y1]));
            if plot.response().dragged() && !steady {
                plot.pointer_coordinate_drag_delta()
            } else {
                Vec2::ZERO
            }
        });
    let name = tell!("map-heard", surface = look.session.scenario().surface.name());
    shown.response.widget_info(|| WidgetInfo::labeled(egui::Role::Canvas, true, &*name));
    let area = *shown.transform.frame();
    let frame =
        Frame { view: wanted, area: [[area.left(), area.right()], [area.top(), area.bottom()]] };
    view.frame = Some(frame);
    view.labels.take(area.left() - edge);
    navigate(ui, &shown.response, shown.inner, &frame, view);
    let pointer = shown.response.hover_pos().map(|at| frame.data([at.x, at.y]));
    // The lens stays where the pointer left the map.
    whole.side.pointer = pointer.or(whole.side.pointer);
    if shift && whole.map.grip.is_none() {
        put(look, &shown.response, &frame, whole.explained, ask);
    } else {
        place(ui, &shown.response, &frame, near, &mut whole.map, ask);
    }
    Shown { frame, response: shown.response }
}

impl Shown {
    /// The part of the landscape that is shown, before it moved.
    pub(in crate::gui) fn region(&self) -> [[f64; 2]; 2] {
        self.frame.view
    }
}

/// The text of a tick on an axis.
fn tick(mark: GridMark, _: &RangeInclusive<f64>) -> String {
    tick_label(mark.value, mark.step_size)
}

/// The width of a digit of a tick, and how far the finest ticks are apart, in points.
const DIGIT: f64 = 8.0;
const FINEST: f64 = 8.0;

/// Where there are ticks below the map: at powers of ten, and at other round numbers where it takes
/// so many digits to tell them apart that powers of ten would leave hardly any.
fn grid_spacer([low, high]: [f64; 2]) -> Box<dyn Fn(GridInput) -> Vec<GridMark>> {
    let size = low.abs().max(high.abs());
    let digits = (size / (high - low)).log10().max(0.0) + 4.0;
    if digits < 6.0 {
        return log_grid_spacer(10);
    }
    uniform_grid_spacer(move |grid| {
        let step = round_step(digits * DIGIT / FINEST * grid.base_step_size);
        [step, 10.0 * step, 100.0 * step]
    })
}

/// The part of the plane that the map is asked to show: what the user chose, what holds all balls,
/// or what the scenario is about.
fn part(look: &Look<'_>, view: &MapView) -> [[f64; 2]; 2] {
    match view.chosen {
        Some(chosen) => chosen,
        None if view.follows => follow::part(look.session),
        None => look.session.view(),
    }
}

/// That, and as much more as it takes for equal units, as far as the window allows.
fn wanted(part: [[f64; 2]; 2], view: &MapView) -> [[f64; 2]; 2] {
    let area = view.frame.map_or([[0.0, 900.0], [0.0, 500.0]], |frame| frame.area);
    Frame { view: part, area }.with_equal_units().view
}

/// Move and zoom the map.
fn navigate(ui: &Ui, response: &Response, moved: Vec2, frame: &Frame, view: &mut MapView) {
    if moved != Vec2::ZERO {
        let shift = |[low, high]: [f64; 2], by: f32| [low - f64::from(by), high - f64::from(by)];
        view.choose([shift(frame.view[0], moved.x), shift(frame.view[1], moved.y)]);
    }
    let Some(at) = response.hover_pos() else { return };
    let (wheel, pinch) = ui.input(|input| (input.smooth_scroll_delta().y, input.zoom_delta()));
    let factor = f64::from((-wheel / 240.0).exp() / pinch);
    if factor == 1.0 {
        return;
    }
    let [x, y] = frame.data([at.x, at.y]);
    let zoom =
        |[low, high]: [f64; 2], at: f64| [at + (low - at) * factor, at + (high - at) * factor];
    let next = [zoom(frame.view[0], x), zoom(frame.view[1], y)];
    let widths = next.map(|[low, high]| high - low);
    if widths.iter().all(|width| (1e-9..1e9).contains(width)) {
        view.choose(next);
    }
}

/// Put the ball of the explained run where the user clicks, from this step on.
fn put(look: &Look<'_>, response: &Response, frame: &Frame, index: usize, ask: &mut Ask) {
    let held = response.dragged_by(egui::PointerButton::Primary);
    if response.drag_stopped() || response.clicked() {
        ask.wish(Wish::Settle);
    }
    let at = response.interact_pointer_pos().filter(|_| held || response.clicked());
    let Some(at) = at else { return };
    let step = look.session.step_of(index);
    let run = &look.session.runs()[index];
    if run.finished() && step as u64 == run.steps() {
        return; // No step leaves this point.
    }
    let plane = look.session.ground().plane();
    let place = plane.moved(run.trajectory().point(step), frame.data([at.x, at.y]));
    ask.edit(tabs::put(index, step, place));
}

/// Where the hand would hold the pin: the offset from its point, if it is near enough.
fn grip(look: &Look<'_>, frame: &Frame, at: Pos2) -> Option<[f32; 2]> {
    let [x, y] = frame.pixel(look.session.pin()).map(|side| side as f32);
    let point = pos2(x, y);
    let head = point - vec2(0.0, PIN_HEIGHT);
    let hold = (at - point).length() < GRIP || (at - head).length() < GRIP;
    hold.then_some([at.x - x, at.y - y])
}

/// Drag the pin, or drop the balls where the user clicks.
fn place(
    ui: &Ui,
    response: &Response,
    frame: &Frame,
    near: Option<[f32; 2]>,
    view: &mut MapView,
    ask: &mut Ask,
) {
    if response.drag_started_by(egui::PointerButton::Primary) {
        view.grip = near;
    }
    let target = match (view.grip, response.interact_pointer_pos()) {
        (Some(grip), Some(at)) if response.dragged() => Some([at.x - grip[0], at.y - grip[1]]),
        (None, Some(at)) if response.clicked() && near.is_none() => Some([at.x, at.y]),
        _ => None,
    };
    if let Some(pixel) = target {
        ask.edit(Edit::Pin(frame.data(pixel)));
    }
    if response.drag_stopped() || response.clicked() {
        view.grip = None;
        ask.wish(Wish::Settle);
    }
    if view.grip.is_some() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
    } else if near.is_some() && response.hovered() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::Grab);
    }
}

/// Paint what lies on the map: the layers that were chosen, and those that a tab brings.
pub(in crate::gui) fn paint(
    look: &Look<'_>,
    ui: &Ui,
    shown: &Shown,
    (view, tab): (&View, Option<&Tab>),
    layers: &mut Layers,
) {
    let frame = shown.frame;
    let [[left, right], [top, bottom]] = frame.area;
    let area = Rect::from_min_max(pos2(left, top), pos2(right, bottom));
    let painter = ui.painter_at(area);
    let mut eye = view.eye(look.theme);
    if let Some(tab) = tab {
        (tab.look)(view, &mut eye);
    }
    let chosen = look.session.scenario().layers();
    eye.batch = chosen.read(Part::Batch);
    let scene = look.session.scene(eye);
    let brought = |layer: &Layer| tab.is_some_and(|tab| tab.brings(layer));
    let state = layers.paint(&painter, &scene, frame, |layer| chosen.has(layer) || brought(layer));
    if let Some(at) = shown.response.hover_pos() {
        overlay::read_out(look, &painter, &frame, at);
    }
    if state.failed || state.working {
        let text = if state.failed { tell!("map-failed") } else { tell!("map-surveying") };
        let place = pos2(right - 10.0, bottom - 12.0);
        let color = theme::color(look.theme.palette().ink);
        painter.text(place, egui::Align2::RIGHT_CENTER, text, FontId::proportional(12.0), color);
    }
}
