//! Optimizers: update rules that ask an [`Oracle`] about the loss and move a point.
//!
//! The conventions are PyTorch's unless a file says otherwise. A rule works in any dimension and
//! allocates nothing after [`Optimizer::reset`]. Rules that are elementwise step many particles as
//! one long vector, to the same bits as one by one.
//!
//! To add one: a file with a `static ENTRY`, a `params!` struct and `impl Optimizer`, and its two
//! tokens in the `mod.rs` of its group. What rules share is in `blocks` and `parts`; `tests/reference`
//! wants a library to hold it against.

mod blocks;
mod curvature;
mod facts;
mod first_order;
mod gradient_free;
mod parts;

use std::sync::LazyLock;

pub use facts::{Invariance, KnobValues, OptimizerFacts, cost, momentum_knob, pull, unused_knobs};
pub use gradient_free::Surrogate;
use nalgebra::DMatrix;
pub use parts::{Due, Part, Taken};

use crate::catalog::{Entry, Family, Group};
use crate::params::Params;

/// What an optimizer may ask about the loss. Every question is counted.
pub trait Oracle {
    /// The loss at `x`.
    fn value(&mut self, x: &[f64]) -> f64;
    /// Write the gradient at `x`, with this step's noise, to `out`; returns the loss as well.
    fn gradient(&mut self, x: &[f64], out: &mut [f64]) -> f64;
    /// Write the Hessian at `x` to `out`.
    fn hessian(&mut self, x: &[f64], out: &mut DMatrix<f64>);
    /// Low and high end of the box worth searching, along one coordinate. Costs nothing.
    fn region(&self, axis: usize) -> [f64; 2];
    /// Low and high end of what a coordinate may be; without end, unless the run has bounds. What
    /// is asked elsewhere is answered as at the nearest point within. Costs nothing.
    fn bounds(&self, _axis: usize) -> [f64; 2] {
        [f64::NEG_INFINITY, f64::INFINITY]
    }
}

/// What a run has in mind for its optimizer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Decides all draws of the rules that draw.
    pub seed: u64,
    /// How many steps there will be, for the rules that cool down.
    pub steps: u64,
}

/// An update rule with its state.
pub trait Optimizer: Params + Send {
    /// Forget everything and get ready for points of `dim` numbers.
    fn reset(&mut self, dim: usize, plan: Plan);

    /// Move `x` by one step with learning rate `lr`.
    fn step(&mut self, x: &mut [f64], lr: f64, oracle: &mut dyn Oracle);

    /// Take note that the ball was put elsewhere, `by` so much from where the last step left it.
    /// Rules that compare the coming point with the last one must not mistake the way in between
    /// for a step of theirs; the others need not care.
    fn moved(&mut self, _by: &[f64]) {}

    /// Show the state after the last step: always the same quantities in the same order, each
    /// with as many numbers as before.
    fn inspect(&self, show: &mut dyn FnMut(Quantity<'_>));

    /// Append all numbers of [`inspect`](Self::inspect) to `out`, in one call.
    fn state(&self, out: &mut Vec<f64>) {
        self.inspect(&mut |quantity| match *quantity.values {
            // Two numbers without a call: this is done at every step.
            [a, b] => out.extend([a, b]),
            _ => out.extend_from_slice(quantity.values),
        });
    }

    /// What the rule computes on its way and does not keep, by its symbols.
    fn derived(&self, _step: &Taken<'_>) -> Vec<(&'static str, Vec<f64>)> {
        Vec::new()
    }

    /// How much of the recorded rate is left when it no longer makes up for a running mean of
    /// gradients that began at zero.
    fn settled_share(&self, _step: &Taken<'_>) -> f64 {
        1.0
    }

    /// The knob that made the rule stand still in a step that leads nowhere.
    fn halted_by(&self, _step: &Taken<'_>) -> Option<&'static str> {
        None
    }

    /// What the rule believed of the landscape in `region` when it chose where step number `step`
    /// leads, if it keeps a model; `recorded` gives a quantity by its id after some steps.
    fn surrogate(
        &self,
        _region: &[[f64; 2]],
        _step: usize,
        _recorded: Recorded<'_>,
    ) -> Option<Surrogate> {
        None
    }

    /// Take a step apart into displacements that add up to it, tip to tail.
    fn parts(&self, step: &Taken<'_>) -> Vec<Part> {
        parts::whole(step)
    }
}

/// A quantity by its id after so many steps.
pub type Recorded<'a> = &'a dyn Fn(&str, usize) -> Option<&'a [f64]>;

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

impl<'a> Quantity<'a> {
    fn direction(id: &'static str, symbol: &'static str, values: &'a [f64]) -> Self {
        Self { id, symbol, role: Role::Direction, values }
    }

    fn spread(id: &'static str, symbol: &'static str, values: &'a [f64]) -> Self {
        Self { id, symbol, role: Role::Spread, values }
    }

    fn point(id: &'static str, symbol: &'static str, values: &'a [f64]) -> Self {
        Self { id, symbol, role: Role::Point, values }
    }

    /// What the rule was told of the slope.
    fn gradient(values: &'a [f64]) -> Self {
        Self { id: "gradient", symbol: "g", role: Role::Gradient, values }
    }

    /// What takes the place of the learning rate, coordinate by coordinate.
    fn rates(values: &'a [f64]) -> Self {
        Self { id: "rate", symbol: "η_i", role: Role::Rates, values }
    }

    /// What takes the place of the learning rate.
    fn rate(value: &'a f64) -> Self {
        let values = std::slice::from_ref(value);
        Self { id: "current_rate", symbol: "η_k", role: Role::Rate, values }
    }

    fn trial(id: &'static str, symbol: &'static str, values: &'a [f64]) -> Self {
        Self { id, symbol, role: Role::Trial, values }
    }

    fn curvature(id: &'static str, symbol: &'static str, values: &'a [f64]) -> Self {
        Self { id, symbol, role: Role::Curvature, values }
    }

    fn scalar(id: &'static str, symbol: &'static str, values: &'a [f64]) -> Self {
        Self { id, symbol, role: Role::Scalar, values }
    }
}

/// What a quantity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Points somewhere: an arrow.
    Direction,
    /// The gradient that the rule was told: an arrow.
    Gradient,
    /// A size per coordinate.
    Spread,
    /// The rate of every coordinate, learning rate included.
    Rates,
    /// The rate of all coordinates, where it is not the learning rate.
    Rate,
    /// A place on the map, or several, one after the other.
    Point,
    /// A place that was tried in this step; the trials of many steps make a cloud.
    Trial,
    /// A symmetric matrix, row after row.
    Curvature,
    /// Plain numbers.
    Scalar,
}

impl Family for dyn Optimizer {
    const NAME: &'static str = "optimizer";
    type Facts = OptimizerFacts;
    fn catalog() -> &'static [&'static Entry<Self>] {
        static ALL: LazyLock<Vec<&Entry<dyn Optimizer>>> = LazyLock::new(|| {
            <dyn Optimizer>::groups().into_iter().flat_map(|(_, all)| all).copied().collect()
        });
        &ALL
    }
    fn groups() -> Vec<Group<Self>> {
        vec![
            ("First order", first_order::ENTRIES),
            ("Curvature", curvature::ENTRIES),
            ("Without gradients", gradient_free::ENTRIES),
        ]
    }
}
