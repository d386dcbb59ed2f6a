//! The same learning rate at every step.

use super::{Progress, Schedule, ScheduleFacts};
use crate::catalog::Entry;

pub(super) static ENTRY: Entry<dyn Schedule> = Entry {
    id: "constant",
    name: "Constant",
    summary: "The same learning rate at every step.",
    facts: ScheduleFacts { rule: "η(k) = η", source: "no schedule at all" },
    make: || Box::new(Constant::default()),
};

crate::params! {
    /// No knobs.
    struct Constant {}
}

impl Schedule for Constant {
    fn reset(&mut self) {}

    fn factor(&mut self, _now: Progress) -> f64 {
        1.0
    }
}
