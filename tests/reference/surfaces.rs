//! Surfaces as arithmetic with 50 digits gives them, met to 1e-9·max(1, |reference|). Made by
//! `surfaces.py`.

use std::io::Write as _;
use std::process::{Command, Stdio};

use crate::read::{close, data, number, numbers};
use downhill::scenario::Scenario;
use downhill::surface::critical::find;
use downhill::surface::{CriticalPoint, Kind, Landscape, Surface};
use serde_json::Value as Json;

/// Run the program with `arguments` and `input`; its standard output.
fn downhill(arguments: &[&str], input: &str) -> String {
    let mut child = Command::new(env!("CARGO_BIN_EXE_downhill"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{arguments:?} with {input}");
    String::from_utf8(output.stdout).unwrap()
}

/// A surface with the knobs of a case, as the command line names it.
fn name(case: &Json) -> String {
    let knobs: Vec<String> = case["knobs"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(key, value)| format!("{key}={value}"))
        .collect();
    format!("{}:{}", case["id"].as_str().unwrap(), knobs.join(","))
}

/// What `probe` prints at the points of a case.
fn probe(case: &Json, landscape: &[&str]) -> Vec<Json> {
    let points: Vec<String> = case["xy"]
        .as_array()
        .unwrap()
        .iter()
        .map(|xy| format!("--at={},{}", xy[0], xy[1]))
        .collect();
    let mut arguments = vec!["probe", "--json"];
    arguments.extend(landscape);
    arguments.extend(points.iter().map(String::as_str));
    downhill(&arguments, "").lines().map(data_line).collect()
}

fn compare(case: &Json, lines: &[Json], name: &str) {
    assert_eq!(lines.len(), 40);
    for (k, line) in lines.iter().enumerate() {
        let what = format!("{name} at point {k}");
        close(number(&line["value"]), number(&case["value"][k]), &what);
        for axis in 0..2 {
            close(number(&line["gradient"][axis]), number(&case["grad"][k][axis]), &what);
        }
        for (entry, [row, column]) in [[0, 0], [0, 1], [1, 1]].into_iter().enumerate() {
            let ours = number(&line["hessian"][row][column]);
            close(ours, number(&case["hess"][k][entry]), &what);
        }
    }
}

#[test]
fn surfaces_and_their_derivatives_are_exact() {
    let data = data(include_str!("surfaces.json"));
    let cases = data["surfaces"].as_array().unwrap();
    assert_eq!(cases.len(), 37);
    for case in cases {
        let name = name(case);
        compare(case, &probe(case, &[&name]), &name);
    }
}

#[test]
fn the_same_formulas_typed_are_as_exact() {
    let data = data(include_str!("surfaces.json"));
    let mut typed = 0;
    for case in data["surfaces"].as_array().unwrap() {
        let Some(formula) = case["formula"].as_str() else { continue };
        let knobs = case["knobs"].as_object().unwrap().iter();
        let lets: Vec<String> =
            knobs.map(|(name, value)| format!("--let={name}={value}")).collect();
        let mut landscape = vec!["--formula", formula];
        landscape.extend(lets.iter().map(String::as_str));
        compare(case, &probe(case, &landscape), formula);
        typed += 1;
    }
    assert_eq!(typed, 36);
}

fn data_line(line: &str) -> Json {
    serde_json::from_str(line).unwrap()
}

#[test]
fn every_surface_is_held_against_the_reference() {
    let data = data(include_str!("surfaces.json"));
    let tested = |id: &str| data["surfaces"].as_array().unwrap().iter().any(|s| s["id"] == id);
    // The one in many dimensions is held against SciPy in planes.rs; those of this program's own
    // against the numbers of `lessons.py`, in `tests/lessons`.
    let own = [
        "rosenbrock_nd",
        "scalar_net",
        "matrix_factorisation",
        "neuron_chain",
        "linear_regression",
        "logistic_regression",
        "tanh_neuron",
        "two_layer_tanh",
        "adversarial_sum",
    ];
    for id in downhill::catalog::ids::<dyn Surface>() {
        let how = "see \"One more\" in tests/reference/README.md";
        assert!(tested(id) || own.contains(&id), "{id} has no reference points: {how}");
    }
}

#[test]
fn critical_points_are_found_with_their_kind() {
    let data = data(include_str!("surfaces.json"));
    for case in data["surfaces"].as_array().unwrap() {
        let name = name(case);
        let surface = Landscape::parse(&name).unwrap().build().planar().unwrap();
        let window: Vec<_> = case["window"].as_array().unwrap().iter().map(numbers).collect();
        let window = [[window[0][0], window[0][1]], [window[1][0], window[1][1]]];
        let found = find(&*surface, window, 300);
        let inside = |p: &[f64; 2]| (0..2).all(|i| (window[i][0]..=window[i][1]).contains(&p[i]));
        let known = case["stationary"].as_array().unwrap();
        let wanted = known.iter().filter(|point| point[0] != "boundary" && point[0] != "kink");
        for known in wanted.clone() {
            let at = [number(&known[1]), number(&known[2])];
            let kind = match known[0].as_str().unwrap() {
                "minimum" => Kind::Minimum,
                "saddle" => Kind::Saddle,
                "maximum" => Kind::Maximum,
                "degenerate" => Kind::Degenerate,
                other => panic!("{other}"),
            };
            let near = |p: [f64; 2]| (p[0] - at[0]).hypot(p[1] - at[1]) < 1e-6;
            let ours = found.iter().find(|point| near(point.at));
            let Some(ours) = ours else { panic!("{name}: no critical point at {at:?}") };
            assert_eq!(ours.kind, kind, "{name} at {at:?}");
            close(ours.value, number(&known[3]), &name);
        }
        if case["truncated"] == false && case["smooth"] == true {
            // Almost flat ones, as far out on Easom's plain, the reference leaves out.
            let curved = |p: &CriticalPoint| p.eigenvalues.iter().all(|e| e.abs() > 1.3e-3);
            let degenerate =
                |p: &CriticalPoint| p.kind == Kind::Degenerate && case["id"] == "monkey_saddle";
            let counts = |p: &&CriticalPoint| inside(&p.at) && (curved(p) || degenerate(p));
            let ours = found.iter().filter(counts).count();
            assert_eq!(ours, wanted.count(), "{name}: {found:?}");
        }
    }
}

#[test]
fn the_limits_of_well_known_bowls_are_right() {
    let limit = |name: &str| {
        let surface = Landscape::parse(name).unwrap().build().planar().unwrap();
        let points = find(&*surface, [[-2.0, 2.0], [-2.0, 2.0]], 64);
        2.0 / points.iter().find(|point| point.kind == Kind::Minimum).unwrap().eigenvalues[1]
    };
    close(limit("quadratic:kappa=25,theta=0.4"), 0.08, "2/κ");
    // 2/λmax at (1, 1), of `limits.py`.
    assert!((limit("rosenbrock") - 0.001_996_8).abs() < 1e-7);
}

#[test]
fn the_bundled_overshoot_gives_the_numbers_of_the_textbook() {
    let scenario = downhill::scenario::bundled("overshoot").unwrap();
    let scenario = Scenario::parse(scenario.text, scenario.id).unwrap();
    let csv = downhill(&["run", "overshoot"], "");
    let last = |label: &str| -> f64 {
        let row = csv.lines().rfind(|line| line.starts_with(label)).unwrap();
        row.split(',').nth(3).unwrap().parse::<f64>().unwrap().abs()
    };
    // f = (x² + 25 y²)/2 from y = 2: |y| = 2 |1 - 25 η|⁵⁰ after 50 steps.
    for (index, run) in scenario.runs.iter().enumerate() {
        let expected = 2.0 * (1.0 - 25.0 * run.lr).abs().powi(50);
        let label = scenario.label(index);
        let found = last(&label);
        assert!((found - expected).abs() <= 1e-6 * expected.max(1e-6), "{label}: {found}");
    }
}

#[test]
fn a_place_without_curvature_has_no_stable_rate() {
    for (formula, at) in [
        ("sqrt(x) + y^2", "0,0.5"),
        ("ln(x) + y^2", "-1,0"),
        ("1/x + y", "0,0"),
        ("x^0.5*y", "0,1"),
        ("x - y", "1,2"),
    ] {
        let line = downhill(&["probe", "--json", "--formula", formula, &format!("--at={at}")], "");
        assert_eq!(data_line(&line)["stable_lr"], Json::Null, "{formula} at {at}: {line}");
        let words = downhill(&["probe", "--formula", formula, &format!("--at={at}")], "");
        assert!(words.contains("no stability limit here"), "{words}");
    }
}

#[test]
fn critical_says_when_its_search_is_not_complete() {
    let wide = ["critical", "rastrigin", "--x=-100,100", "--y=-100,100"];
    let words = downhill(&wide, "");
    assert!(words.contains("The search is not complete: the landscape is too fine"), "{words}");
    let json = data_line(&downhill(&[&wide[..], &["--json"]].concat(), ""));
    assert_eq!(json["complete"], false);
    assert!(json["incomplete_because"].as_str().unwrap().contains("300 by 300"));
    let json = data_line(&downhill(&["critical", "himmelblau", "--json"], ""));
    assert_eq!(
        (json["complete"].clone(), json["not_isolated"].clone()),
        (true.into(), false.into())
    );
    let words = downhill(&["critical", "drop_wave"], "");
    assert!(words.contains("Points that are not isolated"), "{words}");
}

#[test]
fn a_formula_with_an_unknown_name_or_without_x_and_y_is_refused() {
    for (formula, message) in [
        ("1_000*x", "digits are not grouped here: write 1000"),
        ("0x10 + y", "write 16"),
        ("e2*x", "nothing says which number e2 is"),
        ("\u{445}^2", "U+0445"),
        ("\u{1d465} + y", "U+1D465"),
        ("x1 + y", "the two parameters are called x and y"),
        ("a^2", "neither x nor y"),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_downhill"))
            .args(["probe", "--formula", formula, "--at=1,1"])
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{formula}: {said}");
        assert!(said.contains(message), "{formula}: {said}");
        let text =
            format!("version = 1\n[surface]\nformula = {formula:?}\n[[run]]\noptimizer = \"gd\"\n");
        let error = Scenario::parse(&text, "test").unwrap_err().to_string();
        assert!(error.contains(message), "{formula}: {error}");
    }
}
