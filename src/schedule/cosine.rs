//! Falls along half a cosine. Loshchilov and Hutter (2017), without restarts.
//!
//! After `t_max` steps the rate climbs again, as in PyTorch.

use super::{Progress, Schedule, ScheduleFacts};
use crate::catalog::Entry;

pub(super) static ENTRY: Entry<dyn Schedule> = Entry {
    id: "cosine",
    name: "Cosine",
    summary: "Falls along half a cosine.",
    facts: ScheduleFacts {
        rule: "η(k) = η_min + (η - η_min)(1 + cos(π k/t_max))/2",
        source: "Loshchilov and Hutter, ICLR 2017; torch.optim.lr_scheduler.CosineAnnealingLR",
        watches_loss: false,
    },
    make: || Box::new(Cosine::default()),
};

crate::params! {
    /// Cosine.
    struct Cosine {
        /// How many steps the fall takes; 0 for all there are.
        t_max "": u32 = 0, count(0, 1_000_000);
        /// The lowest rate.
        eta_min "η_min": f64 = 0.0, log(0.0, 1e6);
    }
}

impl Schedule for Cosine {
    fn lr(&mut self, base: f64, now: Progress) -> f64 {
        let share = now.step as f64 / super::or(self.t_max, now.horizon).max(1.0);
        super::between(base, self.eta_min, share, true)
    }
}
