//! What a run lets its optimizer ask: counted, disturbed by the noise, bounded by the clipping.

use std::sync::Arc;

use nalgebra::DMatrix;

use super::{Clip, Evaluations};
use crate::noise::Noise;
use crate::optim::Oracle;
use crate::surface::Surface;

/// The surface, which may be on the move.
pub(super) struct MovingSurface {
    pub(super) surface: Arc<dyn Surface>,
    /// How far it moves with every step; empty if it stands still.
    drift: Vec<f64>,
    step: f64,
    /// Room for a point, and for a gradient that nobody asked for.
    point: Vec<f64>,
    unasked: Vec<f64>,
}

impl MovingSurface {
    pub(super) fn new(surface: Arc<dyn Surface>, drift: &[f64]) -> Self {
        let room = vec![0.0; surface.dim()];
        let moves = drift.iter().any(|speed| *speed != 0.0);
        let drift = if moves { drift.to_vec() } else { Vec::new() };
        Self { surface, drift, step: 0.0, unasked: room.clone(), point: room }
    }

    /// It is now as it is at step number `step`.
    pub(super) fn arrive(&mut self, step: u64) {
        self.step = step as f64;
    }

    pub(super) fn gradient(&mut self, x: &[f64], out: &mut [f64]) -> f64 {
        let at = under(&self.drift, self.step, x, &mut self.point);
        self.surface.gradient(at, out)
    }

    fn value(&mut self, x: &[f64]) -> f64 {
        self.surface.value(under(&self.drift, self.step, x, &mut self.point))
    }

    fn hessian(&mut self, x: &[f64], out: &mut DMatrix<f64>) {
        self.surface.hessian(under(&self.drift, self.step, x, &mut self.point), out);
    }

    fn batch_gradient(&mut self, batch: &[u32], x: &[f64], out: &mut [f64]) -> f64 {
        let at = under(&self.drift, self.step, x, &mut self.point);
        self.surface.batch_gradient(batch, at, out)
    }

    fn batch_value(&mut self, batch: &[u32], x: &[f64]) -> f64 {
        let at = under(&self.drift, self.step, x, &mut self.point);
        self.surface.batch_gradient(batch, at, &mut self.unasked)
    }
}

/// Where on the surface `x` stands, once the surface has moved.
fn under<'a>(drift: &[f64], step: f64, x: &'a [f64], room: &'a mut [f64]) -> &'a [f64] {
    if drift.is_empty() {
        return x;
    }
    for ((at, x), speed) in room.iter_mut().zip(x).zip(drift) {
        *at = x - speed * step;
    }
    room
}

/// The answers to one step's questions.
pub(super) struct CountingOracle<'a> {
    pub(super) moving: &'a mut MovingSurface,
    pub(super) noise: &'a dyn Noise,
    pub(super) clip: Clip,
    pub(super) region: &'a [[f64; 2]],
    /// Where the point may be; empty for anywhere.
    pub(super) bounds: &'a [[f64; 2]],
    pub(super) bill: &'a mut Evaluations,
    /// The point of the last record, whose loss and gradient are known already. The step may
    /// begin elsewhere, if somebody moved the ball.
    pub(super) point: &'a [f64],
    pub(super) loss: f64,
    pub(super) gradient: &'a [f64],
}

impl CountingOracle<'_> {
    /// The loss at a point that is within the bounds.
    fn value_within(&mut self, x: &[f64]) -> f64 {
        let batch = self.noise.batch();
        if !batch.is_empty() {
            self.moving.batch_value(batch, x)
        } else if x == self.point {
            self.loss
        } else {
            self.moving.value(x)
        }
    }

    fn gradient_within(&mut self, x: &[f64], out: &mut [f64]) -> f64 {
        let batch = self.noise.batch();
        let loss = if !batch.is_empty() {
            self.moving.batch_gradient(batch, x, out)
        } else if x == self.point {
            out.copy_from_slice(self.gradient);
            self.loss
        } else {
            self.moving.gradient(x, out)
        };
        self.noise.disturb(x, out);
        self.clip.apply(out);
        loss
    }

    /// The nearest point within the bounds, if `x` is not one.
    fn within(&self, x: &[f64]) -> Option<Vec<f64>> {
        let beyond = |(x, [low, high]): (&f64, &[f64; 2])| *x < *low || *x > *high;
        let outside = x.iter().zip(self.bounds).any(beyond);
        let nearest = |(x, [low, high]): (&f64, &[f64; 2])| x.clamp(*low, *high);
        outside.then(|| x.iter().zip(self.bounds).map(nearest).collect())
    }
}

impl Oracle for CountingOracle<'_> {
    fn value(&mut self, x: &[f64]) -> f64 {
        self.bill.value += 1;
        match self.within(x) {
            Some(nearest) => self.value_within(&nearest),
            None => self.value_within(x),
        }
    }

    fn gradient(&mut self, x: &[f64], out: &mut [f64]) -> f64 {
        self.bill.gradient += 1;
        let Some(nearest) = self.within(x) else { return self.gradient_within(x, out) };
        let loss = self.gradient_within(&nearest, out);
        // Beyond a bound nothing changes that way.
        for ((g, x), nearest) in out.iter_mut().zip(x).zip(&nearest) {
            *g = if x == nearest { *g } else { 0.0 };
        }
        loss
    }

    fn hessian(&mut self, x: &[f64], out: &mut DMatrix<f64>) {
        self.bill.hessian += 1;
        let nearest = self.within(x);
        self.moving.hessian(nearest.as_deref().unwrap_or(x), out);
    }

    fn region(&self, axis: usize) -> [f64; 2] {
        let ([low, high], [least, most]) = (self.region[axis], self.bounds(axis));
        let both = [low.max(least), high.min(most)];
        if both[0] < both[1] { both } else { [least, most] }
    }

    fn bounds(&self, axis: usize) -> [f64; 2] {
        self.bounds.get(axis).copied().unwrap_or([f64::NEG_INFINITY, f64::INFINITY])
    }
}
