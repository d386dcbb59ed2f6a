//! Optimizers: update rules that ask an [`Oracle`] about the loss and move a point.
//!
//! The conventions are PyTorch's unless a file says otherwise. A rule works in any dimension and
//! allocates nothing after [`Optimizer::reset`].
//!
//! To add one: a file with a `static ENTRY`, a `params!` struct and `impl Optimizer`, and its two
//! tokens below.

mod blocks;

mod adadelta;
mod adagrad;
mod adam;
mod adamax;
mod adamw;
mod gd;
mod lion;
mod momentum;
mod nesterov;
mod rmsprop;

use nalgebra::DMatrix;

use crate::catalog::{Entry, Facts, Family};
use crate::params::Params;

/// What an optimizer may ask about the loss. Every question is counted.
pub trait Oracle {
    /// The loss at `x`.
    fn value(&mut self, x: &[f64]) -> f64;
    /// Write the gradient at `x`, with this step's noise, to `out`; returns the loss as well.
    fn gradient(&mut self, x: &[f64], out: &mut [f64]) -> f64;
    /// Write the Hessian at `x` to `out`.
    fn hessian(&mut self, x: &[f64], out: &mut DMatrix<f64>);
}

/// An update rule with its state.
pub trait Optimizer: Params + Send {
    /// Forget everything and get ready for points of `dim` numbers.
    fn reset(&mut self, dim: usize);

    /// Move `x` by one step with learning rate `lr`.
    fn step(&mut self, x: &mut [f64], lr: f64, oracle: &mut dyn Oracle);

    /// Show the state after the last step: always the same quantities in the same order.
    fn inspect(&self, show: &mut dyn FnMut(Quantity<'_>));
}

/// A named vector of an optimizer's state.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantity<'a> {
    /// Its name in files.
    pub id: &'static str,
    /// Its letter in the rule.
    pub symbol: &'static str,
    /// What it is, which decides how it is drawn.
    pub role: Role,
    /// Its numbers.
    pub values: &'a [f64],
}

/// What a quantity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Points somewhere: an arrow.
    Direction,
    /// A size per coordinate.
    Spread,
    /// A place on the map.
    Point,
    /// A matrix.
    Curvature,
    /// One number.
    Scalar,
}

/// The values of an optimizer's knobs by their ids.
pub type KnobValues<'a> = &'a dyn Fn(&str) -> f64;

/// What every optimizer says about itself.
#[derive(Debug)]
pub struct OptimizerFacts {
    /// The learning rate a newcomer gets.
    pub lr: f64,
    /// The update rule.
    pub rule: &'static str,
    /// Paper and algorithm number.
    pub source: &'static str,
    /// Where libraries differ.
    pub differs: &'static str,
    /// Largest stable rate times λmax of the Hessian, given this optimizer's knobs; `None` where
    /// no such simple limit exists.
    pub limit: fn(KnobValues<'_>) -> Option<f64>,
}

impl Facts for OptimizerFacts {
    fn list(&self) -> Vec<(&'static str, String)> {
        vec![
            ("rule", self.rule.to_owned()),
            ("default learning rate", self.lr.to_string()),
            ("source", self.source.to_owned()),
            ("where libraries differ", self.differs.to_owned()),
        ]
    }
}

impl Family for dyn Optimizer {
    const NAME: &'static str = "optimizer";
    type Facts = OptimizerFacts;
    fn catalog() -> &'static [&'static Entry<Self>] {
        CATALOG
    }
}

static CATALOG: &[&Entry<dyn Optimizer>] = &[
    &gd::ENTRY,
    &momentum::ENTRY,
    &nesterov::ENTRY,
    &adagrad::ENTRY,
    &rmsprop::ENTRY,
    &adam::ENTRY,
    &adamw::ENTRY,
    &adamax::ENTRY,
    &adadelta::ENTRY,
    &lion::ENTRY,
];
