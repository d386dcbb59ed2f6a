//! The surface under the balls, and what is known about it.

use std::sync::Arc;

use crate::catalog::Pick;
use crate::math::{eigen, norm};
use crate::optim::Optimizer;
use crate::params::Value;
use crate::surface::{CriticalPoint, Kind, Landscape, Surface, critical, hessian_2d};

/// Cells a side of the grid on which critical points are looked for at once.
const CELLS: usize = 64;
/// Surfaces that take more work are searched in the background only.
const LIGHT: u64 = 4;

/// A surface with its critical points.
pub struct Ground {
    landscape: Landscape,
    surface: Arc<dyn Surface>,
    critical: Vec<CriticalPoint>,
}

/// Largest stable learning rates of one optimizer; `None` where there is no such limit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// From the curvature at the ball.
    pub here: Option<f64>,
    /// From the curvature at the nearest minimum.
    pub at_minimum: Option<f64>,
    /// 2/λmax at the nearest minimum, or at the ball: what plain gradient descent could bear.
    pub plain: Option<f64>,
}

impl Ground {
    /// Build a surface and find its critical points.
    pub fn new(landscape: &Landscape) -> Self {
        let surface = landscape.build();
        let view = surface.view();
        let light = surface.work() <= LIGHT;
        let region = [view[0], view[1]];
        let critical = if light { critical::find(&*surface, region, CELLS) } else { Vec::new() };
        Self { landscape: landscape.clone(), surface, critical }
    }

    /// What was chosen.
    pub fn landscape(&self) -> &Landscape {
        &self.landscape
    }

    /// The surface.
    pub fn surface(&self) -> &Arc<dyn Surface> {
        &self.surface
    }

    /// Its critical points.
    pub fn critical_points(&self) -> &[CriticalPoint] {
        &self.critical
    }

    /// Take in critical points that were found elsewhere. Returns whether any is new.
    pub(super) fn add(&mut self, found: &[CriticalPoint]) -> bool {
        let before = self.critical.len();
        let view = self.surface.view();
        let size = view.iter().map(|[low, high]| high - low).fold(0.0, f64::max);
        for point in found {
            let distance = |other: &CriticalPoint| {
                norm(&[other.at[0] - point.at[0], other.at[1] - point.at[1]])
            };
            if self.critical.iter().all(|other| distance(other) > 1e-7 * size) {
                self.critical.push(*point);
            }
        }
        self.critical.len() > before
    }

    /// f\*: the loss at the lowest known minimum, if one is known.
    pub fn lowest(&self) -> Option<f64> {
        self.minima().map(|point| point.value).min_by(f64::total_cmp)
    }

    /// The known minimum that is nearest to a point.
    pub fn nearest_minimum(&self, to: [f64; 2]) -> Option<&CriticalPoint> {
        let distance = |point: &CriticalPoint| norm(&[point.at[0] - to[0], point.at[1] - to[1]]);
        self.minima().min_by(|a, b| distance(a).total_cmp(&distance(b)))
    }

    fn minima(&self) -> impl Iterator<Item = &CriticalPoint> {
        self.critical.iter().filter(|point| point.kind == Kind::Minimum)
    }

    /// How fast an optimizer may go with its ball at `ball`.
    pub fn limits(&self, optimizer: &Pick<dyn Optimizer>, ball: [f64; 2]) -> Limits {
        let knob = |id: &str| optimizer.get(id).map_or(0.0, |value: Value| f64::from(value));
        let factor = (optimizer.entry().facts.limit)(&knob);
        // Decay that is coupled to the gradient adds to the curvature.
        let decay = knob("weight_decay");
        let positive = |sharpness: f64| (sharpness + decay > 0.0).then_some(sharpness + decay);
        let here = positive(eigen(hessian_2d(&*self.surface, &ball)).high);
        let minimum = self.nearest_minimum(ball).and_then(|point| positive(point.eigenvalues[1]));
        Limits {
            here: factor.zip(here).map(|(factor, sharpness)| factor / sharpness),
            at_minimum: factor.zip(minimum).map(|(factor, sharpness)| factor / sharpness),
            plain: minimum.or(here).map(|sharpness| 2.0 / sharpness),
        }
    }
}
