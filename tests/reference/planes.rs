//! Surfaces of many parameters and the planes through them, against NumPy and SciPy.

use std::fmt::Write as _;
use std::sync::Arc;

use downhill::catalog::Pick;
use downhill::optim::Optimizer;
use downhill::run::{Run, Stability};
use downhill::scenario::Scenario;
use downhill::session::{Finished, Session};
use downhill::surface::{Hessian, Landscape, Plane, Section, Surface, hessian_2d};
use serde_json::Value as Json;

use crate::read::{close, data, list, number, numbers};

fn cases() -> Json {
    data(include_str!("planes.json"))
}

fn surface(case: &Json) -> Arc<dyn Surface> {
    Landscape::parse(&format!("rosenbrock_nd:dim={}", case["dim"])).unwrap().build()
}

fn all_close(ours: &[f64], reference: &Json, what: &str) {
    let reference = numbers(reference);
    assert_eq!(ours.len(), reference.len(), "{what}");
    ours.iter().zip(reference).for_each(|(ours, reference)| close(*ours, reference, what));
}

#[test]
fn value_gradient_and_curvature_in_many_dimensions() {
    for case in list(&cases(), "cases") {
        let surface = surface(case);
        let scaling = numbers(&case["scaling"]);
        for (point, decayed) in list(case, "points").iter().zip(list(case, "decayed")) {
            let (at, what) = (numbers(&point["at"]), format!("{point}"));
            let mut gradient = vec![0.0; at.len()];
            close(surface.gradient(&at, &mut gradient), number(&point["value"]), &what);
            all_close(&gradient, &point["gradient"], &what);
            let hessian = Hessian::new(&*surface, &at[..]);
            let spectrum = hessian.spectrum();
            close(spectrum.high, number(&point["highest_eigenvalue"]), &what);
            close(spectrum.low, number(&point["lowest_eigenvalue"]), &what);
            close(hessian.decayed(5.0, Some(&scaling)).high, number(decayed), &what);
            let known = Stability::of(&Pick::<dyn Optimizer>::new("gd").unwrap()).unwrap();
            let limit = known.limit(&hessian, None).unwrap();
            let reference = number(&point["limit"]);
            assert!((limit / reference - 1.0).abs() < 1e-9, "{what}: {limit}");
        }
    }
}

#[test]
fn the_window_and_the_command_line_know_the_limits_in_many_dimensions() {
    for case in list(&cases(), "cases") {
        let head =
            format!("version = 1\n[surface]\nid = \"rosenbrock_nd\"\ndim = {}\n", case["dim"]);
        let text = head + "[[run]]\noptimizer = \"gd\"\nlr = 0.0004\n";
        let scenario = Scenario::parse(&text, "test").unwrap();
        let mut session = Session::new(scenario);
        session.apply(downhill::session::Command::Play(downhill::session::Play::Restart));
        let limits = session.limits(0);
        let [start, minimum] = [0, 1].map(|at| number(&case["points"][at]["limit"]));
        assert!((limits.here.limit.unwrap() / start - 1.0).abs() < 1e-9, "{}", case["dim"]);
        let found = limits.at_minimum.unwrap().limit.unwrap();
        assert!((found / minimum - 1.0).abs() < 1e-9, "{}: {found} {minimum}", case["dim"]);
        assert_eq!(session.ground().lowest(), Some(0.0));
    }
}

#[test]
fn paths_in_many_dimensions() {
    for case in list(&cases(), "cases") {
        for known in list(case, "descents") {
            let mut text = format!(
                "version = 1\nsteps = {}\n[surface]\nid = \"rosenbrock_nd\"\ndim = {}\n",
                list(known, "losses").len() - 1,
                case["dim"]
            );
            let (rate, momentum) = (&known["rate"], &known["momentum"]);
            let _ = write!(
                text,
                "[[run]]\noptimizer = \"momentum\"\nlr = {rate}\nmomentum = {momentum}\n"
            );
            let scenario = Scenario::parse(&text, "test").unwrap();
            let run: Run = Finished::new(&scenario).run(0, 100, |_| ());
            let path = run.trajectory();
            all_close(path.loss(), &known["losses"], &text);
            all_close(path.last(), &known["end"], &text);
        }
    }
}

#[test]
fn planes_through_many_dimensions() {
    for case in list(&cases(), "cases") {
        for known in list(case, "planes") {
            let [origin, u, v] = ["origin", "u", "v"].map(|key| numbers(&known[key]));
            let plane = Plane::new(origin, u, v).unwrap();
            for (other, near) in list(known, "others").iter().zip(list(known, "near")) {
                all_close(&plane.coordinates(&numbers(other)), near, "the nearest place");
            }
            let shown = Section::through(surface(case), &plane);
            for place in list(known, "places") {
                let at = numbers(&place["at"]);
                let what = format!("{place}");
                let (mut value, mut gx, mut gy) = ([0.0], [0.0], [0.0]);
                shown.values(&at[..1], &at[1..], &mut value);
                shown.gradients(&at[..1], &at[1..], &mut gx, &mut gy);
                close(value[0], number(&place["value"]), &what);
                all_close(&[gx[0], gy[0]], &place["slopes"], &what);
                let mut gradient = [0.0; 2];
                assert_eq!(shown.gradient(&at, &mut gradient), value[0]);
                assert_eq!(gradient, [gx[0], gy[0]]);
                all_close(&hessian_2d(&*shown, &at), &place["bends"], &what);
            }
        }
    }
}
