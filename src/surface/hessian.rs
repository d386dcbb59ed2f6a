//! The curvature of a surface of any number of parameters.

use std::borrow::Cow;
use std::cell::OnceCell;

use nalgebra::DMatrix;

use super::{Plane, Surface};
use crate::math::{Spectrum, Symmetric, eigen, lanczos};

/// Up to so many parameters all elements of a Hessian are computed; beyond, products with vectors.
const DENSE: usize = 64;

/// ∇²f at a place, or the mean of those at two places. Its elements are computed once, when they are
/// first asked for.
pub struct Hessian<'a> {
    surface: &'a dyn Surface,
    at: Cow<'a, [f64]>,
    and: Option<Cow<'a, [f64]>>,
    matrix: OnceCell<DMatrix<f64>>,
}

impl<'a> Hessian<'a> {
    /// That of a surface at a place.
    pub fn new(surface: &'a dyn Surface, at: impl Into<Cow<'a, [f64]>>) -> Self {
        Self { surface, at: at.into(), and: None, matrix: OnceCell::new() }
    }

    /// The mean of this and that at another place.
    #[must_use]
    pub fn and(self, other: impl Into<Cow<'a, [f64]>>) -> Self {
        Self { and: Some(other.into()), matrix: OnceCell::new(), ..self }
    }

    /// The number of parameters.
    pub fn dim(&self) -> usize {
        self.at.len()
    }

    /// All its elements.
    pub fn matrix(&self) -> &DMatrix<f64> {
        self.matrix.get_or_init(|| {
            let of = |at: &[f64]| {
                let mut matrix = DMatrix::zeros(at.len(), at.len());
                self.surface.hessian(at, &mut matrix);
                matrix
            };
            let mut matrix = of(&self.at);
            if let Some(and) = &self.and {
                matrix.zip_apply(&of(and), |a, b| *a = 0.5 * (*a + b));
            }
            matrix
        })
    }

    /// What of it lies in a plane: along the first of its directions, along both, along the second.
    pub fn on(&self, plane: &Plane) -> [f64; 3] {
        if plane.is_whole() {
            let matrix = self.matrix();
            return [matrix[(0, 0)], matrix[(0, 1)], matrix[(1, 1)]];
        }
        let mut bent = vec![0.0; self.dim()];
        let [[uu, uv], [_, vv]] = plane.directions().map(|way| {
            self.times(&way, &mut bent);
            plane.slopes(&bent)
        });
        [uu, uv, vv]
    }

    /// Its product with a vector.
    pub fn times(&self, vector: &[f64], out: &mut [f64]) {
        self.surface.hessian_times(&self.at, vector, out);
        if let Some(and) = &self.and {
            let mut other = vec![0.0; out.len()];
            self.surface.hessian_times(and, vector, &mut other);
            out.iter_mut().zip(other).for_each(|(a, b)| *a = 0.5 * (*a + b));
        }
    }

    /// The ways on which a valley floor may lead down from where the gradient is this: Newton's, and
    /// those that curve least.
    pub fn floors(&self, gradient: &[f64]) -> Vec<Vec<f64>> {
        if self.dim() == 2 {
            let [xx, xy, yy] = self.on(&Plane::default());
            let [across_x, across_y] = eigen([xx, xy, yy]).direction;
            let newton = [xy * gradient[1] - yy * gradient[0], xy * gradient[0] - xx * gradient[1]];
            return vec![newton.to_vec(), vec![-across_y, across_x]];
        }
        if self.dim() > DENSE {
            return Vec::new();
        }
        let mut parts = Symmetric::default();
        parts.reset(self.dim());
        parts.decompose(self.matrix().as_slice());
        let vector = |index: usize| -> Vec<f64> {
            (0..self.dim()).map(|row| parts.vector(row, index)).collect()
        };
        let mut newton = vec![0.0; self.dim()];
        let mut ways: Vec<Vec<f64>> = (0..self.dim()).map(vector).collect();
        for (index, way) in ways.iter().enumerate() {
            let far = -parts.along(index, gradient) / parts.values()[index];
            newton.iter_mut().zip(way).for_each(|(x, way)| *x += far * way);
        }
        ways.push(newton);
        ways
    }

    /// λmin, λmax and the steepest direction.
    pub fn spectrum(&self) -> Spectrum {
        self.decayed(0.0, None)
    }

    /// The same of S (∇²f + `decay` I) S, where S² has `scaling` on its diagonal.
    pub fn decayed(&self, decay: f64, scaling: Option<&[f64]>) -> Spectrum {
        let scale = |index: usize| scaling.map_or(1.0, |scaling| scaling[index]);
        if self.dim() > DENSE {
            let mut scaled = vec![0.0; self.dim()];
            return lanczos(self.dim(), |vector, out| {
                for (index, (scaled, x)) in scaled.iter_mut().zip(vector).enumerate() {
                    *scaled = scale(index).sqrt() * x;
                }
                self.times(&scaled, out);
                for (index, (out, x)) in out.iter_mut().zip(&scaled).enumerate() {
                    *out = scale(index).sqrt() * (*out + decay * x);
                }
            });
        }
        let matrix = self.matrix();
        if decay == 0.0 && scaling.is_none() {
            return Spectrum::of(matrix);
        }
        Spectrum::of(&DMatrix::from_fn(self.dim(), self.dim(), |row, column| {
            let element = matrix[(row, column)];
            if row == column {
                scale(row) * (element + decay)
            } else {
                (scale(row) * scale(column)).sqrt() * element
            }
        }))
    }
}
