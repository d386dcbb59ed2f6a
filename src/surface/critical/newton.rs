//! Newton's method from a guess to a critical point.

use super::measured::Measured;
use super::{CriticalPoint, Kind, kind_at};
use crate::math::{eigen, norm};

/// Steps of Newton's method from one guess.
pub(super) const REFINEMENTS: usize = 60;

/// Newton's method; `None` if it does not come to rest.
pub(super) fn refine(
    surface: &Measured<'_>,
    guess: [f64; 2],
    left: &mut usize,
) -> Option<CriticalPoint> {
    let size = surface.size();
    let mut at = guess;
    let mut best = f64::INFINITY;
    for _ in 0..REFINEMENTS.min(*left) {
        *left -= 1;
        let gradient = surface.gradient(at);
        let step = newton(gradient, surface.hessian(at));
        let length = norm(&step);
        let still = length >= best && length < 1e-9 * size;
        // Far out the digits of the point itself end earlier.
        let least = 1e-14 * size.max(0.1 * norm(&at));
        if gradient == [0.0; 2] || still || length < least {
            return settled(surface, at);
        }
        if !length.is_finite() {
            return None;
        }
        best = length;
        at = [at[0] - step[0], at[1] - step[1]];
    }
    // Where the curvature vanishes as well the steps become shorter by a share only.
    if best < 1e-9 * size { settled(surface, at) } else { None }
}

/// Where the quadratic model vanishes; along the steep way only, where the other one is straight.
fn newton(gradient: [f64; 2], [xx, xy, yy]: [f64; 3]) -> [f64; 2] {
    let [gx, gy] = gradient;
    let determinant = xx * yy - xy * xy;
    if determinant != 0.0 {
        return [(yy * gx - xy * gy) / determinant, (xx * gy - xy * gx) / determinant];
    }
    let curvature = eigen([xx, xy, yy]);
    let [x, y] = curvature.direction;
    let steep = curvature.high.abs() >= curvature.low.abs();
    let (bend, [u, v]) = if steep { (curvature.high, [x, y]) } else { (curvature.low, [-y, x]) };
    // The straight way has no critical point unless it is level.
    if (gy * u - gx * v).abs() > 1e-12 * norm(&gradient) {
        return [f64::NAN; 2];
    }
    let length = (gx * u + gy * v) / bend;
    [length * u, length * v]
}

/// What is known of a place at which Newton's method has come to rest.
fn settled(surface: &Measured<'_>, at: [f64; 2]) -> Option<CriticalPoint> {
    let curvature = eigen(surface.hessian(at));
    let eigenvalues = [curvature.low, curvature.high];
    let value = surface.value(at);
    let known = curvature.low.is_finite();
    let kind = if known { Kind::of(eigenvalues) } else { kind_at(surface.surface, &at) };
    let eigenvalues = eigenvalues.map(|bend| bend / surface.unit);
    let there = value.is_finite() && (known || kind == Kind::Minimum);
    there.then_some(CriticalPoint { at, value, kind, eigenvalues })
}
