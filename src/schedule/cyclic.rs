//! Goes up and down between two rates along lines; the momentum does the opposite. Smith (2017),
//! as in PyTorch.

use super::{Progress, Schedule, ScheduleFacts};
use crate::catalog::Entry;

pub(super) static ENTRY: Entry<dyn Schedule> = Entry {
    id: "cyclic",
    name: "Cyclic",
    summary: "Goes up and down between two rates.",
    facts: ScheduleFacts {
        rule: "a triangle from base_lr to max_lr and back, its height halved (triangular2) or times γ^k (exp_range)",
        source: "Smith, WACV 2017; torch.optim.lr_scheduler.CyclicLR, whose default is 2000 steps up",
        watches_loss: false,
    },
    make: || Box::new(Cyclic::default()),
};

crate::choices! {
    /// What happens to the height of the triangles.
    enum Mode {
        /// It stays.
        Triangular = "triangular",
        /// It is halved after every cycle.
        Triangular2 = "triangular2",
        /// It is multiplied by γ at every step.
        ExpRange = "exp_range",
    }
}

crate::params! {
    /// The knobs of [`Cyclic`].
    struct Knobs {
        /// The lowest rate; 0 for a tenth of the highest.
        base_lr "": f64 = 0.0, log(0.0, 1e6);
        /// The highest rate; 0 for the run's learning rate.
        max_lr "": f64 = 0.0, log(0.0, 1e6);
        /// How many steps go up.
        step_size_up "": u32 = 20, count(1, 1_000_000);
        /// How many steps go down; 0 for as many as up.
        step_size_down "": u32 = 0, count(0, 1_000_000);
        /// What happens to the height of the triangles.
        mode "": Mode = Mode::Triangular, choice(Mode::WORDS);
        /// What `exp_range` multiplies the height by at every step.
        gamma "γ": f64 = 1.0, real(0.0, 1.0);
        /// Turn the momentum (or β₁) as well, against the rate.
        cycle_momentum "": bool = true, flag();
        /// The lowest momentum.
        base_momentum "": f64 = 0.8, real(0.0, 0.999_999);
        /// The highest momentum.
        max_momentum "": f64 = 0.9, real(0.0, 0.999_999);
    }
}

/// Cyclic.
#[derive(Debug, Default)]
struct Cyclic {
    knobs: Knobs,
    momentum: f64,
}
crate::params!(forward Cyclic => knobs);

impl Schedule for Cyclic {
    fn lr(&mut self, base: f64, now: Progress) -> f64 {
        let Knobs { base_lr, max_lr, step_size_up, step_size_down, gamma, .. } = self.knobs;
        let high = if max_lr == 0.0 { base } else { max_lr };
        let low = if base_lr == 0.0 { high / 10.0 } else { base_lr };
        let (up, k) = (f64::from(step_size_up), now.step as f64);
        let total = up + super::or(step_size_down, u64::from(step_size_up));
        let cycle = (1.0 + k / total).floor();
        let place = 1.0 + k / total - cycle;
        let rise = up / total;
        let height = if place <= rise { place / rise } else { (place - 1.0) / (rise - 1.0) };
        let height = height
            * match self.knobs.mode {
                Mode::Triangular => 1.0,
                Mode::Triangular2 => 0.5f64.powf(cycle - 1.0),
                Mode::ExpRange => gamma.powf(k),
            };
        let Knobs { base_momentum, max_momentum, .. } = self.knobs;
        self.momentum = max_momentum - (max_momentum - base_momentum) * height;
        low + (high - low) * height
    }

    fn momentum(&self) -> Option<f64> {
        self.knobs.cycle_momentum.then_some(self.momentum)
    }
}
