//! Taking powers of e apart on grids: e^(u(x) + v(y)) is e^u(x) times e^v(y), a power for each
//! column and each row instead of one for each point.

use super::plan::{BOTH, Plan};
use super::{Id, Node, Op};

/// How deep a sum in an exponent is taken apart.
const DEEP: usize = 24;

/// A plan in which powers are products, where that is possible.
pub(super) struct Separated {
    pub(super) plan: Plan,
    pub(super) roots: Vec<Id>,
    /// The factors of every product: in x alone, in y alone.
    pub(super) factors: Vec<[Id; 2]>,
}

/// What an exponent is made of: a part in x alone and a part in y alone.
type Parts = [Option<Id>; 2];

impl Separated {
    /// None where no power can be taken apart.
    pub(super) fn new(plan: &Plan, roots: &[Id]) -> Option<Self> {
        let mut work = Rewrite { old: plan, new: Vec::new(), map: Vec::new() };
        let mut factors = Vec::new();
        for (id, node) in plan.nodes.iter().enumerate() {
            let power = match node {
                Node::Apply(Op::Exp, [exponent, ..]) if plan.class[id] == BOTH => {
                    work.parts(*exponent, DEEP)
                }
                _ => None,
            };
            let place = if let Some([Some(u), Some(v)]) = power {
                let pair = [u, v].map(|part| work.put(Op::Exp, [part, 0]));
                factors.push(pair);
                work.put(Op::Mul, pair)
            } else {
                work.copy(node)
            };
            work.map.push(place);
        }
        let roots = roots.iter().map(|root| work.map[*root as usize]).collect();
        let plan = Plan::of(work.new);
        (!factors.is_empty()).then_some(Self { plan, roots, factors })
    }
}

struct Rewrite<'a> {
    old: &'a Plan,
    new: Vec<Node>,
    /// Where the old nodes are now.
    map: Vec<Id>,
}

impl Rewrite<'_> {
    fn put(&mut self, op: Op, [a, b]: [Id; 2]) -> Id {
        self.new.push(Node::Apply(op, [a, b, 0]));
        self.new.len() as Id - 1
    }

    fn copy(&mut self, node: &Node) -> Id {
        self.new.push(match node {
            Node::Apply(op, _) => {
                let mut from = [0; 3];
                for (new, old) in from.iter_mut().zip(node.arguments()) {
                    *new = self.map[*old as usize];
                }
                Node::Apply(*op, from)
            }
            other => *other,
        });
        self.new.len() as Id - 1
    }

    /// The two parts of an old node, if it is a sum of such.
    fn parts(&mut self, id: Id, deep: usize) -> Option<Parts> {
        let class = |id: Id| self.old.class[id as usize];
        match (class(id), self.old.nodes[id as usize]) {
            (0 | 1, _) => Some([Some(self.map[id as usize]), None]),
            (2, _) => Some([None, Some(self.map[id as usize])]),
            (_, Node::Apply(op, [a, b, _])) if deep > 0 => match op {
                Op::Neg => self.each(op, a, None, deep),
                Op::Add | Op::Sub => {
                    let (a, b) = (self.parts(a, deep - 1)?, self.parts(b, deep - 1)?);
                    Some([0, 1].map(|axis| self.join(op, a[axis], b[axis])))
                }
                Op::Mul if class(a) == 0 => self.each(op, b, Some(a), deep),
                Op::Mul | Op::Div if class(b) == 0 => self.each(op, a, Some(b), deep),
                _ => None,
            },
            _ => None,
        }
    }

    /// An operation on each part of `id`, with the same constant.
    fn each(&mut self, op: Op, id: Id, by: Option<Id>, deep: usize) -> Option<Parts> {
        let parts = self.parts(id, deep - 1)?;
        let by = by.map_or(0, |by| self.map[by as usize]);
        Some(parts.map(|part| part.map(|part| self.put(op, [part, by]))))
    }

    fn join(&mut self, op: Op, a: Option<Id>, b: Option<Id>) -> Option<Id> {
        match (a, b) {
            (Some(a), Some(b)) => Some(self.put(op, [a, b])),
            (None, Some(b)) if op == Op::Sub => Some(self.put(Op::Neg, [b, 0])),
            (part, None) | (None, part) => part,
        }
    }
}
