//! What a run lets its optimizer ask: counted, disturbed by the noise, bounded by the clipping.

use nalgebra::DMatrix;

use super::{Clip, Evaluations};
use crate::noise::Noise;
use crate::optim::Oracle;
use crate::surface::Surface;

/// The answers to one step's questions.
pub(super) struct Bench<'a> {
    pub(super) surface: &'a dyn Surface,
    pub(super) noise: &'a dyn Noise,
    pub(super) clip: Clip,
    pub(super) region: &'a [[f64; 2]],
    pub(super) bill: &'a mut Evaluations,
    /// The point of the last record, whose loss and gradient are known already.
    pub(super) point: &'a [f64],
    pub(super) loss: f64,
    pub(super) gradient: &'a [f64],
}

impl Oracle for Bench<'_> {
    fn value(&mut self, x: &[f64]) -> f64 {
        self.bill.value += 1;
        if x == self.point { self.loss } else { self.surface.value(x) }
    }

    fn gradient(&mut self, x: &[f64], out: &mut [f64]) -> f64 {
        self.bill.gradient += 1;
        let loss = if x == self.point {
            out.copy_from_slice(self.gradient);
            self.loss
        } else {
            self.surface.gradient(x, out)
        };
        self.noise.disturb(x, out);
        self.clip.apply(out);
        loss
    }

    fn hessian(&mut self, x: &[f64], out: &mut DMatrix<f64>) {
        self.bill.hessian += 1;
        self.surface.hessian(x, out);
    }

    fn region(&self, axis: usize) -> [f64; 2] {
        self.region[axis]
    }
}
