//! Opening, saving, and what survives a restart.

use std::collections::HashMap;

use downhill::gui::App;
use eframe::egui::{Key, Modifiers, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::{click, scenario, session, window};

#[test]
fn a_bad_file_gets_a_sentence_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bad.toml");
    std::fs::write(&path, "version = 1\n[surface]\nid = \"rosenbrok\"\n").unwrap();
    let mut harness = window("local_minima");
    let before = session(&harness).scenario().clone();
    harness.state_mut().open_file(&path);
    harness.run_steps(2);
    let notice = harness.state().notice().unwrap().to_owned();
    assert!(notice.contains("bad.toml:3: ") && notice.contains("did you mean rosenbrock?"));
    assert!(harness.query_by_label(&notice).is_some());
    assert_eq!(*session(&harness).scenario(), before);
    click(&mut harness, "Dismiss");
    assert_eq!(harness.state().notice(), None);
}

#[test]
fn a_scenario_is_saved_and_opened_by_typing_its_path() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.toml").display().to_string();
    let mut harness = window("ravine");
    let type_path = |harness: &mut Harness<'static, App>, key, button: &str| {
        harness.key_press_modifiers(Modifiers::COMMAND, key);
        harness.run_steps(3);
        let field = harness.get_by_label("File path");
        field.focus();
        harness.run_steps(1);
        harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        harness.get_by_label("File path").type_text(&path);
        harness.run_steps(1);
        click(harness, button);
    };
    type_path(&mut harness, Key::S, "Save");
    assert_eq!(harness.state().notice(), Some(format!("Saved as {path}.").as_str()));
    let mut other = window("saddle");
    type_path(&mut other, Key::O, "Open");
    assert_eq!(*session(&other).scenario(), scenario("ravine"));
}

#[test]
fn a_bundled_scenario_is_opened_from_the_menu() {
    let mut harness = window("ravine");
    click(&mut harness, "Scenarios");
    click(&mut harness, &scenario("saddle").title);
    assert_eq!(*session(&harness).scenario(), scenario("saddle"));
}

#[test]
fn the_state_survives_a_restart() {
    let mut harness = window("ravine");
    click(&mut harness, "Hide Gradient descent");
    click(&mut harness, "Clone Momentum 0.67");
    let left = session(&harness).scenario().clone();
    let mut shelf = Shelf::default();
    eframe::App::save(harness.state_mut(), &mut shelf);
    let shelf: &'static Shelf = Box::leak(Box::new(shelf));
    let restarted =
        Harness::builder().with_size(Vec2::new(1280.0, 800.0)).build_eframe(|context| {
            context.storage = Some(shelf);
            App::new(context, None)
        });
    assert_eq!(*restarted.state().session().scenario(), left);
}

/// A place to keep things, as eframe has one.
#[derive(Default)]
struct Shelf(HashMap<String, String>);

impl eframe::Storage for Shelf {
    fn get_string(&self, key: &str) -> Option<String> {
        self.0.get(key).cloned()
    }
    fn set_string(&mut self, key: &str, value: String) {
        self.0.insert(key.to_owned(), value);
    }
    fn remove_string(&mut self, key: &str) {
        self.0.remove(key);
    }
    fn flush(&mut self) {}
}
