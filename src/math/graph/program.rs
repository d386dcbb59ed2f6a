//! Terms of a graph, ready to be computed.

use super::block::{BLOCK, Block, Inputs, Registers};
use super::compile::{Code, Plan, Scalar, Source, Staged};
use super::separate::Separated;
use super::{Graph, Term};
use crate::math::{FusedLoop, Loop, wide, wide_fused};

/// Registers of a single point that need no memory of their own.
const FEW: usize = 48;

/// Some terms of a graph, as steps on registers.
#[derive(Clone, Debug)]
pub struct Program {
    flat: Code,
    /// For grids.
    staged: Staged,
    /// For grids on which powers may be taken apart.
    separated: Option<Staged>,
}

impl Program {
    /// Compile `outputs`.
    pub fn new(graph: &Graph, outputs: &[Term<'_>]) -> Self {
        let roots: Vec<_> = outputs.iter().map(|term| term.place(graph)).collect();
        let plan = Plan::new(graph);
        let separated = Separated::new(&plan, &roots)
            .map(|Separated { plan, roots, factors }| plan.staged(&roots, &factors));
        Self { flat: plan.flat(&roots), staged: plan.staged(&roots, &[]), separated }
    }

    /// The number of operations at a point.
    pub fn len(&self) -> usize {
        self.flat.steps.len()
    }

    /// Whether there is nothing to compute.
    pub fn is_empty(&self) -> bool {
        self.flat.steps.is_empty()
    }

    /// The outputs at one point.
    pub fn point(&self, x: f64, y: f64, out: &mut [f64]) {
        if self.flat.registers <= FEW {
            self.flat.point([x, y], &mut [0.0; FEW], out);
        } else {
            self.flat.point([x, y], &mut vec![0.0; self.flat.registers], out);
        }
    }

    /// The outputs at scattered points: `out` has a slice for each, as long as `x` and `y`.
    pub fn scattered(&self, x: &[f64], y: &[f64], out: &mut [&mut [f64]]) {
        wide(Scattered { code: &self.flat, x, y, out });
    }

    /// The outputs on a grid, row by row: `out` has a slice for each, `x.len() * y.len()` long. For
    /// maps: the last digits may differ from those at a point.
    pub fn grid(&self, x: &[f64], y: &[f64], out: &mut [&mut [f64]]) {
        wide_fused(OnGrid { program: self, x, y, out });
    }
}

impl Code {
    fn point(&self, at: [f64; 2], registers: &mut [f64], out: &mut [f64]) {
        let read = |registers: &[f64], source: Source| match source {
            Source::Register(k) => registers[k as usize],
            Source::Column(k) => at[k as usize],
            Source::Scalar(k) => match self.scalars.get(k as usize) {
                Some(Scalar::Constant(value)) => *value,
                _ => 0.0,
            },
        };
        for step in &self.steps {
            let [a, b, c] = step.from.map(|source| read(registers, source));
            registers[step.to as usize] = if step.op.arity() == 1 {
                step.op.of(step.pass.argument(a), 0.0, 0.0) * step.pass.gain
            } else {
                step.op.of(a, b, c)
            };
        }
        for (out, source) in out.iter_mut().zip(&self.outputs) {
            *out = read(registers, *source);
        }
    }

    /// The scalars, with `rows` in the places of those that change from row to row.
    fn scalars(&self, rows: impl Fn(u16) -> f64) -> Vec<f64> {
        let value = |scalar: &Scalar| match scalar {
            Scalar::Constant(value) => *value,
            Scalar::Row(k) => rows(*k),
        };
        self.scalars.iter().map(value).collect()
    }
}

struct Scattered<'a, 'b> {
    code: &'a Code,
    x: &'a [f64],
    y: &'a [f64],
    out: &'a mut [&'b mut [f64]],
}

impl Loop for Scattered<'_, '_> {
    #[inline(always)]
    fn run(self) {
        let scalars = self.code.scalars(|_| f64::NAN);
        let mut registers = Registers::new(self.code);
        let mut from = 0;
        for (x, y) in self.x.chunks(BLOCK).zip(self.y.chunks(BLOCK)) {
            let (xs, ys) = (Block::of(x), Block::of(y));
            let inputs = Inputs { columns: &[&xs, &ys], scalars: &scalars };
            self.code.run::<false>(inputs, &mut registers, self.out, from..from + x.len());
            from += x.len();
        }
    }
}

struct OnGrid<'a, 'b> {
    program: &'a Program,
    x: &'a [f64],
    y: &'a [f64],
    out: &'a mut [&'b mut [f64]],
}

impl FusedLoop for OnGrid<'_, '_> {
    #[inline(always)]
    fn run<const FUSED: bool>(self) {
        // No closures here: they would be compiled without the instructions chosen for this loop.
        let Program { staged, separated, .. } = self.program;
        let mut staged = separated.as_ref().unwrap_or(staged);
        let mut column_results = along::<FUSED>(&staged.codes[0], self.x);
        let mut row_results = along::<FUSED>(&staged.codes[1], self.y);
        if !separable(&staged.factors, &column_results, &row_results) {
            staged = &self.program.staged;
            column_results = along::<FUSED>(&staged.codes[0], self.x);
            row_results = along::<FUSED>(&staged.codes[1], self.y);
        }
        let both = &staged.codes[2];
        let mut scalars = both.scalars(|_| f64::NAN);
        let mut registers = Registers::new(both);
        let width = self.x.len();
        let block = |k: usize| column_results.iter().map(|column| &column[k]).collect::<Vec<_>>();
        let blocks: Vec<Vec<&Block>> = (0..width.div_ceil(BLOCK)).map(block).collect();
        for row in 0..self.y.len() {
            // The rows' results come first among the scalars.
            for (scalar, result) in scalars.iter_mut().zip(&row_results) {
                *scalar = result[row / BLOCK].0[row % BLOCK];
            }
            for (k, columns) in blocks.iter().enumerate() {
                let inputs = Inputs { columns, scalars: &scalars };
                let range = row * width + k * BLOCK..row * width + width.min((k + 1) * BLOCK);
                both.run::<FUSED>(inputs, &mut registers, self.out, range);
            }
        }
    }
}

/// Whether no product of factors leaves the range of numbers unless the power itself does.
fn separable(factors: &[[usize; 2]], columns: &[Vec<Block>], rows: &[Vec<Block>]) -> bool {
    factors.iter().all(|[u, v]| {
        let all = |within: fn(f64) -> bool| {
            columns[*u].iter().chain(&rows[*v]).all(|block| block.0.iter().all(|f| within(*f)))
        };
        all(|factor| factor <= 1.0) || all(|factor| (1e-150..=1e150).contains(&factor))
    })
}

/// The outputs of code in one variable, in blocks.
#[inline(always)]
fn along<const FUSED: bool>(code: &Code, axis: &[f64]) -> Vec<Vec<Block>> {
    let scalars = code.scalars(|_| f64::NAN);
    let mut registers = Registers::new(code);
    let mut results = vec![Vec::with_capacity(axis.len().div_ceil(BLOCK)); code.outputs.len()];
    for numbers in axis.chunks(BLOCK) {
        let block = Block::of(numbers);
        let inputs = Inputs { columns: &[&block], scalars: &scalars };
        let mut blocks = vec![Block::ZERO; code.outputs.len()];
        let mut out: Vec<&mut [f64]> = blocks.iter_mut().map(|block| &mut block.0[..]).collect();
        code.run::<FUSED>(inputs, &mut registers, &mut out, 0..BLOCK);
        for (result, block) in results.iter_mut().zip(blocks) {
            result.push(block);
        }
    }
    results
}

#[cfg(test)]
mod tests {
    use super::*;
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
        program.scattered(
            &xs,
            &ys,
            &mut flat.iter_mut().map(Vec::as_mut_slice).collect::<Vec<_>>(),
        );
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
        program.scattered(
            &xs,
            &ys,
            &mut flat.iter_mut().map(Vec::as_mut_slice).collect::<Vec<_>>(),
        );
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
            assert!(program.separated.is_some());
            let mut grid = vec![vec![0.0; 130 * 130]; 2];
            program.grid(
                &axis,
                &axis,
                &mut grid.iter_mut().map(Vec::as_mut_slice).collect::<Vec<_>>(),
            );
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
}
