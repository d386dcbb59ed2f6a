//! A graph about to be compiled.

use super::{Graph, Node};

/// A graph about to be compiled, with what is needed of it.
pub(super) struct Plan {
    pub(super) nodes: Vec<Node>,
    /// Bit 0: depends on x; bit 1: on y.
    pub(super) class: Vec<u8>,
}

/// Depends on both variables.
pub(super) const BOTH: u8 = 3;

impl Plan {
    pub(super) fn new(graph: &Graph) -> Self {
        Self::of(graph.nodes.borrow().clone())
    }

    pub(super) fn of(nodes: Vec<Node>) -> Self {
        let mut class = vec![0; nodes.len()];
        for (id, node) in nodes.iter().enumerate() {
            class[id] = match node {
                Node::Constant(_) => 0,
                Node::X => 1,
                Node::Y => 2,
                Node::Apply(..) => {
                    node.arguments().iter().fold(0, |sum, from| sum | class[*from as usize])
                }
            };
        }
        Self { nodes, class }
    }
}
