//! Rises along a line, then falls as one over the square root of the steps. Vaswani and others
//! (2017), section 5.3.

use super::{Progress, Schedule, ScheduleFacts};
use crate::catalog::Entry;

pub(super) static ENTRY: Entry<dyn Schedule> = Entry {
    id: "inverse_sqrt",
    name: "Inverse square root",
    summary: "Rises along a line, then falls as one over the root of the steps.",
    facts: ScheduleFacts {
        rule: "η(k) = η min((k+1)/warmup, √(warmup/(k+1)))",
        source: "Vaswani and others, NeurIPS 2017, section 5.3",
        watches_loss: false,
    },
    make: || Box::new(InverseSqrt::default()),
};

crate::params! {
    /// Inverse square root.
    struct InverseSqrt {
        /// How many steps the rise takes.
        warmup "": u32 = 1, count(1, 1_000_000);
    }
}

impl Schedule for InverseSqrt {
    fn lr(&mut self, base: f64, now: Progress) -> f64 {
        let (k, warmup) = (now.step as f64 + 1.0, f64::from(self.warmup));
        base * (k / warmup).min((warmup / k).sqrt())
    }
}
