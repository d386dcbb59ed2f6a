//! Falls by a factor every so many steps.

use super::{Progress, Schedule, ScheduleFacts};
use crate::catalog::Entry;

pub(super) static ENTRY: Entry<dyn Schedule> = Entry {
    id: "step",
    name: "Step",
    summary: "Falls by a factor every so many steps.",
    facts: ScheduleFacts {
        rule: "η(k) = η γ^⌊k/step_size⌋",
        source: "torch.optim.lr_scheduler.StepLR",
        watches_loss: false,
    },
    make: || Box::new(Step::default()),
};

crate::params! {
    /// Step.
    struct Step {
        /// How many steps there are between falls.
        step_size "": u32 = 30, count(1, 1_000_000);
        /// What the rate is multiplied by.
        gamma "γ": f64 = 0.1, real(0.0, 10.0);
    }
}

impl Schedule for Step {
    fn lr(&mut self, base: f64, now: Progress) -> f64 {
        let falls = now.step / u64::from(self.step_size);
        base * self.gamma.powf(falls as f64)
    }
}
