//! Batches of examples, as in training on data.

use rand::RngExt as _;
use rand::seq::SliceRandom as _;
use rand_pcg::Pcg64Mcg;

use super::{Coming, Noise, NoiseFacts};
use crate::catalog::Entry;

pub(super) static ENTRY: Entry<dyn Noise> = Entry {
    id: "minibatch",
    name: "Mini-batch",
    summary: "The gradient of the loss over a few examples, drawn anew for every step.",
    facts: NoiseFacts {
        rule: "g := mean of ∇f_i(θ) over a batch of examples i; where the loss is no mean over examples, ∇f(θ)",
        draws_examples: true,
        ..NoiseFacts::USUAL
    },
    make: || Box::new(Minibatch::default()),
};

crate::params! {
    /// The knobs of [`Minibatch`].
    struct Knobs {
        /// How many examples are averaged.
        batch "B": u32 = 1, count(1, 10_000);
        /// Whether the examples are shuffled once per epoch and each is met once, instead of drawn with replacement.
        epochs "": bool = false, flag();
        /// Whether the examples come one after another in their own order.
        in_order "": bool = false, flag();
    }
}

/// Mini-batches.
#[derive(Debug, Default)]
struct Minibatch {
    knobs: Knobs,
    batch: Vec<u32>,
    /// The examples in the order of this epoch, and how many of them were met.
    order: Vec<u32>,
    met: usize,
}
crate::params!(forward Minibatch => knobs);

impl Noise for Minibatch {
    fn begin_step(&mut self, coming: Coming, rng: &mut Pcg64Mcg) {
        let Knobs { batch, epochs, in_order } = self.knobs;
        let examples = coming.examples as u32;
        self.batch.clear();
        if examples <= 1 {
            return;
        }
        if !epochs && !in_order {
            self.batch.extend((0..batch).map(|_| rng.random_range(0..examples)));
            return;
        }
        if self.order.len() != examples as usize || self.met == self.order.len() {
            self.order.clear();
            self.order.extend(0..examples);
            self.met = 0;
            if !in_order {
                self.order.shuffle(rng);
            }
        }
        let end = (self.met + batch as usize).min(self.order.len());
        self.batch.extend_from_slice(&self.order[self.met..end]);
        self.met = end;
    }

    fn disturb(&self, _x: &[f64], _gradient: &mut [f64]) {}

    fn batch(&self) -> &[u32] {
        &self.batch
    }

    fn draws(&self) -> Option<u32> {
        let Knobs { batch, epochs, in_order } = self.knobs;
        (!epochs && !in_order).then_some(batch)
    }
}
