//! L-BFGS: BFGS that remembers its last few steps only.
//!
//! d = -B g by the two-loop recursion over the pairs (s, y), from B = (yᵀs/yᵀy) 1; t by line search.
//! Liu and Nocedal (1989); Nocedal and Wright (2006), algorithm 7.4, in the form of
//! `torch.optim.LBFGS`, with its tolerances.

use std::collections::VecDeque;

use super::line_search::{Line, LineSearch, Rules, Searcher};
use crate::catalog::Entry;
use crate::math::dot;
use crate::optim::blocks::{Held, fill, go_within};
use crate::optim::{Optimizer, OptimizerFacts, Oracle, Plan, Quantity, Taken};

pub(super) static ENTRY: Entry<dyn Optimizer> = Entry {
    id: "lbfgs",
    name: "L-BFGS",
    summary: "BFGS that remembers its last few steps only.",
    facts: OptimizerFacts {
        lr: Some(1.0),
        rule: "d = -B g, B from the last pairs s = θ - θ_prev, y = g - g_prev\nθ := θ + t d, t from the line search, beginning with η",
        source: "Liu and Nocedal, Math. Programming 45 (1989) 503-528; torch.optim.LBFGS",
        differs: "The first length is η min(1, 1/‖g‖₁). It stands still within PyTorch's tolerances, \
                  which are knobs. PyTorch remembers 100 pairs, searches no line unless told to, and \
                  takes 20 iterations per step; then all searches of a step share 1.25 max_iter \
                  evaluations, which a single iteration here does not have to.",
        cost: |knob| knob("max_iter") as u64,
        ..OptimizerFacts::USUAL
    },
    make: || Box::new(Lbfgs::default()),
};

crate::params! {
    /// The knobs of [`Lbfgs`].
    struct Knobs {
        /// How many pairs are remembered; 0 makes it steepest descent.
        memory "m": u32 = 10, count(0, 1000);
        /// How many iterations make up one step.
        max_iter "": u32 = 1, count(1, 100);
        /// It stands still where no entry of the gradient is larger.
        tolerance_grad "": f64 = 1e-7, log(0.0, 1.0);
        /// It stands still where the slope along the direction is smaller; a step of several
        /// iterations ends where point or loss change less.
        tolerance_change "": f64 = 1e-9, log(0.0, 1.0);
        /// How far to go along a direction.
        line_search "": LineSearch = LineSearch::StrongWolfe, choice(LineSearch::WORDS);
        /// The share of the promised fall of the loss that Armijo and Wolfe ask for.
        c1 "c₁": f64 = 1e-4, log(1e-8, 0.499);
        /// The share of the slope that may be left after a strong Wolfe search.
        c2 "c₂": f64 = 0.9, real(0.01, 0.999);
        /// What Armijo multiplies a length by that was too long.
        shrink "σ": f64 = 0.5, real(0.01, 0.99);
    }
}

/// A step and the change of the gradient along it.
#[derive(Debug, Default)]
struct Pair {
    s: Vec<f64>,
    y: Vec<f64>,
    weight: f64,
    along: f64,
}

impl Pair {
    fn new(dim: usize) -> Self {
        Self { s: vec![0.0; dim], y: vec![0.0; dim], ..Self::default() }
    }
}

/// L-BFGS.
#[derive(Debug, Default)]
struct Lbfgs {
    knobs: Knobs,
    gradient: Vec<f64>,
    previous: Vec<f64>,
    direction: Vec<f64>,
    pairs: VecDeque<Pair>,
    spare: Vec<Pair>,
    scale: f64,
    length: f64,
    iterations: u64,
    searcher: Searcher,
    /// Whether somebody moved the ball since the last step.
    moved: bool,
    held: Held,
}
crate::params!(forward Lbfgs => knobs);

impl Optimizer for Lbfgs {
    fn reset(&mut self, dim: usize, _plan: Plan) {
        for vector in [&mut self.gradient, &mut self.previous, &mut self.direction] {
            fill(vector, dim, 0.0);
        }
        // One more than is remembered: the new pair is filled before the oldest is dropped.
        let capacity = self.knobs.memory as usize + 1;
        self.pairs = VecDeque::with_capacity(capacity);
        self.spare = (0..capacity).map(|_| Pair::new(dim)).collect();
        (self.scale, self.length, self.iterations) = (1.0, 0.0, 0);
        self.searcher.reset(dim);
        self.held.reset(dim);
        self.moved = false;
    }

    fn step(&mut self, x: &mut [f64], lr: f64, oracle: &mut dyn Oracle) {
        let Knobs { max_iter, tolerance_grad, tolerance_change, .. } = self.knobs;
        let most = u64::from(max_iter);
        // PyTorch's default; a single iteration gets the 25 trials of its searches all the same.
        let allowance = if most == 1 { 26 } else { most * 5 / 4 };
        let mut loss = oracle.gradient(x, &mut self.gradient);
        let mut evaluations = 1;
        for iteration in 1..=most {
            // Where a bound takes hold, the gradient changes along a way that is no step.
            self.moved |= self.held.hold(x, &mut self.gradient, oracle);
            if largest(&self.gradient) <= tolerance_grad {
                self.length = 0.0;
                return;
            }
            self.turn();
            self.previous.copy_from_slice(&self.gradient);
            let size: f64 = self.gradient.iter().map(|g| g.abs()).sum();
            let first = if self.iterations == 1 { lr * (1.0 / size).min(1.0) } else { lr };
            if dot(&self.gradient, &self.direction) > -tolerance_change {
                self.length = 0.0;
                return;
            }
            let before = loss;
            loss = self.go(x, first, loss, allowance - evaluations, oracle);
            evaluations += self.searcher.trials;
            if iteration == most {
                return;
            }
            if self.knobs.line_search != LineSearch::StrongWolfe {
                loss = oracle.gradient(x, &mut self.gradient);
                evaluations += 1;
            }
            let moved = self.length.abs() * largest(&self.direction);
            if evaluations >= allowance
                || moved <= tolerance_change
                || (loss - before).abs() < tolerance_change
            {
                return;
            }
        }
    }

    fn moved(&mut self, _by: &[f64]) {
        self.moved = true;
    }

    fn halted_by(&self, step: &Taken<'_>) -> Option<&'static str> {
        let slope = dot((step.after)("gradient"), (step.after)("direction"));
        match (step.after)("length") {
            // What it has recorded is the direction that it did not take, or the last that it took.
            [0.0] if slope > -self.knobs.tolerance_change => Some("tolerance_change"),
            [0.0] => Some("tolerance_grad"),
            _ => None,
        }
    }

    fn inspect(&self, show: &mut dyn FnMut(Quantity<'_>)) {
        show(Quantity::gradient(&self.previous));
        show(Quantity::direction("direction", "d", &self.direction));
        show(Quantity::scalar("length", "t", std::slice::from_ref(&self.length)));
    }
}

fn largest(vector: &[f64]) -> f64 {
    vector.iter().fold(0.0, |most: f64, entry| most.max(entry.abs()))
}

impl Lbfgs {
    /// Search along the direction and move; returns the loss where that is known.
    fn go(
        &mut self,
        x: &mut [f64],
        t: f64,
        loss: f64,
        trials: u64,
        oracle: &mut dyn Oracle,
    ) -> f64 {
        let Knobs { line_search: search, c1, c2, shrink, .. } = self.knobs;
        let line = Line { x, direction: &self.direction, loss, gradient: &self.previous };
        let rules = Rules { search, c1, c2, shrink, trials };
        self.length = self.searcher.run(t, line, rules, oracle);
        self.moved = go_within(x, self.length, &self.direction, oracle);
        if search == LineSearch::StrongWolfe {
            let (loss, gradient) = self.searcher.end();
            self.gradient.copy_from_slice(gradient);
            return loss;
        }
        loss
    }

    /// The next direction, by what is remembered and by the last step.
    fn turn(&mut self) {
        self.iterations += 1;
        // The gradient changed along a way that was no step.
        let moved = std::mem::take(&mut self.moved);
        if self.iterations > 1 && !moved {
            self.remember();
        }
        let d = &mut self.direction;
        for (d, g) in d.iter_mut().zip(&self.gradient) {
            *d = -g;
        }
        for pair in self.pairs.iter_mut().rev() {
            pair.along = dot(&pair.s, d) * pair.weight;
            for (d, y) in d.iter_mut().zip(&pair.y) {
                *d -= pair.along * y;
            }
        }
        for d in d.iter_mut() {
            *d *= self.scale;
        }
        for pair in &self.pairs {
            let back = pair.along - dot(&pair.y, d) * pair.weight;
            for (d, s) in d.iter_mut().zip(&pair.s) {
                *d += back * s;
            }
        }
        self.held.straighten(&mut self.direction);
    }

    fn remember(&mut self) {
        let (dim, memory) = (self.gradient.len(), self.knobs.memory as usize);
        // A memory that was enlarged on the way has no room yet.
        let mut pair = self.spare.pop().unwrap_or_else(|| Pair::new(dim));
        for (y, (g, before)) in pair.y.iter_mut().zip(self.gradient.iter().zip(&self.previous)) {
            *y = g - before;
        }
        for (s, d) in pair.s.iter_mut().zip(&self.direction) {
            *s = self.length * d;
        }
        let ys = dot(&pair.y, &pair.s);
        if memory == 0 {
            self.scale = 1.0;
            self.spare.push(pair);
        } else if ys > 1e-10 {
            pair.weight = 1.0 / ys;
            self.scale = ys / dot(&pair.y, &pair.y);
            self.pairs.push_back(pair);
        } else {
            self.spare.push(pair);
        }
        while self.pairs.len() > memory {
            self.spare.extend(self.pairs.pop_front());
        }
    }
}
