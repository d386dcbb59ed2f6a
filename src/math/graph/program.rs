//! Terms of a graph, ready to be computed.

use super::block::{BLOCK, Block, Inputs, Registers};
use super::compile::{Code, Scalar, Source, Staged};
use super::plan::Plan;
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

    /// Whether powers may be taken apart on grids.
    #[cfg(test)]
    pub(super) fn separates(&self) -> bool {
        self.separated.is_some()
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

    /// The columns of a grid, with what depends on x alone.
    pub fn columns(&self, x: &[f64]) -> Columns {
        let mut results = Vec::new();
        let code = &self.separated.as_ref().unwrap_or(&self.staged).codes[0];
        wide_fused(Along { code, axis: x, results: &mut results });
        Columns { x: x.to_vec(), results }
    }

    /// The outputs on rows of a grid, one after the other: `out` has a slice for each, as long as
    /// the columns times the rows. For maps: the last digits may differ from those at a point.
    pub fn rows(&self, columns: &Columns, y: &[f64], out: &mut [&mut [f64]]) {
        wide_fused(OnRows { program: self, columns, y, out });
    }

    /// The outputs on a grid.
    pub fn grid(&self, x: &[f64], y: &[f64], out: &mut [&mut [f64]]) {
        self.rows(&self.columns(x), y, out);
    }
}

/// The columns of a grid, with what a program computes from x alone.
#[derive(Debug)]
pub struct Columns {
    x: Vec<f64>,
    results: Vec<Vec<Block>>,
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

struct Along<'a> {
    code: &'a Code,
    axis: &'a [f64],
    results: &'a mut Vec<Vec<Block>>,
}

impl FusedLoop for Along<'_> {
    #[inline(always)]
    fn run<const FUSED: bool>(self) {
        *self.results = along::<FUSED>(self.code, self.axis);
    }
}

struct OnRows<'a, 'b> {
    program: &'a Program,
    columns: &'a Columns,
    y: &'a [f64],
    out: &'a mut [&'b mut [f64]],
}

impl FusedLoop for OnRows<'_, '_> {
    #[inline(always)]
    fn run<const FUSED: bool>(self) {
        // No closures here: they would be compiled without the instructions chosen for this loop.
        let Program { staged, separated, .. } = self.program;
        let Columns { x, results } = self.columns;
        let mut staged = separated.as_ref().unwrap_or(staged);
        let mut column_results = results;
        let mut row_results = along::<FUSED>(&staged.codes[1], self.y);
        let together;
        if !separable(&staged.factors, column_results, &row_results) {
            staged = &self.program.staged;
            together = along::<FUSED>(&staged.codes[0], x);
            column_results = &together;
            row_results = along::<FUSED>(&staged.codes[1], self.y);
        }
        let both = &staged.codes[2];
        let mut scalars = both.scalars(|_| f64::NAN);
        let mut registers = Registers::new(both);
        let width = x.len();
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
