//! A number that remembers how it was made.

use std::fmt;
use std::ops::{Add, Div, Mul, Neg, Sub};

use super::{Graph, Id, Node, Op};
use crate::math::Real;

/// A constant, or the result of an operation in a graph.
///
/// What can be said without rounding is said at once: constants are folded, 0 a is 0, 1 a is a;
/// but 0 ln a is none of these in a graph that [minds holes](Graph::mind_holes).
#[derive(Clone, Copy)]
pub enum Term<'g> {
    /// A number that depends on nothing.
    Constant(f64),
    /// Something that depends on a variable.
    Node {
        /// The graph it belongs to.
        graph: &'g Graph,
        /// Its place there.
        id: u32,
    },
}

impl fmt::Debug for Term<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Constant(value) => write!(f, "{value}"),
            Self::Node { id, .. } => write!(f, "term {id}"),
        }
    }
}

impl<'g> Term<'g> {
    /// The number, if it depends on nothing.
    fn known(self) -> Option<f64> {
        match self {
            Self::Constant(value) => Some(value),
            Self::Node { .. } => None,
        }
    }

    fn graph(self) -> Option<&'g Graph> {
        match self {
            Self::Constant(_) => None,
            Self::Node { graph, .. } => Some(graph),
        }
    }

    /// Its place in `graph`.
    pub(super) fn place(self, graph: &Graph) -> Id {
        match self {
            Self::Constant(value) => graph.put(Node::Constant(value.to_bits())),
            Self::Node { id, .. } => id,
        }
    }

    /// Whether it may have no value somewhere, and its graph minds.
    fn has_holes(self) -> bool {
        match self {
            Self::Constant(value) => !value.is_finite(),
            Self::Node { graph, id } => {
                graph.minds_holes.get() && graph.holes.borrow()[id as usize]
            }
        }
    }

    /// Whether both are the same.
    fn same(self, other: Self) -> bool {
        match (self, other) {
            (Self::Constant(a), Self::Constant(b)) => a.to_bits() == b.to_bits(),
            (Self::Node { id: a, .. }, Self::Node { id: b, .. }) => a == b,
            _ => false,
        }
    }

    fn apply<const N: usize>(op: Op, from: [Self; N]) -> Self {
        let Some(graph) = from.iter().find_map(|term| term.graph()) else {
            let value = |k: usize| from.get(k).and_then(|term| term.known()).unwrap_or(0.0);
            return Self::Constant(op.of(value(0), value(1), value(2)));
        };
        let mut places = [0; 3];
        for (place, term) in places.iter_mut().zip(from) {
            *place = term.place(graph);
        }
        // Sums and products of the same two are the same, to the last bit.
        if matches!(op, Op::Add | Op::Mul) && places[0] > places[1] {
            places.swap(0, 1);
        }
        Self::Node { graph, id: graph.put(Node::Apply(op, places)) }
    }
}

impl From<f64> for Term<'_> {
    fn from(value: f64) -> Self {
        Self::Constant(value)
    }
}

impl Neg for Term<'_> {
    type Output = Self;
    fn neg(self) -> Self {
        if let Self::Node { graph, id } = self
            && let Some(Node::Apply(Op::Neg, [inner, ..])) =
                graph.nodes.borrow().get(id as usize).copied()
        {
            return Self::Node { graph, id: inner };
        }
        Self::apply(Op::Neg, [self])
    }
}

impl Add for Term<'_> {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        match (self.known(), other.known()) {
            (Some(0.0), None) => other,
            (None, Some(0.0)) => self,
            _ => Self::apply(Op::Add, [self, other]),
        }
    }
}

impl Sub for Term<'_> {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        match (self.known(), other.known()) {
            (Some(0.0), None) => -other,
            (None, Some(0.0)) => self,
            _ => Self::apply(Op::Sub, [self, other]),
        }
    }
}

impl Mul for Term<'_> {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        match (self.known(), other.known()) {
            (Some(0.0), None) if !other.has_holes() => Self::Constant(0.0),
            (None, Some(0.0)) if !self.has_holes() => Self::Constant(0.0),
            (Some(1.0), None) => other,
            (None, Some(1.0)) => self,
            (Some(-1.0), None) => -other,
            (None, Some(-1.0)) => -self,
            _ => Self::apply(Op::Mul, [self, other]),
        }
    }
}

impl Div for Term<'_> {
    type Output = Self;
    fn div(self, other: Self) -> Self {
        match (self.known(), other.known()) {
            (None, Some(1.0)) => self,
            // A power of two divides as exactly as its inverse multiplies.
            (None, Some(by)) if by.is_normal() && by.to_bits() << 12 == 0 => self * (1.0 / by),
            _ => Self::apply(Op::Div, [self, other]),
        }
    }
}

/// Write an operator with a plain number on the right.
macro_rules! with_number {
    ($($trait:ident $method:ident)*) => {$(
        impl $trait<f64> for Term<'_> {
            type Output = Self;
            fn $method(self, other: f64) -> Self {
                self.$method(Self::Constant(other))
            }
        }
    )*};
}
with_number!(Add add Sub sub Mul mul Div div);

impl Real for Term<'_> {
    fn sqrt(self) -> Self {
        Self::apply(Op::Sqrt, [self])
    }
    fn exp(self) -> Self {
        Self::apply(Op::Exp, [self])
    }
    fn ln(self) -> Self {
        Self::apply(Op::Ln, [self])
    }
    fn sin(self) -> Self {
        Self::apply(Op::Sin, [self])
    }
    fn cos(self) -> Self {
        Self::apply(Op::Cos, [self])
    }
    fn atan(self) -> Self {
        Self::apply(Op::Atan, [self])
    }
    fn asin(self) -> Self {
        Self::apply(Op::Asin, [self])
    }
    fn acos(self) -> Self {
        Self::apply(Op::Acos, [self])
    }
    fn ln_1p(self) -> Self {
        Self::apply(Op::Ln1p, [self])
    }
    fn log2(self) -> Self {
        Self::apply(Op::Log2, [self])
    }
    fn log10(self) -> Self {
        Self::apply(Op::Log10, [self])
    }
    fn sinh(self) -> Self {
        Self::apply(Op::Sinh, [self])
    }
    fn cosh(self) -> Self {
        Self::apply(Op::Cosh, [self])
    }
    fn cbrt(self) -> Self {
        Self::apply(Op::Cbrt, [self])
    }
    fn hypot(self, other: Self) -> Self {
        Self::apply(Op::Hypot, [self, other])
    }
    fn pow(self, exponent: Self) -> Self {
        Self::apply(Op::Pow, [self, exponent])
    }
    fn tanh(self) -> Self {
        Self::apply(Op::Tanh, [self])
    }
    fn abs(self) -> Self {
        Self::apply(Op::Abs, [self])
    }
    fn floor(self) -> Self {
        Self::apply(Op::Floor, [self])
    }
    fn powf(self, exponent: f64) -> Self {
        Self::apply(Op::Powf, [self, Self::Constant(exponent)])
    }
    fn less(self, other: Self) -> Self {
        Self::apply(Op::Less, [self, other])
    }
    fn select(self, then: Self, otherwise: Self) -> Self {
        match self.known() {
            Some(0.0) => otherwise,
            Some(_) => then,
            None if then.same(otherwise) && !self.has_holes() => then,
            None => Self::apply(Op::Select, [self, then, otherwise]),
        }
    }
}
