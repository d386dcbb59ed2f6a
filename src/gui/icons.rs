//! Buttons with drawn icons: no font has them all.

use eframe::egui::{
    Painter, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::widgets::{TipText, fixed};

/// What is on the button.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Icon {
    Play,
    Pause,
    Forward,
    Back,
    Start,
    End,
    Visible,
    Hidden,
    Solo,
    Clone,
    Remove,
    Dice,
}

impl Icon {
    /// Its place among the buttons: the two faces of a switch share one.
    fn slot(self) -> Self {
        match self {
            Self::Pause => Self::Play,
            Self::Hidden => Self::Visible,
            other => other,
        }
    }
}

/// A button with an icon and a name. `size` is its side.
pub(super) fn icon_button(ui: &mut Ui, icon: Icon, name: TipText<'_>, size: f32) -> Response {
    let enabled = ui.is_enabled();
    let click = |ui: &mut Ui| ui.allocate_exact_size(vec2(size, size), Sense::click());
    let (rect, response) = fixed(ui, ("icon", icon.slot()), click);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name()));
    if ui.is_rect_visible(rect) {
        let visuals = ui.style().interact(&response);
        let painter = ui.painter();
        if response.hovered() || response.has_focus() {
            painter.rect_filled(rect, 4.0, visuals.weak_bg_fill);
        }
        if response.has_focus() {
            painter.rect_stroke(rect, 4.0, ui.visuals().selection.stroke, StrokeKind::Inside);
        }
        let ink = visuals.fg_stroke.color;
        let ink = if enabled { ink } else { ink.gamma_multiply(0.4) };
        draw(painter, rect.shrink(0.24 * size), icon, Stroke::new(0.075 * size, ink));
    }
    response
}

fn draw(painter: &Painter, rect: Rect, icon: Icon, stroke: Stroke) {
    let at = |x: f32, y: f32| pos2(rect.lerp_inside(vec2(x, y)).x, rect.lerp_inside(vec2(x, y)).y);
    let fill = |points: Vec<Pos2>| {
        painter.add(eframe::egui::Shape::convex_polygon(points, stroke.color, Stroke::NONE));
    };
    let line = |a: Pos2, b: Pos2| {
        painter.line_segment([a, b], stroke);
    };
    let right = |x: f32, w: f32| fill(vec![at(x, 0.05), at(x + w, 0.5), at(x, 0.95)]);
    let left = |x: f32, w: f32| fill(vec![at(x + w, 0.05), at(x + w, 0.95), at(x, 0.5)]);
    let bar =
        |x: f32, w: f32| fill(vec![at(x, 0.05), at(x + w, 0.05), at(x + w, 0.95), at(x, 0.95)]);
    match icon {
        Icon::Play => right(0.1, 0.85),
        Icon::Pause => {
            bar(0.1, 0.28);
            bar(0.62, 0.28);
        }
        Icon::Forward => {
            bar(0.12, 0.16);
            right(0.4, 0.55);
        }
        Icon::Back => {
            left(0.05, 0.55);
            bar(0.72, 0.16);
        }
        Icon::Start => {
            bar(0.0, 0.12);
            left(0.12, 0.42);
            left(0.54, 0.42);
        }
        Icon::End => {
            right(0.04, 0.42);
            right(0.46, 0.42);
            bar(0.88, 0.12);
        }
        Icon::Visible | Icon::Hidden => {
            let lid = |up: f32| {
                (0..=8)
                    .map(|k| k as f32 / 8.0)
                    .map(move |t| (t, 0.5 - up * (1.0 - (2.0 * t - 1.0).powi(2))))
                    .map(|(x, y)| at(x, y))
                    .collect::<Vec<_>>()
            };
            painter.line(lid(0.38), stroke);
            painter.line(lid(-0.38), stroke);
            painter.circle_filled(at(0.5, 0.5), 0.17 * rect.width(), stroke.color);
            if icon == Icon::Hidden {
                line(at(0.05, 0.95), at(0.95, 0.05));
            }
        }
        Icon::Solo => {
            painter.circle_stroke(at(0.5, 0.5), 0.48 * rect.width(), stroke);
            painter.circle_filled(at(0.5, 0.5), 0.22 * rect.width(), stroke.color);
        }
        Icon::Clone => {
            let square = |x: f32, y: f32| Rect::from_min_max(at(x, y), at(x + 0.62, y + 0.62));
            painter.rect_stroke(square(0.0, 0.0), 1.5, stroke, StrokeKind::Middle);
            painter.rect_stroke(square(0.38, 0.38), 1.5, stroke, StrokeKind::Middle);
        }
        Icon::Remove => {
            line(at(0.08, 0.08), at(0.92, 0.92));
            line(at(0.08, 0.92), at(0.92, 0.08));
        }
        Icon::Dice => {
            painter.rect_stroke(rect, 2.5, stroke, StrokeKind::Middle);
            for (x, y) in [(0.25, 0.25), (0.75, 0.25), (0.5, 0.5), (0.25, 0.75), (0.75, 0.75)] {
                painter.circle_filled(at(x, y), 0.1 * rect.width(), stroke.color);
            }
        }
    }
}
