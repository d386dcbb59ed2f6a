//! BFGS: Newton's method with an inverse Hessian that is learned from gradients.
//!
//! d = -B g, t by line search, s = t d, y the change of the gradient,
//! B := (1 - s yᵀ/yᵀs) B (1 - y sᵀ/yᵀs) + s sᵀ/yᵀs. Broyden, Fletcher, Goldfarb and Shanno (1970);
//! Nocedal and Wright (2006), algorithm 6.1. Before the first update B = (yᵀs/yᵀy) 1.

use super::line_search::{Guess, Line, LineSearch, Rules, Searcher};
use crate::catalog::Entry;
use crate::math::dot;
use crate::optim::blocks::{Held, fill, go_within};
use crate::optim::{Invariance, Optimizer, OptimizerFacts, Oracle, Plan, Quantity};

pub(super) static ENTRY: Entry<dyn Optimizer> = Entry {
    id: "bfgs",
    name: "BFGS",
    summary: "Newton's method with curvature learned from gradients.",
    facts: OptimizerFacts {
        lr: Some(1.0),
        rule: "d = -B g, t from the line search, beginning with η\nθ := θ + t d, s = t d, y = g - g_prev\nB := V B V′ + s s′/(s·y), V = 1 - s y′/(s·y), ′ transposes",
        source: "Nocedal and Wright, Numerical Optimization (2006), algorithm 6.1; line search 3.5",
        differs: "Strong Wolfe begins with the length that promises the fall of the last step \
                  (equation 3.60), at first 1.01/‖g‖, and at most η. A pair with s·y ≤ 10⁻¹⁰ ‖s‖ ‖y‖ is left out. Each step asks for its gradient anew.",
        invariant: &[Invariance::Rotation],
        ..OptimizerFacts::USUAL
    },
    make: || Box::new(Bfgs::default()),
};

crate::params! {
    /// The knobs of [`Bfgs`].
    struct Knobs {
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

/// BFGS.
#[derive(Debug, Default)]
struct Bfgs {
    knobs: Knobs,
    gradient: Vec<f64>,
    previous: Vec<f64>,
    direction: Vec<f64>,
    change: Vec<f64>,
    product: Vec<f64>,
    inverse: Vec<f64>,
    length: f64,
    steps: u64,
    learned: bool,
    /// Whether somebody moved the ball since the last step.
    moved: bool,
    held: Held,
    guess: Guess,
    searcher: Searcher,
}
crate::params!(forward Bfgs => knobs);

impl Optimizer for Bfgs {
    fn reset(&mut self, dim: usize, _plan: Plan) {
        for vector in [
            &mut self.gradient,
            &mut self.previous,
            &mut self.direction,
            &mut self.change,
            &mut self.product,
        ] {
            fill(vector, dim, 0.0);
        }
        self.identity(dim, 1.0);
        self.length = 0.0;
        self.steps = 0;
        (self.learned, self.moved) = (false, false);
        self.guess = Guess::default();
        self.searcher.reset(dim);
        self.held.reset(dim);
    }

    fn step(&mut self, x: &mut [f64], lr: f64, oracle: &mut dyn Oracle) {
        std::mem::swap(&mut self.previous, &mut self.gradient);
        let loss = oracle.gradient(x, &mut self.gradient);
        // The gradient changed along a way that was no step, or a bound took hold.
        let held = self.held.hold(x, &mut self.gradient, oracle);
        let moved = std::mem::take(&mut self.moved) | held;
        if self.steps > 0 && !moved {
            self.learn();
        }
        self.steps += 1;
        self.multiply_gradient();
        for (d, p) in self.direction.iter_mut().zip(&self.product) {
            *d = -p;
        }
        self.held.straighten(&mut self.direction);
        let Knobs { line_search: search, c1, c2, shrink } = self.knobs;
        let slope = dot(&self.gradient, &self.direction);
        let first = lr * self.guess.length(search, loss, &self.gradient, slope);
        if slope >= 0.0 {
            self.length = 0.0;
            return;
        }
        let line = Line { x, direction: &self.direction, loss, gradient: &self.gradient };
        let rules = Rules { search, c1, c2, shrink, trials: 25 };
        self.length = self.searcher.run(first, line, rules, oracle);
        self.moved = go_within(x, self.length, &self.direction, oracle);
    }

    fn moved(&mut self, _by: &[f64]) {
        self.moved = true;
    }

    fn inspect(&self, show: &mut dyn FnMut(Quantity<'_>)) {
        show(Quantity::gradient(&self.gradient));
        show(Quantity::direction("direction", "d", &self.direction));
        show(Quantity::scalar("length", "t", std::slice::from_ref(&self.length)));
        show(Quantity::curvature("inverse_hessian", "B", &self.inverse));
    }
}

impl Bfgs {
    fn identity(&mut self, dim: usize, scale: f64) {
        fill(&mut self.inverse, dim * dim, 0.0);
        self.inverse.iter_mut().step_by(dim + 1).for_each(|entry| *entry = scale);
    }

    /// B g into `product`.
    fn multiply_gradient(&mut self) {
        let rows = self.inverse.chunks_exact(self.gradient.len());
        for (product, row) in self.product.iter_mut().zip(rows) {
            *product = dot(row, &self.gradient);
        }
    }

    /// Update B with the last step and the change of the gradient along it.
    fn learn(&mut self) {
        let n = self.gradient.len();
        for ((y, g), before) in self.change.iter_mut().zip(&self.gradient).zip(&self.previous) {
            *y = g - before;
        }
        let (y, t) = (&self.change, self.length);
        let ys = t * dot(y, &self.direction);
        let size = t * (dot(y, y) * dot(&self.direction, &self.direction)).sqrt();
        // Next to a minimum products underflow; what is divided by them would overflow.
        if ys.is_nan() || ys <= 1e-10 * size || ys < f64::MIN_POSITIVE {
            return;
        }
        if !self.learned {
            self.learned = true;
            let scale = ys / dot(y, y);
            self.identity(n, scale);
        }
        let y = &self.change;
        for (product, row) in self.product.iter_mut().zip(self.inverse.chunks_exact(n)) {
            *product = dot(row, y);
        }
        let (by, weight) = (&self.product, (1.0 + dot(y, &self.product) / ys) / ys);
        for (i, row) in self.inverse.chunks_exact_mut(n).enumerate() {
            let s = t * self.direction[i];
            for (j, entry) in row.iter_mut().enumerate() {
                let other = t * self.direction[j];
                *entry += weight * s * other - (by[i] * other + s * by[j]) / ys;
            }
        }
    }
}
