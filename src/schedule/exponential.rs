//! Falls by the same factor at every step.

use super::{Progress, Schedule, ScheduleFacts};
use crate::catalog::Entry;

pub(super) static ENTRY: Entry<dyn Schedule> = Entry {
    id: "exponential",
    name: "Exponential",
    summary: "Falls by the same factor at every step.",
    facts: ScheduleFacts {
        rule: "η(k) = η γ^k",
        source: "torch.optim.lr_scheduler.ExponentialLR",
        watches_loss: false,
    },
    make: || Box::new(Exponential::default()),
};

crate::params! {
    /// Exponential.
    struct Exponential {
        /// What the rate is multiplied by at every step.
        gamma "γ": f64 = 0.98, real(0.0, 1.5);
    }
}

impl Schedule for Exponential {
    fn lr(&mut self, base: f64, now: Progress) -> f64 {
        base * self.gamma.powf(now.step as f64)
    }
}
