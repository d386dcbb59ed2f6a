//! From crossings to lines: each band is traced by itself, then the pieces are joined.

use super::band::Crossings;
use super::{Contours, NONE};

/// The lines of one band: whole ones, and pieces that go on in the next band.
pub(super) struct Chains {
    points: Vec<[f64; 2]>,
    lines: Vec<Chain>,
    /// How many crossings lie on the first and on the last row.
    seams: [u32; 2],
}

/// A line, or a piece of one.
struct Chain {
    level: u8,
    /// Where its points end; they start where those of the chain before end.
    end: u32,
    /// For its first and its last point: which row it is shared on (0 the first, 1 the last), and
    /// the how-manieth crossing of that row it is.
    shared: [Option<(usize, u32)>; 2],
}

impl Chains {
    /// Follow the links: open lines from their ends first, then the closed ones.
    pub(super) fn trace(crossings: Crossings) -> Self {
        let Crossings { points, levels, mut links, first, last } = crossings;
        let mut out = Self {
            points: Vec::with_capacity(points.len() + points.len() / 8),
            lines: Vec::new(),
            seams: [first.1 - first.0, last.1 - last.0],
        };
        let shared = |id: u32| {
            let on = |row: (u32, u32)| (row.0..row.1).contains(&id).then(|| id - row.0);
            on(first).map(|k| (0, k)).or_else(|| on(last).map(|k| (1, k)))
        };
        let mut walk = |start: u32, links: &mut [[u32; 2]]| {
            let (mut here, mut from) = (start, NONE);
            let closed = loop {
                out.points.push(points[here as usize]);
                let [a, b] = std::mem::replace(&mut links[here as usize], [NONE; 2]);
                let next = if a == from { b } else { a };
                if next == NONE {
                    break false;
                }
                (from, here) = (here, next);
                if here == start {
                    out.points.push(points[start as usize]);
                    break true;
                }
            };
            let shared = if closed { [None; 2] } else { [shared(start), shared(here)] };
            let end = out.points.len() as u32;
            out.lines.push(Chain { level: levels[start as usize], end, shared });
        };
        for id in 0..links.len() {
            let [a, b] = links[id];
            if (a == NONE) != (b == NONE) {
                walk(id as u32, &mut links);
            }
        }
        for id in 0..links.len() {
            if links[id][0] != NONE {
                walk(id as u32, &mut links);
            }
        }
        out
    }
}

/// Join the chains of neighbouring bands where they share a crossing.
pub(super) fn join(parts: &[Chains]) -> Contours {
    let partners = partners(parts);
    let total = parts.iter().map(|part| part.points.len()).sum();
    let mut out = Contours { points: Vec::with_capacity(total), ends: Vec::new() };
    let mut pieces: Vec<(u8, &[[f64; 2]])> = Vec::with_capacity(partners.len());
    for part in parts {
        let mut start = 0;
        for chain in &part.lines {
            pieces.push((chain.level, &part.points[start..chain.end as usize]));
            start = chain.end as usize;
        }
    }
    let mut done = vec![false; pieces.len()];
    // From open ends first; what is left over are rings.
    let open = |chain: &usize| partners[*chain].contains(&NONE);
    let rings = |chain: &usize| !open(chain);
    for first in (0..pieces.len()).filter(open).chain((0..pieces.len()).filter(rings)) {
        if done[first] {
            continue;
        }
        // Enter a chain at one end, leave it at the other.
        let [at_start, at_end] = partners[first];
        let (mut chain, mut enter) = (first, usize::from(at_start != NONE && at_end == NONE));
        let mut joint = false;
        while !done[chain] {
            done[chain] = true;
            let points = pieces[chain].1;
            // The crossing at a joint is there already.
            let skip = usize::from(joint);
            if enter == 0 {
                out.points.extend_from_slice(&points[skip..]);
            } else {
                out.points.extend(points.iter().rev().skip(skip));
            }
            joint = true;
            let next = partners[chain][1 - enter];
            if next == NONE {
                break;
            }
            (chain, enter) = (next as usize / 2, next as usize % 2);
        }
        out.ends.push((pieces[first].0, out.points.len() as u32));
    }
    out
}

/// For both ends of every chain the chain that goes on there, as twice its number plus the number
/// of the end.
fn partners(parts: &[Chains]) -> Vec<[u32; 2]> {
    let count = parts.iter().map(|part| part.lines.len()).sum();
    let mut partners = vec![[NONE; 2]; count];
    let mut below: Vec<u32> = Vec::new();
    let mut number = 0;
    for part in parts {
        let mut rows = part.seams.map(|crossings| vec![NONE; crossings as usize]);
        for (chain, own) in part.lines.iter().zip(number..) {
            for (end, shared) in chain.shared.iter().enumerate() {
                if let Some((row, k)) = shared {
                    rows[*row][*k as usize] = 2 * own + end as u32;
                }
            }
        }
        let [first, last] = rows;
        for (a, b) in below.iter().zip(&first).filter(|(a, b)| **a != NONE && **b != NONE) {
            partners[*a as usize / 2][*a as usize % 2] = *b;
            partners[*b as usize / 2][*b as usize % 2] = *a;
        }
        below = last;
        number += part.lines.len() as u32;
    }
    partners
}
