//! From one formula in two variables to a whole [`Surface`].

use std::sync::Arc;

use nalgebra::DMatrix;

use super::{Gridded, Planar, Surface};
use crate::math::graph::{Graph, Program};
use crate::math::{Dual, Jet, Loop, Real, wide};
use crate::params::Params;

/// A loss in two variables, written once. Derivatives come for free.
pub trait Formula: Params + Send + Sync {
    /// The rectangle worth looking at.
    const VIEW: [[f64; 2]; 2];
    /// Where a ball is dropped unless somebody says otherwise.
    const START: [f64; 2];

    /// f(x, y) on numbers of any kind. Mark it `#[inline(always)]`: maps run it over long rows.
    fn eval<T: Real>(&self, x: T, y: T) -> T;
}

impl<F: Formula + 'static> Surface for F {
    fn dim(&self) -> usize {
        2
    }

    fn view(&self) -> Vec<[f64; 2]> {
        F::VIEW.to_vec()
    }

    fn start(&self) -> Vec<f64> {
        F::START.to_vec()
    }

    fn value(&self, x: &[f64]) -> f64 {
        self.eval(x[0], x[1])
    }

    fn gradient(&self, x: &[f64], out: &mut [f64]) -> f64 {
        let [u, v] = Dual::variables(x[0], x[1]);
        let f = self.eval(u, v);
        [out[0], out[1]] = f.gradient;
        f.value
    }

    fn hessian(&self, x: &[f64], out: &mut DMatrix<f64>) {
        let [u, v] = Jet::variables(x[0], x[1]);
        let [xx, xy, yy] = self.eval(u, v).hessian;
        out.copy_from_slice(&[xx, xy, xy, yy]);
    }

    fn planar(self: Arc<Self>) -> Option<Arc<dyn Planar>> {
        Some(self)
    }
}

impl<F: Formula + 'static> Planar for F {
    fn values(&self, x: &[f64], y: &[f64], out: &mut [f64]) {
        wide(Values { formula: self, x, y, out });
    }

    fn gradients(&self, x: &[f64], y: &[f64], gx: &mut [f64], gy: &mut [f64]) {
        wide(Gradients { formula: self, x, y, gx, gy });
    }

    fn gridded<'a>(&'a self, x: &'a [f64]) -> Gridded<'a> {
        let graph = Graph::default();
        let [u, v] = graph.variables();
        let value = self.eval(u, v);
        if graph.is_plain() {
            // Plain arithmetic is as fast as memory, compiled as it is.
            return Box::new(|y, out| {
                for (row, y) in out.chunks_mut(x.len()).zip(y) {
                    wide(Row { formula: self, x, y: *y, out: row });
                }
            });
        }
        let program = Program::new(&graph, &[value]);
        let columns = program.columns(x);
        Box::new(move |y, out| program.rows(&columns, y, &mut [out]))
    }
}

struct Values<'a, F> {
    formula: &'a F,
    x: &'a [f64],
    y: &'a [f64],
    out: &'a mut [f64],
}

impl<F: Formula> Loop for Values<'_, F> {
    #[inline(always)]
    fn run(self) {
        for ((x, y), out) in self.x.iter().zip(self.y).zip(self.out) {
            *out = self.formula.eval(*x, *y);
        }
    }
}

struct Row<'a, F> {
    formula: &'a F,
    x: &'a [f64],
    y: f64,
    out: &'a mut [f64],
}

impl<F: Formula> Loop for Row<'_, F> {
    #[inline(always)]
    fn run(self) {
        for (x, out) in self.x.iter().zip(self.out) {
            *out = self.formula.eval(*x, self.y);
        }
    }
}

struct Gradients<'a, F> {
    formula: &'a F,
    x: &'a [f64],
    y: &'a [f64],
    gx: &'a mut [f64],
    gy: &'a mut [f64],
}

impl<F: Formula> Loop for Gradients<'_, F> {
    #[inline(always)]
    fn run(self) {
        let points = self.x.iter().zip(self.y);
        for ((x, y), (gx, gy)) in points.zip(self.gx.iter_mut().zip(self.gy)) {
            let [u, v] = Dual::variables(*x, *y);
            [*gx, *gy] = self.formula.eval(u, v).gradient;
        }
    }
}
