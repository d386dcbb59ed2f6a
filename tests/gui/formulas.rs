//! The field for the formula: reached by a key, and typed into letter by letter.

use downhill::catalog::Family as _;
use downhill::gui::App;
use downhill::scenario::BUNDLED;
use downhill::surface::{Landscape, Surface};
use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::{scenario, session, window};

fn to_the_formula(harness: &mut Harness<'static, App>) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.run_steps(3);
}

fn typed(harness: &Harness<'static, App>) -> String {
    match &session(harness).scenario().surface {
        Landscape::Typed(typed) => typed.text().to_owned(),
        Landscape::Listed(..) => String::new(),
    }
}

#[test]
fn a_key_puts_the_keyboard_into_the_formula_and_what_is_typed_takes_its_place() {
    for id in ["local_minima", "typed_formula"] {
        let mut harness = window(id);
        to_the_formula(&mut harness);
        assert!(harness.get_by_label("Formula").accesskit_node().is_focused());
        assert!(!typed(&harness).is_empty(), "a surface of the list is typed now");
        harness.event(Event::Text("x^2 + 3y^2".to_owned()));
        harness.run_steps(2);
        assert_eq!(typed(&harness), "x^2 + 3y^2");
        harness.key_press(Key::R);
        harness.key_press(Key::D);
        harness.run_steps(2);
        assert_eq!(typed(&harness), "x^2 + 3y^2", "the field is not left by letters");
        let dark = harness.ctx.global_style().visuals.dark_mode;
        assert!(dark, "a letter in the field is no shortcut");
    }
}

#[test]
fn a_loss_over_data_says_that_it_has_no_formula_to_type() {
    let mut harness = window("mini_batches");
    let before = session(&harness).scenario().clone();
    to_the_formula(&mut harness);
    assert_eq!(*session(&harness).scenario(), before);
    assert!(harness.state().notice().unwrap().contains("no formula that can be typed"));
}

#[test]
fn another_surface_does_not_keep_the_title_of_the_first() {
    let mut harness = window("local_minima");
    let title = scenario("local_minima").title;
    assert!(harness.query_by_label(&title).is_some());
    super::click(&mut harness, "Remove Momentum");
    assert!(harness.query_by_label(&format!("{title} (changed)")).is_some());
    super::click(&mut harness, "Undo");
    assert!(harness.query_by_label(&title).is_some());
    super::click(&mut harness, "Surface");
    super::click(&mut harness, "Rosenbrock");
    assert!(harness.query_by_label_contains(&title).is_none());
    super::click(&mut harness, "Undo");
    assert!(harness.query_by_label(&title).is_some());
}

/// Type it letter by letter into the field, as people do.
fn spell(harness: &mut Harness<'static, App>, formula: &str) {
    to_the_formula(harness);
    for letter in formula.chars() {
        harness.event(Event::Text(letter.to_string()));
        harness.step();
    }
}

#[test]
fn every_formula_of_the_catalog_and_the_gallery_is_typed_letter_by_letter() {
    let mut formulas: Vec<String> =
        <dyn Surface>::catalog().iter().map(|entry| entry.facts.formula.to_owned()).collect();
    formulas.extend(BUNDLED.iter().map(|b| scenario(b.id).surface.formula().into_owned()));
    formulas
        .extend(["x", "a", "3", "2x", "x+y", "sin(x)", "0*x", "x/0", "1e400*x"].map(Into::into));
    formulas.sort();
    formulas.dedup();
    let mut harness = window("typed_formula");
    for formula in &formulas {
        spell(&mut harness, formula);
        let text = harness.get_by_label("Formula").accesskit_node().value().unwrap_or_default();
        assert_eq!(text, *formula);
    }
}
