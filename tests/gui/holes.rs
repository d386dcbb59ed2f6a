//! Where a landscape has no value, no number is told.

use downhill::scenario::Scenario;
use egui_kittest::kittest::Queryable as _;

use super::{click, on};

fn from(formula: &str, start: [f64; 2]) -> Scenario {
    let text = format!(
        "version = 1\ntitle = \"A hole\"\nsteps = 20\nstart = {start:?}\n\n[surface]\n\
         formula = \"{formula}\"\nx = [-3, 3]\ny = [-3, 3]\n\n[[run]]\noptimizer = \"gd\"\nlr = 0.01\n"
    );
    Scenario::parse(&text, "holes").unwrap()
}

#[test]
fn a_start_without_a_value_is_said_to_have_none() {
    let holes = [
        ("ln(x) + y^2", [-1.0, 0.5], "f: no value here"),
        ("1/(x^2 + y^2)", [0.0, 0.0], "f: infinite"),
        ("ln(x^2 + y^2)", [0.0, 0.0], "f: minus infinite"),
    ];
    for (formula, start, words) in holes {
        let mut harness = on(from(formula, start));
        assert!(harness.query_by_label(words).is_some(), "{formula}: {words}");
        let told = |text: &str| harness.query_all_by_label_contains(text).count();
        assert_eq!(told("f = undefined") + told("f = overflow"), 0, "{formula}");
        click(&mut harness, "Curvature");
        let told = |text: &str| harness.query_all_by_label(text).count();
        assert_eq!(told("saddle") + told("none: a saddle"), 0, "{formula}: no curvature, no form");
    }
}
