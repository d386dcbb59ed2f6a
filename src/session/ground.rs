//! The surface under the balls, and what is known about it.

use std::sync::Arc;

use crate::catalog::Pick;
use crate::math::{eigen, norm};
use crate::optim::Optimizer;
use crate::params::Value;
use crate::surface::{CriticalPoint, Kind, Surface, hessian_2d};

/// A surface with its critical points.
pub struct Ground {
    pick: Pick<dyn Surface>,
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
    pub fn new(pick: &Pick<dyn Surface>) -> Self {
        let surface: Arc<dyn Surface> = pick.build().into();
        let critical = surface.critical_points();
        Self { pick: pick.clone(), surface, critical }
    }

    /// What was chosen from the catalog.
    pub fn pick(&self) -> &Pick<dyn Surface> {
        &self.pick
    }

    /// The surface.
    pub fn surface(&self) -> &Arc<dyn Surface> {
        &self.surface
    }

    /// Its critical points.
    pub fn critical_points(&self) -> &[CriticalPoint] {
        &self.critical
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
