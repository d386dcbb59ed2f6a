//! Falls as one over the number of steps: the classical schedule of Robbins and Monro (1951).

use super::{Progress, Schedule, ScheduleFacts};
use crate::catalog::Entry;

pub(super) static ENTRY: Entry<dyn Schedule> = Entry {
    id: "inverse_time",
    name: "Inverse time",
    summary: "Falls as one over the number of steps.",
    facts: ScheduleFacts {
        rule: "η(k) = η/(1 + γ k)",
        source: "Robbins and Monro, Ann. Math. Statist. 22 (1951) 400-407",
        watches_loss: false,
    },
    make: || Box::new(InverseTime::default()),
};

crate::params! {
    /// Inverse time.
    struct InverseTime {
        /// How fast the rate falls: it is halved after 1/γ steps.
        gamma "γ": f64 = 0.1, log(0.0, 1e3);
    }
}

impl Schedule for InverseTime {
    fn lr(&mut self, base: f64, now: Progress) -> f64 {
        base / (1.0 + self.gamma * now.step as f64)
    }
}
