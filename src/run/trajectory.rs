//! The recorded path of a run.

/// Point, loss, gradient norm and learning rate at every step; step 0 is the start.
#[derive(Clone, Debug, PartialEq)]
pub struct Trajectory {
    dim: usize,
    points: Vec<f64>,
    loss: Vec<f64>,
    gradient_norm: Vec<f64>,
    lr: Vec<f64>,
    samples: Vec<u64>,
}

impl Trajectory {
    /// An empty one, for about so many points.
    pub(super) fn new(dim: usize, room: usize) -> Self {
        Self {
            dim,
            points: Vec::with_capacity(room * dim),
            loss: Vec::with_capacity(room),
            gradient_norm: Vec::with_capacity(room),
            lr: Vec::with_capacity(room),
            samples: Vec::with_capacity(room),
        }
    }

    pub(super) fn push(
        &mut self,
        point: &[f64],
        loss: f64,
        gradient_norm: f64,
        lr: f64,
        samples: u64,
    ) {
        self.samples.push(samples);
        self.points.extend_from_slice(point);
        self.loss.push(loss);
        self.gradient_norm.push(gradient_norm);
        self.lr.push(lr);
    }

    /// The number of points: steps + 1.
    pub fn len(&self) -> usize {
        self.loss.len()
    }

    /// Never true: a run records its start.
    pub fn is_empty(&self) -> bool {
        self.loss.is_empty()
    }

    /// The number of coordinates.
    pub fn dim(&self) -> usize {
        self.dim
    }

    /// The point after `step` steps.
    pub fn point(&self, step: usize) -> &[f64] {
        &self.points[step * self.dim..(step + 1) * self.dim]
    }

    /// All points, in order.
    pub fn points(&self) -> impl ExactSizeIterator<Item = &[f64]> + Clone {
        self.points.chunks_exact(self.dim)
    }

    /// The noise-free loss at every point. It may be infinite where the point is not.
    pub fn loss(&self) -> &[f64] {
        &self.loss
    }

    /// The norm of the noise-free gradient at every point.
    pub fn gradient_norm(&self) -> &[f64] {
        &self.gradient_norm
    }

    /// The learning rate in force at every point: that of the step that leaves it.
    pub fn lr(&self) -> &[f64] {
        &self.lr
    }

    /// Examples looked at until every point: each gradient costs its batch, or all there are.
    pub fn samples(&self) -> &[u64] {
        &self.samples
    }

    /// The last point.
    pub fn last(&self) -> &[f64] {
        self.point(self.len() - 1)
    }

    /// The loss at the last point.
    pub fn last_loss(&self) -> f64 {
        self.loss[self.len() - 1]
    }

    pub(super) fn last_lr(&self) -> f64 {
        self.lr[self.len() - 1]
    }
}
