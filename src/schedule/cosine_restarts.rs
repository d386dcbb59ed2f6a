//! Falls along half a cosine, then starts afresh, each time for longer. Loshchilov and Hutter
//! (2017), equation 5.

use super::{Progress, Schedule, ScheduleFacts};
use crate::catalog::Entry;

pub(super) static ENTRY: Entry<dyn Schedule> = Entry {
    id: "cosine_restarts",
    name: "Cosine with restarts",
    summary: "Falls along half a cosine, then starts afresh.",
    facts: ScheduleFacts {
        rule: "η = η_min + (η - η_min)(1 + cos(π t/T))/2, t the steps since the last restart, T := T · t_mult",
        source: "Loshchilov and Hutter, ICLR 2017, equation 5; torch.optim.lr_scheduler.CosineAnnealingWarmRestarts",
        watches_loss: false,
    },
    make: || Box::new(CosineRestarts::default()),
};

crate::params! {
    /// Cosine with restarts.
    struct CosineRestarts {
        /// How many steps there are before the first restart.
        t_0 "T₀": u32 = 50, count(1, 1_000_000);
        /// How many times longer each period is than the one before.
        t_mult "": u32 = 1, count(1, 10);
        /// The lowest rate.
        eta_min "η_min": f64 = 0.0, log(0.0, 1e6);
    }
}

impl Schedule for CosineRestarts {
    fn lr(&mut self, base: f64, now: Progress) -> f64 {
        let (mut since, mut period) = (now.step, u64::from(self.t_0));
        if self.t_mult == 1 {
            since %= period;
        }
        while since >= period {
            since -= period;
            period = period.saturating_mul(u64::from(self.t_mult));
        }
        super::between(base, self.eta_min, since as f64 / period as f64, true)
    }
}
