//! Rules that know or learn how the landscape bends, and search along lines.

mod line_search;

mod bfgs;
mod conjugate_gradient;
mod lbfgs;
mod newton;

use crate::catalog::Entry;
use crate::optim::Optimizer;

pub(super) static ENTRIES: &[&Entry<dyn Optimizer>] =
    &[&newton::ENTRY, &bfgs::ENTRY, &lbfgs::ENTRY, &conjugate_gradient::ENTRY];
