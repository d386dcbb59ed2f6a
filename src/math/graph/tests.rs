//! Programs against the formulas that they were made of.

use super::{Graph, Program, Term};
use crate::math::{Dual, Jet, Real};

fn formula<T: Real>(x: T, y: T) -> T {
    let waves = (x * 3.0).sin() * (y * 2.0).cos() * (-(x * x + y * y) * 0.1).exp();
    let bent = x.max(y).min(x * x) + (x - 0.3).abs().powf(1.5) + (x * y).sign() * y.floor();
    waves + bent / 8.0 + (x * x + y * y).sqrt() + (x.squared() + 1.0).ln() * y.atan()
        - (x * 1e5).sin().tanh() * 1e-3
}

fn program() -> Program {
    let graph = Graph::default();
    let [x, y] = graph.variables();
    let [u, v] = Jet::variables(x, y);
    let Jet { value, gradient: [gx, gy], hessian: [xx, xy, yy] } = formula(u, v);
    Program::new(&graph, &[value, gx, gy, xx, xy, yy])
}

#[test]
fn a_program_gives_the_numbers_of_the_formula_and_its_derivatives() {
    let program = program();
    for (x, y) in [(0.7, -1.3), (-2.0, 0.5), (3.3, 4.4)] {
        let mut out = [0.0; 6];
        program.point(x, y, &mut out);
        let [u, v] = Jet::variables(x, y);
        let jet = formula(u, v);
        let [a, b] = jet.gradient;
        let [p, q, r] = jet.hessian;
        for (ours, direct) in out.into_iter().zip([jet.value, a, b, p, q, r]) {
            assert!((ours - direct).abs() <= 1e-13 * direct.abs().max(1.0), "{ours} {direct}");
        }
        let [u, v] = Dual::variables(x, y);
        assert!((formula(u, v).gradient[0] - a).abs() < 1e-13 * a.abs().max(1.0));
    }
}

#[test]
fn scattered_points_have_the_same_bits_and_those_on_a_grid_the_same_digits() {
    let program = program();
    let x: Vec<f64> = (0..301).map(|i| -3.0 + 0.02 * f64::from(i)).collect();
    let y: Vec<f64> = (0..9).map(|i| -1.0 + 0.37 * f64::from(i)).collect();
    let size = x.len() * y.len();
    let mut grid = vec![vec![0.0; size]; 6];
    program.grid(&x, &y, &mut grid.iter_mut().map(Vec::as_mut_slice).collect::<Vec<_>>());
    let xs: Vec<f64> = y.iter().flat_map(|_| x.clone()).collect();
    let ys: Vec<f64> = y.iter().flat_map(|y| vec![*y; x.len()]).collect();
    let mut flat = vec![vec![0.0; size]; 6];
    program.scattered(&xs, &ys, &mut flat.iter_mut().map(Vec::as_mut_slice).collect::<Vec<_>>());
    for k in 0..size {
        let mut out = [0.0; 6];
        program.point(xs[k], ys[k], &mut out);
        for (output, value) in out.into_iter().enumerate() {
            let near = (value - grid[output][k]).abs() <= 1e-12 * value.abs().max(1.0);
            assert!(near, "output {output}: {value} at a point, {} on a grid", grid[output][k]);
            assert_eq!(value.to_bits(), flat[output][k].to_bits(), "output {output}, points");
        }
    }
}

/// The outputs at every point of a grid, one by one and in blocks.
fn compare(program: &Program, count: usize) {
    let axis: Vec<f64> = (0..200).map(|i| -1.0 + 0.01 * f64::from(i)).collect();
    let y = [0.3, -0.7];
    let mut grid = vec![vec![0.0; 400]; count];
    program.grid(&axis, &y, &mut grid.iter_mut().map(Vec::as_mut_slice).collect::<Vec<_>>());
    let xs: Vec<f64> = axis.iter().chain(&axis).copied().collect();
    let ys: Vec<f64> = y.iter().flat_map(|y| vec![*y; 200]).collect();
    let mut flat = vec![vec![0.0; 400]; count];
    program.scattered(&xs, &ys, &mut flat.iter_mut().map(Vec::as_mut_slice).collect::<Vec<_>>());
    let mut out = vec![0.0; count];
    for k in 0..400 {
        program.point(xs[k], ys[k], &mut out);
        for (output, value) in out.iter().enumerate() {
            assert_eq!(*value, flat[output][k], "output {output} at point {k}");
            assert!((value - grid[output][k]).abs() < 1e-12, "output {output} at point {k}");
        }
    }
}

#[test]
fn outputs_may_be_alike_and_many() {
    let graph = Graph::default();
    let [x, y] = graph.variables();
    let both = (x + y).sin();
    compare(&Program::new(&graph, &[both, both, x]), 3);
    let graph = Graph::default();
    let [x, y] = graph.variables();
    let waves = (1..=70).map(|k| (x * f64::from(k)).sin() * y);
    let sum = waves.fold(x * y, |sum, wave| sum + wave);
    compare(&Program::new(&graph, &[sum]), 1);
    let many: Vec<Term<'_>> = (1..=70).map(|k| (x * y * f64::from(k)).cos()).collect();
    compare(&Program::new(&graph, &many), 70);
}

#[test]
fn powers_are_taken_apart_where_no_factor_leaves_the_range_of_numbers() {
    let axis: Vec<f64> = (0..130).map(|i| 1.0 + 0.1 * f64::from(i)).collect();
    for (far, bump) in [(0.1, 0.3), (1.0, 3.0), (100.0, 50.0), (1e4, 1e3)] {
        let graph = Graph::default();
        let [x, y] = graph.variables();
        let hill = (x * far - y * far + 0.5).exp();
        let bump = (-((x - 3.0).squared() + (y - 4.0).squared()) / bump).exp();
        let program = Program::new(&graph, &[hill, bump]);
        assert!(program.separates());
        let mut grid = vec![vec![0.0; 130 * 130]; 2];
        program.grid(&axis, &axis, &mut grid.iter_mut().map(Vec::as_mut_slice).collect::<Vec<_>>());
        for (row, y) in axis.iter().enumerate() {
            for (column, x) in axis.iter().enumerate() {
                let mut out = [0.0; 2];
                program.point(*x, *y, &mut out);
                for (ours, exact) in [0, 1].map(|k| (grid[k][row * 130 + column], out[k])) {
                    let near = ours == exact || (ours - exact).abs() <= 1e-11 * exact + 1e-300;
                    assert!(near, "{far}: {ours}, not {exact} at {x}, {y}");
                }
            }
        }
    }
}

#[test]
fn equal_parts_are_computed_once() {
    let graph = Graph::default();
    let [x, y] = graph.variables();
    let part = (x * y).sin();
    let again = (y * x).sin();
    let program = Program::new(&graph, &[part + again * 0.0, part * again]);
    assert_eq!(program.len(), 3);
}
