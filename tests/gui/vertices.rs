//! What a frame costs does not depend on where things lie.

use downhill::gui::{App, MOST_VERTICES};
use downhill::scenario::{BUNDLED, Scenario, bundled};
use downhill::session::{Command, Play};
use eframe::egui::epaint::Primitive;
use eframe::egui::{Key, Vec2};
use egui_kittest::Harness;

use super::{click, on, press, session, settle, sized, window};

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
