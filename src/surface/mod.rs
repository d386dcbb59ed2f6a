//! Loss landscapes: what an optimizer walks on.
//!
//! Most are a [`Formula`] in two variables, written once; value, gradient and Hessian are exact,
//! because the same text is evaluated on numbers that carry their derivatives.
//!
//! To add one: a file with a `static ENTRY`, a `params!` struct and `impl Formula`, and its two
//! tokens in the `mod.rs` of its group.

pub mod critical;
pub mod data;
mod expression;
mod formula;
mod landscape;
mod typed;

mod bowls;
mod cliffs;
mod many_minima;
mod saddles;
mod valleys;

pub use critical::{CriticalPoint, Form, Kind, nearest_minimum};
pub use data::{DataSet, Material};
pub use expression::{Expression, ExpressionError};
pub use formula::Formula;
pub use landscape::Landscape;
use std::num::NonZeroU64;
use std::sync::{Arc, LazyLock};
pub use typed::{Typed, TypedSurface};

use nalgebra::DMatrix;

use crate::catalog::{Entry, Facts, Family, Group, wording};
use crate::params::Params;

/// Writes a loss on rows of a grid whose columns are known, row by row.
pub type Gridded<'a> = Box<dyn Fn(&[f64], &mut [f64]) + Sync + 'a>;

/// A loss over `dim()` parameters.
pub trait Surface: Params + Send + Sync {
    /// The number of parameters.
    fn dim(&self) -> usize;

    /// What the first two parameters are called.
    fn axes(&self) -> [&'static str; 2] {
        ["x", "y"]
    }

    /// The rectangle worth looking at: low and high end per parameter.
    fn view(&self) -> Vec<[f64; 2]>;

    /// Where a ball is dropped unless somebody says otherwise.
    fn start(&self) -> Vec<f64>;

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

    /// The loss on grids with these columns, made ready once for as many rows as one likes.
    fn gridded<'a>(&'a self, x: &'a [f64]) -> Gridded<'a> {
        Box::new(|y, out| {
            for (row, y) in out.chunks_mut(x.len()).zip(y) {
                self.values(x, &vec![*y; x.len()], row);
            }
        })
    }

    /// The loss on a grid, row by row; `out` is `x.len() * y.len()` long.
    fn grid(&self, x: &[f64], y: &[f64], out: &mut [f64]) {
        self.gridded(x)(y, out);
    }

    /// The loss and its gradient on a grid, row by row; all slices are as long as that of
    /// [`grid`](Self::grid).
    fn gradient_grid(&self, x: &[f64], y: &[f64], out: &mut [f64], gx: &mut [f64], gy: &mut [f64]) {
        let rows = gx.chunks_mut(x.len()).zip(gy.chunks_mut(x.len()));
        for ((gx, gy), y) in rows.zip(y) {
            self.gradients(x, &vec![*y; x.len()], gx, gy);
        }
        self.grid(x, y, out);
    }

    /// How many evaluations of a plain formula one of these takes. Budgets are divided by it: it is
    /// never nothing, not even where there is nothing to compute.
    fn work(&self) -> NonZeroU64 {
        NonZeroU64::MIN
    }

    /// The terms that it is the mean of, if it is a mean.
    fn sum(&self) -> Option<&dyn FiniteSum> {
        None
    }

    /// The examples that it learns from, if it does.
    fn data(&self) -> Option<&dyn DataLoss> {
        None
    }

    /// The same, to be given others.
    fn data_mut(&mut self) -> Option<&mut dyn DataLoss> {
        None
    }
}

impl dyn Surface + '_ {
    /// The number of terms that the loss is the mean of; 1 if it is no mean.
    pub fn examples(&self) -> usize {
        self.sum().map_or(1, FiniteSum::examples)
    }

    /// Write the gradient of the mean of these terms to `out`, that of the loss if it is no mean;
    /// returns the mean as well.
    pub fn batch_gradient(&self, batch: &[u32], x: &[f64], out: &mut [f64]) -> f64 {
        match self.sum() {
            Some(sum) => sum.batch_gradient(batch, x, out),
            None => self.gradient(x, out),
        }
    }
}

/// A loss that is the mean of several terms.
pub trait FiniteSum {
    /// How many there are.
    fn examples(&self) -> usize;

    /// Write the gradient of the mean of these terms to `out`; returns that mean as well.
    fn batch_gradient(&self, batch: &[u32], x: &[f64], out: &mut [f64]) -> f64;

    /// The landscape of these terms alone.
    fn restricted(&self, batch: &[u32]) -> Arc<dyn Surface>;
}

/// A loss of a model over examples.
pub trait DataLoss: FiniteSum {
    /// The examples that it learns from.
    fn material(&self) -> &Material;

    /// Why it cannot learn from these examples, if so.
    fn refuse(&self, set: &DataSet) -> Option<String>;

    /// Learn from these examples instead of the built-in ones.
    fn learn_from(&mut self, set: Arc<DataSet>);

    /// What has to be known about the minimum, if there is none or many, in one sentence.
    fn caution(&self) -> Option<&'static str>;

    /// What the parameters `x` predict for unscaled features.
    fn predict(&self, x: &[f64], features: [f64; 2]) -> f64;

    /// The loss over examples that nobody learns from, if there are any.
    fn held_out_loss(&self, x: &[f64]) -> Option<f64>;
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
    /// The formula, as a person would type it; it [follows the knobs](crate::catalog::Pick::wording).
    pub formula: &'static str,
    /// The customary box, per parameter.
    pub domain: [[f64; 2]; 2],
    /// What it is good for in class.
    pub teaches: &'static str,
    /// Where it comes from.
    pub source: &'static str,
}

impl Facts for SurfaceFacts {
    fn sentences(&self) -> Vec<(&'static str, &'static str)> {
        vec![("teaches", self.teaches), ("source", self.source)]
    }

    fn list(&self) -> Vec<(&'static str, String)> {
        let [[x0, x1], [y0, y1]] = self.domain;
        vec![
            ("formula", format!("f(x, y) = {}", wording(self.formula, |_| true))),
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
        static ALL: LazyLock<Vec<&Entry<dyn Surface>>> = LazyLock::new(|| {
            <dyn Surface>::groups().into_iter().flat_map(|(_, all)| all).copied().collect()
        });
        &ALL
    }
    fn groups() -> Vec<Group<Self>> {
        vec![
            ("Bowls", bowls::ENTRIES),
            ("Valleys", valleys::ENTRIES),
            ("Many minima", many_minima::ENTRIES),
            ("Saddles and plateaus", saddles::ENTRIES),
            ("Cliffs", cliffs::ENTRIES),
            ("Losses over data", data::ENTRIES),
        ]
    }
}
