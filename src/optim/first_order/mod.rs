//! Rules that follow the gradient, with memory and with rates of their own for each coordinate.

mod moments;

mod adabelief;
mod adadelta;
mod adagrad;
mod adam;
mod adamax;
mod adamw;
mod adan;
mod asgd;
mod gd;
mod lion;
mod momentum;
mod nadam;
mod nesterov;
mod radam;
mod rmsprop;
mod rprop;
mod sam;
mod yogi;

use crate::catalog::Entry;
use crate::optim::Optimizer;

pub(super) static ENTRIES: &[&Entry<dyn Optimizer>] = &[
    &gd::ENTRY,
    &momentum::ENTRY,
    &nesterov::ENTRY,
    &adagrad::ENTRY,
    &rmsprop::ENTRY,
    &adam::ENTRY,
    &adamw::ENTRY,
    &adamax::ENTRY,
    &adadelta::ENTRY,
    &lion::ENTRY,
    &nadam::ENTRY,
    &radam::ENTRY,
    &rprop::ENTRY,
    &asgd::ENTRY,
    &yogi::ENTRY,
    &adabelief::ENTRY,
    &adan::ENTRY,
    &sam::ENTRY,
];
