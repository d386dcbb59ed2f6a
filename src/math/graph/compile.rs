//! From a graph to a list of steps on registers.

use super::fuse::{Fused, Pass, fuse};
use super::plan::{BOTH, Plan};
use super::{Id, Node, Op};

/// Where an argument lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Source {
    /// In a register.
    Register(u16),
    /// In a column of input: a number for each point.
    Column(u16),
    /// One number for all points of a block.
    Scalar(u16),
}

/// One operation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub(super) op: Op,
    pub(super) to: u16,
    pub(super) from: [Source; 3],
    /// What is computed on the way into and out of a function of one number.
    pub(super) pass: Pass,
    /// The output that this is, if nothing else needs it.
    pub(super) output: Option<u16>,
}

/// One number for all points of a block.
#[derive(Clone, Copy, Debug)]
pub(super) enum Scalar {
    /// The same everywhere.
    Constant(f64),
    /// Another one for each row of a grid: output number so-and-so of the program for rows.
    Row(u16),
}

/// Steps, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Code {
    pub(super) steps: Vec<Step>,
    pub(super) registers: usize,
    pub(super) scalars: Vec<Scalar>,
    pub(super) outputs: Vec<Source>,
}

/// Code for grids: what depends on x alone, on y alone, and the rest.
#[derive(Clone, Debug)]
pub(super) struct Staged {
    pub(super) codes: [Code; 3],
    /// Powers taken apart: where their factors lie among the results by column and by row.
    pub(super) factors: Vec<[usize; 2]>,
}

impl Plan {
    /// The roots at scattered points: x is column 0, y is column 1.
    pub(super) fn flat(&self, roots: &[Id]) -> Code {
        plain(self.code(roots, |node, _| match node {
            Node::X => Some(Source::Column(0)),
            Node::Y => Some(Source::Column(1)),
            _ => None,
        }))
    }

    /// The roots on a grid, in three parts: what depends on x alone, column by column; on y alone,
    /// row by row; and the rest, which takes the results of the other two. `factors` are told where
    /// they lie among the results by column and by row.
    pub(super) fn staged(&self, roots: &[Id], factors: &[[Id; 2]]) -> Staged {
        let (mut columns, mut rows): (Vec<Id>, Vec<Id>) = (Vec::new(), Vec::new());
        let mut needed = vec![false; self.nodes.len()];
        for root in roots {
            needed[*root as usize] = true;
        }
        for id in (0..self.nodes.len()).rev().filter(|id| self.class[*id] == BOTH) {
            if needed[id] {
                for from in self.nodes[id].arguments() {
                    needed[*from as usize] = true;
                }
            }
        }
        for (id, _) in needed.iter().enumerate().filter(|(_, needed)| **needed) {
            match self.class[id] {
                1 => columns.push(id as Id),
                2 => rows.push(id as Id),
                _ => {}
            }
        }
        let place = |list: &[Id], id: Id| list.iter().position(|other| *other == id);
        let mut both = self.code(roots, |_, id| match self.class[id as usize] {
            1 => place(&columns, id).map(|k| Source::Column(k as u16)),
            // The rows' results come first among the scalars.
            2 => place(&rows, id).map(|k| Source::Scalar(k as u16)),
            _ => None,
        });
        let shift = rows.len();
        let constants = std::mem::take(&mut both.scalars);
        both.scalars = (0..shift as u16).map(Scalar::Row).chain(constants).collect();
        for source in both.steps.iter_mut().flat_map(|s| &mut s.from).chain(&mut both.outputs) {
            if let Source::Scalar(k) = source {
                *k = if *k >= CONSTANTS { *k - CONSTANTS + shift as u16 } else { *k };
            }
        }
        let alone = |node: &Node, _: Id| match node {
            Node::X | Node::Y => Some(Source::Column(0)),
            _ => None,
        };
        let found = |[u, v]: &[Id; 2]| Some([place(&columns, *u)?, place(&rows, *v)?]);
        Staged {
            factors: factors.iter().filter_map(found).collect(),
            codes: [plain(self.code(&columns, alone)), plain(self.code(&rows, alone)), both],
        }
    }

    /// Steps that compute the roots from what is given.
    fn code(&self, roots: &[Id], given: impl Fn(&Node, Id) -> Option<Source>) -> Code {
        let count = self.nodes.len();
        let mut place: Vec<Option<Source>> =
            (0..count).map(|id| given(&self.nodes[id], id as Id)).collect();
        let (mut needed, mut last) = (vec![false; count], vec![0; count]);
        for root in roots {
            needed[*root as usize] = true;
            last[*root as usize] = usize::MAX;
        }
        for id in (0..count).rev().filter(|id| place[*id].is_none()).collect::<Vec<_>>() {
            if needed[id] {
                for from in self.nodes[id].arguments() {
                    needed[*from as usize] = true;
                    last[*from as usize] = last[*from as usize].max(id);
                }
            }
        }
        let live = |id: &usize| needed[*id] && place[*id].is_none();
        let live: Vec<usize> = (0..count).filter(live).collect();
        let mut used = vec![false; count];
        for from in live.iter().flat_map(|id| self.nodes[*id].arguments()) {
            used[*from as usize] = true;
        }
        let (fused, gone) = fuse(self, &live, roots);
        for (id, fused) in fused.iter().enumerate() {
            needed[id] &= !gone[id];
            if let Some(Fused { op, from, .. }) = fused {
                for from in &from[..op.arity()] {
                    last[*from as usize] = last[*from as usize].max(id);
                }
            }
        }
        let mut code = Code::default();
        let mut free: Vec<u16> = Vec::new();
        for id in 0..count {
            if !needed[id] || place[id].is_some() {
                continue;
            }
            let (op, from) = match self.nodes[id] {
                Node::Constant(bits) => {
                    place[id] = Some(Source::Scalar(CONSTANTS + code.scalars.len() as u16));
                    code.scalars.push(Scalar::Constant(f64::from_bits(bits)));
                    continue;
                }
                Node::Apply(op, from) => (op, from),
                Node::X | Node::Y => continue,
            };
            let (op, from, pass) = match &fused[id] {
                Some(Fused { op, from, pass }) => (*op, *from, *pass),
                None => (op, from, Pass::PLAIN),
            };
            let mut sources = [Source::Scalar(CONSTANTS); 3];
            for (source, from) in sources.iter_mut().zip(&from[..op.arity()]) {
                *source = place[*from as usize].unwrap_or(Source::Scalar(CONSTANTS));
            }
            // The target is taken before the arguments are given back: it is none of them.
            let to = free.pop().unwrap_or_else(|| {
                code.registers += 1;
                code.registers as u16 - 1
            });
            let mut done = from[..op.arity()].to_vec();
            done.sort_unstable();
            done.dedup();
            for from in done {
                if let Some(Source::Register(register)) = place[from as usize]
                    && last[from as usize] == id
                {
                    free.push(register);
                }
            }
            place[id] = Some(Source::Register(to));
            // Only what is one output, and nothing else, needs no register.
            let mut places = (0..roots.len()).filter(|k| roots[*k] as usize == id);
            let output = match (places.next(), places.next()) {
                (Some(k), None) if !used[id] && k < DIRECT => Some(k as u16),
                _ => None,
            };
            code.steps.push(Step { op, to, from: sources, pass, output });
        }
        let source = |root: &Id| place[*root as usize].unwrap_or(Source::Scalar(CONSTANTS));
        code.outputs = roots.iter().map(source).collect();
        code
    }
}

/// Outputs that may be written without a register between.
pub(super) const DIRECT: usize = 64;

/// Scalars from here on are constants; those below are given.
const CONSTANTS: u16 = 1 << 15;

/// Code without given scalars: its constants are counted from 0.
fn plain(mut code: Code) -> Code {
    for source in code.steps.iter_mut().flat_map(|s| &mut s.from).chain(&mut code.outputs) {
        if let Source::Scalar(k) = source {
            *k -= CONSTANTS;
        }
    }
    code
}
