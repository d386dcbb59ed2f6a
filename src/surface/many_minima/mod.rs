//! Where you start decides where you end.

mod ackley;
mod branin;
mod cross_in_tray;
mod drop_wave;
mod easom;
mod eggholder;
mod gaussian_mixture;
mod griewank;
mod himmelblau;
mod levy13;
mod michalewicz;
mod peaks;
mod rastrigin;
mod schwefel;
mod six_hump_camel;
mod styblinski_tang;

use super::Surface;
use crate::catalog::Entry;

pub(super) static ENTRIES: &[&Entry<dyn Surface>] = &[
    &himmelblau::ENTRY,
    &six_hump_camel::ENTRY,
    &branin::ENTRY,
    &styblinski_tang::ENTRY,
    &gaussian_mixture::ENTRY,
    &peaks::ENTRY,
    &rastrigin::ENTRY,
    &ackley::ENTRY,
    &griewank::ENTRY,
    &levy13::ENTRY,
    &drop_wave::ENTRY,
    &cross_in_tray::ENTRY,
    &michalewicz::ENTRY,
    &schwefel::ENTRY,
    &eggholder::ENTRY,
    &easom::ENTRY,
];
