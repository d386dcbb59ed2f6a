//! What is computed of a scenario once per change.

use super::Ground;
use crate::scenario::Scenario;

/// What of a scenario depends on its surface where it does not say so itself.
pub(super) struct Place {
    /// Where the balls are dropped.
    pub(super) start: Vec<f64>,
    /// Where on the plane that is.
    pub(super) pin: [f64; 2],
    pub(super) view: [[f64; 2]; 2],
    pub(super) labels: Vec<String>,
}

impl Place {
    pub(super) fn of(scenario: &Scenario, ground: &Ground) -> Self {
        let start = scenario.start_on(&**ground.surface());
        Self {
            pin: ground.plane().coordinates(&start),
            start,
            view: scenario.view_on(&**ground.shown()),
            labels: scenario.labels(),
        }
    }
}
