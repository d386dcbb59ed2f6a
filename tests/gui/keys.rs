//! Keys that turn a learning rate, and the map that follows the balls.

use downhill::gui::{Action, App};
use eframe::egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::{session, window};

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
