//! The real window, driven by the names that a screen reader says. Assertions are on the
//! session, never on widgets. Needs no display, no GPU, no system package.
#![cfg(feature = "gui")]
#![expect(clippy::unwrap_used, reason = "this is only a test")]

mod caches;
mod charts;
mod dragging;
mod explain;
mod files;
mod formulas;
mod glyphs;
mod holes;
mod kept;
mod keys;
mod landscapes;
mod language;
mod layers;
mod panels;
mod pictures;
mod promises;
mod schedules;
mod soft;
mod vertices;
mod window;

use downhill::gui::App;
use downhill::scenario::{Scenario, bundled};
use downhill::session::Session;
use eframe::egui::{
    Event, Modifiers, MouseWheelSource, MouseWheelUnit, Pos2, Rect, TouchPhase, Vec2, pos2,
};
use egui_kittest::{Harness, kittest::Queryable as _};

/// A window on a bundled scenario, its map surveyed.
pub(crate) fn window(id: &str) -> Harness<'static, App> {
    sized(id, Vec2::new(1280.0, 800.0))
}

pub(crate) fn scenario(id: &str) -> Scenario {
    Scenario::parse(bundled(id).unwrap().text, id).unwrap()
}

pub(crate) fn sized(id: &str, size: Vec2) -> Harness<'static, App> {
    built(scenario(id), size)
}

/// A window on a scenario.
pub(crate) fn on(scenario: Scenario) -> Harness<'static, App> {
    built(scenario, Vec2::new(1280.0, 800.0))
}

fn built(scenario: Scenario, size: Vec2) -> Harness<'static, App> {
    let mut harness = Harness::builder()
        .with_size(size)
        .with_step_dt(1.0 / 60.0)
        .with_max_steps(30)
        .renderer(soft::Soft::default())
        .build_eframe(move |context| App::new(context, Some(scenario)));
    settle(&mut harness);
    harness
}

/// Let a few frames pass, and wait for the map and for the file system.
pub(crate) fn settle(harness: &mut Harness<'static, App>) {
    for _ in 0..3 {
        harness.run_steps(3);
        harness.state_mut().wait_for_maps();
        harness.state_mut().wait_for_files();
    }
    harness.run_steps(2);
}

pub(crate) fn session<'a>(harness: &'a Harness<'static, App>) -> &'a Session {
    harness.state().session()
}

/// Press a key.
pub(crate) fn press(harness: &mut Harness<'static, App>, key: eframe::egui::Key) {
    harness.key_press(key);
    harness.run_steps(3);
}

/// Click what is called `name`.
pub(crate) fn click(harness: &mut Harness<'static, App>, name: &str) {
    harness.get_by_label(name).click();
    harness.run_steps(4);
}

/// Where a point of the plane is on the screen.
pub(crate) fn on_map(harness: &Harness<'static, App>, at: [f64; 2]) -> Pos2 {
    let [x, y] = harness.state().map_frame().unwrap().pixel(at);
    pos2(x as f32, y as f32)
}

/// Press and let go at a place.
pub(crate) fn tap(harness: &mut Harness<'static, App>, at: Pos2) {
    harness.hover_at(at);
    harness.run_steps(1);
    harness.drag_at(at);
    harness.run_steps(1);
    harness.drop_at(at);
    harness.run_steps(2);
}

/// Take hold at `from`, let go at `to`, with a stop on the way.
pub(crate) fn drag(harness: &mut Harness<'static, App>, from: Pos2, to: Pos2) {
    harness.hover_at(from);
    harness.run_steps(2);
    harness.drag_at(from);
    harness.run_steps(1);
    for share in [0.3, 0.6, 1.0] {
        harness.hover_at(from + (to - from) * share);
        harness.run_steps(1);
    }
    harness.drop_at(to);
    harness.run_steps(2);
}

/// Turn the wheel by some lines while the pointer is at a place.
pub(crate) fn wheel(harness: &mut Harness<'static, App>, at: Pos2, lines: f32) {
    harness.hover_at(at);
    harness.run_steps(1);
    harness.event(Event::MouseWheel {
        unit: MouseWheelUnit::Line,
        delta: Vec2::new(0.0, lines),
        modifiers: Modifiers::NONE,
        phase: TouchPhase::Move,
        source: MouseWheelSource::Unknown,
    });
    harness.run_steps(25);
}

/// Drag the handle of a slider to `share` of its length.
pub(crate) fn slide(harness: &mut Harness<'static, App>, name: &str, from: Pos2, share: f32) {
    let rect: Rect = harness.get_by_label(name).rect();
    let to = pos2(rect.left() + share * rect.width(), rect.center().y);
    drag(harness, from, to);
}
