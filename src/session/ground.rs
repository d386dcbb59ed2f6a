//! The surface under the balls, and what is known about it.

use std::cell::RefCell;
use std::sync::Arc;

use super::limits::{Limits, Marks};
use crate::catalog::Pick;
use crate::math::{Eigen, eigen, norm};
use crate::noise::Noise;
use crate::optim::Optimizer;
use crate::run::{Spread, Stability};
use crate::surface::{
    CriticalPoint, Kind, Landscape, Surface, critical, hessian_2d, nearest_minimum,
};

/// Cells a side of the grid on which critical points are looked for at once.
const CELLS: usize = 64;
/// Surfaces that take more work are searched in the background only.
const LIGHT: u64 = 4;

/// A surface with its critical points.
pub struct Ground {
    landscape: Landscape,
    surface: Arc<dyn Surface>,
    critical: Vec<CriticalPoint>,
    /// A number that no other ground of the session has, …
    number: u64,
    /// … and one that changes when a critical point is found.
    revision: u64,
    /// What [`Spread`] says at minima, as far as it was asked for.
    spreads: RefCell<Vec<([f64; 2], Option<Spread>)>>,
}

impl Ground {
    /// Build a surface and find its critical points.
    pub fn new(landscape: &Landscape) -> Self {
        let surface = landscape.build();
        let view = surface.view();
        let light = surface.work().get() <= LIGHT;
        let region = [view[0], view[1]];
        let critical = if light { critical::find(&*surface, region, CELLS) } else { Vec::new() };
        let (landscape, spreads) = (landscape.clone(), RefCell::default());
        Self { landscape, surface, critical, number: 0, revision: 0, spreads }
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

    /// This ground, under a number that no other of its session has.
    pub(super) fn numbered(self, number: u64) -> Self {
        Self { number, revision: number, ..self }
    }

    /// A number that no other ground of the session has.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// A number that changes when the ground does, or one more critical point is found.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Take in critical points that were found elsewhere; `revision` is a new number. Returns
    /// whether any is new.
    pub(super) fn add(&mut self, found: &[CriticalPoint], revision: u64) -> bool {
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
        let more = self.critical.len() > before;
        if more {
            self.revision = revision;
        }
        more
    }

    /// f\*: the loss at the lowest known minimum, if one is known.
    pub fn lowest(&self) -> Option<f64> {
        self.minima().map(|point| point.value).min_by(f64::total_cmp)
    }

    /// The known minimum that is nearest to a point.
    pub fn nearest_minimum(&self, to: [f64; 2]) -> Option<&CriticalPoint> {
        nearest_minimum(&self.critical, to)
    }

    fn minima(&self) -> impl Iterator<Item = &CriticalPoint> {
        self.critical.iter().filter(|point| point.kind == Kind::Minimum)
    }

    /// How fast an optimizer may go with its ball at `ball`, given the rate of each coordinate over
    /// the learning rate, if it has such.
    pub fn limits(
        &self,
        optimizer: &Pick<dyn Optimizer>,
        ball: [f64; 2],
        scaling: Option<[f64; 2]>,
    ) -> Limits {
        let minimum = self.nearest_minimum(ball).map(|point| point.at);
        Limits {
            here: self.limits_at(optimizer, ball, scaling),
            at_minimum: minimum.map(|at| self.limits_at(optimizer, at, scaling)),
            scaled: optimizer.entry().facts.scaled,
            mean_square: None,
        }
    }

    /// The largest rate at which the mean square distance from the nearest minimum stays, for plain
    /// steps on batches that are drawn from the examples. A decay counts as curvature; that it
    /// moves the minimum does not.
    pub fn mean_square_limit(
        &self,
        optimizer: &Pick<dyn Optimizer>,
        noise: &Pick<dyn Noise>,
        ball: [f64; 2],
    ) -> Option<f64> {
        let plain = optimizer.entry().facts.memoryless && self.surface.examples() > 1;
        let stability = plain.then(|| Stability::of(optimizer)).flatten()?;
        let batch = noise.build().draws()?;
        let at = self.nearest_minimum(ball)?.at;
        let mut spreads = self.spreads.borrow_mut();
        let known = spreads.iter().find(|(place, _)| *place == at).map(|(_, spread)| *spread);
        let spread = known.unwrap_or_else(|| {
            let spread = Spread::at(&*self.surface, at);
            spreads.push((at, spread));
            spread
        });
        spread?.limit(stability, batch)
    }

    fn limits_at(
        &self,
        optimizer: &Pick<dyn Optimizer>,
        at: [f64; 2],
        scaling: Option<[f64; 2]>,
    ) -> Marks {
        let hessian = hessian_2d(&*self.surface, &at);
        let known = Stability::of(optimizer);
        let plain = |factor: f64| {
            Stability { factor, smooth: 1.0, decay: 0.0, scaled: false }.limit(hessian, None)
        };
        // The same sharpness that its limit is made of.
        let smooth =
            |known: Stability| Stability { factor: known.smooth, ..known }.limit(hessian, scaling);
        let Eigen { low, high, .. } = eigen(hessian);
        Marks {
            limit: known.and_then(|known| known.limit(hessian, scaling)),
            smooth: known.and_then(smooth),
            one_step: plain(1.0),
            best: (low > 0.0).then(|| 2.0 / (low + high)),
            plain: plain(2.0),
        }
    }
}
