//! Points where the gradient vanishes, told apart by the Hessian.

use super::{Surface, hessian_2d};
use crate::math::{eigen, norm};

/// What a critical point is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Uphill in every direction.
    Minimum,
    /// Uphill one way, downhill another.
    Saddle,
    /// Downhill in every direction.
    Maximum,
    /// An eigenvalue of the Hessian vanishes: the second derivatives do not tell.
    Degenerate,
}

impl Kind {
    /// Its name in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Minimum => "minimum",
            Self::Saddle => "saddle",
            Self::Maximum => "maximum",
            Self::Degenerate => "degenerate point",
        }
    }

    /// The kind that the eigenvalues of a Hessian tell. An eigenvalue counts as zero when rounding
    /// could have made it.
    pub fn of([low, high]: [f64; 2]) -> Self {
        let flat = (1e-12 * low.abs().max(high.abs())).max(1e-12);
        match (low, high) {
            _ if low > flat => Self::Minimum,
            _ if high < -flat => Self::Maximum,
            _ if low < -flat && high > flat => Self::Saddle,
            _ => Self::Degenerate,
        }
    }
}

/// A point of the plane where the gradient vanishes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CriticalPoint {
    /// Where it is.
    pub at: [f64; 2],
    /// The loss there.
    pub value: f64,
    /// What it is.
    pub kind: Kind,
    /// The eigenvalues of the Hessian there, low and high; not a number at a kink.
    pub eigenvalues: [f64; 2],
}

/// Refine guesses by Newton's method and keep those that are critical points: the gradient is
/// zero up to rounding and the refinement did not run away.
pub fn certify(surface: &dyn Surface, guesses: &[[f64; 2]]) -> Vec<CriticalPoint> {
    let mut found: Vec<CriticalPoint> = Vec::new();
    let size = surface.view().iter().map(|[low, high]| high - low).fold(0.0, f64::max);
    for guess in guesses {
        let Some(point) = refine(surface, *guess) else { continue };
        let distance = |a: [f64; 2], b: [f64; 2]| norm(&[a[0] - b[0], a[1] - b[1]]);
        let known = found.iter().any(|other| distance(other.at, point.at) < 1e-6 * size);
        if !known && distance(*guess, point.at) < 0.05 * size {
            found.push(point);
        }
    }
    found
}

fn refine(surface: &dyn Surface, guess: [f64; 2]) -> Option<CriticalPoint> {
    let mut at = guess;
    let mut gradient = [0.0; 2];
    let mut best = f64::INFINITY;
    for _ in 0..50 {
        surface.gradient(&at, &mut gradient);
        let [xx, xy, yy] = hessian_2d(surface, &at);
        let determinant = xx * yy - xy * xy;
        let step = [
            (yy * gradient[0] - xy * gradient[1]) / determinant,
            (xx * gradient[1] - xy * gradient[0]) / determinant,
        ];
        let length = norm(&step);
        if gradient == [0.0; 2] || (length >= best && length < 1e-9) {
            let curvature = eigen([xx, xy, yy]);
            let eigenvalues = [curvature.low, curvature.high];
            let value = surface.value(&at);
            return Some(CriticalPoint { at, value, kind: Kind::of(eigenvalues), eigenvalues });
        }
        if !length.is_finite() {
            return None;
        }
        best = length;
        at = [at[0] - step[0], at[1] - step[1]];
    }
    None
}
