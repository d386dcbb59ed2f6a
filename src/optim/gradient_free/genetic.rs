//! A genetic algorithm: the better of a population mix, and their children are changed a little.
//!
//! Parents win tournaments; a child is a + u (b - a), u uniform from -¼ to 1¼ per coordinate, to
//! which normal mutations are added whose size falls linearly over the generations; the elite goes
//! on unchanged. Everyone stays in the box. Holland (1975); blend crossover after Eshelman and
//! Schaffer (1993).

use super::population::{Best, Dice, sort, width};
use crate::catalog::Entry;
use crate::optim::blocks::fill;
use crate::optim::{Invariance, Optimizer, OptimizerFacts, Oracle, Plan, Quantity};

pub(super) static ENTRY: Entry<dyn Optimizer> = Entry {
    id: "genetic",
    name: "Genetic algorithm",
    summary: "A population whose better members mix and mutate.",
    facts: OptimizerFacts {
        rule: "a, b the winners of tournaments\nchild = a + u (b - a), u uniform from -1/4 to 5/4\nchild := child + s z for some coordinates, s falling over the generations\nthe elite stays as it is",
        source: "Holland (1975); Eshelman and Schaffer, FOGA 2 (1993) 187-202 (blend crossover)",
        differs: "One step is one generation. The path shown is that of the best member.",
        fixed: &["population", "generations"],
        cost: |knob| knob("population") as u64,
        invariant: &[Invariance::LossScale],
        ..OptimizerFacts::USUAL
    },
    make: || Box::new(Genetic::default()),
};

crate::params! {
    /// The knobs of [`Genetic`].
    struct Knobs {
        /// How many members there are.
        population "": u32 = 40, count(4, 200);
        /// How many of the best go on unchanged.
        elite "": u32 = 2, count(0, 100);
        /// How many members a tournament has.
        tournament "": u32 = 3, count(1, 50);
        /// How often a child has two parents instead of one.
        crossover "": f64 = 0.9, real(0.0, 1.0);
        /// How often a coordinate of a child is changed.
        mutation "": f64 = 0.5, real(0.0, 1.0);
        /// The standard deviation of a change in the first generation, as a share of the box.
        mutation_size "s": f64 = 0.1, log(1e-6, 1.0);
        /// After how many generations changes are as small as they get, 1/200 of that; 0 for the
        /// last one.
        generations "": u32 = 0, count(0, 100_000);
    }
}

/// The size of the last mutations, as a share of the first ones.
const LEAST: f64 = 0.005;

/// A genetic algorithm.
#[derive(Debug, Default)]
struct Genetic {
    knobs: Knobs,
    dice: Dice,
    members: Vec<f64>,
    losses: Vec<f64>,
    children: Vec<f64>,
    children_losses: Vec<f64>,
    order: Vec<usize>,
    generation: u32,
    generations: f64,
    best: Best,
}
crate::params!(forward Genetic => knobs);

impl Optimizer for Genetic {
    fn reset(&mut self, dim: usize, plan: Plan) {
        let count = self.knobs.population as usize;
        for (vector, len) in [
            (&mut self.members, count * dim),
            (&mut self.children, count * dim),
            (&mut self.losses, count),
            (&mut self.children_losses, count),
        ] {
            fill(vector, len, f64::NAN);
        }
        self.order = (0..count).collect();
        self.dice = Dice::new(plan.seed);
        self.generation = 0;
        self.generations = match self.knobs.generations {
            0 => plan.steps.saturating_sub(1).max(1) as f64,
            generations => f64::from(generations),
        };
        self.best.reset(dim);
    }

    fn step(&mut self, x: &mut [f64], _lr: f64, oracle: &mut dyn Oracle) {
        let dim = x.len();
        if self.generation == 0 {
            // The first member stands at the start, the others anywhere.
            for (index, member) in self.members.chunks_exact_mut(dim).enumerate() {
                if index == 0 {
                    member.copy_from_slice(x);
                } else {
                    self.dice.place(member, oracle);
                }
                self.losses[index] = oracle.value(member);
            }
        } else {
            self.breed(dim, oracle);
        }
        self.generation = self.generation.saturating_add(1);
        for (member, loss) in self.members.chunks_exact(dim).zip(&self.losses) {
            self.best.meet(member, *loss);
        }
        if self.best.loss.is_finite() {
            x.copy_from_slice(&self.best.point);
        }
    }

    fn inspect(&self, show: &mut dyn FnMut(Quantity<'_>)) {
        show(Quantity::point("population", "x_i", &self.members));
        show(Quantity::scalar("losses", "f_i", &self.losses));
        self.best.inspect(show);
    }
}

impl Genetic {
    fn breed(&mut self, dim: usize, oracle: &mut dyn Oracle) {
        sort(&mut self.order, &self.losses);
        let Knobs { elite, crossover, mutation, mutation_size, .. } = self.knobs;
        let elite = (elite as usize).min(self.order.len() - 1);
        let age = f64::from(self.generation - 1) / self.generations;
        let size = mutation_size * ((1.0 - age).max(0.0) + LEAST);
        for index in 0..self.order.len() {
            let from = self.order[index] * dim;
            let place = index * dim;
            if index < elite {
                self.children[place..place + dim].copy_from_slice(&self.members[from..from + dim]);
                self.children_losses[index] = self.losses[self.order[index]];
                continue;
            }
            let (a, b) = (self.winner() * dim, self.winner() * dim);
            let mixed = self.dice.uniform() < crossover;
            for axis in 0..dim {
                let [low, high] = oracle.region(axis);
                let (a, b) = (self.members[a + axis], self.members[b + axis]);
                let blend = if mixed { -0.25 + 1.5 * self.dice.uniform() } else { 0.0 };
                let changed = self.dice.uniform() < mutation;
                let change = size * width(oracle, axis) * self.dice.normal();
                let child = a + blend * (b - a) + if changed { change } else { 0.0 };
                self.children[place + axis] = child.max(low).min(high);
            }
            self.children_losses[index] = oracle.value(&self.children[place..place + dim]);
        }
        std::mem::swap(&mut self.members, &mut self.children);
        std::mem::swap(&mut self.losses, &mut self.children_losses);
    }

    /// The best of a few members drawn by chance.
    fn winner(&mut self) -> usize {
        let count = self.order.len();
        let drawn = (0..self.knobs.tournament).map(|_| self.dice.below(count)).min();
        self.order[drawn.unwrap_or(0)]
    }
}
