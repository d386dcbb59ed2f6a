//! What lies over the map: the numbers at the pointer.

use std::fmt::Write as _;

use eframe::egui::{FontId, Painter, Pos2, Rect, pos2};

use crate::gui::ask::Look;
use crate::gui::theme;
use crate::math::norm;
use crate::scene::{Frame, height, signed};
use crate::words::tell;

/// x, y, f and ∇f under the pointer; and what is there, if the gradient vanishes.
pub(super) fn read_out(look: &Look<'_>, painter: &Painter, frame: &Frame, at: Pos2) {
    let ground = look.session.ground();
    let point = frame.data([at.x, at.y]);
    let mut gradient = [0.0; 2];
    let moved = look.session.moved();
    let under = [point[0] - moved[0], point[1] - moved[1]];
    let loss = ground.shown().gradient(&under, &mut gradient);
    let [across, up] = ground.shown().axes();
    let mut text = format!("{across} {}  {up} {}   f", signed(point[0]), signed(point[1]));
    if !loss.is_finite() {
        let _ = write!(text, ": {}", height(loss));
    } else if gradient.iter().all(|part| part.is_finite()) {
        let _ = write!(text, " {}", signed(loss));
        let _ = write!(text, "   ∇f ({}, {})", signed(gradient[0]), signed(gradient[1]));
    } else {
        let _ = write!(text, " {}   {}", signed(loss), tell!("overlay-no-gradient"));
    }
    let distance = |p: [f64; 2]| {
        let [x, y] = frame.pixel([p[0] + moved[0], p[1] + moved[1]]);
        norm(&[x - f64::from(at.x), y - f64::from(at.y)])
    };
    if let Some(critical) = ground.critical_points().iter().find(|c| distance(c.at) < 9.0) {
        let [x, y] = [0, 1].map(|axis| critical.at[axis] + moved[axis]);
        let (what, value) = (critical.kind.message(), critical.value);
        let [low, high] = critical.eigenvalues;
        let said = if low.is_finite() {
            tell!("overlay-critical-curved", what, x, y, value, low, high)
        } else {
            tell!("overlay-critical", what, x, y, value)
        };
        let _ = write!(text, "\n{said}");
    }
    let palette = look.theme.palette();
    let galley = painter.layout_no_wrap(text, FontId::monospace(12.0), theme::color(palette.ink));
    // At the bottom: runs that diverge mostly leave an arrow at the top.
    let corner = pos2(frame.area[0][0] + 10.0, frame.area[1][1] - galley.size().y - 8.0);
    let back = Rect::from_min_size(corner, galley.size()).expand(5.0);
    painter.rect_filled(back, 4.0, theme::color(palette.casing.alpha(190)));
    painter.galley(corner, galley, theme::color(palette.ink));
}
