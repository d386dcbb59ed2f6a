//! Pieces that several update rules share.

/// Add `weight_decay · x` to a gradient: decay coupled to the gradient, as an L2 penalty.
#[inline]
pub(super) fn add_decay(gradient: &mut [f64], x: &[f64], weight_decay: f64) {
    if weight_decay != 0.0 {
        for (g, x) in gradient.iter_mut().zip(x) {
            *g += weight_decay * x;
        }
    }
}

/// Take `lr · weight_decay · x` off the point: decay that passes the gradient by.
#[inline]
pub(super) fn decay_point(x: &mut [f64], lr: f64, weight_decay: f64) {
    if weight_decay != 0.0 {
        let keep = 1.0 - lr * weight_decay;
        for x in x {
            *x *= keep;
        }
    }
}

/// Fill a state vector with `dim` copies of `value`.
pub(super) fn fill(vector: &mut Vec<f64>, dim: usize, value: f64) {
    vector.clear();
    vector.resize(dim, value);
}

/// Do elementwise `work` on vectors of `len` numbers: long ones with the widest instructions of
/// the processor at hand. The results are the same bits either way.
#[inline]
pub(super) fn wide(len: usize, work: impl FnOnce()) {
    if len < 16 {
        work();
    } else {
        pulp::Arch::new().dispatch(work);
    }
}

/// The product of two vectors.
pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// An exponential running mean: m := β m + (1 - β) v, from m = 0.
#[derive(Clone, Debug, Default)]
pub(super) struct Mean {
    /// The mean itself.
    pub(super) values: Vec<f64>,
    beta: f64,
    updates: i32,
    power: f64,
}

impl Mean {
    /// Start at zero.
    pub(super) fn reset(&mut self, dim: usize) {
        self.reset_to(dim, 0.0);
    }

    /// Start at some value.
    pub(super) fn reset_to(&mut self, dim: usize, value: f64) {
        fill(&mut self.values, dim, value);
        self.power = 1.0;
        self.updates = 0;
    }

    /// Blend in the next vector.
    #[inline]
    pub(super) fn update(&mut self, beta: f64, next: impl Iterator<Item = f64>) {
        self.count(beta);
        for (m, v) in self.values.iter_mut().zip(next) {
            *m = beta * *m + (1.0 - beta) * v;
        }
    }

    /// Take note of one more update, with this β, that is made elsewhere.
    #[inline]
    pub(super) fn count(&mut self, beta: f64) {
        self.updates = self.updates.saturating_add(1);
        if beta == self.beta {
            self.power *= beta;
        } else {
            // A schedule may turn β: the correction takes the β in force for all updates.
            self.beta = beta;
            self.power = beta.powi(self.updates);
        }
    }

    /// What undoes the pull of the zero start: 1 - βᵏ after k updates.
    #[inline]
    pub(super) fn correction(&self) -> f64 {
        1.0 - self.power
    }
}
