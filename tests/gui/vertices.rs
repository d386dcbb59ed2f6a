//! What a frame costs does not depend on where things lie.

use std::collections::BTreeSet;

use downhill::gui::{App, MOST_VERTICES};
use downhill::scenario::{BUNDLED, Scenario, bundled};
use downhill::session::{Command, Play};
use eframe::egui::epaint::Primitive;
use eframe::egui::{Key, Rect, Shape, Vec2};
use egui_kittest::Harness;

use super::{click, on, on_map, press, session, settle, sized, wheel, window};

/// The vertices of the last frame.
fn vertices(harness: &Harness<'static, App>) -> usize {
    let output = harness.output();
    let all = harness.ctx.tessellate(output.shapes.clone(), output.pixels_per_point);
    let count = |primitive: &Primitive| match primitive {
        Primitive::Mesh(mesh) => mesh.vertices.len(),
        Primitive::Callback(_) => 0,
    };
    all.iter().map(|clipped| count(&clipped.primitive)).sum()
}

fn bounded(harness: &Harness<'static, App>, what: &str) {
    let count = vertices(harness);
    assert!(count <= MOST_VERTICES, "{what}: {count} vertices");
}

#[test]
fn the_first_start_is_played_to_its_end_with_every_step_explained() {
    let mut harness = window("local_minima");
    // Steps of the converged run are so small that the slope leaves its plot by 1e13 heights.
    for step in (0..=120).rev() {
        harness.state_mut().apply(Command::Play(Play::Seek(step)));
        harness.run_steps(2);
        let count = vertices(&harness);
        assert!(count < 200_000, "step {step}: {count} vertices");
    }
}

#[test]
fn every_bundled_scenario_is_bounded_at_its_start_and_its_end() {
    for bundled in BUNDLED {
        let mut harness = sized(bundled.id, Vec2::new(1280.0, 800.0));
        bounded(&harness, bundled.id);
        for tab in ["Curvature", "This step"] {
            click(&mut harness, tab);
            for key in [Key::Home, Key::End] {
                press(&mut harness, key);
                bounded(&harness, bundled.id);
            }
        }
    }
}

/// A scenario on a formula.
fn typed(formula: &str, start: [f64; 2], half: f64) -> Scenario {
    let base = bundled("local_minima").unwrap().text;
    let rest = &base[base.find("[[run]]").unwrap()..];
    let [x, y] = start;
    let text = format!(
        "version = 1\ntitle = \"Wild\"\nsteps = 60\nstart = [{x:?}, {y:?}]\n\n[surface]\n\
         formula = \"{formula}\"\nx = [{:?}, {half:?}]\ny = [{:?}, {half:?}]\n\n{rest}",
        -half, -half
    );
    Scenario::parse(&text, "wild").unwrap_or_else(|error| panic!("{error}\n{text}"))
}

#[test]
fn landscapes_of_every_size_and_roughness_are_bounded() {
    let wild = [
        ("0*x", 1.0),
        ("1e300*x + y", 1.0),
        ("1e-300*(x^2 + y^2)", 1.0),
        ("1e300*x^2 - 1e300*y^2", 1.0),
        ("x^2 + y^2 + 1e15", 1.0),
        ("1/(x^2 + y^2)", 1.0),
        ("ln(x) + y^2", 1.0),
        ("sqrt(x)*y", 1e-6),
        ("exp(x^2)*y", 40.0),
        ("sin(1e9*x)*cos(1e9*y)", 5.0),
        ("sin(x)*cos(y)", 1e9),
        ("floor(100*x) + floor(100*y)", 9.0),
        ("x^4 + y^4", 1e-9),
    ];
    for (formula, half) in wild {
        let mut harness = on(typed(formula, [0.5 * half, 0.25 * half], half));
        bounded(&harness, formula);
        for tab in ["Curvature", "This step"] {
            click(&mut harness, tab);
            for step in [0, 1, 30, 59, 60] {
                harness.state_mut().apply(Command::Play(Play::Seek(step)));
                harness.run_steps(2);
                bounded(&harness, formula);
            }
        }
        settle(&mut harness);
        bounded(&harness, formula);
        assert!(!session(&harness).runs().is_empty());
    }
}

#[test]
fn examples_of_every_size_and_number_are_bounded() {
    let pairs = |points: &[[f64; 2]]| format!("{points:?}");
    let many: Vec<[f64; 2]> =
        (0..10_000).map(f64::from).map(|k| [(1.7 * k).sin(), (2.9 * k).cos()]).collect();
    let sets = [
        pairs(&[[0.0, 1.0], [0.0, 1.0]]),
        pairs(&[[1e-300, 1.0], [-1e-300, 2.0], [0.0, 3.0]]),
        pairs(&[[1e150, 1.0], [-1e150, 2.0], [0.0, 1e300]]),
        pairs(&[[1.0, -1e300], [2.0, 1e300], [3.0, 0.0]]),
        pairs(&many),
    ];
    for points in sets {
        let text = format!(
            "version = 1\ntitle = \"Wild\"\nsteps = 5\nstart = [1.0, 1.0]\n\n[surface]\n\
             id = \"linear_regression\"\npoints = {points}\n\n[[run]]\noptimizer = \"gd\"\nlr = 0.1\n"
        );
        let what = &points[..points.len().min(60)];
        // What is refused is not shown.
        let Ok(scenario) = Scenario::parse(&text, "wild") else { continue };
        let mut harness = on(scenario);
        bounded(&harness, what);
        for step in [0, 5] {
            harness.state_mut().apply(Command::Play(Play::Seek(step)));
            harness.run_steps(2);
            bounded(&harness, what);
        }
    }
}

#[test]
fn a_hundred_runs_that_wander_all_over_the_map_are_bounded() {
    let mut text =
        "version = 1\ntitle = \"Wild\"\nsteps = 3000\n\n[surface]\nid = \"rastrigin\"\n\n\
                    [noise]\nid = \"gaussian\"\nsigma = 200.0\n"
            .to_owned();
    for run in 0..100 {
        let optimizer = ["gd", "momentum", "adam"][run % 3];
        let lr = 1 + run % 9;
        text = format!("{text}\n[[run]]\noptimizer = \"{optimizer}\"\nlr = 0.0{lr}\n");
    }
    let scenario = Scenario::parse(&text, "wild").unwrap_or_else(|error| panic!("{error}"));
    let mut harness = on(scenario);
    for step in [0, 1500, 3000] {
        harness.state_mut().apply(Command::Play(Play::Seek(step)));
        harness.run_steps(2);
        bounded(&harness, "a hundred runs");
    }
}

/// The texts that are numbers and lie in a part of the screen.
fn numbers(harness: &Harness<'static, App>, part: Rect) -> Vec<String> {
    let text = |shape: &Shape| match shape {
        Shape::Text(text) if part.contains(text.pos) => Some(text.galley.text().to_owned()),
        _ => None,
    };
    let texts = harness.output().shapes.iter().filter_map(|clipped| text(&clipped.shape));
    texts.filter(|text| text.parse::<f64>().is_ok()).collect()
}

#[test]
fn ticks_read_differently_however_near_one_looks() {
    let mut harness = window("local_minima");
    for _ in 0..12 {
        let at = on_map(&harness, [3.0, 2.0]);
        wheel(&mut harness, at, 10.0);
        let [[left, right], [top, bottom]] = harness.state().map_frame().unwrap().area;
        let below = Rect::from_x_y_ranges(left - 60.0..=right, bottom..=bottom + 16.0);
        let beside = Rect::from_x_y_ranges(left - 160.0..=left, top - 10.0..=bottom - 4.0);
        for part in [below, beside] {
            let all = numbers(&harness, part);
            let different: BTreeSet<&String> = all.iter().collect();
            assert!(all.len() >= 2, "{all:?}");
            assert_eq!(all.len(), different.len(), "{all:?}");
        }
    }
    let [x, _] = harness.state().map_frame().unwrap().view;
    assert!(x[1] - x[0] < 1e-6, "{x:?}: that was near");
}
