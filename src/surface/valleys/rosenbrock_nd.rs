//! Rosenbrock's valley in many dimensions.

use std::num::NonZeroU64;

use nalgebra::DMatrix;

use crate::catalog::Entry;
use crate::surface::{Surface, SurfaceFacts};

pub(in crate::surface) static ENTRY: Entry<dyn Surface> = Entry {
    id: "rosenbrock_nd",
    name: "Rosenbrock in n dimensions",
    summary: "The curved valley through many parameters, of which the map shows a plane.",
    facts: SurfaceFacts {
        formula: "sum over i of (1 - x_i)^2 + b*(x_(i+1) - x_i^2)^2",
        domain: &[[-2.0, 2.0]],
        teaches: "Most of the landscape is not on the map; the steepest direction need not be either.",
        source: "Rosenbrock, The Computer Journal 3 (1960) 175-184; scipy.optimize.rosen",
    },
    make: || Box::new(RosenbrockNd::default()),
};

crate::params! {
    /// The knobs of the valley.
    pub(super) struct RosenbrockNd {
        /// The number of parameters.
        dim "n": u32 = 5, count(2, 32);
        /// How steep the walls are.
        b "": f64 = 100.0, log(0.01, 1e6);
    }
}

impl RosenbrockNd {
    /// The sum, term by term: each of a parameter and the next one.
    fn terms(x: &[f64]) -> impl Iterator<Item = (usize, [f64; 2])> {
        x.windows(2).map(|pair| [pair[0], pair[1]]).enumerate()
    }
}

impl Surface for RosenbrockNd {
    fn dim(&self) -> usize {
        self.dim as usize
    }

    fn view(&self) -> Vec<[f64; 2]> {
        vec![[-2.0, 2.0]; self.dim as usize]
    }

    /// Moré, Garbow and Hillstrom, ACM TOMS 7 (1981) 17-41, problem 21: -1.2 and 1 by turns.
    fn start(&self) -> Vec<f64> {
        (0..self.dim).map(|k| if k % 2 == 0 { -1.2 } else { 1.0 }).collect()
    }

    fn value(&self, x: &[f64]) -> f64 {
        let term = |(_, [x, y]): (usize, [f64; 2])| {
            let off = y - x * x;
            (1.0 - x) * (1.0 - x) + self.b * (off * off)
        };
        Self::terms(x).map(term).sum()
    }

    fn gradient(&self, x: &[f64], out: &mut [f64]) -> f64 {
        out.fill(0.0);
        for (k, [x, y]) in Self::terms(x) {
            let off = y - x * x;
            out[k] += -2.0 * (1.0 - x) - 4.0 * self.b * x * off;
            out[k + 1] += 2.0 * self.b * off;
        }
        self.value(x)
    }

    fn hessian(&self, x: &[f64], out: &mut DMatrix<f64>) {
        out.fill(0.0);
        for (k, [x, y]) in Self::terms(x) {
            out[(k, k)] += 2.0 - 4.0 * self.b * (y - 3.0 * x * x);
            out[(k + 1, k + 1)] += 2.0 * self.b;
            out[(k, k + 1)] = -4.0 * self.b * x;
            out[(k + 1, k)] = -4.0 * self.b * x;
        }
    }

    fn hessian_times(&self, x: &[f64], vector: &[f64], out: &mut [f64]) {
        out.fill(0.0);
        for (k, [x, y]) in Self::terms(x) {
            let (u, v) = (vector[k], vector[k + 1]);
            let beside = -4.0 * self.b * x;
            out[k] += (2.0 - 4.0 * self.b * (y - 3.0 * x * x)) * u + beside * v;
            out[k + 1] += beside * u + 2.0 * self.b * v;
        }
    }

    fn work(&self) -> NonZeroU64 {
        NonZeroU64::new(u64::from(self.dim.div_ceil(8))).unwrap_or(NonZeroU64::MIN)
    }

    fn minimum(&self) -> Option<Vec<f64>> {
        Some(vec![1.0; self.dim as usize])
    }
}
