//! The ends of the spectrum of symmetric matrices of any size.

use nalgebra::{DMatrix, SymmetricEigen};

use super::{dot, eigen, norm};

/// The smallest and the largest eigenvalue of a symmetric matrix.
#[derive(Clone, Debug, PartialEq)]
pub struct Spectrum {
    /// The smallest eigenvalue.
    pub low: f64,
    /// The largest eigenvalue.
    pub high: f64,
    /// A unit eigenvector of the largest.
    pub direction: Vec<f64>,
}

/// Steps in which the decomposition of a matrix comes to rest, or never.
const SWEEPS: usize = 10_000;
/// Vectors that [`lanczos`] keeps, at most.
const VECTORS: usize = 200;
/// Lanczos' method looks every so many vectors whether it is done, …
const STRIDE: usize = 5;
/// … which it is when eigenvalues are known to this share of the largest.
const SETTLED: f64 = 1e-12;

impl Spectrum {
    /// That of a matrix all of whose elements are known; not a number where one of these is none.
    pub fn of(matrix: &DMatrix<f64>) -> Self {
        if matrix.nrows() == 2 {
            let found = eigen([matrix[(0, 0)], matrix[(0, 1)], matrix[(1, 1)]]);
            return Self { low: found.low, high: found.high, direction: found.direction.to_vec() };
        }
        decomposed(matrix).map_or_else(|| Self::unknown(matrix), |(all, _)| all)
    }

    fn unknown(matrix: &DMatrix<f64>) -> Self {
        let mut direction = vec![0.0; matrix.nrows()];
        if let Some(first) = direction.first_mut() {
            *first = 1.0;
        }
        let infinite = matrix.iter().any(|x| x.is_infinite());
        let high = if infinite { f64::INFINITY } else { f64::NAN };
        Self { low: f64::NAN, high, direction }
    }
}

/// All eigenvalues of a symmetric matrix, the smallest first; empty where an element is no number.
pub fn eigenvalues(matrix: &DMatrix<f64>) -> Vec<f64> {
    if matrix.nrows() == 2 {
        let found = eigen([matrix[(0, 0)], matrix[(0, 1)], matrix[(1, 1)]]);
        return vec![found.low, found.high];
    }
    if !matrix.iter().all(|x| x.is_finite()) {
        return Vec::new();
    }
    let found = SymmetricEigen::try_new(matrix.clone(), f64::EPSILON, SWEEPS);
    let mut all: Vec<f64> =
        found.map_or_else(Vec::new, |found| found.eigenvalues.as_slice().to_vec());
    all.sort_by(f64::total_cmp);
    all
}

/// The spectrum of a matrix, and the last elements of the eigenvectors of both its ends.
fn decomposed(matrix: &DMatrix<f64>) -> Option<(Spectrum, [f64; 2])> {
    matrix.iter().all(|x| x.is_finite()).then_some(())?;
    let found = SymmetricEigen::try_new(matrix.clone(), f64::EPSILON, SWEEPS)?;
    let (low, high) = (found.eigenvalues.imin(), found.eigenvalues.imax());
    let vector = |index: usize| found.eigenvectors.column(index);
    let end = matrix.nrows().saturating_sub(1);
    let last = [low, high].map(|index| found.eigenvectors[(end, index)]);
    let spectrum = Spectrum {
        low: found.eigenvalues[low],
        high: found.eigenvalues[high],
        direction: vector(high).iter().copied().collect(),
    };
    Some((spectrum, last))
}

/// The ends of the spectrum of a symmetric matrix of which only products with vectors are known:
/// Lanczos' method, every vector made orthogonal to all before it (Golub and Van Loan, Matrix
/// Computations (2013), section 10.1). Not a number if a product is none.
pub fn lanczos(dim: usize, mut times: impl FnMut(&[f64], &mut [f64])) -> Spectrum {
    let mut basis = vec![unit((0..dim).map(|k| (k as f64 * GOLDEN).fract() - 0.5).collect())];
    let (mut diagonal, mut beside): (Vec<f64>, Vec<f64>) = (Vec::new(), Vec::new());
    loop {
        let last = &basis[basis.len() - 1];
        let mut next = vec![0.0; dim];
        times(last, &mut next);
        diagonal.push(dot(last, &next));
        // Twice is enough (Kahan and Parlett).
        for _ in 0..2 {
            for known in &basis {
                let share = dot(known, &next);
                next.iter_mut().zip(known).for_each(|(x, known)| *x -= share * known);
            }
        }
        let length = norm(&next);
        let count = diagonal.len();
        let done = count == dim || count == VECTORS || !(length > 0.0 && length.is_finite());
        if done || count.is_multiple_of(STRIDE) {
            let small = tridiagonal(&diagonal, &beside);
            let Some((found, ends)) = decomposed(&small) else { return Spectrum::unknown(&small) };
            let size = found.low.abs().max(found.high.abs());
            let settled = ends.iter().all(|end| end.abs() * length <= SETTLED * size);
            if done || settled {
                let mut direction = vec![0.0; dim];
                for (share, known) in found.direction.iter().zip(&basis) {
                    direction.iter_mut().zip(known).for_each(|(x, known)| *x += share * known);
                }
                return Spectrum { direction, ..found };
            }
        }
        beside.push(length);
        basis.push(next.into_iter().map(|x| x / length).collect());
    }
}

/// A number whose multiples are spread evenly, and meet no pattern of the matrix.
const GOLDEN: f64 = 0.618_033_988_749_894_9;

/// Unit vectors that point all around: `count` of them on a circle; with more dimensions forth and
/// back along every axis, and along `count` slanted lines.
pub fn directions(dim: usize, count: u32) -> Vec<Vec<f64>> {
    if dim == 2 {
        let turn = |k: u32| (f64::from(k) * std::f64::consts::TAU / f64::from(count)).sin_cos();
        return (0..count).map(turn).map(|(sin, cos)| vec![cos, sin]).collect();
    }
    let axis = |axis: usize| (0..dim).map(|k| f64::from(u8::from(k == axis))).collect();
    let slanted = |line: u32| {
        let part = |k: usize| ((k as f64 + 1.0) * (f64::from(line) + 1.0) * GOLDEN).fract() - 0.5;
        unit((0..dim).map(part).collect())
    };
    let lines = (0..dim).map(axis).chain((0..count).map(slanted));
    lines.flat_map(|way: Vec<f64>| [way.iter().map(|x| -x).collect(), way]).collect()
}

fn tridiagonal(diagonal: &[f64], beside: &[f64]) -> DMatrix<f64> {
    let n = diagonal.len();
    DMatrix::from_fn(n, n, |row, column| match row.abs_diff(column) {
        0 => diagonal[row],
        1 => beside[row.min(column)],
        _ => 0.0,
    })
}

fn unit(vector: Vec<f64>) -> Vec<f64> {
    let length = norm(&vector);
    vector.into_iter().map(|x| x / length).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The second difference: eigenvalues 2 - 2 cos(kπ/(n+1)).
    fn second_difference(n: usize) -> DMatrix<f64> {
        tridiagonal(&vec![2.0; n], &vec![-1.0; n - 1])
    }

    fn known(n: usize, k: usize) -> f64 {
        2.0 - 2.0 * (k as f64 * std::f64::consts::PI / (n as f64 + 1.0)).cos()
    }

    #[test]
    fn matrices_whose_eigenvalues_are_known() {
        for n in [2, 3, 7, 32] {
            let found = Spectrum::of(&second_difference(n));
            assert!((found.low - known(n, 1)).abs() < 1e-13, "{n}");
            assert!((found.high - known(n, n)).abs() < 1e-13, "{n}");
        }
    }

    #[test]
    fn products_alone_tell_the_same() {
        for n in [3, 32, 100, 190] {
            let matrix = second_difference(n);
            let times = |v: &[f64], out: &mut [f64]| {
                let product = &matrix * nalgebra::DVector::from_column_slice(v);
                out.copy_from_slice(product.as_slice());
            };
            let found = lanczos(n, times);
            assert!((found.low - known(n, 1)).abs() < 1e-9, "{n}: {}", found.low);
            assert!((found.high - known(n, n)).abs() < 1e-9, "{n}: {}", found.high);
            let mut product = vec![0.0; n];
            times(&found.direction, &mut product);
            let off = product.iter().zip(&found.direction).map(|(p, v)| p - found.high * v);
            assert!(off.fold(0.0, |most: f64, off| most.max(off.abs())) < 1e-6, "{n}");
        }
    }

    #[test]
    fn a_large_matrix_with_one_steep_direction_takes_few_products() {
        let n = 5000;
        let mut count = 0;
        let found = lanczos(n, |v, out| {
            count += 1;
            for (k, (out, v)) in out.iter_mut().zip(v).enumerate() {
                *out = if k == 17 { 1e3 } else { (k as f64 / n as f64) - 0.5 } * v;
            }
        });
        assert!((found.high - 1e3).abs() < 1e-9, "{}", found.high);
        assert!((found.direction[17].abs() - 1.0).abs() < 1e-9);
        assert!(count <= VECTORS);
    }

    #[test]
    fn what_is_no_number_is_told() {
        let mut matrix = second_difference(4);
        matrix[(1, 2)] = f64::NAN;
        assert!(Spectrum::of(&matrix).high.is_nan());
        assert!(lanczos(4, |_, out| out.fill(f64::NAN)).high.is_nan());
        assert_eq!(lanczos(4, |_, out| out.fill(0.0)).high, 0.0);
    }
}
