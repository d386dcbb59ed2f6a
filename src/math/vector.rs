//! Lengths and products of vectors.

use super::functions::hypot;

/// The length of a vector, without overflow on the way.
pub fn norm(vector: &[f64]) -> f64 {
    match vector {
        [x, y] => {
            let square = x * x + y * y;
            if (1e-280..1e280).contains(&square) { square.sqrt() } else { hypot(*x, *y) }
        }
        _ => length(vector.iter().copied()),
    }
}

/// How far two points are from each other.
pub fn distance(a: &[f64], b: &[f64]) -> f64 {
    match (a, b) {
        ([ax, ay], [bx, by]) => norm(&[ax - bx, ay - by]),
        _ => length(a.iter().zip(b).map(|(a, b)| a - b)),
    }
}

fn length(parts: impl Iterator<Item = f64> + Clone) -> f64 {
    let square: f64 = parts.clone().map(|x| x * x).sum();
    if (1e-280..1e280).contains(&square) || square.is_nan() {
        return square.sqrt();
    }
    let largest = parts.clone().fold(0.0, |most: f64, x| most.max(x.abs()));
    if largest == 0.0 || largest.is_infinite() {
        return largest;
    }
    largest * parts.map(|x| (x / largest) * (x / largest)).sum::<f64>().sqrt()
}

/// The product of two vectors.
pub fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// What of a vector is at right angles to a unit vector: how long that is, and on which side in two
/// dimensions.
pub fn across(vector: &[f64], unit: &[f64]) -> f64 {
    if let ([x, y], [vx, vy]) = (vector, unit) {
        return vx * y - vy * x;
    }
    let along = dot(vector, unit);
    length(vector.iter().zip(unit).map(|(x, way)| x - along * way))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_neither_overflow_nor_vanish() {
        for scale in [1.0, 1e-200, 1e200] {
            let vector = [2.0, 3.0, 6.0].map(|x| x * scale);
            assert!((norm(&vector) / scale - 7.0).abs() < 1e-14, "{scale}");
            assert!((distance(&vector, &[0.0; 3]) / scale - 7.0).abs() < 1e-14, "{scale}");
        }
        assert_eq!(norm(&[0.0; 5]), 0.0);
        assert_eq!(norm(&[1.0, f64::NEG_INFINITY, 2.0]), f64::INFINITY);
        assert!(norm(&[1.0, f64::NAN, 2.0]).is_nan());
    }

    #[test]
    fn what_is_across_is_at_right_angles() {
        assert_eq!(across(&[3.0, 4.0], &[1.0, 0.0]), 4.0);
        assert_eq!(across(&[3.0, 4.0], &[0.0, 1.0]), -3.0);
        assert!((across(&[3.0, 4.0, 12.0], &[0.0, 0.0, 1.0]) - 5.0).abs() < 1e-15);
    }
}
