//! Loss landscapes: what an optimizer walks on.
//!
//! Most are a [`Formula`] in two variables, written once; value, gradient and Hessian are exact,
//! because the same text is evaluated on numbers that carry their derivatives.
//!
//! To add one: a file with a `static ENTRY`, a `params!` struct and `impl Formula`, and its two
//! tokens below.

mod critical;
mod formula;

mod ackley;
mod beale;
mod booth;
mod branin;
mod gaussian_mixture;
mod gaussian_well;
mod goldstein_price;
mod himmelblau;
mod hyperbolic_saddle;
mod matyas;
mod mccormick;
mod quadratic;
mod rastrigin;
mod rosenbrock;
mod six_hump_camel;
mod sphere;
mod styblinski_tang;
mod three_hump_camel;

pub use critical::{CriticalPoint, Kind, certify};
pub use formula::Formula;
use nalgebra::DMatrix;

use crate::catalog::{Entry, Facts, Family};
use crate::params::Params;

/// A loss over `dim()` parameters.
pub trait Surface: Params + Send + Sync {
    /// The number of parameters.
    fn dim(&self) -> usize;

    /// The rectangle worth looking at: low and high end per parameter.
    fn view(&self) -> Vec<[f64; 2]>;

    /// Where a ball is dropped unless somebody says otherwise.
    fn start(&self) -> Vec<f64>;

    /// The points of zero gradient that are known, each with its kind.
    fn critical_points(&self) -> Vec<CriticalPoint> {
        Vec::new()
    }

    /// The loss at `x`.
    fn value(&self, x: &[f64]) -> f64;

    /// Write ∇f(x) to `out`; returns the loss as well.
    fn gradient(&self, x: &[f64], out: &mut [f64]) -> f64;

    /// Write ∇²f(x) to `out`, a `dim()` by `dim()` matrix.
    fn hessian(&self, x: &[f64], out: &mut DMatrix<f64>);

    /// The loss at many points of the plane; all slices have one length.
    fn values(&self, x: &[f64], y: &[f64], out: &mut [f64]);

    /// The gradient at many points of the plane; all slices have one length.
    fn gradients(&self, x: &[f64], y: &[f64], gx: &mut [f64], gy: &mut [f64]);
}

/// ∇²f at a point of the plane: xx, xy, yy.
pub fn hessian_2d(surface: &dyn Surface, x: &[f64]) -> [f64; 3] {
    let mut h = DMatrix::zeros(2, 2);
    surface.hessian(x, &mut h);
    [h[(0, 0)], h[(0, 1)], h[(1, 1)]]
}

/// What every surface says about itself.
#[derive(Debug)]
pub struct SurfaceFacts {
    /// The formula, as a person would type it.
    pub formula: &'static str,
    /// The customary box, per parameter.
    pub domain: [[f64; 2]; 2],
    /// What it is good for in class.
    pub teaches: &'static str,
    /// Where it comes from.
    pub source: &'static str,
}

impl Facts for SurfaceFacts {
    fn list(&self) -> Vec<(&'static str, String)> {
        let [[x0, x1], [y0, y1]] = self.domain;
        vec![
            ("formula", format!("f(x, y) = {}", self.formula)),
            ("domain", format!("x from {x0} to {x1}, y from {y0} to {y1}")),
            ("teaches", self.teaches.to_owned()),
            ("source", self.source.to_owned()),
        ]
    }
}

impl Family for dyn Surface {
    const NAME: &'static str = "surface";
    type Facts = SurfaceFacts;
    fn catalog() -> &'static [&'static Entry<Self>] {
        CATALOG
    }
}

static CATALOG: &[&Entry<dyn Surface>] = &[
    &quadratic::ENTRY,
    &sphere::ENTRY,
    &booth::ENTRY,
    &matyas::ENTRY,
    &rosenbrock::ENTRY,
    &himmelblau::ENTRY,
    &beale::ENTRY,
    &goldstein_price::ENTRY,
    &mccormick::ENTRY,
    &three_hump_camel::ENTRY,
    &six_hump_camel::ENTRY,
    &branin::ENTRY,
    &styblinski_tang::ENTRY,
    &gaussian_mixture::ENTRY,
    &rastrigin::ENTRY,
    &ackley::ENTRY,
    &hyperbolic_saddle::ENTRY,
    &gaussian_well::ENTRY,
];
