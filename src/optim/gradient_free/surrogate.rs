//! A Gaussian process through a few samples: what Bayesian optimisation believes about the loss.

use crate::math::dot;

/// A Gaussian process with a squared-exponential kernel, on a box scaled to the unit cube, of
/// losses scaled to mean 0 and variance 1. Rasmussen and Williams (2006), algorithm 2.1.
#[derive(Clone, Debug, Default)]
pub struct Surrogate {
    region: Vec<[f64; 2]>,
    /// The samples in the unit cube, one after the other.
    points: Vec<f64>,
    losses: Vec<f64>,
    scaled: Vec<f64>,
    mean: f64,
    deviation: f64,
    length: f64,
    /// The lower Cholesky factor of the kernel matrix, row after row, rows of equal length.
    factor: Vec<f64>,
    stride: usize,
    weights: Vec<f64>,
    kernel: Vec<f64>,
}

/// Added to the diagonal of the kernel matrix, so that it can be factored.
const JITTER: f64 = 1e-6;

impl Surrogate {
    /// Through these samples, given one after the other, with this length scale (a share of the
    /// box). `region` has low and high end per coordinate.
    pub fn through(region: &[[f64; 2]], samples: &[f64], losses: &[f64], length: f64) -> Self {
        let mut surrogate = Self::default();
        surrogate.reset(region.len(), losses.len());
        surrogate.region.copy_from_slice(region);
        for (sample, loss) in samples.chunks_exact(region.len()).zip(losses) {
            surrogate.add(sample, *loss);
        }
        surrogate.fit(length);
        surrogate
    }

    /// Get ready for at most `most` samples of `dim` numbers.
    pub(super) fn reset(&mut self, dim: usize, most: usize) {
        *self = Self {
            region: vec![[0.0, 1.0]; dim],
            points: Vec::with_capacity(most * dim),
            losses: Vec::with_capacity(most),
            scaled: Vec::with_capacity(most),
            factor: vec![0.0; most * most],
            stride: most,
            weights: vec![0.0; most],
            kernel: vec![0.0; most],
            ..Self::default()
        };
    }

    pub(super) fn set_region(&mut self, axis: usize, ends: [f64; 2]) {
        self.region[axis] = ends;
    }

    /// One more sample. A loss that is not finite counts as the worst of the others.
    pub(super) fn add(&mut self, point: &[f64], loss: f64) {
        let scale = |(x, [low, high]): (&f64, &[f64; 2])| (x - low) / (high - low);
        self.points.extend(point.iter().zip(&self.region).map(scale));
        self.losses.push(loss);
    }

    /// The number of samples.
    pub fn len(&self) -> usize {
        self.losses.len()
    }

    /// Whether there is no sample yet.
    pub fn is_empty(&self) -> bool {
        self.losses.is_empty()
    }

    /// Fit to the samples with one length scale; returns the logarithm of the likelihood, up to a
    /// constant.
    pub(super) fn fit(&mut self, length: f64) -> f64 {
        let n = self.len();
        self.length = length;
        let finite = self.losses.iter().copied().filter(|loss| loss.is_finite());
        let worst = finite.reduce(f64::max).unwrap_or(0.0);
        let known = |loss: &f64| if loss.is_finite() { *loss } else { worst };
        self.scaled.clear();
        self.scaled.extend(self.losses.iter().map(known));
        let mean = self.scaled.iter().sum::<f64>() / n as f64;
        let squares = self.scaled.iter().map(|loss| (loss - mean).powi(2));
        let deviation = (squares.sum::<f64>() / n as f64).sqrt() + 1e-9;
        for loss in &mut self.scaled {
            *loss = (*loss - mean) / deviation;
        }
        (self.mean, self.deviation) = (mean, deviation);
        let mut log_root = 0.0;
        for row in 0..n {
            for column in 0..=row {
                let known = dot(
                    &self.factor[row * self.stride..row * self.stride + column],
                    &self.factor[column * self.stride..column * self.stride + column],
                );
                let entry = self.correlation(row, column) - known;
                self.factor[row * self.stride + column] = if row == column {
                    let root = (entry + JITTER).max(JITTER * JITTER).sqrt();
                    log_root += root.ln();
                    root
                } else {
                    entry / self.factor[column * self.stride + column]
                };
            }
        }
        // Forward, then back: weights = K⁻¹ z.
        for row in 0..n {
            let known =
                dot(&self.factor[row * self.stride..row * self.stride + row], &self.weights);
            self.weights[row] = (self.scaled[row] - known) / self.factor[row * self.stride + row];
        }
        let fit = dot(&self.weights[..n], &self.weights[..n]);
        for row in (0..n).rev() {
            let below = (row + 1..n).map(|k| self.factor[k * self.stride + row] * self.weights[k]);
            let known: f64 = below.sum();
            self.weights[row] = (self.weights[row] - known) / self.factor[row * self.stride + row];
        }
        -0.5 * fit - log_root
    }

    fn correlation(&self, a: usize, b: usize) -> f64 {
        let dim = self.region.len();
        let (a, b) = (&self.points[a * dim..(a + 1) * dim], &self.points[b * dim..(b + 1) * dim]);
        kernel(a.iter().copied(), b, self.length)
    }

    /// The belief about the loss at `x`: mean and standard deviation.
    pub fn predict(&mut self, x: &[f64]) -> [f64; 2] {
        let [mean, deviation] = self.believe(x);
        [self.mean + self.deviation * mean, self.deviation * deviation]
    }

    /// How much a sample at `x` is expected to improve on the best loss so far. Jones, Schonlau
    /// and Welch (1998), equation 15.
    pub fn expected_improvement(&mut self, x: &[f64]) -> f64 {
        let best = self.scaled.iter().copied().fold(f64::INFINITY, f64::min);
        let [mean, deviation] = self.believe(x);
        let u = (best - mean) / deviation;
        let below = 0.5 * libm::erfc(-u / std::f64::consts::SQRT_2);
        let density = (-0.5 * u * u).exp() / std::f64::consts::TAU.sqrt();
        self.deviation * deviation * (u * below + density)
    }

    /// Mean and standard deviation in the scaled units.
    fn believe(&mut self, x: &[f64]) -> [f64; 2] {
        let (n, dim) = (self.len(), self.region.len());
        let scale = |(x, [low, high]): (&f64, &[f64; 2])| (x - low) / (high - low);
        for (k, point) in self.kernel.iter_mut().zip(self.points.chunks_exact(dim)) {
            *k = kernel(x.iter().zip(&self.region).map(scale), point, self.length);
        }
        let mean = dot(&self.kernel[..n], &self.weights[..n]);
        let mut explained = 0.0;
        for row in 0..n {
            let start = row * self.stride;
            let known = dot(&self.factor[start..start + row], &self.kernel[..row]);
            self.kernel[row] = (self.kernel[row] - known) / self.factor[start + row];
            explained += self.kernel[row] * self.kernel[row];
        }
        [mean, (1.0 - explained).max(1e-12).sqrt()]
    }
}

fn kernel(a: impl Iterator<Item = f64>, b: &[f64], length: f64) -> f64 {
    let square: f64 = a.zip(b).map(|(a, b)| (a - b) * (a - b)).sum();
    (-0.5 * square / (length * length)).exp()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_goes_through_its_samples_and_is_unsure_elsewhere() {
        let region = [[-2.0, 2.0], [0.0, 1.0]];
        let (samples, losses) = ([-1.0, 0.5, 1.0, 0.25], [3.0, -1.0]);
        let mut surrogate = Surrogate::through(&region, &samples, &losses, 0.2);
        for (sample, loss) in samples.chunks(2).zip(losses) {
            let [mean, deviation] = surrogate.predict(sample);
            assert!((mean - loss).abs() < 1e-4, "{mean}");
            assert!(deviation < 0.01, "{deviation}");
        }
        let [mean, deviation] = surrogate.predict(&[2.0, 1.0]);
        assert!((mean - 1.0).abs() < 1.0 && deviation > 1.5, "{mean} {deviation}");
        assert!(
            surrogate.expected_improvement(&[2.0, 1.0])
                > surrogate.expected_improvement(&[-1.0, 0.5])
        );
    }
}
