//! Long floors between steep walls.

mod beale;
mod bukin6;
mod goldstein_price;
mod mccormick;
mod rosenbrock;
mod rosenbrock_nd;
mod scalar_net;
mod three_hump_camel;

use super::Surface;
use crate::catalog::Entry;

pub(super) static ENTRIES: &[&Entry<dyn Surface>] = &[
    &rosenbrock::ENTRY,
    &rosenbrock_nd::ENTRY,
    &beale::ENTRY,
    &goldstein_price::ENTRY,
    &mccormick::ENTRY,
    &three_hump_camel::ENTRY,
    &scalar_net::ENTRY,
    &bukin6::ENTRY,
];
