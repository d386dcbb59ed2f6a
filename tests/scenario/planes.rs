//! Landscapes of more than two parameters: what a file may say of them, and what edits do.

use downhill::params::Value;
use downhill::scenario::{PlaneChoice, Scenario};
use downhill::session::{Command, Edit, RunEdit, Session};
use downhill::surface::{Landscape, Typed};

fn text(head: &str, view: &str) -> String {
    format!(
        "version = 1\n{head}\n[surface]\nid = \"rosenbrock_nd\"\ndim = 4\n\
         [[run]]\noptimizer = \"gd\"\nlr = 0.0001\n[view]\n{view}\n"
    )
}

#[track_caller]
fn refused(head: &str, view: &str, expected: &str) {
    let error = Scenario::parse(&text(head, view), "file.toml").unwrap_err();
    assert_eq!(error.to_string(), format!("file.toml:{expected}"));
}

#[test]
fn places_have_as_many_numbers_as_there_are_parameters() {
    let wrong = "is not a list of 4 numbers, one for each parameter of the surface";
    refused("start = [1, 2]", "", &format!("2: start = a list of 2 {wrong}"));
    refused("start = []", "", &format!("2: start = a list of 0 {wrong}"));
    let run = text("", "").replace("lr = 0.0001", "lr = 0.0001\nstart = [1, 2, 3]");
    let error = Scenario::parse(&run, "f").unwrap_err().to_string();
    assert_eq!(error, format!("f:9: [[run]] start = a list of 3 {wrong}"));
    let change = "lr = 0.0001\nchange = { step = 1, kick = [1, 2] }";
    let error = Scenario::parse(&text("", "").replace("lr = 0.0001", change), "f").unwrap_err();
    assert_eq!(error.to_string(), format!("f:9: change: kick = a list of 2 {wrong}"));
    refused("drift = [0.1, 0]", "", "2: drift is for surfaces of two parameters; this one has 4");
    let bounds = "bounds = { x = [0, 1], y = [0, 1] }";
    refused(bounds, "", "2: bounds is for surfaces of two parameters; this one has 4");
}

#[test]
fn a_plane_that_is_none_gets_a_sentence() {
    for (given, why) in [
        ("plane = [1, 1]", "plane: give two different parameters, not 1 twice"),
        ("plane = [0, 4]", "plane: the surface has 4 parameters, numbered from 0 to 3"),
        (
            "plane = { u = [1, 0], v = [0, 1, 0, 0] }",
            "plane: a list has 2 numbers; the surface has 4 parameters",
        ),
        (
            "plane = { u = [1, 1, 0, 0], v = [-2, -2, 0, 0] }",
            "plane: the two directions are parallel, or one of them is nothing",
        ),
        (
            "plane = { u = [0, 0, 0, 0], v = [1, 0, 0, 0] }",
            "plane: the two directions are parallel, or one of them is nothing",
        ),
    ] {
        refused("", given, &format!("10: [view] {why}"));
    }
    for given in
        ["plane = 3", "plane = \"xy\"", "plane = [1]", "plane = [0, -1]", "plane = [0.5, 1]"]
    {
        let error = Scenario::parse(&text("", given), "f").unwrap_err().to_string();
        assert!(error.starts_with("f:10: [view] plane = "), "{error}");
        assert!(!error.contains('\n'), "{error}");
    }
    let error = Scenario::parse(&text("", "plane = { u = [1, 0, 0, 0] }"), "f").unwrap_err();
    assert_eq!(error.to_string(), "f:10: plane: v is missing: give two directions u and v");
}

#[test]
fn planes_are_written_as_they_were_read() {
    for (head, view) in [
        ("", ""),
        ("start = [0.5, -0.25, 1e-3, 2.0]", "plane = [3, 1]"),
        ("", "plane = { u = [1.0, 1.0, 0.0, 0.0], v = [0.0, 0.5, 0.25, -1.0] }"),
        (
            "",
            "plane = { u = [1, 0, 0, 0], v = [0, 0, 0, 1], origin = [1, 1, 1, 1] }\nx = [-1, 1]\ny = [0, 2]",
        ),
    ] {
        let scenario = Scenario::parse(&text(head, view), "a").unwrap();
        let again = Scenario::parse(&scenario.to_toml(), "b").unwrap();
        assert_eq!(scenario, again);
    }
    // Two parameters may be turned as well.
    let turned = "version = 1\n[surface]\nid = \"rosenbrock\"\n[[run]]\noptimizer = \"gd\"\n\
                  [view]\nplane = { u = [1, 1], v = [-1, 1] }\n";
    let scenario = Scenario::parse(turned, "a").unwrap();
    let session = Session::new(scenario);
    let [x, y] = session.ground().critical_points()[0].at;
    assert!((x - 1.0).abs() < 1e-9 && y.abs() < 1e-9, "the minimum is at u, not ({x}, {y})");
    assert_eq!(session.ground().minima()[0].at.len(), 2);
}

#[test]
fn the_pin_moves_within_the_plane() {
    let text = text("start = [-1.2, 1.0, 0.3, 0.7]", "plane = [1, 3]");
    let mut session = Session::new(Scenario::parse(&text, "a").unwrap());
    assert_eq!(session.pin(), [1.0, 0.7]);
    let before = session.ground().number();
    assert!(session.apply(Command::Edit(Edit::Pin([0.25, -0.5]))));
    assert_eq!(session.start(), [-1.2, 0.25, 0.3, -0.5]);
    assert_eq!(session.pin(), [0.25, -0.5]);
    assert_eq!(session.ground().number(), before, "the same plane need not be surveyed anew");
    assert_eq!(session.runs()[0].trajectory().point(0), [-1.2, 0.25, 0.3, -0.5]);
    assert!(session.apply(Command::Edit(Edit::Start(vec![0.0, 0.25, 0.3, -0.5]))));
    assert_ne!(session.ground().number(), before, "another plane");
    assert!(!session.apply(Command::Edit(Edit::Start(vec![0.0; 2]))));
}

#[test]
fn another_plane_leaves_the_runs_alone() {
    let mut session = Session::new(Scenario::parse(&text("", ""), "a").unwrap());
    let (run, ground) = (session.runs()[0].trajectory().clone(), session.ground().number());
    assert!(session.apply(Command::Edit(Edit::Plane(PlaneChoice::Axes([3, 2])))));
    assert_ne!(session.ground().number(), ground);
    assert_eq!(session.ground().plane().axes(), Some([3, 2]));
    assert_eq!(*session.runs()[0].trajectory(), run);
    for none in [[0, 0], [0, 4]] {
        assert!(!session.apply(Command::Edit(Edit::Plane(PlaneChoice::Axes(none)))));
    }
    assert!(session.apply(Command::Undo));
    assert_eq!(session.ground().plane().axes(), Some([0, 1]));
}

#[test]
fn more_or_fewer_parameters_keep_what_fits() {
    let text = text("start = [0.5, 0.25, 0.125, 0.0625]", "plane = [3, 1]");
    let mut session = Session::new(Scenario::parse(&text, "a").unwrap());
    let change = |at: Vec<f64>| downhill::run::Change {
        step: 5,
        at: Some(at),
        ..downhill::run::Change::default()
    };
    assert!(!session.apply(Command::Edit(Edit::Run(0, RunEdit::Change(change(vec![0.0; 2]))))));
    assert!(session.apply(Command::Edit(Edit::Run(0, RunEdit::Change(change(vec![0.1; 4]))))));
    let turn = |dim: u32| Command::Edit(Edit::SurfaceKnob("dim".into(), Value::Count(dim)));
    assert!(session.apply(turn(6)));
    assert_eq!(session.start(), [0.5, 0.25, 0.125, 0.0625, -1.2, 1.0]);
    assert_eq!(session.scenario().runs[0].changes[0].at.as_ref().unwrap().len(), 6);
    assert_eq!(session.ground().plane().axes(), Some([3, 1]));
    assert!(session.apply(turn(2)));
    assert_eq!(session.start(), [0.5, 0.25]);
    assert_eq!(session.ground().plane().axes(), Some([0, 1]), "there is no parameter 3 any more");
    let written = session.scenario().to_toml();
    assert_eq!(Scenario::parse(&written, "b").as_ref(), Ok(session.scenario()), "{written}");
    // Another surface begins at its own start.
    assert!(session.apply(turn(32)));
    let bowl = Landscape::parse("quadratic").unwrap();
    assert!(session.apply(Command::Edit(Edit::Surface(bowl))));
    assert_eq!(session.start().len(), 2);
    assert!(session.apply(Command::Undo));
    assert_eq!(session.start().len(), 32);
    let formula = Typed::parse("x^2 + y^2", |_| None, Typed::VIEW).unwrap();
    assert!(session.apply(Command::Edit(Edit::Formula(formula))));
    assert_eq!((session.start(), session.runs()[0].trajectory().dim()), (&[0.5, 0.25][..], 2));
}
