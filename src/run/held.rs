//! A rate that holds, found by trying.
//!
//! What a formula says of the rate below which a rule is stable holds where the landscape is that
//! of its quadratic model. Whether a run holds is known only after it was run: with the same
//! optimizer, start, noise, schedule and budget.

use std::sync::Arc;

use super::{Run, RunSpec, VerdictContext, VerdictId, Watch};
use crate::math::{distance, norm, two_digits};
use crate::surface::Surface;

/// Tries on the way down, each at a rate √10 times smaller than the one before.
const COARSE: i32 = 16;
/// Tries between the first rate that held and the last that did not.
const FINE: u32 = 3;
/// The smallest rate that is tried.
const SMALLEST: f64 = 1e-12;
/// Plain steps of one slice of work: a few milliseconds.
const SLICE: u64 = 10_000;

/// What came of looking for a learning rate at which a run holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Held {
    /// This one was tried: for the whole budget the run does not diverge, and it ends no higher
    /// than it began.
    At(f64),
    /// The way down has no end: no rate can hold.
    Endless,
    /// None that was tried held; the smallest of them.
    None(f64),
}

/// Looking for a rate that holds, slice by slice.
pub struct Tries {
    surface: Arc<dyn Surface>,
    spec: RunSpec,
    context: VerdictContext,
    /// The rate that did not hold.
    own: f64,
    coarse: i32,
    fine: u32,
    held: Option<f64>,
    failed: f64,
    trial: Option<Trial>,
    looked: bool,
}

/// A rate being tried.
struct Trial {
    lr: f64,
    run: Run,
    /// Looks now and then while it runs.
    glance: Watch,
    /// Looks at every step afterwards.
    thorough: Watch,
}

impl Tries {
    /// Whether another rate would make another run.
    pub fn are_of_use(run: &Run) -> bool {
        run.spec().optimizer.entry().facts.lr.is_some()
    }

    /// Look for a rate at which the run would not diverge.
    pub fn new(run: &Run, context: &VerdictContext) -> Self {
        let spec = run.spec().clone();
        let own = spec.changes.iter().filter_map(|change| change.lr).fold(spec.lr, f64::max);
        Self {
            surface: Arc::clone(run.surface()),
            context: context.clone(),
            spec,
            own,
            coarse: 0,
            fine: 0,
            held: None,
            failed: own,
            trial: None,
            looked: false,
        }
    }

    /// Go on to the end.
    pub fn finish(mut self) -> Held {
        loop {
            if let Some(held) = self.step() {
                return held;
            }
        }
    }

    /// The best rate so far that held.
    pub fn best(&self) -> Option<f64> {
        self.held
    }

    /// Work for some milliseconds; returns the answer when it is found.
    pub fn step(&mut self) -> Option<Held> {
        if !std::mem::replace(&mut self.looked, true) && self.endless() {
            return Some(Held::Endless);
        }
        let Some(mut trial) = self.trial.take().or_else(|| self.rate().map(|lr| self.put(lr)))
        else {
            return Some(self.held.map_or(Held::None(self.failed), Held::At));
        };
        match self.go_on(&mut trial) {
            None => self.trial = Some(trial),
            Some(true) => self.held = Some(trial.lr),
            Some(false) => self.failed = trial.lr,
        }
        None
    }

    /// The next rate to be tried.
    fn rate(&mut self) -> Option<f64> {
        match self.held {
            None => (self.coarse < COARSE).then(|| {
                self.coarse += 1;
                two_digits(self.own * 10f64.powf(-0.5 * f64::from(self.coarse)))
            }),
            Some(held) => (self.fine < FINE).then(|| {
                self.fine += 1;
                two_digits((held * self.failed).sqrt())
            }),
        }
        .filter(|lr| {
            *lr >= SMALLEST && *lr < self.failed && self.held.is_none_or(|held| *lr > held)
        })
    }

    fn put(&self, lr: f64) -> Trial {
        let mut spec = RunSpec { lr: lr.min(self.spec.lr), ..self.spec.clone() };
        for changed in spec.changes.iter_mut().filter_map(|change| change.lr.as_mut()) {
            *changed = changed.min(lr);
        }
        Trial {
            lr,
            run: Run::new(Arc::clone(&self.surface), &spec),
            glance: Watch::new(self.context.clone()),
            thorough: Watch::thorough(self.context.clone()),
        }
    }

    /// Let a trial go on for a slice; returns whether it held once that is known.
    fn go_on(&self, trial: &mut Trial) -> Option<bool> {
        let Trial { run, glance, thorough, .. } = trial;
        let weight =
            self.surface.work().get() * super::cost(&self.spec.optimizer, &self.spec.changes);
        if !run.finished() {
            run.advance((SLICE / weight).max(1));
            glance.follow(run, usize::MAX);
            return diverges(glance).then_some(false);
        }
        thorough.follow(run, (SLICE / weight).max(1) as usize);
        let fell = run.lost().is_some() || diverges(thorough);
        if fell {
            return Some(false);
        }
        thorough.has_seen(run).then(|| self.is_well(run, thorough))
    }

    /// Whether a run that does not diverge ends no worse than it began, and no farther out.
    fn is_well(&self, run: &Run, watch: &Watch) -> bool {
        let (path, last) = (run.trajectory(), run.steps() as usize);
        let noisy = !self.spec.noise.is_silent();
        let outside = |step: usize| self.context.is_outside(path.point(step));
        (noisy || path.loss()[last] <= path.loss()[0])
            && (outside(0) || !outside(last))
            && !watch.is_far(run, last)
    }

    /// Whether the way down from the start leads lower and lower for ever.
    fn endless(&self) -> bool {
        // A box holds every ball.
        self.spec.bounds.is_empty() && { falls_for_ever(&*self.surface, &self.spec.start) }
    }
}

fn diverges(watch: &Watch) -> bool {
    let bad = |id: VerdictId| {
        matches!(id, VerdictId::Diverging | VerdictId::Diverged | VerdictId::NoValue)
    };
    watch.history().iter().any(|(_, id)| bad(*id))
}

/// Go down the steepest way in steps that lower the loss, until that ends or leads out of all
/// bounds.
fn falls_for_ever(surface: &dyn Surface, start: &[f64]) -> bool {
    const STEPS: usize = 4000;
    const LENGTH: f64 = 0.02;
    const OUT: f64 = 1e6;
    let view = surface.view();
    let middle: Vec<f64> = view.iter().map(|[low, high]| 0.5 * (low + high)).collect();
    let size = norm(&view.iter().map(|[low, high]| high - low).collect::<Vec<_>>());
    let (mut at, mut gradient) = (start.to_vec(), vec![0.0; start.len()]);
    let first = surface.gradient(&at, &mut gradient);
    let mut loss = first;
    for _ in 0..STEPS {
        let (slope, far) = (norm(&gradient), distance(&at, &middle));
        if loss == f64::NEG_INFINITY {
            return true;
        }
        if !(slope > 0.0 && slope.is_finite() && loss.is_finite()) {
            return false;
        }
        if far > OUT * size {
            // It still falls as fast as it would have to for ever.
            return slope * far > 0.01 * (first - loss);
        }
        let mut length = LENGTH * far.max(size);
        loop {
            let down = |(x, g): (&f64, &f64)| x - length * g / slope;
            let next: Vec<f64> = at.iter().zip(&gradient).map(down).collect();
            if surface.value(&next) < loss {
                at = next;
                break;
            }
            length *= 0.5;
            if length < 1e-9 * size {
                return false;
            }
        }
        loss = surface.gradient(&at, &mut gradient);
    }
    false
}
