//! Simulated annealing: random steps, uphill ones too while it is still hot.
//!
//! y = θ + s z with normal z; θ := y if f(y) < f(θ), or else with probability
//! exp(-(f(y) - f(θ))/T). Temperature T and size s fall geometrically. A proposal that leaves the
//! box of the landscape is refused. Kirkpatrick, Gelatt and Vecchi (1983).

use super::population::{Best, Dice, width, worth};
use crate::catalog::Entry;
use crate::optim::blocks::fill;
use crate::optim::{Optimizer, OptimizerFacts, Oracle, Plan, Quantity};

pub(super) static ENTRY: Entry<dyn Optimizer> = Entry {
    id: "simulated_annealing",
    name: "Simulated annealing",
    summary: "Random steps that also go uphill while it is still hot.",
    facts: OptimizerFacts {
        rule: "y = θ + s z, z standard normal\nθ := y with probability min(1, exp(-(f(y) - f(θ))/T))\nT and s fall geometrically over the cooling steps",
        source: "Kirkpatrick, Gelatt and Vecchi, Science 220 (1983) 671-680",
        differs: "Gaussian steps and geometric cooling; SciPy's dual annealing draws from heavy \
                  tails and adds local searches.",
        fixed: &["cooling_steps"],
        ..OptimizerFacts::USUAL
    },
    make: || Box::new(SimulatedAnnealing::default()),
};

crate::params! {
    /// The knobs of [`SimulatedAnnealing`].
    struct Knobs {
        /// The temperature at the start, in units of the loss.
        temperature "T₀": f64 = 5.0, log(1e-9, 1e9);
        /// The temperature at the end of the cooling.
        final_temperature "T₁": f64 = 0.01, log(1e-12, 1e9);
        /// The standard deviation of a step at the start, as a share of the box.
        size "s₀": f64 = 0.15, log(1e-6, 1.0);
        /// The standard deviation of a step at the end of the cooling.
        final_size "s₁": f64 = 0.005, log(1e-9, 1.0);
        /// How many steps the cooling takes; 0 for all there are.
        cooling_steps "": u32 = 0, count(0, 1_000_000);
    }
}

/// Simulated annealing.
#[derive(Debug, Default)]
struct SimulatedAnnealing {
    knobs: Knobs,
    dice: Dice,
    proposal: Vec<f64>,
    loss: f64,
    /// Temperature and share of the box.
    heat: [f64; 2],
    steps: u32,
    cooling: f64,
    best: Best,
    /// Whether somebody moved the ball since its last step.
    moved: bool,
}
crate::params!(forward SimulatedAnnealing => knobs);

impl Optimizer for SimulatedAnnealing {
    fn reset(&mut self, dim: usize, plan: Plan) {
        fill(&mut self.proposal, dim, f64::NAN);
        self.dice = Dice::new(plan.seed);
        self.heat = [self.knobs.temperature, self.knobs.size];
        (self.steps, self.moved) = (0, false);
        self.cooling = match self.knobs.cooling_steps {
            0 => plan.steps as f64,
            steps => f64::from(steps),
        };
        self.best.reset(dim);
    }

    fn step(&mut self, x: &mut [f64], _lr: f64, oracle: &mut dyn Oracle) {
        let moved = std::mem::take(&mut self.moved);
        if self.steps == 0 || moved {
            self.loss = worth(oracle.value(x));
            self.best.meet(x, self.loss);
        }
        let Knobs { temperature, final_temperature, size, final_size, .. } = self.knobs;
        let q = (f64::from(self.steps) / (self.cooling - 1.0).max(1.0)).min(1.0);
        self.heat = [
            temperature * (final_temperature / temperature).powf(q),
            size * (final_size / size).powf(q),
        ];
        self.steps = self.steps.saturating_add(1);
        let [heat, share] = self.heat;
        let (mut inside, mut outside_already) = (true, false);
        for (axis, (y, x)) in self.proposal.iter_mut().zip(&*x).enumerate() {
            let [low, high] = oracle.region(axis);
            *y = x + share * width(oracle, axis) * self.dice.normal();
            inside &= (low..=high).contains(y);
            outside_already |= !(low..=high).contains(x);
        }
        let luck = self.dice.uniform();
        if !inside && !outside_already {
            return;
        }
        let loss = worth(oracle.value(&self.proposal));
        if loss < self.loss || luck < ((self.loss - loss) / heat).exp() {
            x.copy_from_slice(&self.proposal);
            self.loss = loss;
            self.best.meet(x, loss);
        }
    }

    fn moved(&mut self, _by: &[f64]) {
        self.moved = true;
    }

    fn inspect(&self, show: &mut dyn FnMut(Quantity<'_>)) {
        show(Quantity::trial("proposal", "y", &self.proposal));
        show(Quantity::scalar("heat", "T, s", &self.heat));
        self.best.inspect(show);
    }
}
