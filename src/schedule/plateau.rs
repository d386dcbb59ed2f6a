//! Falls by a factor when the loss has stopped getting better, as PyTorch's `ReduceLROnPlateau`.
//!
//! The loss at a point is known after the step that leaves it: it acts on the step after.

use super::{Progress, Schedule, ScheduleFacts};
use crate::catalog::Entry;

pub(super) static ENTRY: Entry<dyn Schedule> = Entry {
    id: "plateau",
    name: "Plateau",
    summary: "Falls by a factor when the loss stops getting better.",
    facts: ScheduleFacts {
        rule: "η := max(η · factor, min_lr) after more than `patience` steps without a better loss",
        source: "torch.optim.lr_scheduler.ReduceLROnPlateau",
        watches_loss: true,
    },
    make: || Box::new(Plateau::default()),
};

crate::choices! {
    /// Which way is better.
    enum Mode {
        /// Down.
        Min = "min",
        /// Up.
        Max = "max",
    }
}

crate::choices! {
    /// What the threshold is.
    enum ThresholdMode {
        /// A share of the best loss.
        Relative = "rel",
        /// A difference.
        Absolute = "abs",
    }
}

crate::params! {
    /// The knobs of [`Plateau`].
    struct Knobs {
        /// Whether a lower or a higher loss is better.
        mode "": Mode = Mode::Min, choice(Mode::WORDS);
        /// What the rate is multiplied by.
        factor "": f64 = 0.1, real(0.0, 0.999);
        /// How many steps without a better loss are borne.
        patience "": u32 = 10, count(0, 1_000_000);
        /// How much better is better.
        threshold "": f64 = 1e-4, log(0.0, 1e6);
        /// Whether the threshold is a share of the best loss or a difference; a share only makes
        /// sense for losses above zero.
        threshold_mode "": ThresholdMode = ThresholdMode::Relative, choice(ThresholdMode::WORDS);
        /// How many steps nothing is counted after a fall.
        cooldown "": u32 = 0, count(0, 1_000_000);
        /// The lowest rate.
        min_lr "": f64 = 0.0, log(0.0, 1e6);
        /// A fall smaller than this is left out.
        eps "ε": f64 = 1e-8, log(0.0, 1.0);
    }
}

/// Plateau.
#[derive(Debug, Default)]
struct Plateau {
    knobs: Knobs,
    lr: Option<f64>,
    base: f64,
    best: Option<f64>,
    bad: u32,
    rest: u32,
}
crate::params!(forward Plateau => knobs);

impl Schedule for Plateau {
    fn lr(&mut self, base: f64, now: Progress) -> f64 {
        // Another base rate keeps the falls that there were.
        let lr = match self.lr {
            Some(lr) if base == self.base => lr,
            Some(lr) => lr * (base / self.base),
            None => base,
        };
        (self.lr, self.base) = (Some(lr), base);
        self.watch(now.loss);
        lr
    }
}

impl Plateau {
    fn watch(&mut self, loss: f64) {
        if self.better(loss) {
            self.best = Some(loss);
            self.bad = 0;
        } else {
            self.bad += 1;
        }
        if self.rest > 0 {
            self.rest -= 1;
            self.bad = 0;
        }
        let Knobs { factor, patience, cooldown, min_lr, eps, .. } = self.knobs;
        if self.bad > patience {
            if let Some(lr) = &mut self.lr {
                let lower = (*lr * factor).max(min_lr);
                if *lr - lower > eps {
                    *lr = lower;
                }
            }
            self.rest = cooldown;
            self.bad = 0;
        }
    }

    fn better(&self, loss: f64) -> bool {
        // Nothing yet: any number is better, and what is no number never is.
        let Some(best) = self.best else { return !loss.is_nan() };
        let threshold = self.knobs.threshold;
        match (self.knobs.mode, self.knobs.threshold_mode) {
            (Mode::Min, ThresholdMode::Relative) => loss < best * (1.0 - threshold),
            (Mode::Min, ThresholdMode::Absolute) => loss < best - threshold,
            (Mode::Max, ThresholdMode::Relative) => loss > best * (1.0 + threshold),
            (Mode::Max, ThresholdMode::Absolute) => loss > best + threshold,
        }
    }
}
