//! Pieces that several update rules share.

/// Add `weight_decay · x` to a gradient: decay coupled to the gradient, as an L2 penalty.
pub(super) fn add_decay(gradient: &mut [f64], x: &[f64], weight_decay: f64) {
    if weight_decay != 0.0 {
        for (g, x) in gradient.iter_mut().zip(x) {
            *g += weight_decay * x;
        }
    }
}

/// Fill a state vector with `dim` copies of `value`.
pub(super) fn fill(vector: &mut Vec<f64>, dim: usize, value: f64) {
    vector.clear();
    vector.resize(dim, value);
}

/// An exponential running mean: m := β m + (1 - β) v, from m = 0.
#[derive(Clone, Debug, Default)]
pub(super) struct Mean {
    /// The mean itself.
    pub(super) values: Vec<f64>,
    power: f64,
}

impl Mean {
    /// Start at zero.
    pub(super) fn reset(&mut self, dim: usize) {
        fill(&mut self.values, dim, 0.0);
        self.power = 1.0;
    }

    /// Blend in the next vector.
    #[inline]
    pub(super) fn update(&mut self, beta: f64, next: impl Iterator<Item = f64>) {
        self.power *= beta;
        for (m, v) in self.values.iter_mut().zip(next) {
            *m = beta * *m + (1.0 - beta) * v;
        }
    }

    /// What undoes the pull of the zero start: 1 - βᵏ after k updates.
    pub(super) fn correction(&self) -> f64 {
        1.0 - self.power
    }
}
