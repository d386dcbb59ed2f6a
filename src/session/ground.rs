//! The surface under the balls, and what is known about it.

use std::cell::RefCell;
use std::sync::Arc;

use super::limits::{Limits, Marks};
use crate::catalog::Pick;
use crate::math::{Spectrum, distance};
use crate::noise::Noise;
use crate::optim::Optimizer;
use crate::run::{Spread, Stability};
use crate::scenario::{PlaneChoice, Scenario};
use crate::surface::{
    CriticalPoint, Hessian, Kind, Landscape, Minimum, Planar, Plane, Section, Surface, critical,
    nearest_minimum,
};
use crate::words::{Message, message};

/// Cells a side of the grid on which critical points are looked for at once.
const CELLS: usize = 64;
/// Surfaces that take more work are searched in the background only.
const LIGHT: u64 = 4;

/// A surface, the plane through it that is shown, and what is known of both.
pub struct Ground {
    landscape: Landscape,
    surface: Arc<dyn Surface>,
    plane: Plane,
    /// Whether that plane leads through the start, wherever that is.
    leads_through_start: bool,
    /// The surface on the plane.
    shown: Arc<dyn Planar>,
    critical: Vec<CriticalPoint>,
    minima: Vec<Minimum>,
    /// A number that no other ground of the session has, …
    number: u64,
    /// … and one that changes when a critical point is found.
    revision: u64,
    /// What [`Spread`] says at minima, as far as it was asked for.
    spreads: RefCell<Vec<(Vec<f64>, Option<Spread>)>>,
}

impl Ground {
    /// Build the surface of a scenario and find its critical points.
    pub fn new(scenario: &Scenario) -> Self {
        Self::of(scenario, scenario.surface.build())
    }

    /// The same, for whoever has built the surface.
    pub fn of(scenario: &Scenario, surface: Arc<dyn Surface>) -> Self {
        let plane = scenario.plane_on(&*surface);
        let shown = Section::through(Arc::clone(&surface), &plane);
        let mut ground = Self {
            landscape: scenario.surface.clone(),
            minima: Vec::new(),
            critical: Vec::new(),
            number: 0,
            revision: 0,
            spreads: RefCell::default(),
            leads_through_start: !matches!(
                scenario.view.plane,
                Some(PlaneChoice::Directions { origin: Some(_), .. })
            ),
            surface,
            plane,
            shown,
        };
        if ground.is_searched() && ground.surface.work().get() <= LIGHT {
            ground.critical = critical::find(&*ground.shown, ground.shown.region(), CELLS);
        }
        ground.look_for_minima();
        ground
    }

    /// Whether critical points of what is shown are those of the surface: where there are more than
    /// two parameters, they are not.
    pub fn is_searched(&self) -> bool {
        self.surface.dim() == 2
    }

    /// Minima among the critical points, or what the surface itself knows.
    fn look_for_minima(&mut self) {
        let found = self.critical.iter().filter(|point| point.kind == Kind::Minimum);
        let lifted =
            found.map(|point| Minimum { at: self.plane.point(point.at), value: point.value });
        let known = self.surface.minimum().filter(|_| !self.is_searched());
        let known = known.map(|at| Minimum { value: self.surface.value(&at), at });
        self.minima = lifted.chain(known).collect();
        // One of many parameters is marked if it lies on the plane.
        if !self.is_searched() {
            let size = crate::math::norm(
                &self.surface.view().iter().map(|[low, high]| high - low).collect::<Vec<_>>(),
            );
            let near = |minimum: &&Minimum| self.plane.distance(&minimum.at) <= 1e-9 * size;
            let mark = |minimum: &Minimum| {
                let Spectrum { low, high, .. } =
                    Hessian::new(&*self.surface, &*minimum.at).spectrum();
                CriticalPoint {
                    at: self.plane.coordinates(&minimum.at),
                    value: minimum.value,
                    kind: Kind::Minimum,
                    eigenvalues: [low, high],
                }
            };
            self.critical = self.minima.iter().filter(near).map(mark).collect();
        }
    }

    /// The plane that is shown.
    pub fn plane(&self) -> &Plane {
        &self.plane
    }

    /// What of the space of parameters is shown, unless that is all of it.
    pub fn plane_told(&self) -> Option<Message> {
        let parameters = self.surface.dim();
        if self.plane.is_whole() {
            return None;
        }
        let what = match self.plane.axes() {
            Some(axes) => {
                let [across, up] = axes.map(|axis| self.surface.parameter(axis));
                message!("plane-of-axes", across, up)
            }
            None => message!("plane-of-directions"),
        };
        Some(if self.leads_through_start {
            message!("plane-through-start", what, parameters)
        } else {
            message!("plane-elsewhere", what, parameters)
        })
    }

    /// The surface on that plane.
    pub fn shown(&self) -> &Arc<dyn Planar> {
        &self.shown
    }

    /// Its known minima.
    pub fn minima(&self) -> &[Minimum] {
        &self.minima
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
        if !self.is_searched() {
            return false;
        }
        let before = self.critical.len();
        let view = self.shown.view();
        let size = view.iter().map(|[low, high]| high - low).fold(0.0, f64::max);
        for point in found {
            if self.critical.iter().all(|other| distance(&other.at, &point.at) > 1e-7 * size) {
                self.critical.push(*point);
            }
        }
        let more = self.critical.len() > before;
        if more {
            self.look_for_minima();
            self.revision = revision;
        }
        more
    }

    /// f\*: the loss at the lowest known minimum, if one is known.
    pub fn lowest(&self) -> Option<f64> {
        self.minima.iter().map(|minimum| minimum.value).min_by(f64::total_cmp)
    }

    /// The loss at the lowest known minimum of what is shown.
    pub(super) fn lowest_shown(&self) -> Option<f64> {
        self.lowest().filter(|_| self.is_searched())
    }

    /// The known minimum that is nearest to a point.
    pub fn nearest_minimum(&self, to: &[f64]) -> Option<&Minimum> {
        nearest_minimum(&self.minima, to)
    }

    /// How fast an optimizer may go with its ball at `ball`, given the rate of each coordinate over
    /// the learning rate, if it has such.
    pub fn limits(
        &self,
        optimizer: &Pick<dyn Optimizer>,
        ball: &[f64],
        scaling: Option<&[f64]>,
    ) -> Limits {
        let minimum = self.nearest_minimum(ball).map(|minimum| &*minimum.at);
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
        ball: &[f64],
    ) -> Option<f64> {
        let plain = optimizer.entry().facts.memoryless && self.surface.examples() > 1;
        let stability = plain.then(|| Stability::of(optimizer)).flatten()?;
        let batch = noise.build().draws()?;
        let at = &self.nearest_minimum(ball)?.at;
        let mut spreads = self.spreads.borrow_mut();
        let known = spreads.iter().find(|(place, _)| place == at).map(|(_, spread)| *spread);
        let spread = known.unwrap_or_else(|| {
            let spread = Spread::at(&*self.surface, at);
            spreads.push((at.clone(), spread));
            spread
        });
        spread?.limit(stability, batch)
    }

    fn limits_at(
        &self,
        optimizer: &Pick<dyn Optimizer>,
        at: &[f64],
        scaling: Option<&[f64]>,
    ) -> Marks {
        let hessian = &Hessian::new(&*self.surface, at);
        let known = Stability::of(optimizer);
        let plain = |factor: f64| {
            Stability { factor, smooth: 1.0, decay: 0.0, scaled: false }.limit(hessian, None)
        };
        // The same sharpness that its limit is made of.
        let smooth =
            |known: Stability| Stability { factor: known.smooth, ..known }.limit(hessian, scaling);
        let Spectrum { low, high, .. } = hessian.spectrum();
        Marks {
            limit: known.and_then(|known| known.limit(hessian, scaling)),
            smooth: known.and_then(smooth),
            one_step: plain(1.0),
            best: (low > 0.0).then(|| 2.0 / (low + high)),
            plain: plain(2.0),
        }
    }
}
