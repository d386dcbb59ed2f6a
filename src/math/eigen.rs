//! Eigenvalues of symmetric 2×2 matrices.

use super::functions::hypot;

/// The eigen-decomposition of a symmetric 2×2 matrix.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Eigen {
    /// The smaller eigenvalue.
    pub low: f64,
    /// The larger eigenvalue.
    pub high: f64,
    /// A unit eigenvector of `high`; its perpendicular belongs to `low`.
    pub direction: [f64; 2],
}

/// Decompose [[xx, xy], [xy, yy]].
pub fn eigen([xx, xy, yy]: [f64; 3]) -> Eigen {
    let half = 0.5 * (xx - yy);
    let radius = hypot(half, xy);
    // The eigenvalue of larger magnitude has no cancellation; the other follows from the product,
    // taken with scaled factors so that nothing overflows.
    let middle = 0.5 * xx + 0.5 * yy;
    let big = middle + radius.copysign(middle);
    let small = if big == 0.0 { 0.0 } else { (xx / big) * yy - (xy / big) * xy };
    let (low, high) = if middle < 0.0 { (big, small) } else { (small, big) };
    // The row of H − low I that has no cancellation, or its opposite: x is never negative. Halves
    // do not overflow.
    let (far, off) = (0.5 * half.abs() + 0.5 * radius, 0.5 * xy);
    let turned = || (off.abs(), if off < 0.0 { -far } else { far });
    let (x, y) = if half >= 0.0 { (far, off) } else { turned() };
    let length = hypot(x, y);
    let direction = match length {
        _ if length > 0.0 && length.is_finite() => [x / length, y / length],
        _ if half < 0.0 => [0.0, 1.0],
        _ => [1.0, 0.0],
    };
    Eigen { low, high, direction }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(matrix: [f64; 3], low: f64, high: f64) {
        let found = eigen(matrix);
        let close = |a: f64, b: f64| assert!((a - b).abs() <= 1e-12 * b.abs().max(1.0), "{a} {b}");
        close(found.low, low);
        close(found.high, high);
        let [xx, xy, yy] = matrix;
        let [vx, vy] = found.direction;
        close(xx * vx + xy * vy, high * vx);
        close(xy * vx + yy * vy, high * vy);
    }

    #[test]
    fn diagonal_and_rotated_matrices() {
        check([1.0, 0.0, 25.0], 1.0, 25.0);
        check([2.0, 1.0, 2.0], 1.0, 3.0);
        check([-1.0, 0.0, -4.0], -4.0, -1.0);
        check([2.0, 0.0, -2.0], -2.0, 2.0);
        check([0.0, 0.0, 0.0], 0.0, 0.0);
    }

    #[test]
    fn a_tiny_eigenvalue_survives_beside_a_huge_one() {
        let found = eigen([1e12, 1e6, 2.0]);
        assert!((found.low - 1.0).abs() < 1e-3, "{}", found.low);
    }

    #[test]
    fn axes_are_directions_without_rounding() {
        for (matrix, expected) in [
            ([4.0, 0.0, 1.0], [1.0, 0.0]),
            ([1.0, 0.0, 4.0], [0.0, 1.0]),
            ([1.0, -0.0, 4.0], [0.0, 1.0]),
            ([2.0, 0.0, 2.0], [1.0, 0.0]),
            ([0.0; 3], [1.0, 0.0]),
            ([f64::INFINITY, 0.0, 1.0], [1.0, 0.0]),
            ([1.0, 0.0, f64::INFINITY], [0.0, 1.0]),
        ] {
            assert_eq!(eigen(matrix).direction, expected, "{matrix:?}");
        }
        check([1.0, -3.0, 2.0], 1.5 - 9.25_f64.sqrt(), 1.5 + 9.25_f64.sqrt());
        check([2.0, -3.0, 1.0], 1.5 - 9.25_f64.sqrt(), 1.5 + 9.25_f64.sqrt());
    }
}
