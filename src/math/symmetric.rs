//! Eigenvalues of symmetric matrices of any size, in place.

/// A symmetric matrix taken apart by Jacobi's rotations. Keeps its memory between uses.
#[derive(Clone, Debug, Default)]
pub struct Symmetric {
    dim: usize,
    rest: Vec<f64>,
    values: Vec<f64>,
    vectors: Vec<f64>,
}

impl Symmetric {
    /// Get ready for matrices of `dim` rows.
    pub fn reset(&mut self, dim: usize) {
        self.dim = dim;
        for (vector, len) in
            [(&mut self.rest, dim * dim), (&mut self.vectors, dim * dim), (&mut self.values, dim)]
        {
            vector.clear();
            vector.resize(len, 0.0);
        }
    }

    /// Decompose a matrix given row after row; only its symmetric part counts.
    pub fn decompose(&mut self, matrix: &[f64]) {
        let n = self.dim;
        for i in 0..n {
            for j in 0..n {
                self.rest[i * n + j] = f64::midpoint(matrix[i * n + j], matrix[j * n + i]);
                self.vectors[i * n + j] = f64::from(u8::from(i == j));
            }
        }
        // Converges quadratically: a dozen sweeps are plenty for any size met here.
        for _ in 0..30 {
            let mut turned = false;
            for p in 0..n {
                for q in p + 1..n {
                    turned |= self.rotate(p, q);
                }
            }
            if !turned {
                break;
            }
        }
        for i in 0..n {
            self.values[i] = self.rest[i * n + i];
        }
    }

    /// Make the element (p, q) vanish. Returns false if it was negligible.
    fn rotate(&mut self, p: usize, q: usize) -> bool {
        let (n, a) = (self.dim, &mut self.rest);
        let (app, apq, aqq) = (a[p * n + p], a[p * n + q], a[q * n + q]);
        let size = app.abs().max(aqq.abs());
        if apq.is_nan() || apq.abs() <= 1e-3 * f64::EPSILON * size {
            return false;
        }
        let ratio = (aqq - app) / (2.0 * apq);
        let t = ratio.signum() / (ratio.abs() + ratio.hypot(1.0));
        let c = 1.0 / t.hypot(1.0);
        let s = t * c;
        for k in 0..n {
            let (kp, kq) = (a[k * n + p], a[k * n + q]);
            a[k * n + p] = c * kp - s * kq;
            a[k * n + q] = s * kp + c * kq;
        }
        for k in 0..n {
            let (pk, qk) = (a[p * n + k], a[q * n + k]);
            a[p * n + k] = c * pk - s * qk;
            a[q * n + k] = s * pk + c * qk;
        }
        a[p * n + q] = 0.0;
        a[q * n + p] = 0.0;
        for k in 0..n {
            let (kp, kq) = (self.vectors[k * n + p], self.vectors[k * n + q]);
            self.vectors[k * n + p] = c * kp - s * kq;
            self.vectors[k * n + q] = s * kp + c * kq;
        }
        true
    }

    /// The eigenvalues, in no particular order.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// The product of the eigenvector of value number `index` with a vector.
    pub fn along(&self, index: usize, vector: &[f64]) -> f64 {
        (0..self.dim).map(|k| self.vectors[k * self.dim + index] * vector[k]).sum()
    }

    /// Coordinate `row` of the eigenvector of value number `index`, which has length 1.
    pub fn vector(&self, row: usize, index: usize) -> f64 {
        self.vectors[row * self.dim + index]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pieces_make_up_the_matrix() {
        let matrix = [4.0, 1.0, -2.0, 1.0, 2.0, 0.5, -2.0, 0.5, -3.0];
        let mut parts = Symmetric::default();
        parts.reset(3);
        parts.decompose(&matrix);
        for i in 0..3 {
            for j in 0..3 {
                let sum: f64 = (0..3)
                    .map(|k| parts.values()[k] * parts.vector(i, k) * parts.vector(j, k))
                    .sum();
                assert!((sum - matrix[3 * i + j]).abs() < 1e-14, "{i} {j}: {sum}");
            }
        }
    }

    #[test]
    fn a_diagonal_matrix_is_itself() {
        let mut parts = Symmetric::default();
        parts.reset(2);
        parts.decompose(&[3.0, 0.0, 0.0, 1e-300]);
        assert_eq!(parts.values(), [3.0, 1e-300]);
    }
}
