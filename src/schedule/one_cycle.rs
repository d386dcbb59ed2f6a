//! Rises to a peak, falls far below where it began, and turns the momentum the other way. Smith
//! and Topin (2018), as in PyTorch.
//!
//! The rate begins at `max_lr / div_factor`, peaks at `max_lr` after a share `pct_start` of the
//! steps, and ends at `max_lr / (div_factor final_div_factor)`. After the last step it stays there.

use super::{Progress, Schedule, ScheduleFacts};
use crate::catalog::Entry;

pub(super) static ENTRY: Entry<dyn Schedule> = Entry {
    id: "one_cycle",
    name: "One cycle",
    summary: "Rises to a peak and falls far below the start; the momentum does the opposite.",
    facts: ScheduleFacts {
        rule: "max_lr/div_factor → max_lr → max_lr/(div_factor final_div_factor); momentum max → base → max",
        source: "Smith and Topin, arXiv:1708.07120 (2018); torch.optim.lr_scheduler.OneCycleLR",
        watches_loss: false,
    },
    make: || Box::new(OneCycle::default()),
};

crate::choices! {
    /// The shape of a phase.
    enum Anneal {
        /// Half a cosine.
        Cosine = "cos",
        /// A line.
        Linear = "linear",
    }
}

crate::params! {
    /// The knobs of [`OneCycle`].
    struct Knobs {
        /// The peak; 0 for the run's learning rate.
        max_lr "": f64 = 0.0, log(0.0, 1e6);
        /// How many steps the cycle takes; 0 for all there are.
        total_steps "": u32 = 0, count(0, 1_000_000);
        /// The share of the steps that go up.
        pct_start "": f64 = 0.3, real(0.0, 1.0);
        /// Along half a cosine, or a line.
        anneal_strategy "": Anneal = Anneal::Cosine, choice(Anneal::WORDS);
        /// Turn the momentum (or β₁) as well, against the rate.
        cycle_momentum "": bool = true, flag();
        /// The lowest momentum.
        base_momentum "": f64 = 0.85, real(0.0, 0.999_999);
        /// The highest momentum.
        max_momentum "": f64 = 0.95, real(0.0, 0.999_999);
        /// How far below the peak the rate begins.
        div_factor "": f64 = 25.0, log(1.0, 1e6);
        /// How far below its beginning the rate ends.
        final_div_factor "": f64 = 1e4, log(1e-3, 1e9);
        /// Go down as long as up, and fall to the end in a third phase.
        three_phase "": bool = false, flag();
    }
}

/// One cycle.
#[derive(Debug, Default)]
struct OneCycle {
    knobs: Knobs,
    momentum: f64,
}
crate::params!(forward OneCycle => knobs);

impl Schedule for OneCycle {
    fn lr(&mut self, base: f64, now: Progress) -> f64 {
        let Knobs { max_lr, pct_start, div_factor, final_div_factor, .. } = self.knobs;
        let peak = if max_lr == 0.0 { base } else { max_lr };
        let total = super::or(self.knobs.total_steps, now.horizon);
        let first = peak / div_factor;
        let last = first / final_div_factor;
        let (low, high) = (self.knobs.base_momentum, self.knobs.max_momentum);
        let rise = pct_start * total - 1.0;
        let two = [(rise, first, peak, high, low), (total - 1.0, peak, last, low, high)];
        let three = [
            (rise, first, peak, high, low),
            (2.0 * pct_start * total - 2.0, peak, first, low, high),
            (total - 1.0, first, last, high, high),
        ];
        let phases = if self.knobs.three_phase { &three[..] } else { &two[..] };
        let cosine = self.knobs.anneal_strategy == Anneal::Cosine;
        let step = (now.step as f64).min(total - 1.0);
        let mut begin = 0.0;
        for (index, &(end, from, to, heavy, light)) in phases.iter().enumerate() {
            if step <= end || index + 1 == phases.len() {
                let share = if end > begin { (step - begin) / (end - begin) } else { 1.0 };
                self.momentum = super::between(heavy, light, share, cosine);
                return super::between(from, to, share, cosine);
            }
            begin = end;
        }
        base
    }

    fn momentum(&self) -> Option<f64> {
        self.knobs.cycle_momentum.then_some(self.momentum)
    }
}
