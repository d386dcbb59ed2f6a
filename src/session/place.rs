//! What is computed of a scenario once per change.

use super::Ground;
use crate::scenario::Scenario;

/// What of a scenario depends on its surface where it does not say so itself.
pub(super) struct Place {
    pub(super) start: [f64; 2],
    pub(super) view: [[f64; 2]; 2],
    pub(super) labels: Vec<String>,
}

impl Place {
    pub(super) fn of(scenario: &Scenario, ground: &Ground) -> Self {
        let surface = &**ground.surface();
        Self {
            start: scenario.start_on(surface),
            view: scenario.view_on(surface),
            labels: scenario.labels(),
        }
    }
}
