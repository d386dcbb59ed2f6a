//! Nelder–Mead: a simplex that tumbles downhill, without any gradient.
//!
//! The worst corner is reflected through the centroid c of the others: r = c + (c - w). Better than
//! the best: try c + 2 (c - w). Worse than the second worst: try half-way towards c, from the
//! better of r and w. Nothing helps: halve all edges at the best corner. Nelder and Mead (1965).

use super::population::{Best, width, worth};
use crate::catalog::Entry;
use crate::optim::blocks::fill;
use crate::optim::{Invariance, Optimizer, OptimizerFacts, Oracle, Plan, Quantity};

pub(super) static ENTRY: Entry<dyn Optimizer> = Entry {
    id: "nelder_mead",
    name: "Nelder–Mead",
    summary: "A simplex that tumbles downhill, comparing losses only.",
    facts: OptimizerFacts {
        rule: "r = c + (c - w), c the centroid without the worst corner w\nr the best: the better of r and c + 2 (c - w)\nr not the worst: r\nelse c ± (c - w)/2, or all edges halved at the best corner",
        source: "Nelder and Mead, Computer Journal 7 (1965) 308-313; Nocedal and Wright (2006), section 9.5",
        differs: "The coefficients are 1, 2, 1/2, 1/2, as in SciPy. So is the first simplex, unless \
                  size is given.",
        fixed: &["size"],
        invariant: &[Invariance::LossScale],
        ..OptimizerFacts::USUAL
    },
    make: || Box::new(NelderMead::default()),
};

crate::params! {
    /// The knobs of [`NelderMead`].
    struct Knobs {
        /// The edge of the first simplex, as a share of the box; 0 for SciPy's: 5 % of each
        /// coordinate, or 0.00025 where it is zero.
        size "": f64 = 0.0, log(0.0, 1.0);
    }
}

/// Nelder–Mead.
#[derive(Debug, Default)]
struct NelderMead {
    knobs: Knobs,
    /// The corners, one after the other, the best one first.
    simplex: Vec<f64>,
    losses: Vec<f64>,
    centroid: Vec<f64>,
    trial: Vec<f64>,
    reflection: Vec<f64>,
    best: Best,
    started: bool,
    /// Whether somebody moved the simplex since its last step.
    moved: bool,
}
crate::params!(forward NelderMead => knobs);

impl Optimizer for NelderMead {
    fn reset(&mut self, dim: usize, _plan: Plan) {
        fill(&mut self.simplex, dim * (dim + 1), f64::NAN);
        fill(&mut self.losses, dim + 1, f64::NAN);
        for vector in [&mut self.centroid, &mut self.trial, &mut self.reflection] {
            fill(vector, dim, 0.0);
        }
        self.best.reset(dim);
        (self.started, self.moved) = (false, false);
    }

    fn step(&mut self, x: &mut [f64], _lr: f64, oracle: &mut dyn Oracle) {
        let moved = std::mem::take(&mut self.moved);
        if self.started {
            if moved {
                self.look_again(oracle);
            }
            self.tumble(oracle);
        } else {
            self.begin(x, oracle);
            self.started = true;
        }
        self.sort();
        self.best.meet(&self.simplex[..x.len()], self.losses[0]);
        x.copy_from_slice(&self.simplex[..x.len()]);
    }

    /// The whole simplex moves along.
    fn moved(&mut self, by: &[f64]) {
        for corner in self.simplex.chunks_exact_mut(by.len()) {
            corner.iter_mut().zip(by).for_each(|(x, by)| *x += by);
        }
        self.moved = true;
    }

    fn inspect(&self, show: &mut dyn FnMut(Quantity<'_>)) {
        show(Quantity::point("population", "x_i", &self.simplex));
        show(Quantity::scalar("losses", "f_i", &self.losses));
        self.best.inspect(show);
    }
}

impl NelderMead {
    fn begin(&mut self, x: &[f64], oracle: &mut dyn Oracle) {
        let dim = x.len();
        for (index, corner) in self.simplex.chunks_exact_mut(dim).enumerate() {
            corner.copy_from_slice(x);
            if let Some(axis) = index.checked_sub(1) {
                corner[axis] += match self.knobs.size {
                    0.0 if x[axis] == 0.0 => 0.000_25,
                    0.0 => 0.05 * x[axis],
                    share => share * width(oracle, axis),
                };
            }
            self.losses[index] = worth(oracle.value(corner));
        }
    }

    /// The losses of all corners, once more.
    fn look_again(&mut self, oracle: &mut dyn Oracle) {
        let corners = self.simplex.chunks_exact(self.centroid.len());
        for (corner, loss) in corners.zip(&mut self.losses) {
            *loss = worth(oracle.value(corner));
        }
        self.sort();
    }

    fn tumble(&mut self, oracle: &mut dyn Oracle) {
        let dim = self.centroid.len();
        let worst = dim * dim;
        self.centroid.fill(0.0);
        for corner in self.simplex[..worst].chunks_exact(dim) {
            for (c, x) in self.centroid.iter_mut().zip(corner) {
                *c += x / dim as f64;
            }
        }
        let reflected = self.ask(1.0, oracle);
        if reflected < self.losses[0] {
            self.reflection.copy_from_slice(&self.trial);
            let expanded = self.ask(2.0, oracle);
            if expanded < reflected {
                return self.replace(expanded);
            }
            self.trial.copy_from_slice(&self.reflection);
            return self.replace(reflected);
        }
        if reflected < self.losses[dim - 1] {
            return self.replace(reflected);
        }
        let outside = reflected < self.losses[dim];
        let bound = if outside { reflected } else { self.losses[dim] };
        let contracted = self.ask(if outside { 0.5 } else { -0.5 }, oracle);
        // SciPy takes an outside contraction that is no worse, an inside one that is better.
        if contracted < bound || (outside && contracted == bound) {
            return self.replace(contracted);
        }
        let (best, others) = self.simplex.split_at_mut(dim);
        for (corner, loss) in others.chunks_exact_mut(dim).zip(&mut self.losses[1..]) {
            for (x, best) in corner.iter_mut().zip(&*best) {
                *x = best + 0.5 * (*x - best);
            }
            *loss = worth(oracle.value(corner));
        }
    }

    /// The loss at c + t (c - w), which becomes the trial point.
    fn ask(&mut self, t: f64, oracle: &mut dyn Oracle) -> f64 {
        let dim = self.centroid.len();
        let worst = &self.simplex[dim * dim..];
        for ((trial, c), w) in self.trial.iter_mut().zip(&self.centroid).zip(worst) {
            *trial = c + t * (c - w);
        }
        worth(oracle.value(&self.trial))
    }

    /// The trial point takes the place of the worst corner.
    fn replace(&mut self, loss: f64) {
        let dim = self.centroid.len();
        self.simplex[dim * dim..].copy_from_slice(&self.trial);
        self.losses[dim] = loss;
    }

    /// Put the corners in order, the lowest loss first.
    fn sort(&mut self) {
        let dim = self.centroid.len();
        for last in 1..=dim {
            for at in (1..=last).rev() {
                if self.losses[at] >= self.losses[at - 1] {
                    break;
                }
                self.losses.swap(at, at - 1);
                let (before, after) = self.simplex.split_at_mut(at * dim);
                before[(at - 1) * dim..].swap_with_slice(&mut after[..dim]);
            }
        }
    }
}
