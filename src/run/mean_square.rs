//! How fast gradient descent may go when every step sees a few examples only.
//!
//! Near a minimum with Hessian H a step on B examples, drawn independently, takes the second moment
//! S of the distance to (I−ηH) S (I−ηH) + η²/B (`E[HᵢSHᵢ]` − HSH), besides what the noise at the
//! minimum adds. With L(S) = HS+SH and Q(S) = HSH + (`E[HᵢSHᵢ]` − HSH)/B that is S − ηL(S) + η²Q(S):
//! it stays bounded below η = 1 over the largest eigenvalue of L⁻¹Q (Défossez and Bach 2015). With
//! all examples at once that is 2/λmax.

use nalgebra::Matrix3;

use super::Stability;
use crate::surface::{Hessian, Plane, Surface};

/// How the curvature at one place differs from example to example.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    hessian: [f64; 3],
    /// S to `E[HᵢSHᵢ]`.
    mean: Matrix3<f64>,
}

impl Spread {
    /// That of a loss over two parameters which is a mean over examples; `None` for others.
    pub fn at(surface: &dyn Surface, x: &[f64]) -> Option<Self> {
        (surface.dim() == 2).then_some(())?;
        let hessian = |surface: &dyn Surface| Hessian::new(surface, x).on(&Plane::default());
        let count = surface.examples() as u32;
        let mut mean = Matrix3::zeros();
        for index in (0..count).filter(|_| count > 1) {
            let example = surface.sum()?.restricted(&[index]);
            mean += around(hessian(&*example)) / f64::from(count);
        }
        (count > 1).then(|| Self { hessian: hessian(surface), mean })
    }

    /// The largest rate at which the mean square distance from a minimum does not grow, for plain
    /// steps along the gradient of `batch` examples, each drawn from all.
    pub fn limit(&self, stability: Stability, batch: u32) -> Option<f64> {
        let [xx, xy, yy] = self.hessian;
        let [a, b, c] = [xx + stability.decay, xy, yy + stability.decay];
        // Only around a minimum does anything stay.
        (a > 0.0 && a * c > b * b).then_some(())?;
        let noise = (self.mean - around(self.hessian)) / f64::from(batch);
        let gain = around([a, b, c]) + noise;
        let loss = Matrix3::new(2.0 * a, 2.0 * b, 0.0, b, a + c, b, 0.0, 2.0 * b, 2.0 * c);
        let change = loss.try_inverse()? * gain;
        // Squares of a curvature may be too large for numbers.
        change.iter().all(|x| x.is_finite()).then_some(())?;
        let rates = change.complex_eigenvalues();
        let most = rates.iter().map(|rate| rate.re).fold(0.0, f64::max);
        (most > 0.0).then(|| 1.0 / most)
    }
}

/// S to HSH, for symmetric matrices written as xx, xy, yy.
fn around([a, b, c]: [f64; 3]) -> Matrix3<f64> {
    let ([aa, bb, cc], [ab, ac, bc]) = ([a * a, b * b, c * c], [a * b, a * c, b * c]);
    Matrix3::new(aa, 2.0 * ab, bb, ab, ac + bb, bc, bb, 2.0 * bc, cc)
}
