//! Landscapes chosen, typed and learned.

use downhill::surface::Landscape;
use eframe::egui::{Key, vec2};
use egui_kittest::kittest::Queryable as _;

use super::{click, drag, session, settle, window};

#[test]
fn a_typed_formula_is_taken_when_it_is_whole_and_kept_until_the_next_one_is() {
    let mut harness = window("typed_formula");
    let typed = |harness: &_| match &session(harness).scenario().surface {
        Landscape::Typed(typed) => typed.text().to_owned(),
        other @ Landscape::Listed(..) => panic!("{other}"),
    };
    let before = typed(&harness);
    harness.get_by_label("Formula").focus();
    harness.run_steps(2);
    harness.key_press(Key::End);
    harness.get_by_label("Formula").type_text(" + (x");
    harness.run_steps(2);
    assert_eq!(typed(&harness), before, "the last good one stays");
    let error = "character 68: this bracket is never closed: a ) is missing";
    harness.get_by_label_contains(error);
    harness.get_by_label("Formula").type_text(" - d)");
    settle(&mut harness);
    assert_eq!(typed(&harness), format!("{before} + (x - d)"));
    assert!(harness.query_by_label_contains(error).is_none());
    // The new name is a knob; the old ones keep their numbers.
    let knobs = session(&harness).scenario().surface.knobs();
    let found: Vec<_> = knobs.iter().map(|(spec, value)| (spec.id, f64::from(*value))).collect();
    assert_eq!(found, [("a", 1.0), ("b", 0.5), ("c", 3.0), ("d", 1.0)]);
    drop(knobs);
    harness.get_by_label("d of Typed formula");
    click(&mut harness, "Undo");
    settle(&mut harness);
    assert_eq!(typed(&harness), before, "what was typed in one go is undone in one go");
}

#[test]
fn a_formula_of_the_catalog_can_be_edited() {
    let mut harness = window("rosenbrock_race");
    let value = |harness: &_| {
        let surface = session(harness).ground().surface();
        surface.value(&[0.3, -0.4])
    };
    let (before, start) = (value(&harness), session(&harness).scenario().start());
    click(&mut harness, "Edit f…");
    settle(&mut harness);
    assert_eq!(session(&harness).scenario().surface.id(), "formula");
    assert_eq!(session(&harness).scenario().start(), start);
    assert!((value(&harness) - before).abs() < 1e-12 * before);
}

#[test]
fn critical_points_of_a_formula_are_found_in_the_background() {
    let mut harness = window("typed_formula");
    for _ in 0..200 {
        harness.run_steps(1);
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let points = session(&harness).ground().critical_points();
    assert!(points.len() > 20, "{}", points.len());
}

#[test]
fn dragging_an_example_changes_the_landscape() {
    let mut harness = window("feature_scaling");
    let rows = |harness: &_| {
        let surface = session(harness).ground().surface();
        let set = &surface.data().unwrap().material().set;
        set.rows(&set.examples)
    };
    let before = rows(&harness);
    let lowest = session(&harness).ground().lowest().unwrap();
    let plot = harness.get_by_label("Examples and what the parameters predict").rect();
    // The last car: speed 25, distance 85, in a plot with 12 % of air around 4…25 and 2…120.
    let share = |at: f64, low: f64, high: f64| {
        let air = 0.12 * (high - low);
        ((at - low + air) / (high - low + 2.0 * air)) as f32
    };
    let at = [share(25.0, 4.0, 25.0), share(85.0, 2.0, 120.0)];
    let from = plot.left_bottom() + vec2(at[0] * plot.width(), -at[1] * plot.height());
    drag(&mut harness, from, from + vec2(-10.0, -40.0));
    settle(&mut harness);
    let after = rows(&harness);
    let moved: Vec<usize> = (0..50).filter(|k| before[*k] != after[*k]).collect();
    assert_eq!(moved, [49], "one example is another one");
    assert!(after[49][1] > 95.0, "{:?}", after[49]);
    assert!(session(&harness).ground().lowest().unwrap() > lowest, "the fit is worse");
    click(&mut harness, "Undo");
    assert_eq!(rows(&harness), before);
}

#[test]
fn own_examples_are_read_and_bad_files_get_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("points.csv");
    let mut harness = window("feature_scaling");
    for (text, said) in [("1,2\n3,x\n", "points.csv:2: "), ("1,2\n3,4\n5,5\n", "")] {
        std::fs::write(&path, text).unwrap();
        let field = harness.get_by_label("Data file");
        field.focus();
        harness.run_steps(2);
        harness.key_press_modifiers(eframe::egui::Modifiers::COMMAND, Key::A);
        harness.get_by_label("Data file").type_text(&path.display().to_string());
        harness.run_steps(2);
        click(&mut harness, "Read");
        settle(&mut harness);
        if !said.is_empty() {
            harness.get_by_label_contains(said);
            assert_eq!(session(&harness).ground().surface().examples(), 50);
        }
    }
    assert_eq!(session(&harness).ground().surface().examples(), 3);
    harness.get_by_label("3 examples");
}

#[test]
fn charts_run_over_samples_and_epochs_too() {
    let mut harness = window("mini_batches");
    click(&mut harness, "epochs");
    harness.run_steps(2);
    let chart = harness.get_by_label("Chart of ‖∇f‖ over the epochs").rect();
    drag(&mut harness, chart.center(), chart.center() + vec2(1.0, 0.0));
    // The first run looks at all examples in every step: an epoch is a step.
    let step = session(&harness).player().step();
    assert!((50..=80).contains(&step), "{step}");
    click(&mut harness, "Contours of the batch on the map");
    settle(&mut harness);
}
