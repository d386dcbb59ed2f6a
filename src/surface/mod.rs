//! Loss landscapes: what an optimizer walks on.
//!
//! Most are a [`Formula`] in two variables, written once; value, gradient and Hessian are exact,
//! because the same text is evaluated on numbers that carry their derivatives.
//!
//! To add one: a file with a `static ENTRY`, a `params!` struct and `impl Formula`, and its two
//! tokens in the `mod.rs` of its group. `tests/reference` wants other arithmetic to hold it against.

pub mod critical;
pub mod data;
mod expression;
mod formula;
mod hessian;
mod landscape;
mod planar;
mod plane;
mod section;
mod typed;

mod bowls;
mod cliffs;
mod many_minima;
mod saddles;
mod valleys;

pub use critical::{CriticalPoint, Form, Kind, Minimum, nearest_minimum};
pub use data::{DataSet, Material};
pub use expression::{Expression, ExpressionError};
pub use formula::Formula;
pub use hessian::Hessian;
pub use landscape::Landscape;
pub use planar::{Gridded, Planar, hessian_2d};
pub use plane::Plane;
pub use section::Section;
use std::borrow::Cow;
use std::num::NonZeroU64;
use std::sync::{Arc, LazyLock};
pub use typed::{Typed, TypedSurface};

use nalgebra::DMatrix;

use crate::catalog::{Entry, Facts, Family, Group, group, wording};
use crate::params::Params;
use crate::words::{Message, tell};

/// A loss over `dim()` parameters.
pub trait Surface: Params + Send + Sync {
    /// The number of parameters.
    fn dim(&self) -> usize;

    /// What parameter number `index` is called.
    fn parameter(&self, index: usize) -> Cow<'static, str> {
        if self.dim() == 2 { ["x", "y"][index].into() } else { format!("x{index}").into() }
    }

    /// The box worth looking at: low and high end per parameter.
    fn view(&self) -> Vec<[f64; 2]>;

    /// Where a ball is dropped unless somebody says otherwise.
    fn start(&self) -> Vec<f64>;

    /// The loss at `x`.
    fn value(&self, x: &[f64]) -> f64;

    /// Write ∇f(x) to `out`; returns the loss as well.
    fn gradient(&self, x: &[f64], out: &mut [f64]) -> f64;

    /// Write ∇²f(x) to `out`, a `dim()` by `dim()` matrix.
    fn hessian(&self, x: &[f64], out: &mut DMatrix<f64>);

    /// Write ∇²f(x) `vector` to `out`, without the whole matrix if there is a way.
    fn hessian_times(&self, x: &[f64], vector: &[f64], out: &mut [f64]) {
        let mut matrix = DMatrix::zeros(self.dim(), self.dim());
        self.hessian(x, &mut matrix);
        for (out, row) in out.iter_mut().zip(matrix.row_iter()) {
            *out = row.iter().zip(vector).map(|(h, v)| h * v).sum();
        }
    }

    /// The surface as one over two parameters, if it has two.
    fn planar(self: Arc<Self>) -> Option<Arc<dyn Planar>> {
        None
    }

    /// Where its lowest minimum is, if that is known and cannot be found by looking at all of it.
    fn minimum(&self) -> Option<Vec<f64>> {
        None
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
    fn refuse(&self, set: &DataSet) -> Option<Message>;

    /// Learn from these examples instead of the built-in ones.
    fn learn_from(&mut self, set: Arc<DataSet>);

    /// What has to be known about the minimum, if there is none or many, in one sentence.
    fn caution(&self) -> Option<Message>;

    /// What the parameters `x` predict for unscaled features.
    fn predict(&self, x: &[f64], features: [f64; 2]) -> f64;

    /// The loss over examples that nobody learns from, if there are any.
    fn held_out_loss(&self, x: &[f64]) -> Option<f64>;
}

/// What every surface says about itself.
#[derive(Debug)]
pub struct SurfaceFacts {
    /// The formula, as a person would type it; it [follows the knobs](crate::catalog::Pick::wording).
    pub formula: &'static str,
    /// The customary box: low and high end of both parameters, or of each where there are many.
    pub domain: &'static [[f64; 2]],
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
        let names = ["x", "y"].into_iter().zip(self.domain);
        let side = |(name, [low, high]): (&str, &[f64; 2])| {
            let [low, high] = [low, high].map(f64::to_string);
            tell!("domain-side", name, low, high)
        };
        let ends = names.map(side).collect::<Vec<_>>().join(", ");
        let one = self.domain.len() == 1;
        let variables = if one { "x" } else { "x, y" };
        let domain = if one { tell!("domain-each", domain = ends).into_owned() } else { ends };
        vec![
            ("formula", format!("f({variables}) = {}", wording(self.formula, |_| true))),
            ("domain", domain),
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
            group("Bowls", bowls::ENTRIES),
            group("Valleys", valleys::ENTRIES),
            group("Many minima", many_minima::ENTRIES),
            group("Saddles and plateaus", saddles::ENTRIES),
            group("Cliffs", cliffs::ENTRIES),
            group("Losses over data", data::ENTRIES),
        ]
    }
}
