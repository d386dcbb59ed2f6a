//! Constants and roots that are computed on the way into and out of a function, in one pass over
//! a block instead of several.

use super::plan::Plan;
use super::{Id, Node, Op};

/// gain · op(scale · a), or gain · op(scale · √(root · a)).
#[derive(Clone, Copy, Debug)]
pub(super) struct Pass {
    pub(super) root: Option<f64>,
    pub(super) scale: f64,
    pub(super) gain: f64,
}

impl Pass {
    /// Nothing but the operation.
    pub(super) const PLAIN: Self = Self { root: None, scale: 1.0, gain: 1.0 };

    /// What the operation is given.
    #[inline(always)]
    pub(super) fn argument(&self, a: f64) -> f64 {
        match self.root {
            Some(inner) => crate::math::Real::sqrt(a * inner) * self.scale,
            None => a * self.scale,
        }
    }
}

/// An operation with what is computed on the way.
pub(super) struct Fused {
    pub(super) op: Op,
    pub(super) from: [Id; 3],
    pub(super) pass: Pass,
}

/// For each of the `live` operations what it is fused with, and which are therefore not needed.
pub(super) fn fuse(plan: &Plan, live: &[usize], roots: &[Id]) -> (Vec<Option<Fused>>, Vec<bool>) {
    let mut uses = vec![0_u32; plan.nodes.len()];
    for from in live.iter().flat_map(|id| plan.nodes[*id].arguments()) {
        uses[*from as usize] += 1;
    }
    let alone = |id: Id| {
        uses[id as usize] == 1 && !roots.contains(&id) && live.binary_search(&(id as usize)).is_ok()
    };
    let mut fused: Vec<Option<Fused>> = plan.nodes.iter().map(|_| None).collect();
    let mut gone = vec![false; plan.nodes.len()];
    // What is made of others comes before them.
    for id in live.iter().rev().filter(|id| matches!(plan.nodes[**id], Node::Apply(..))) {
        if gone[*id] {
            continue;
        }
        let mut absorb = |id: Id| gone[id as usize] = true;
        let scaled = |id: Id| plan.multiple(id).filter(|_| alone(id));
        let function = |id: Id| match plan.nodes[id as usize] {
            Node::Apply(op, [from, ..]) if op.arity() == 1 => Some((op, from)),
            _ => None,
        };
        let outer = plan
            .multiple(*id as Id)
            .filter(|(inner, _)| alone(*inner))
            .and_then(|(inner, gain)| Some((function(inner)?, inner, gain)));
        let ((op, mut from), gain) = match (function(*id as Id), outer) {
            (Some(function), _) => (function, 1.0),
            (None, Some((function, inner, gain))) => {
                absorb(inner);
                (function, gain)
            }
            (None, None) => {
                // A product that is added to something.
                if let Some((op, product, from)) = plan.sum(*id as Id, &alone) {
                    absorb(product);
                    fused[*id] = Some(Fused { op, from, pass: Pass::PLAIN });
                }
                continue;
            }
        };
        let mut pass = Pass { gain, ..Pass::PLAIN };
        if let Some((inner, by)) = scaled(from) {
            absorb(from);
            (from, pass.scale) = (inner, by);
        }
        // Roots keep another unit of the processor busy than powers of e do.
        if op == Op::Exp
            && alone(from)
            && let Some((Op::Sqrt, inner)) = function(from)
        {
            absorb(from);
            (from, pass.root) = (inner, Some(1.0));
            if let Some((inner, by)) = scaled(from) {
                absorb(from);
                (from, pass.root) = (inner, Some(by));
            }
        }
        fused[*id] = Some(Fused { op, from: [from; 3], pass });
    }
    (fused, gone)
}

impl Plan {
    /// A sum or difference of a product and something: the operation, the product, and what both
    /// are made of.
    fn sum(&self, id: Id, alone: &impl Fn(Id) -> bool) -> Option<(Op, Id, [Id; 3])> {
        let Node::Apply(op @ (Op::Add | Op::Sub), [a, b, _]) = self.nodes[id as usize] else {
            return None;
        };
        let factors = |id: Id| match self.nodes[id as usize] {
            Node::Apply(Op::Mul, [p, q, _]) if alone(id) => Some([p, q]),
            _ => None,
        };
        let first = factors(a)
            .map(|[p, q]| (if op == Op::Add { Op::MulAdd } else { Op::MulSub }, a, [p, q, b]));
        let second = || {
            let [p, q] = factors(b)?;
            Some((if op == Op::Add { Op::MulAdd } else { Op::SubMul }, b, [p, q, a]))
        };
        first.or_else(second)
    }

    /// What this is a multiple of, and by which constant.
    fn multiple(&self, id: Id) -> Option<(Id, f64)> {
        let Node::Apply(Op::Mul, [a, b, _]) = self.nodes[id as usize] else { return None };
        match [a, b].map(|id| self.nodes[id as usize]) {
            [Node::Constant(by), _] => Some((b, f64::from_bits(by))),
            [_, Node::Constant(by)] => Some((a, f64::from_bits(by))),
            _ => None,
        }
    }
}
