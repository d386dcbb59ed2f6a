//! Conjugate gradients: each direction keeps what the previous ones have won.
//!
//! d := -g + β d, t by line search, θ := θ + t d. Polak and Ribière (1969) with β ≥ 0, Fletcher and
//! Reeves (1964), Hestenes and Stiefel (1952); Nocedal and Wright (2006), algorithm 5.4. With the
//! exact search, a quadratic bowl in n dimensions takes n steps. With β = 0 this is steepest
//! descent.

use super::line_search::{Guess, Line, LineSearch, Rules, Searcher};
use crate::catalog::Entry;
use crate::math::dot;
use crate::optim::blocks::{Held, fill, go_within};
use crate::optim::parts::carry_and_push;
use crate::optim::{Invariance, Optimizer, OptimizerFacts, Oracle, Part, Plan, Quantity, Taken};

pub(super) static ENTRY: Entry<dyn Optimizer> = Entry {
    id: "conjugate_gradient",
    name: "Conjugate gradients",
    summary: "Directions that do not undo each other, with a line search along each.",
    facts: OptimizerFacts {
        lr: Some(1.0),
        rule: "{update=polak_ribiere?β = max(0, g·(g - g_prev)/‖g_prev‖²)|{update=fletcher_reeves?β = ‖g‖²/‖g_prev‖²|{update=hestenes_stiefel?β = g·(g - g_prev)/(d·(g - g_prev))|β = 0}}}\nd := -g + β d\nθ := θ + t d, t from the line search, beginning with η",
        source: "Nocedal and Wright, Numerical Optimization (2006), algorithm 5.4; line search 3.5",
        differs: "Strong Wolfe begins with the length that promises the fall of the last step \
                  (equation 3.60), at first 1.01/‖g‖, and at most η. A direction that does not lead down is replaced \
                  by -g.",
        invariant: &[Invariance::Rotation],
        ..OptimizerFacts::USUAL
    },
    make: || Box::new(ConjugateGradient::default()),
};

crate::choices! {
    /// What the previous direction is multiplied by.
    enum Update {
        /// max(0, gᵀ(g - g′)/‖g′‖²), g′ the gradient before.
        PolakRibiere = "polak_ribiere",
        /// ‖g‖²/‖g′‖².
        FletcherReeves = "fletcher_reeves",
        /// gᵀ(g - g′)/dᵀ(g - g′).
        HestenesStiefel = "hestenes_stiefel",
        /// 0: steepest descent.
        Steepest = "steepest",
    }
}

crate::params! {
    /// The knobs of [`ConjugateGradient`].
    struct Knobs {
        /// The formula for β; steepest leaves the previous direction out.
        update "": Update = Update::PolakRibiere, choice(Update::WORDS);
        /// How far to go along a direction.
        line_search "": LineSearch = LineSearch::StrongWolfe, choice(LineSearch::WORDS);
        /// The share of the promised fall of the loss that Armijo and Wolfe ask for.
        c1 "c₁": f64 = 1e-4, log(1e-8, 0.499);
        /// The share of the slope that may be left after a strong Wolfe search.
        c2 "c₂": f64 = 0.4, real(0.01, 0.999);
        /// What Armijo multiplies a length by that was too long.
        shrink "σ": f64 = 0.5, real(0.01, 0.99);
    }
}

/// Conjugate gradients.
#[derive(Debug, Default)]
struct ConjugateGradient {
    knobs: Knobs,
    gradient: Vec<f64>,
    previous: Vec<f64>,
    direction: Vec<f64>,
    beta: f64,
    length: f64,
    guess: Guess,
    started: bool,
    held: Held,
    searcher: Searcher,
}
crate::params!(forward ConjugateGradient => knobs);

impl Optimizer for ConjugateGradient {
    fn reset(&mut self, dim: usize, _plan: Plan) {
        for vector in [&mut self.gradient, &mut self.previous, &mut self.direction] {
            fill(vector, dim, 0.0);
        }
        (self.beta, self.length, self.guess) = (0.0, 0.0, Guess::default());
        self.started = false;
        self.searcher.reset(dim);
        self.held.reset(dim);
    }

    fn step(&mut self, x: &mut [f64], lr: f64, oracle: &mut dyn Oracle) {
        std::mem::swap(&mut self.previous, &mut self.gradient);
        let loss = oracle.gradient(x, &mut self.gradient);
        // Where a bound takes hold, directions begin anew.
        self.started &= !self.held.hold(x, &mut self.gradient, oracle);
        self.beta = if self.started { self.beta() } else { 0.0 };
        self.turn();
        let mut slope = dot(&self.gradient, &self.direction);
        if slope >= 0.0 && self.beta != 0.0 {
            self.beta = 0.0;
            self.turn();
            slope = dot(&self.gradient, &self.direction);
        }
        let Knobs { line_search: search, c1, c2, shrink, .. } = self.knobs;
        let t = lr * self.guess.length(search, loss, &self.gradient, slope);
        self.started = true;
        if slope == 0.0 {
            self.length = 0.0;
            return;
        }
        let line = Line { x, direction: &self.direction, loss, gradient: &self.gradient };
        let rules = Rules { search, c1, c2, shrink, trials: 25 };
        self.length = self.searcher.run(t, line, rules, oracle);
        self.started = !go_within(x, self.length, &self.direction, oracle);
    }

    /// Begin anew: directions are conjugate from where the last one ended.
    fn moved(&mut self, _by: &[f64]) {
        self.started = false;
    }

    fn inspect(&self, show: &mut dyn FnMut(Quantity<'_>)) {
        show(Quantity::gradient(&self.gradient));
        show(Quantity::direction("direction", "d", &self.direction));
        show(Quantity::scalar("length", "t", std::slice::from_ref(&self.length)));
        show(Quantity::scalar("beta", "β", std::slice::from_ref(&self.beta)));
    }

    fn parts(&self, step: &Taken<'_>) -> Vec<Part> {
        let (length, beta) = ((step.after)("length")[0], (step.after)("beta")[0]);
        let direction = (step.before)("direction");
        carry_and_push(step, |_| length, |i| -beta * direction[i], 1.0, 0.0)
    }
}

impl ConjugateGradient {
    /// What the previous direction is multiplied by.
    fn beta(&self) -> f64 {
        let (g, before, d) = (&self.gradient, &self.previous, &self.direction);
        let fall = dot(g, g) - dot(g, before);
        let beta = match self.knobs.update {
            Update::PolakRibiere => (fall / dot(before, before)).max(0.0),
            Update::FletcherReeves => dot(g, g) / dot(before, before),
            Update::HestenesStiefel => fall / (dot(d, g) - dot(d, before)),
            Update::Steepest => 0.0,
        };
        if beta.is_finite() { beta } else { 0.0 }
    }

    fn turn(&mut self) {
        for (d, g) in self.direction.iter_mut().zip(&self.gradient) {
            *d = -g + self.beta * *d;
        }
        self.held.straighten(&mut self.direction);
    }
}
