//! Many particles of one optimizer at once, for maps of where every start ends.
//!
//! An elementwise rule steps a block of particles as one long vector, [x₀ … xₖ, y₀ … yₖ], to the
//! same bits as one by one; the others are stepped one by one.

use std::sync::Arc;

use nalgebra::DMatrix;

use super::{Clip, Run, RunSpec};
use crate::optim::{Oracle, momentum_knob};
use crate::params::Value;
use crate::schedule::Progress;
use crate::surface::{Planar, Surface};

/// Particles per block: two coordinates and a rule's state of them fit the innermost cache.
const BLOCK: usize = 128;

/// Every so many steps a block is looked at whether it has come to rest.
const WATCH: u64 = 8;

/// A comparison's run from many starts: only where each particle ends is kept.
pub struct Swarm {
    surface: Arc<dyn Planar>,
    spec: RunSpec,
}

impl Swarm {
    /// Particles that do what `spec` says, each from a start of its own.
    pub fn new(surface: Arc<dyn Planar>, spec: RunSpec) -> Self {
        Self { surface, spec }
    }

    /// Whether particles are stepped in blocks.
    pub fn in_blocks(&self) -> bool {
        let spec = &self.spec;
        spec.optimizer.entry().facts.elementwise
            && spec.noise.is_silent()
            && spec.drift.iter().all(|speed| *speed == 0.0)
            && spec.bounds.is_empty()
            && !matches!(spec.clip, Clip::Norm(_))
            && !spec.schedule.watches_loss()
            && spec.changes.is_empty()
    }

    /// Move every particle of (x, y) from its start to its end. One that is lost on the way ends
    /// where no number is.
    pub fn run(&self, x: &mut [f64], y: &mut [f64]) {
        if !self.in_blocks() {
            for (x, y) in x.iter_mut().zip(y) {
                [*x, *y] = self.one([*x, *y]);
            }
            return;
        }
        let mut point = Vec::with_capacity(2 * BLOCK);
        for (x, y) in x.chunks_mut(BLOCK).zip(y.chunks_mut(BLOCK)) {
            point.clear();
            point.extend_from_slice(x);
            point.extend_from_slice(y);
            self.block(&mut point);
            let (ends_x, ends_y) = point.split_at(x.len());
            for ((x, y), (end_x, end_y)) in x.iter_mut().zip(y).zip(ends_x.iter().zip(ends_y)) {
                let lost = !(end_x.is_finite() && end_y.is_finite());
                [*x, *y] = if lost { [f64::NAN; 2] } else { [*end_x, *end_y] };
            }
        }
    }

    fn block(&self, point: &mut [f64]) {
        let spec = &self.spec;
        let mut optimizer = spec.optimizer.build();
        let mut schedule = spec.schedule.build();
        let momentum = momentum_knob(&spec.optimizer);
        let mut before = point.to_vec();
        let mut oracle = Block { surface: &*self.surface, clip: spec.clip };
        optimizer.reset(point.len(), spec.plan());
        let horizon = spec.budget.amount();
        let may_rest = spec.optimizer.entry().facts.memoryless && spec.schedule.is_constant();
        for step in 0..horizon {
            let lr = schedule.lr(spec.lr, Progress { step, horizon, loss: f64::NAN });
            if let Some(((knob, _), value)) = momentum.zip(schedule.momentum()) {
                optimizer.put(knob, Value::Real(value));
            }
            let watched = may_rest && step % WATCH == 0;
            if watched {
                before.copy_from_slice(point);
            }
            optimizer.step(point, lr, &mut oracle);
            // Every later step would do nothing again, to the last bit.
            if watched && before == point {
                break;
            }
        }
    }

    fn one(&self, start: [f64; 2]) -> [f64; 2] {
        let spec = RunSpec { start: start.to_vec(), ..self.spec.clone() };
        let whole: Arc<dyn Surface> = Arc::<dyn Planar>::clone(&self.surface);
        let mut run = Run::new(whole, &spec);
        run.finish();
        if run.lost().is_some() {
            return [f64::NAN; 2];
        }
        let end = run.trajectory().last();
        [end[0], end[1]]
    }
}

/// The gradients of a block of particles.
struct Block<'a> {
    surface: &'a dyn Planar,
    clip: Clip,
}

impl Oracle for Block<'_> {
    fn value(&mut self, _x: &[f64]) -> f64 {
        unreachable!("an elementwise rule asks for gradients only")
    }

    fn gradient(&mut self, x: &[f64], out: &mut [f64]) -> f64 {
        let half = x.len() / 2;
        let ((x, y), (gx, gy)) = (x.split_at(half), out.split_at_mut(half));
        self.surface.gradients(x, y, gx, gy);
        self.clip.apply(out);
        f64::NAN
    }

    fn hessian(&mut self, _x: &[f64], _out: &mut DMatrix<f64>) {
        unreachable!("an elementwise rule asks for gradients only")
    }

    fn region(&self, _axis: usize) -> [f64; 2] {
        unreachable!("an elementwise rule does not search")
    }
}
