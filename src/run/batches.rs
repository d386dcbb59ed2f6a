//! Which examples every step of a run learned from, drawn once more.

use rand::SeedableRng as _;
use rand_pcg::Pcg64Mcg;

use super::Run;
use crate::catalog::Pick;
use crate::noise::{Coming, Noise};

/// The batches of a run, step by step; going on is cheap, going back begins anew.
pub struct Batches {
    pick: Pick<dyn Noise>,
    seed: u64,
    coming: Coming,
    noise: Box<dyn Noise>,
    rng: Pcg64Mcg,
    /// Steps drawn so far.
    drawn: u64,
}

impl Batches {
    /// Those of `run`.
    pub fn of(run: &Run) -> Self {
        let spec = run.spec();
        Self {
            pick: spec.noise.clone(),
            seed: spec.seed,
            coming: run.coming(),
            noise: spec.noise.build(),
            rng: Pcg64Mcg::seed_from_u64(spec.seed),
            drawn: 0,
        }
    }

    /// Whether these are the batches of `run`.
    pub fn fit(&self, run: &Run) -> bool {
        let spec = run.spec();
        self.pick == spec.noise && self.seed == spec.seed && self.coming == run.coming()
    }

    /// The examples of step number `step`, counted from 0; empty for all of them.
    pub fn at(&mut self, step: u64) -> &[u32] {
        if self.drawn > step + 1 {
            self.noise = self.pick.build();
            self.rng = Pcg64Mcg::seed_from_u64(self.seed);
            self.drawn = 0;
        }
        while self.drawn <= step {
            self.noise.begin_step(self.coming, &mut self.rng);
            self.drawn += 1;
        }
        self.noise.batch()
    }
}
