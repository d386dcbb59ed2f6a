//! Methods that only compare losses: simplices, populations, chance, and models of the loss.

mod population;
mod surrogate;

mod bayesian;
mod cma_es;
mod genetic;
mod nelder_mead;
mod simulated_annealing;

pub use surrogate::Surrogate;

use crate::catalog::Entry;
use crate::optim::Optimizer;

pub(super) static ENTRIES: &[&Entry<dyn Optimizer>] = &[
    &nelder_mead::ENTRY,
    &simulated_annealing::ENTRY,
    &genetic::ENTRY,
    &cma_es::ENTRY,
    &bayesian::ENTRY,
];
