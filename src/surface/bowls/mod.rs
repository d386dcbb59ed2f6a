//! One minimum, the same curvature everywhere.

mod booth;
mod matyas;
mod quadratic;
mod sphere;

use super::Surface;
use crate::catalog::Entry;

pub(super) static ENTRIES: &[&Entry<dyn Surface>] =
    &[&quadratic::ENTRY, &sphere::ENTRY, &booth::ENTRY, &matyas::ENTRY];
