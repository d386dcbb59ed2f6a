//! Charts are zoomed, and follow the cursor.

use downhill::gui::App;
use downhill::session::{Command, Play};
use eframe::egui::{PointerButton, Pos2, Rect, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::{session, wheel, window};

fn chart(harness: &Harness<'static, App>) -> Rect {
    harness.get_by_label("Chart of ‖∇f‖ over the steps").rect()
}

/// The step that a click on a place of the chart leads to.
fn step_at(harness: &mut Harness<'static, App>, at: Pos2) -> u64 {
    // Clicks in quick succession would count as one double click.
    harness.run_steps(40);
    super::tap(harness, at);
    session(harness).player().step()
}

/// The steps at both ends of what the chart shows.
fn ends(harness: &mut Harness<'static, App>) -> [u64; 2] {
    let rect = chart(harness);
    let [left, right] = [rect.left() + 3.0, rect.right() - 12.0];
    [left, right].map(|x| step_at(harness, Pos2::new(x, rect.center().y)))
}

#[test]
fn the_wheel_zooms_around_the_pointer_and_a_double_click_shows_all_again() {
    let mut harness = window("local_minima");
    let whole = ends(&mut harness);
    assert!(whole[0] < 20 && whole[1] > 110, "{whole:?}");
    let rect = chart(&harness);
    let at = rect.center() + vec2(40.0, 0.0);
    let under = step_at(&mut harness, at);
    wheel(&mut harness, at, 8.0);
    let near = ends(&mut harness);
    assert!(near[1] - near[0] < (whole[1] - whole[0]) / 2, "{near:?}");
    let still = step_at(&mut harness, at);
    assert!(still.abs_diff(under) <= 1, "{under} stays under the pointer: {still}");
    harness.run_steps(40);
    for _ in 0..2 {
        harness.drag_at(at);
        harness.run_steps(1);
        harness.drop_at(at);
        harness.run_steps(1);
    }
    assert_eq!(ends(&mut harness), whole);
}

#[test]
fn a_part_is_marked_with_the_second_button_and_follows_the_cursor() {
    let mut harness = window("local_minima");
    let rect = chart(&harness);
    let (from, to) = (rect.center(), rect.center() + vec2(60.0, 0.0));
    let press = |harness: &mut Harness<'static, App>, pos: Pos2, pressed: bool| {
        harness.event(eframe::egui::Event::PointerButton {
            pos,
            button: PointerButton::Secondary,
            pressed,
            modifiers: eframe::egui::Modifiers::NONE,
        });
        harness.run_steps(2);
    };
    harness.hover_at(from);
    harness.run_steps(1);
    press(&mut harness, from, true);
    for share in [0.3, 0.7, 1.0] {
        harness.hover_at(from + (to - from) * share);
        harness.run_steps(1);
    }
    press(&mut harness, to, false);
    let [low, high] = ends(&mut harness);
    assert!(low > 40 && high < 110 && high > low, "{low} {high}");
    harness.state_mut().apply(Command::Play(Play::Seek(5)));
    harness.run_steps(3);
    let [low, high] = ends(&mut harness);
    assert!(low <= 5 && high < 60, "the chart has gone where the cursor went: {low} {high}");
}
