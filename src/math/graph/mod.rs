//! Formulas as graphs of operations, run over blocks of points.
//!
//! A [`Term`] is a number that remembers how it was made. A formula evaluated on terms leaves a
//! [`Graph`] in which equal parts are stored once; evaluated on a [`Dual`](super::Dual) or a
//! [`Jet`](super::Jet) of terms it leaves the exact derivatives in the same graph. A [`Program`]
//! of some terms computes them at a point, at scattered points or on a grid, to the same bits.

mod block;
mod compile;
mod fuse;
mod op;
mod plan;
mod program;
mod separate;
mod term;
#[cfg(test)]
mod tests;

pub use op::Op;
pub use program::{Columns, Program};
pub use term::Term;

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

/// The place of an operation in its graph; arguments come before what is made of them.
type Id = u32;

/// What a graph is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Node {
    /// A number, by its bits.
    Constant(u64),
    /// The first variable.
    X,
    /// The second variable.
    Y,
    /// An operation; arguments that it has not are 0.
    Apply(Op, [Id; 3]),
}

impl Node {
    /// The arguments of an operation.
    fn arguments(&self) -> &[Id] {
        match self {
            Self::Apply(op, from) => &from[..op.arity()],
            _ => &[],
        }
    }
}

/// Operations that terms have gone through, each stored once.
#[derive(Debug, Default)]
pub struct Graph {
    nodes: RefCell<Vec<Node>>,
    seen: RefCell<HashMap<Node, Id>>,
    /// For each node whether it may have no value where its variables have one.
    holes: RefCell<Vec<bool>>,
    minds_holes: Cell<bool>,
}

impl Graph {
    /// The two variables.
    pub fn variables(&self) -> [Term<'_>; 2] {
        [Node::X, Node::Y].map(|node| Term::Node { graph: self, id: self.put(node) })
    }

    /// Whether what comes from now on keeps the holes of its parts: 0 ln x has no value where ln x
    /// has none. A loss minds; its derivatives need not, and have less to compute.
    pub fn mind_holes(&self, whether: bool) {
        self.minds_holes.set(whether);
    }

    /// The number of operations, variables and constants.
    pub fn len(&self) -> usize {
        self.nodes.borrow().len()
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether there is nothing in it but the four operations and roots.
    pub fn is_plain(&self) -> bool {
        let plain = |node: &Node| match node {
            Node::Apply(op, _) => {
                matches!(op, Op::Neg | Op::Add | Op::Sub | Op::Mul | Op::Div | Op::Sqrt | Op::Abs)
            }
            _ => true,
        };
        self.nodes.borrow().iter().all(plain)
    }

    fn put(&self, node: Node) -> Id {
        *self.seen.borrow_mut().entry(node).or_insert_with(|| {
            let (mut nodes, mut holes) = (self.nodes.borrow_mut(), self.holes.borrow_mut());
            let own = matches!(node, Node::Apply(op, _) if op.has_holes());
            let any = own || node.arguments().iter().any(|from| holes[*from as usize]);
            holes.push(any);
            nodes.push(node);
            (nodes.len() - 1) as Id
        })
    }
}
