//! Formulas on their way through the keyboard: everything that a window does with one, for every
//! beginning of every formula there is, and for arbitrary text.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use downhill::catalog::Family as _;
use downhill::jobs::{Report, Work as _};
use downhill::maps::{Survey, sketch};
use downhill::scenario::Scenario;
use downhill::session::{Command, Edit, Session};
use downhill::surface::{Landscape, Surface, critical, hessian_2d};
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::TestRunner;

use crate::anything;

/// The formulas of the README, the gallery, the catalog and the reference data.
fn formulas() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = vec![std::fs::read_to_string(root.join("README.md")).unwrap()];
    for file in std::fs::read_dir(root.join("assets/scenarios")).unwrap() {
        texts.push(std::fs::read_to_string(file.unwrap().path()).unwrap());
    }
    let quoted = |text: &String| {
        let pieces = ["formula = \"", "--formula \""].map(|mark| text.split(mark).skip(1));
        let inside = |piece: &str| piece.split('"').next().unwrap().to_owned();
        pieces.into_iter().flatten().map(inside).collect::<Vec<_>>()
    };
    let mut out: Vec<String> = texts.iter().flat_map(quoted).collect();
    assert!(out.len() >= 4, "{out:?}");
    out.extend(<dyn Surface>::catalog().iter().map(|entry| entry.facts.formula.to_owned()));
    let reference: serde_json::Value =
        serde_json::from_str(include_str!("../reference/surfaces.json")).unwrap();
    let known = reference["surfaces"].as_array().unwrap().iter();
    out.extend(known.filter_map(|case| case["formula"].as_str().map(str::to_owned)));
    out
}

fn session() -> Session {
    let text = "version = 1\nsteps = 20\n[surface]\nformula = \"x^2 + y^2\"\n[[run]]\noptimizer = \"gd\"\nlr = 0.1\n[[run]]\noptimizer = \"newton\"\n";
    Session::new(Scenario::parse(text, "test").unwrap())
}

/// Type a text into the formula of a session, and look at everything that is shown then. Returns
/// whether it was a formula.
fn type_in(session: &mut Session, text: &str) -> bool {
    let Landscape::Typed(typed) = session.scenario().surface.clone() else { panic!("{text}") };
    let next = match typed.retyped(text) {
        Ok(next) => next,
        Err(error) => {
            let said = error.to_string();
            assert!(said.len() > 13 && !said.contains('\n'), "{text}: {said}");
            return false;
        }
    };
    session.apply(Command::Edit(Edit::Formula(next)));
    session.tick(0.02);
    let surface = Arc::clone(session.ground().shown());
    let view = surface.region();
    let at = surface.start();
    surface.value(&at);
    surface.gradient(&at, &mut [0.0; 2]);
    hessian_2d(&*surface, &at);
    let axis: Vec<f64> = (0..9).map(|k| -2.0 + 0.5 * f64::from(k)).collect();
    let (mut loss, mut gx, mut gy) = ([0.0; 81], [0.0; 81], [0.0; 81]);
    surface.values(&axis, &axis, &mut loss[..9]);
    surface.gradients(&axis, &axis, &mut gx[..9], &mut gy[..9]);
    surface.gradient_grid(&axis, &axis, &mut loss, &mut gx, &mut gy);
    sketch(&*surface, view, &[0.1, 1.0, 10.0]);
    let mut survey = Survey::new(Arc::clone(&surface), session.ground().lowest(), view, 24);
    while !matches!(survey.step(), Report::Done(_)) {}
    critical::search(&*surface, view, 16);
    true
}

#[test]
fn every_beginning_of_every_formula_can_be_typed() {
    let mut beginnings = BTreeSet::new();
    for formula in formulas() {
        let letters: Vec<char> = formula.chars().collect();
        beginnings.extend((0..=letters.len()).map(|end| letters[..end].iter().collect::<String>()));
    }
    beginnings.extend(["x", "y", "a", "3", "2x", "x+y", "s", "si", "sin(x)"].map(str::to_owned));
    let mut session = session();
    let whole = beginnings.iter().filter(|text| type_in(&mut session, text)).count();
    assert!(whole > 200 && whole < beginnings.len(), "{whole} of {}", beginnings.len());
    assert!(type_in(&mut session, "x") && type_in(&mut session, "x + y"));
}

#[test]
fn arbitrary_text_can_be_typed() {
    let mut runner = TestRunner::deterministic();
    let mut session = session();
    let mut whole = 0;
    for _ in 0..4000 {
        let text = anything().new_tree(&mut runner).unwrap().current();
        whole += usize::from(type_in(&mut session, &text));
    }
    assert!(whole > 3, "{whole}");
}
