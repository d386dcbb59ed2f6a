//! Places where a formula has no value.

use downhill::math::{Dual, Jet};
use downhill::surface::{Expression, Planar as _, Surface as _, Typed, critical, hessian_2d};

#[test]
fn holes_in_the_domain_are_holes_and_nothing_worse() {
    for text in
        ["1/(x-1.5)", "ln(x-2)", "sqrt(-y)", "x + 0/0", "x/0 - x/0", "(-x)^0.5", "min(x, ln(-1))"]
    {
        let surface = Typed::parse(text, |_| None, Typed::VIEW).unwrap().build();
        let mut gradient = [0.0; 2];
        let value = surface.gradient(&[1.5, 2.0], &mut gradient);
        assert!(!value.is_finite(), "{text}: {value}");
        let slopes = gradient.iter().all(|g| g.is_nan());
        assert!(slopes || value.is_infinite(), "{text}: a hole has no slope: {gradient:?}");
        let points = critical::find(&*surface, Typed::VIEW, 32);
        assert!(points.iter().all(|point| point.value.is_finite()), "{text}: {points:?}");
    }
}

/// Formulas with a hole at (-1, 0) that something could paper over.
const PAPERED: &[&str] = &[
    "0*ln(x)",
    "ln(x)*0 + y",
    "a*ln(x)",
    "(1 - 1)*sqrt(x)",
    "if(ln(x) > 0, 1, 2)",
    "if(ln(x), 1, 1)",
    "sign(ln(x))",
    "(ln(x) < 1)",
    "(ln(x) >= 1)*y",
    "ln(x)^0",
    "1^ln(x)",
    "0*asin(x - 1)",
    "0*log2(x) + log10(y + 1)",
    "0*x^0.5",
    "0*x^y",
    "max(1, ln(x))",
    "min(sqrt(x), 1)",
    "relu(-sqrt(x))",
    "x*0*ln(x)",
];

#[test]
fn nothing_papers_over_a_hole() {
    let at = [-1.0, 0.0];
    for text in PAPERED {
        let expression = Expression::parse(text).unwrap();
        assert!(expression.eval(at[0], at[1], &[0.0]).is_nan(), "{text} alone");
        let [x, y] = Dual::variables(at[0], at[1]);
        assert!(expression.eval(x, y, &[0.0]).value.is_nan(), "{text} with its slope");
        let [x, y] = Jet::variables(at[0], at[1]);
        assert!(expression.eval(x, y, &[0.0]).value.is_nan(), "{text} with its curvature");
        let surface = Typed::parse(text, |_| Some(0.0), Typed::VIEW).unwrap().build();
        let mut gradient = [0.0; 2];
        assert!(surface.value(&at).is_nan(), "{text} at a point");
        assert!(surface.gradient(&at, &mut gradient).is_nan(), "{text} with its gradient");
        assert!(gradient.iter().all(|g| g.is_nan()), "{text}: {gradient:?}");
        assert!(hessian_2d(&*surface, &at).iter().all(|h| h.is_nan()), "{text}");
        let (mut block, mut grid) = ([0.0; 2], [0.0; 4]);
        surface.values(&[-1.0, -1.0], &[0.0, 0.5], &mut block);
        surface.grid(&[-1.0, -1.0], &[0.0, 0.5], &mut grid);
        assert!(block[0].is_nan() && grid[0].is_nan(), "{text}: {block:?} {grid:?}");
        let (mut values, mut gx, mut gy) = ([0.0; 4], [0.0; 4], [0.0; 4]);
        surface.gradient_grid(&[-1.0, -1.0], &[0.0, 0.5], &mut values, &mut gx, &mut gy);
        assert!(values[0].is_nan() && gx[0].is_nan() && gy[0].is_nan(), "{text} on a grid");
    }
}

#[test]
fn a_part_that_is_not_chosen_makes_no_hole() {
    for (text, expected) in [
        ("if(x > 0, ln(x), 7)", 7.0),
        ("if(x < 0, -x, sqrt(x))", 1.0),
        ("0*exp(x) + 3", 3.0),
        ("0*(x*y + x)", 0.0),
    ] {
        let surface = Typed::parse(text, |_| None, Typed::VIEW).unwrap().build();
        let mut gradient = [f64::NAN; 2];
        assert_eq!(surface.gradient(&[-1.0, 0.0], &mut gradient), expected, "{text}");
        assert!(gradient.iter().all(|g| g.is_finite()), "{text}: {gradient:?}");
    }
}

#[test]
fn what_is_smooth_at_the_tip_of_an_inner_root_has_its_derivatives() {
    for (text, gradient, hessian) in [
        ("sqrt(x^2 + y^2)^2", [0.0, 0.0], [2.0, 0.0, 2.0]),
        ("hypot(x, y)^2", [0.0, 0.0], [2.0, 0.0, 2.0]),
        ("cos(sqrt(x^2 + y^2))", [0.0, 0.0], [-1.0, 0.0, -1.0]),
        ("sqrt(x^4) + y", [0.0, 1.0], [2.0, 0.0, 0.0]),
        ("(x^2 + y^2)^1.5", [0.0, 0.0], [0.0, 0.0, 0.0]),
        ("abs(x)^3 + x*y", [0.0, 0.0], [0.0, 1.0, 0.0]),
        ("-(1 + cos(12*sqrt(x^2 + y^2)))/(0.5*(x^2 + y^2) + 2)", [0.0, 0.0], [72.5, 0.0, 72.5]),
    ] {
        let surface = Typed::parse(text, |_| None, Typed::VIEW).unwrap().build();
        let mut found = [f64::NAN; 2];
        surface.gradient(&[0.0, 0.0], &mut found);
        assert_eq!(found, gradient, "{text}");
        for (ours, exact) in hessian_2d(&*surface, &[0.0, 0.0]).iter().zip(hessian) {
            assert!((ours - exact).abs() < 1e-12, "{text}: {ours}, not {exact}");
        }
    }
    let cone = Typed::parse("sqrt(x^2 + y^2)", |_| None, Typed::VIEW).unwrap().build();
    assert!(hessian_2d(&*cone, &[0.0, 0.0]).iter().any(|h| !h.is_finite()), "a cone has a tip");
}
