//! Saddles, and plateaus without a slope.

mod gaussian_well;
mod hyperbolic_saddle;
mod matrix_factorisation;
mod monkey_saddle;
mod sigmoid_plateau;

use super::Surface;
use crate::catalog::Entry;

pub(super) static ENTRIES: &[&Entry<dyn Surface>] = &[
    &hyperbolic_saddle::ENTRY,
    &monkey_saddle::ENTRY,
    &matrix_factorisation::ENTRY,
    &gaussian_well::ENTRY,
    &sigmoid_plateau::ENTRY,
];
