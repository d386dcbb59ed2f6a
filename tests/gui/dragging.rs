//! What is taken by the hand follows it, whatever else changes meanwhile.

use downhill::gui::App;
use downhill::scenario::BUNDLED;
use downhill::session::{Command, Edit};
use eframe::egui::{Key, Pos2, Rect, Role, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::{click, on_map, session, sized};

/// A window so tall that all cards are in sight.
fn window(id: &str) -> Harness<'static, App> {
    sized(id, vec2(1280.0, 2400.0))
}

/// Frames of a drag.
const FRAMES: usize = 30;

/// The sliders, or the fields, with their places.
fn all(harness: &Harness<'static, App>, role: Role) -> Vec<(String, Rect)> {
    let nodes = harness.root().children_recursive();
    let ours = nodes.filter(|node| node.accesskit_node().role() == role);
    ours.map(|node| (node.accesskit_node().label().unwrap_or_default(), node.rect())).collect()
}

/// Drag from a place to another in many frames. Returns how many of them dragged the same thing.
fn follow(harness: &mut Harness<'static, App>, from: Pos2, to: Pos2) -> usize {
    harness.hover_at(from);
    harness.step();
    harness.drag_at(from);
    harness.step();
    let mut dragged = Vec::new();
    for frame in 1..=FRAMES {
        harness.hover_at(from + (to - from) * (frame as f32 / FRAMES as f32));
        harness.step();
        dragged.push(harness.ctx.dragged_id());
    }
    harness.drop_at(to);
    harness.run_steps(2);
    let last = dragged[FRAMES - 1];
    dragged.iter().filter(|id| id.is_some() && **id == last).count()
}

/// Drag every slider and every field of a scenario.
fn drag_all(id: &str) {
    for role in [Role::Slider, Role::SpinButton] {
        let mut harness = window(id);
        let names: Vec<String> = all(&harness, role).into_iter().map(|(name, _)| name).collect();
        for place in 0..names.len() {
            let now = all(&harness, role);
            let Some((name, rect)) = now.get(place) else { continue };
            let name = format!("{id}: {name}");
            let slider = role == Role::Slider;
            let (from, to) = if slider {
                let middle = rect.center().y;
                let side = if place % 2 == 0 { rect.left() } else { rect.right() };
                (rect.center(), pos2(0.3 * rect.center().x + 0.7 * side, middle))
            } else {
                (
                    rect.center(),
                    rect.center() + vec2(if place % 2 == 0 { 40.0 } else { -40.0 }, 0.0),
                )
            };
            let same = follow(&mut harness, from, to);
            // A field waits for some points to tell a drag from a click.
            assert!(same >= FRAMES - 8, "{name}: {same} of {FRAMES} frames");
            harness.run_steps(1);
        }
    }
}

#[test]
fn every_slider_and_field_of_the_gallery_follows_the_pointer_to_the_end() {
    for bundled in BUNDLED {
        drag_all(bundled.id);
    }
}

#[test]
fn a_labelled_run_keeps_its_slider_and_its_name_tells_the_new_rate() {
    let mut harness = window("overshoot");
    assert_eq!(session(&harness).scenario().label(3), "0.079");
    let rect = harness.get_by_label("Learning rate of 0.079").rect();
    let card = harness.get_by_label("Optimizer of 0.079").rect();
    let to = rect.center() - vec2(60.0, 0.0);
    assert!(follow(&mut harness, rect.center(), to) >= FRAMES - 8);
    let run = &session(&harness).scenario().runs[3];
    let name = session(&harness).scenario().label(3);
    assert_eq!(name, downhill::scene::number(run.lr));
    let after = harness.get_by_label(&format!("Optimizer of {name}")).rect();
    assert_eq!(card, after, "nothing jumps");
}

#[test]
fn escape_takes_a_drag_back() {
    let mut harness = window("local_minima");
    let before = session(&harness).scenario().clone();
    let undo = session(&harness).can_undo();
    let pin = on_map(&harness, [0.0, -2.9]) - vec2(0.0, 24.0);
    let slider = harness.get_by_label("Learning rate of Adam").rect().center();
    let field = harness.get_by_label("Start x, typed").rect().center();
    for from in [pin, slider, field] {
        harness.hover_at(from);
        harness.run_steps(2);
        harness.drag_at(from);
        harness.run_steps(1);
        harness.hover_at(from + vec2(30.0, 0.0));
        harness.run_steps(1);
        harness.hover_at(from + vec2(35.0, 0.0));
        harness.run_steps(2);
        assert_ne!(*session(&harness).scenario(), before, "{from}");
        harness.key_press(Key::Escape);
        harness.run_steps(2);
        assert_eq!(*session(&harness).scenario(), before, "{from}");
        harness.hover_at(from + vec2(50.0, 0.0));
        harness.run_steps(2);
        harness.drop_at(from + vec2(50.0, 0.0));
        harness.run_steps(2);
        assert_eq!(*session(&harness).scenario(), before, "the hand is still down, but empty");
        assert_eq!(session(&harness).can_undo(), undo);
        assert!(!session(&harness).can_redo());
    }
}

#[test]
fn escape_without_a_drag_takes_nothing_back() {
    let mut harness = window("local_minima");
    click(&mut harness, "Remove Adam");
    let from = on_map(&harness, [3.0, 3.0]);
    harness.hover_at(from);
    harness.run_steps(1);
    harness.drag_at(from);
    harness.run_steps(1);
    harness.hover_at(from + vec2(30.0, 30.0));
    harness.run_steps(2);
    harness.key_press(Key::Escape);
    harness.run_steps(2);
    assert_eq!(session(&harness).scenario().runs.len(), 4, "the map moved, the run is gone");
}

/// Type into a field and end with a key.
fn type_into(harness: &mut Harness<'static, App>, name: &str, text: &str, end: Key) {
    click(harness, name);
    harness.key_press_modifiers(eframe::egui::Modifiers::COMMAND, Key::A);
    harness.event(eframe::egui::Event::Text(text.to_owned()));
    harness.run_steps(2);
    harness.key_press(end);
    harness.run_steps(4);
}

#[test]
fn escape_in_a_field_drops_what_was_typed() {
    let mut harness = window("local_minima");
    let name = "Learning rate of Adam, typed";
    let before = session(&harness).scenario().runs[4].lr;
    for text in ["0.5", "-1", "abc"] {
        type_into(&mut harness, name, text, Key::Escape);
        assert_eq!(session(&harness).scenario().runs[4].lr, before, "{text}");
        assert_eq!(harness.state().notice(), None);
    }
    type_into(&mut harness, name, "0.5", Key::Enter);
    assert_eq!(session(&harness).scenario().runs[4].lr, 0.5);
}

#[test]
fn a_number_that_is_not_allowed_is_refused_with_a_sentence() {
    let mut harness = window("local_minima");
    let before = session(&harness).scenario().clone();
    for (name, text, sentence) in [
        (
            "Learning rate of Adam, typed",
            "-1",
            "Learning rate of Adam: -1 is not from 1e-12 to 1e6",
        ),
        ("Budget, typed", "1.5", "Budget: 1.5 is not a whole number"),
        ("Start x, typed", "abc", "Start x: “abc” is not a number"),
    ] {
        type_into(&mut harness, name, text, Key::Enter);
        assert_eq!(harness.state().notice().as_deref(), Some(sentence));
        assert_eq!(*session(&harness).scenario(), before);
    }
}

#[test]
fn a_screen_reader_sets_no_number_that_a_hand_could_not_type() {
    let mut harness = window("batch_noise");
    harness.state_mut().apply(Command::Edit(Edit::Seed(7)));
    let noise = first_with(&harness, "Batch noise: ");
    click(&mut harness, &noise);
    let before = session(&harness).scenario().clone();
    for (name, _) in all(&harness, Role::SpinButton) {
        for value in [1e300, -1e300, f64::NAN, f64::INFINITY] {
            harness.get_by_label(&name).set_value_accesskit(value);
            harness.run_steps(2);
            assert_eq!(*session(&harness).scenario(), before, "{name} took {value}");
        }
    }
}

fn first_with(harness: &Harness<'static, App>, words: &str) -> String {
    let nodes = harness.root().children_recursive();
    let mut labels = nodes.filter_map(|node| node.accesskit_node().label());
    labels.find(|label| label.starts_with(words)).unwrap()
}
