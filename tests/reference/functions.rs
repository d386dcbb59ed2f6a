//! The functions of typed formulas as arithmetic with 60 digits gives them, over their whole range:
//! by every kind of number, at points, in blocks and on grids. Made by `functions.py`.

use downhill::math::{Dual, Jet};
use downhill::surface::{Expression, Planar as _, Surface as _, Typed, hessian_2d};

/// How far a value may be off, relatively.
const VALUE: f64 = 1e-14;
/// How far a derivative may be off, relatively.
const SLOPE: f64 = 1e-12;
/// What is left of a number below the normal ones is right to a few of the smallest steps.
const STEPS: f64 = 4.0 * 5e-324;

/// What the table says about one formula: the points, and at each value, slopes, second derivatives.
struct Known {
    formula: String,
    two: bool,
    points: Vec<[f64; 2]>,
    expected: Vec<Vec<f64>>,
}

/// The table, formula by formula; those of one number in `axis`.
fn table(axis: &str) -> Vec<Known> {
    let mut out: Vec<Known> = Vec::new();
    for line in include_str!("functions.csv").lines().filter(|line| !line.starts_with('#')) {
        let mut parts = line.split(',');
        let name = parts.next().unwrap();
        let numbers: Vec<f64> = parts.map(|part| part.parse().unwrap()).collect();
        let two = numbers.len() == 8;
        let operator = name.contains(['^', '/']);
        let formula = match (operator, two) {
            (true, true) => name.replace('a', "x").replace('b', "y"),
            (true, false) => name.replace('a', axis),
            (false, true) => format!("{name}(x, y)"),
            (false, false) => format!("{name}({axis})"),
        };
        let (at, expected) = match numbers.split_at(numbers.len() - if two { 6 } else { 3 }) {
            ([x, y], expected) => ([*x, *y], expected),
            ([x], expected) if axis == "x" => ([*x, 0.25], expected),
            ([y], expected) => ([0.25, *y], expected),
            _ => panic!("{line}"),
        };
        if out.last().is_none_or(|known| known.formula != formula) {
            out.push(Known { formula, two, points: Vec::new(), expected: Vec::new() });
        }
        let known = out.last_mut().unwrap();
        known.points.push(at);
        known.expected.push(expected.to_vec());
    }
    out
}

/// What is wrong with numbers that are told in the order value, slopes, second derivatives.
fn judge(known: &Known, k: usize, ours: &[f64], how: &str, wrong: &mut Vec<String>) {
    let slopes = if known.two { 2 } else { 1 };
    for (part, (ours, exact)) in ours.iter().zip(&known.expected[k]).enumerate() {
        let bound = if part == 0 { VALUE } else { SLOPE };
        let error = (ours - exact).abs();
        let near = ours == exact || error <= bound * exact.abs() + STEPS;
        // A derivative that leaves the numbers is not finite; it may be ∞ times 0 on the way.
        let beyond = part > 0 && exact.abs() > 1e307 && !ours.is_finite();
        if !near && !beyond {
            let order = if part == 0 {
                "value"
            } else if part <= slopes {
                "slope"
            } else {
                "bend"
            };
            wrong.push(format!(
                "{} at {:?}, {order} {part} {how}: {ours:e}, not {exact:e}: off by {:.1e}",
                known.formula,
                known.points[k],
                error / exact.abs()
            ));
        }
    }
}

/// The derivatives that the table tells of: all, or those along one axis.
fn told(known: &Known, axis: &str, gradient: &[f64], hessian: &[f64]) -> Vec<f64> {
    match (known.two, axis) {
        (true, _) => [gradient, hessian].concat(),
        (_, "x") => vec![gradient[0], hessian[0]],
        _ => vec![gradient[1], hessian[2]],
    }
}

#[test]
fn every_function_is_exact_on_every_kind_of_number() {
    let mut wrong = Vec::new();
    for axis in ["x", "y"] {
        for known in table(axis) {
            let expression = Expression::parse(&known.formula).unwrap();
            for (k, [x, y]) in known.points.iter().enumerate() {
                judge(&known, k, &[expression.eval(*x, *y, &[])], "alone", &mut wrong);
                let [u, v] = Dual::variables(*x, *y);
                let dual = expression.eval(u, v, &[]);
                let [u, v] = Jet::variables(*x, *y);
                let jet = expression.eval(u, v, &[]);
                let all = told(&known, axis, &jet.gradient, &jet.hessian);
                let slopes = told(&known, axis, &dual.gradient, &jet.hessian);
                judge(&known, k, &[&[dual.value][..], &slopes].concat(), "dual", &mut wrong);
                judge(&known, k, &[&[jet.value][..], &all].concat(), "jet", &mut wrong);
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_function_is_exact_at_points_in_blocks_and_on_grids() {
    let mut wrong = Vec::new();
    for axis in ["x", "y"] {
        for known in table(axis) {
            let surface = Typed::parse(&known.formula, |_| None, Typed::VIEW).unwrap().build();
            let (x, y): (Vec<f64>, Vec<f64>) = known.points.iter().map(|[x, y]| (*x, *y)).unzip();
            let count = x.len();
            let (mut values, mut gx, mut gy) =
                (vec![0.0; count], vec![0.0; count], vec![0.0; count]);
            surface.values(&x, &y, &mut values);
            surface.gradients(&x, &y, &mut gx, &mut gy);
            // Every point is the crossing of its column and its row.
            let mut grid = vec![0.0; count * count];
            let [mut grid_x, mut grid_y, mut again] = [grid.clone(), grid.clone(), grid.clone()];
            surface.grid(&x, &y, &mut grid);
            surface.gradient_grid(&x, &y, &mut again, &mut grid_x, &mut grid_y);
            for (k, at) in known.points.iter().enumerate() {
                let mut gradient = [0.0; 2];
                let value = surface.gradient(at, &mut gradient);
                let hessian = hessian_2d(&*surface, at);
                let mut point = vec![value];
                point.extend(told(&known, axis, &gradient, &hessian));
                judge(&known, k, &point, "at a point", &mut wrong);
                assert_eq!(value.to_bits(), surface.value(at).to_bits(), "{}", known.formula);
                assert_eq!(value.to_bits(), values[k].to_bits(), "{} at {at:?}", known.formula);
                let slopes = &told(&known, axis, &[gx[k], gy[k]], &hessian);
                judge(&known, k, &[&[values[k]][..], slopes].concat(), "in a block", &mut wrong);
                let place = k * count + k;
                let slopes = &told(&known, axis, &[grid_x[place], grid_y[place]], &hessian);
                judge(&known, k, &[&[grid[place]][..], slopes].concat(), "on a grid", &mut wrong);
                judge(&known, k, &[again[place]], "on a grid of gradients", &mut wrong);
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_table_knows_every_function() {
    let known = table("x");
    for (name, count, _) in Expression::functions() {
        let choice = matches!(name, "min" | "max" | "if");
        let call = format!("{name}({})", if count == 2 { "x, y" } else { "x" });
        assert!(choice || known.iter().any(|known| known.formula == call), "{name}");
    }
}

#[test]
fn logarithms_of_whole_powers_are_whole() {
    let value = |text: &str, x: f64| Expression::parse(text).unwrap().eval(x, 0.0, &[]);
    for k in -300..=300 {
        let ten: f64 = format!("1e{k}").parse().unwrap();
        assert_eq!(value("log10(x)", ten), f64::from(k), "log10(1e{k})");
        let two = 2f64.powi(3 * k);
        assert_eq!(value("log2(x)", two), 3.0 * f64::from(k), "log2(2^{})", 3 * k);
    }
    assert_eq!(value("floor(log10(x))", 1000.0), 3.0);
}
