//! Falls to zero as a power of the steps that are left.

use super::{Progress, Schedule, ScheduleFacts};
use crate::catalog::Entry;

pub(super) static ENTRY: Entry<dyn Schedule> = Entry {
    id: "polynomial",
    name: "Polynomial",
    summary: "Falls to zero as a power of the steps left.",
    facts: ScheduleFacts {
        rule: "η(k) = η (1 - min(k, total_iters)/total_iters)^power",
        source: "torch.optim.lr_scheduler.PolynomialLR, whose default is 5 iterations",
        watches_loss: false,
    },
    make: || Box::new(Polynomial::default()),
};

crate::params! {
    /// Polynomial.
    struct Polynomial {
        /// How many steps the fall takes; 0 for all there are.
        total_iters "": u32 = 0, count(0, 1_000_000);
        /// The power; 1 is a line.
        power "p": f64 = 1.0, real(0.0, 10.0);
    }
}

impl Schedule for Polynomial {
    fn lr(&mut self, base: f64, now: Progress) -> f64 {
        let total = super::or(self.total_iters, now.horizon).max(1.0);
        base * (1.0 - (now.step as f64).min(total) / total).powf(self.power)
    }
}
