//! How much memory a run will take.

use std::sync::Arc;

use super::{Run, RunSpec};
use crate::surface::Surface;

/// What every point takes, whatever the optimizer: loss, gradient norm, rate and samples.
const COLUMNS: usize = 4;

impl RunSpec {
    /// What the record of the whole run will take, in bytes.
    pub fn footprint(&self, surface: &Arc<dyn Surface>) -> u64 {
        let run = Run::new(Arc::clone(surface), self);
        let numbers = surface.dim() + COLUMNS + run.tape().width();
        (self.budget.amount() + 1).saturating_mul((numbers * size_of::<f64>()) as u64)
    }
}
