//! A landscape whose slopes are measured in a unit of its own.

use std::ops::RangeInclusive;

use crate::surface::{Planar, hessian_2d};

/// Curvatures that are measured as they are: with those far outside, products of them leave the
/// range of numbers, or look like what rounding leaves of nothing.
const USUAL: RangeInclusive<f64> = 1e-8..=1e100;

/// A landscape, its slopes and curvatures multiplied by a power of two, which costs no digit. Losses
/// are only compared, and stay as they are.
pub(super) struct Measured<'a> {
    pub(super) surface: &'a dyn Planar,
    pub(super) unit: f64,
}

impl<'a> Measured<'a> {
    /// A landscape in a unit in which `slope`, over the length of `region`, is a usual curvature.
    pub(super) fn new(surface: &'a dyn Planar, region: [[f64; 2]; 2], slope: f64) -> Self {
        let length = region.iter().map(|[low, high]| high - low).fold(0.0, f64::max);
        let curvature = slope / length;
        let odd = curvature > 0.0 && curvature.is_finite() && !USUAL.contains(&curvature);
        let exponent = if odd { -curvature.log2().floor() } else { 0.0 };
        // As far as there are powers of two.
        Self { surface, unit: exponent.clamp(-1022.0, 1023.0).exp2() }
    }

    pub(super) fn value(&self, at: [f64; 2]) -> f64 {
        self.surface.value(&at)
    }

    pub(super) fn gradient(&self, at: [f64; 2]) -> [f64; 2] {
        let mut gradient = [0.0; 2];
        self.surface.gradient(&at, &mut gradient);
        gradient.map(|slope| slope * self.unit)
    }

    pub(super) fn hessian(&self, at: [f64; 2]) -> [f64; 3] {
        hessian_2d(self.surface, &at).map(|bend| bend * self.unit)
    }

    /// The longer side of where one looks.
    pub(super) fn size(&self) -> f64 {
        self.surface.view().iter().map(|[low, high]| high - low).fold(0.0, f64::max)
    }
}
