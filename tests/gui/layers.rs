//! What lies on the map is switched on and off.

use downhill::gui::Action;
use downhill::scene::{Chosen, LAYERS};
use eframe::egui::Key;
use egui_kittest::kittest::Queryable as _;

use super::{click, press, session, settle, window};

fn ids(harness: &egui_kittest::Harness<'static, downhill::gui::App>) -> Vec<&'static str> {
    session(harness).scenario().layers().ids().to_vec()
}

#[test]
fn a_digit_switches_a_layer_and_is_undone() {
    let mut harness = window("ravine");
    press(&mut harness, Key::Num2);
    assert!(!ids(&harness).contains(&"contours"));
    press(&mut harness, Key::Num2);
    assert_eq!(session(&harness).scenario().view.layers, None, "these are the usual ones again");
    press(&mut harness, Key::Num8);
    assert!(!ids(&harness).contains(&"paths"));
    super::keys::press(&mut harness, Action::Undo);
    assert!(ids(&harness).contains(&"paths"));
}

#[test]
fn a_digit_that_is_typed_switches_nothing() {
    let mut harness = window("ravine");
    harness.get_by_label("Budget, typed").focus();
    harness.run_steps(1);
    press(&mut harness, Key::Num2);
    assert_eq!(session(&harness).scenario().view.layers, None);
}

#[test]
fn every_layer_has_its_line_in_the_menu() {
    let mut harness = window("ravine");
    // What a tab brings cannot be switched while it is open.
    press(&mut harness, Key::E);
    for layer in LAYERS {
        click(&mut harness, "Layers");
        let key = layer.key.map_or_else(String::new, |key| format!("  ({key})"));
        click(&mut harness, &format!("{}{key}", layer.name));
        assert_ne!(ids(&harness).contains(&layer.id), layer.usual, "{}", layer.id);
        super::keys::press(&mut harness, Action::Undo);
        press(&mut harness, Key::Escape);
        settle(&mut harness);
    }
    assert_eq!(session(&harness).scenario().layers(), Chosen::usual());
}

#[test]
fn no_two_layers_have_one_key_or_name() {
    let mut seen = Vec::new();
    for layer in LAYERS {
        let key = layer.key.map(String::from);
        for word in
            [Some(layer.id.to_owned()), Some(layer.name.to_owned()), key].into_iter().flatten()
        {
            assert!(!seen.contains(&word), "{word} twice");
            seen.push(word);
        }
    }
}

#[test]
fn no_layer_has_the_key_of_an_action() {
    for layer in LAYERS {
        let key = layer.key.map(|key| Key::from_name(&key.to_string()).unwrap());
        let taken = |action: &&Action| {
            action.shortcuts().any(|keys| keys.modifiers.is_none() && Some(keys.logical_key) == key)
        };
        assert_eq!(Action::ALL.iter().find(taken), None, "{}", layer.id);
    }
}

#[test]
fn a_digit_that_is_held_down_counts_once() {
    let mut harness = window("overshoot");
    for repeat in [false, true, true] {
        let (key, modifiers) = (Key::Num1, eframe::egui::Modifiers::NONE);
        let pressed = true;
        let event =
            eframe::egui::Event::Key { key, physical_key: None, pressed, repeat, modifiers };
        harness.event(event);
        harness.run_steps(2);
    }
    assert!(!ids(&harness).contains(&"heights"));
}

#[test]
fn what_a_tab_brings_is_not_switched() {
    let mut harness = window("overshoot");
    harness.get_by_label("This step");
    press(&mut harness, Key::Num9);
    assert_eq!(session(&harness).scenario().view.layers, None, "its arrows are there already");
    press(&mut harness, Key::E);
    press(&mut harness, Key::Num9);
    assert!(ids(&harness).contains(&"step"), "the tab is closed");
    press(&mut harness, Key::Num5);
    assert!(ids(&harness).contains(&"bounds"), "there is no box to switch off");
}

#[test]
fn a_long_list_of_knobs_leaves_the_buttons_of_other_cards_alone() {
    let mut scenario = super::scenario("overshoot");
    let text = scenario.to_toml().replacen(
        "lr = ",
        "clip = { norm = 1.0 }\nschedule = [{ id = \"linear_warmup\", steps = 5 }, \
         { id = \"cosine_restarts\", steps = 50 }, { id = \"exponential\" }]\nlr = ",
        1,
    );
    scenario = downhill::scenario::Scenario::parse(&text, "long").unwrap();
    let names: Vec<String> =
        (0..2).map(|index| format!("Remove {}", scenario.label(index))).collect();
    let harness = super::on(scenario);
    let [first, second] = [&names[0], &names[1]].map(|name| harness.get_by_label(name).rect());
    assert_eq!(first.right(), second.right());
    assert!(second.right() < harness.state().map_frame().unwrap().area[0][0], "{second}");
}
