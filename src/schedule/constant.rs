//! The same learning rate at every step, or a factor of it for the first few.

use super::{Progress, Schedule, ScheduleFacts};
use crate::catalog::Entry;

pub(super) static ENTRY: Entry<dyn Schedule> = Entry {
    id: "constant",
    name: "Constant",
    summary: "The same learning rate at every step; a factor of it for the first few, if asked.",
    facts: ScheduleFacts {
        rule: "η(k) = η · factor for k < total_iters, then η",
        source: "torch.optim.lr_scheduler.ConstantLR, whose defaults are 1/3 and 5",
        watches_loss: false,
    },
    make: || Box::new(Constant::default()),
};

crate::params! {
    /// Constant.
    struct Constant {
        /// What the rate is multiplied by at first.
        factor "": f64 = 1.0, real(0.0, 10.0);
        /// For how many steps.
        total_iters "": u32 = 0, count(0, 1_000_000);
    }
}

impl Schedule for Constant {
    fn lr(&mut self, base: f64, now: Progress) -> f64 {
        let early = now.step < u64::from(self.total_iters);
        if early { base * self.factor } else { base }
    }
}
