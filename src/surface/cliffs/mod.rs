//! Walls at which gradients explode, plains on which they vanish.

mod neuron_chain;
mod rnn_cliff;
mod tanh_cliff;

use super::Surface;
use crate::catalog::Entry;

pub(super) static ENTRIES: &[&Entry<dyn Surface>] =
    &[&tanh_cliff::ENTRY, &rnn_cliff::ENTRY, &neuron_chain::ENTRY];
