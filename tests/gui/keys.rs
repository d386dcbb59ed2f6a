//! Keys that turn a learning rate, the map that follows the balls, the choice of a chart.

use downhill::gui::{Action, App};
use eframe::egui::{Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::{click, drag, on_map, session, settle, window};

pub(crate) fn press(harness: &mut Harness<'static, App>, action: Action) {
    let shortcut = action.shortcut();
    harness.key_press_modifiers(shortcut.modifiers, shortcut.logical_key);
    harness.run_steps(3);
}

fn rate(harness: &Harness<'static, App>) -> f64 {
    session(harness).scenario().runs[0].lr
}

#[test]
fn brackets_turn_the_rate_by_a_tenth() {
    let mut harness = window("overshoot");
    press(&mut harness, Action::RateUp);
    assert_eq!(rate(&harness), 0.002 * 1.1);
    press(&mut harness, Action::RateUp);
    press(&mut harness, Action::RateDown);
    assert_eq!(rate(&harness), 0.002 * 1.1 * 1.1 / 1.1);
    press(&mut harness, Action::Undo);
    assert_eq!(rate(&harness), 0.002 * 1.1 * 1.1, "every key is undone by itself");
}

#[test]
fn shifted_brackets_go_from_mark_to_mark() {
    let mut harness = window("overshoot");
    let mut met = Vec::new();
    for _ in 0..5 {
        press(&mut harness, Action::MarkAbove);
        met.push(rate(&harness));
    }
    let marks = [1.0 / 25.0, 2.0 / 26.0, 2.0 / 25.0];
    assert_eq!(met, [marks[0], marks[1], marks[2], marks[2], marks[2]]);
    // A keyboard that reports the key instead of the letter.
    harness.key_press_modifiers(Modifiers::SHIFT, Key::OpenBracket);
    harness.run_steps(3);
    assert_eq!(rate(&harness), marks[1]);
}

#[test]
fn brackets_that_are_typed_turn_nothing() {
    let mut harness = window("overshoot");
    harness.get_by_label("Learning rate of 0.079, typed").focus();
    harness.run_steps(1);
    press(&mut harness, Action::RateUp);
    press(&mut harness, Action::MarkAbove);
    harness.key_press_modifiers(Modifiers::SHIFT, Key::CloseBracket);
    harness.run_steps(3);
    assert_eq!(rate(&harness), 0.002);
}

/// The shown balls that are not lost, and whether each lies on the map.
fn balls(harness: &Harness<'static, App>) -> Vec<bool> {
    let (session, frame) = (session(harness), harness.state().map_frame().unwrap());
    let balls = session.runs().iter().enumerate();
    let balls = balls.map(|(index, run)| run.trajectory().point(session.step_of(index)));
    let near = balls.filter(|ball| ball.iter().all(|x| x.abs() < 1e9));
    near.map(|ball| frame.holds(frame.pixel([ball[0], ball[1]]), 4.0)).collect()
}

#[test]
fn the_map_follows_the_balls_until_it_is_told_otherwise() {
    let mut harness = window("overshoot");
    let whole = harness.state().map_frame().unwrap().view;
    assert_eq!(balls(&harness).iter().filter(|there| **there).count(), 4, "one has left the map");
    press(&mut harness, Action::Follow);
    settle(&mut harness);
    assert_eq!(balls(&harness), [true; 5]);
    press(&mut harness, Action::ResetView);
    assert_eq!(harness.state().map_frame().unwrap().view, whole);
    press(&mut harness, Action::Follow);
    assert_ne!(harness.state().map_frame().unwrap().view, whole);
    press(&mut harness, Action::Follow);
    assert_eq!(harness.state().map_frame().unwrap().view, whole);
}

#[test]
fn a_map_that_follows_changes_rarely_while_balls_swing_out() {
    let mut harness = window("overshoot");
    press(&mut harness, Action::Restart);
    press(&mut harness, Action::Follow);
    let mut views = Vec::new();
    for _ in 0..50 {
        press(&mut harness, Action::StepForward);
        let view = harness.state().map_frame().unwrap().view;
        if views.last() != Some(&view) {
            views.push(view);
        }
        assert_eq!(balls(&harness), [true; 5]);
    }
    // The ball goes out by 1.25 with every step, to and fro.
    assert!((5..25).contains(&views.len()), "{}", views.len());
}

#[test]
fn moving_the_map_by_hand_ends_following() {
    let mut harness = window("overshoot");
    press(&mut harness, Action::Follow);
    settle(&mut harness);
    let before = harness.state().map_frame().unwrap().view;
    let middle = on_map(&harness, [5.0, 0.5 * (before[1][0] + before[1][1])]);
    let middle = middle + vec2(60.0, 60.0);
    drag(&mut harness, middle, middle + vec2(50.0, 0.0));
    let dragged = harness.state().map_frame().unwrap().view;
    assert!(dragged[0][0] < before[0][0]);
    press(&mut harness, Action::Restart);
    assert_eq!(harness.state().map_frame().unwrap().view, dragged);
}

#[test]
fn the_second_chart_shows_what_is_chosen() {
    let mut harness = window("edge_of_stability");
    for (choice, chart) in [
        ("learning rate", "Chart of learning rate η over the steps"),
        (
            "distance to the minimum",
            "Chart of distance to the nearest minimum over the steps (no minimum is known)",
        ),
        (
            "sharpness and its limit",
            "Chart of sharpness λmax (dashed: limit) over the steps, sampled",
        ),
        (
            "error by direction",
            "Chart of error along the steep (dashed: flat) direction over the steps (no minimum is known)",
        ),
        ("gradient norm", "Chart of ‖∇f‖ over the steps"),
    ] {
        click(&mut harness, "Second chart");
        click(&mut harness, choice);
        assert!(harness.query_by_label(chart).is_some(), "{chart}");
        assert!(harness.query_by_label_contains("Chart of f").is_some());
    }
}
