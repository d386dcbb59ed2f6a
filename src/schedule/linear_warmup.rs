//! Goes from one factor of the rate to another along a line, then stays there.

use super::{Progress, Schedule, ScheduleFacts};
use crate::catalog::Entry;

pub(super) static ENTRY: Entry<dyn Schedule> = Entry {
    id: "linear_warmup",
    name: "Linear warm-up",
    summary: "Goes from one factor to another along a line, then stays.",
    facts: ScheduleFacts {
        rule: "η(k) = η (start_factor + (end_factor - start_factor) min(k, total_iters)/total_iters)",
        source: "torch.optim.lr_scheduler.LinearLR",
        watches_loss: false,
    },
    make: || Box::new(LinearWarmup::default()),
};

crate::params! {
    /// Linear warm-up.
    struct LinearWarmup {
        /// What the rate is multiplied by at first.
        start_factor "": f64 = 1.0 / 3.0, real(0.0, 10.0);
        /// What the rate is multiplied by in the end.
        end_factor "": f64 = 1.0, real(0.0, 10.0);
        /// How many steps that takes.
        total_iters "": u32 = 5, count(1, 1_000_000);
    }
}

impl Schedule for LinearWarmup {
    fn lr(&mut self, base: f64, now: Progress) -> f64 {
        let total = f64::from(self.total_iters);
        let share = (now.step as f64).min(total) / total;
        base * super::between(self.start_factor, self.end_factor, share, false)
    }
}
