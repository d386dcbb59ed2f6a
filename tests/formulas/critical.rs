//! Critical points: what is found, what is left out, and what is said about a search.

use downhill::surface::critical::{Search, search, too_coarse};
use downhill::surface::{Kind, Typed};

use crate::planar;

fn typed(text: &str, region: [[f64; 2]; 2], size: usize) -> Search {
    search(&*Typed::parse(text, |_| None, Typed::VIEW).unwrap().build(), region, size)
}

fn listed(name: &str, half: f64, size: usize) -> Search {
    search(&*planar(name), [[-half, half]; 2], size)
}

#[test]
fn a_smooth_minimum_is_no_kink_however_wide_the_search() {
    for half in [1e2, 1e5, 1e9] {
        for text in
            ["x^2 + y^2", "(x - 3)^2 + 10*(y + 1)^2 + x*y", "sqrt(x^2 + 1) + y^2", "x^2 + 1e6*y^2"]
        {
            let found = typed(text, [[-half, half]; 2], 100).points;
            assert_eq!(found.len(), 1, "{text} over ±{half}: {found:?}");
            assert_eq!(found[0].kind, Kind::Minimum, "{text} over ±{half}");
            assert!(found[0].eigenvalues[0].is_finite(), "{text} over ±{half}: {found:?}");
        }
        let kink = typed("abs(x - 3) + abs(y)", [[-half, half]; 2], 100).points;
        assert_eq!(kink.len(), 1, "{kink:?}");
        assert!(kink[0].eigenvalues[0].is_nan(), "a kink stays one over ±{half}: {kink:?}");
    }
}

#[test]
fn points_that_are_not_isolated_are_left_out_on_all_sides_alike() {
    for text in [
        "(x - y)^2",
        "(y - x^2)^2",
        "(x^2 + y^2 - 4)^2",
        "x^2",
        "x^2*y^2",
        "(x*y - 1)^2",
        "sin(x)",
        "(sqrt(x^2 + y^2) - 2)^2",
    ] {
        for size in [64, 200] {
            let Search { points, not_isolated, .. } = typed(text, Typed::VIEW, size);
            let flat = points.iter().filter(|p| p.kind == Kind::Degenerate).count();
            assert_eq!(flat, 0, "{text} with {size} cells: {points:?}");
            assert!(not_isolated, "{text} with {size} cells");
        }
    }
    let plain = listed("easom", 30.0, 300);
    let flat = plain.points.iter().filter(|p| p.kind == Kind::Degenerate).count();
    assert!(flat == 0 && plain.not_isolated, "{flat} of {}", plain.points.len());
    // The rings of a drop: nothing on one side that is not on the others.
    for size in [64, 300] {
        let Search { points, not_isolated, .. } = listed("drop_wave", 2.0, size);
        assert!(not_isolated);
        assert_eq!(points.len(), 1, "{points:?}");
        assert_eq!((points[0].kind, points[0].at), (Kind::Minimum, [0.0; 2]), "{points:?}");
    }
}

#[test]
fn degenerate_points_that_stand_alone_are_kept() {
    for text in ["x^4 + y^2", "x^3 - 3*x*y^2", "x^4 + y^4", "x^6 - y^2"] {
        let found = typed(text, [[-1.0, 1.2], [-1.1, 1.0]], 64).points;
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        let near = found[0].at.iter().all(|x| x.abs() < 1e-2);
        assert!(near && found[0].kind == Kind::Degenerate, "{text}: {found:?}");
    }
}

#[test]
fn a_search_that_cannot_be_complete_says_so() {
    let coarse = |name: &str, half: f64| {
        let (surface, region) = (planar(name), [[-half, half]; 2]);
        too_coarse(&*surface, region, 300, &search(&*surface, region, 300).points)
    };
    for (name, half) in
        [("rastrigin", 100.0), ("rastrigin", 1e4), ("rastrigin", 1e9), ("levy13", 200.0)]
    {
        assert!(coarse(name, half), "{name} over ±{half}");
    }
    for (name, half) in [("rastrigin", 5.12), ("himmelblau", 6.0), ("sphere", 1e9)] {
        assert!(!coarse(name, half), "{name} over ±{half}");
    }
    for name in [
        "sphere",
        "quadratic",
        "rosenbrock",
        "himmelblau",
        "rastrigin",
        "beale",
        "ackley",
        "griewank",
    ] {
        let surface = planar(name);
        let view = surface.region();
        let found = search(&*surface, view, 300);
        assert!(!found.unfinished, "{name} in its own view");
        assert!(!too_coarse(&*surface, view, 300, &found.points), "{name} in its own view");
    }
}

#[test]
fn neither_tiny_nor_huge_losses_hide_anything() {
    let himmelblau = "((x^2 + y - 11)^2 + (x + y^2 - 7)^2)";
    let kinds = |text: &str| {
        let search = typed(text, Typed::VIEW, 300);
        assert!(!search.not_isolated && !search.unfinished, "{text}");
        let mut kinds: Vec<Kind> = search.points.iter().map(|point| point.kind).collect();
        kinds.sort_by_key(|kind| kind.name());
        kinds
    };
    let usual = kinds(himmelblau);
    assert_eq!(usual.len(), 9);
    for factor in ["1e-310", "1e-300", "1e-100", "1e-20", "1e-11", "1e20", "1e150", "1e300"] {
        assert_eq!(kinds(&format!("{factor}*{himmelblau}")), usual, "times {factor}");
        assert_eq!(kinds(&format!("{factor}*(x^2 + y^2)")), [Kind::Minimum], "times {factor}");
    }
    assert!(typed("1e308*x^2 + 1e308*y^2", Typed::VIEW, 100).unfinished, "f″ is no number");
    let search = typed("1e300*(x^2 + 3*y^2)", Typed::VIEW, 100);
    assert_eq!(search.points[0].eigenvalues, [2e300, 6e300], "told as they are");
    let found = typed("x^2 + 1e-9*y^2", Typed::VIEW, 300);
    assert!(!found.not_isolated && found.points[0].kind == Kind::Minimum, "a valley with an end");
}

#[test]
fn what_is_known_of_kinks_is_said_and_no_more() {
    // An edge around a hollow is no row of minima.
    for text in ["abs(x^2 + y^2 - 1)", "abs(x^2 - y)", "abs(x - y)"] {
        let Search { points, not_isolated, .. } = typed(text, Typed::VIEW, 300);
        assert!(not_isolated && points.len() <= 1, "{text}: {points:?}");
    }
    // Where the slope breaks off and nothing is found, the search is not complete.
    for text in [
        "sqrt(abs(x)) + y^2",
        "abs(x) + 1e-3*y^2",
        "-abs(x) - abs(y)",
        "x^2 - abs(y)",
        "abs(x^2 + y^2 - 1) + 0.1*x",
        "cbrt(x)^2 + y^2",
    ] {
        assert!(typed(text, Typed::VIEW, 300).unfinished, "{text}");
    }
    // What is smooth, or a plain kink, is settled.
    for text in ["abs(x) + y^2", "hypot(x, y)", "x^2 + y^2", "sin(x)*sin(y)", "(x^2 + y^2 - 1)^2"] {
        assert!(!typed(text, Typed::VIEW, 300).unfinished, "{text}");
    }
    for name in ["rosenbrock", "beale", "goldstein_price", "branin", "himmelblau", "rastrigin"] {
        let surface = planar(name);
        let view = surface.region();
        assert!(!search(&*surface, view, 300).unfinished, "{name}");
    }
}
