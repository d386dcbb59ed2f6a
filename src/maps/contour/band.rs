//! Where the levels cross the grid, and which crossings are neighbours on a line.

use super::{Grid, HOLE, NONE};

/// Crossings of levels with grid edges, and their links.
#[derive(Default)]
pub(super) struct Crossings {
    pub(super) points: Vec<[f64; 2]>,
    pub(super) levels: Vec<u8>,
    pub(super) links: Vec<[u32; 2]>,
    /// The crossings on the first and on the last row.
    pub(super) first: (u32, u32),
    pub(super) last: (u32, u32),
}

impl Crossings {
    /// Put the crossings of one edge at the end; returns the number of the first.
    #[inline]
    fn cross(&mut self, levels: std::ops::Range<u8>, at: impl Fn(u8) -> [f64; 2]) -> u32 {
        let first = self.points.len() as u32;
        for level in levels {
            self.points.push(at(level));
            self.levels.push(level);
            self.links.push([NONE; 2]);
        }
        first
    }
}

/// A pass over some rows of a grid.
pub(super) struct Band<'a> {
    grid: Grid<'a>,
    levels: &'a [f64],
    out: Crossings,
    /// Classes of the row below and the row above: how many levels a height exceeds.
    below: Vec<u8>,
    above: Vec<u8>,
    /// The first crossing on each edge of those rows.
    base_below: Vec<u32>,
    base_above: Vec<u32>,
    mask: Vec<u8>,
}

impl<'a> Band<'a> {
    pub(super) fn new(grid: Grid<'a>, levels: &'a [f64]) -> Self {
        let n = grid.x.len();
        Self {
            grid,
            levels,
            out: Crossings::default(),
            below: vec![0; n],
            above: vec![0; n],
            base_below: vec![0; n],
            base_above: vec![0; n],
            mask: vec![0; n - 1],
        }
    }

    fn row(&self, row: usize) -> &'a [f64] {
        let n = self.grid.x.len();
        &self.grid.z[row * n..(row + 1) * n]
    }

    /// The cells between grid rows `first` and `last`.
    pub(super) fn scan(mut self, first: usize, last: usize) -> Crossings {
        let guess = 8 * (last - first) * self.levels.len().min(16);
        self.out.points.reserve(guess);
        self.out.levels.reserve(guess);
        self.out.links.reserve(guess);
        classify(self.row(first), self.levels, &mut self.above);
        self.cross_row(first);
        self.out.first = (0, self.out.points.len() as u32);
        for row in first..last {
            std::mem::swap(&mut self.below, &mut self.above);
            std::mem::swap(&mut self.base_below, &mut self.base_above);
            classify(self.row(row + 1), self.levels, &mut self.above);
            let start = self.out.points.len() as u32;
            self.cross_row(row + 1);
            self.out.last = (start, self.out.points.len() as u32);
            self.cells(row);
        }
        self.out
    }

    /// The crossings on the edges along a row, whose classes are in `above`.
    fn cross_row(&mut self, row: usize) {
        let (heights, x, y) = (self.row(row), self.grid.x, self.grid.y[row]);
        let Self { out, above, base_above, mask, levels, .. } = self;
        differ(above, mask);
        each_set(mask, |j| {
            let (a, b) = (above[j], above[j + 1]);
            if a == HOLE || b == HOLE {
                return;
            }
            let (low, slope) = (heights[j], (x[j + 1] - x[j]) / (heights[j + 1] - heights[j]));
            base_above[j] = out.cross(a.min(b)..a.max(b), |level| {
                [x[j] + (levels[usize::from(level)] - low) * slope, y]
            });
        });
    }

    /// The cells of one row of cells.
    fn cells(&mut self, row: usize) {
        let (z0, z1) = (self.row(row), self.row(row + 1));
        let (x, y0, y1) = (self.grid.x, self.grid.y[row], self.grid.y[row + 1]);
        let Self { out, below, above, base_below, base_above, mask, levels, .. } = self;
        crossed(below, above, mask);
        let side = |out: &mut Crossings, j: usize| {
            let (a, b) = (below[j], above[j]);
            let (low, slope) = (z0[j], (y1 - y0) / (z1[j] - z0[j]));
            out.cross(a.min(b)..a.max(b), |level| {
                [x[j], y0 + (levels[usize::from(level)] - low) * slope]
            })
        };
        // The crossings of the right side of the last cell are those of the left side of the next.
        let mut right = (usize::MAX, NONE);
        each_set(mask, |j| {
            // Around the cell from the lower left.
            let q = [below[j], below[j + 1], above[j + 1], above[j]];
            if q.contains(&HOLE) {
                return;
            }
            let left = if right.0 == j { right.1 } else { side(out, j) };
            right = (j + 1, side(out, j + 1));
            // The first crossing and the lowest level of the bottom, right, top and left edge.
            let base = [base_below[j], right.1, base_above[j], left];
            let low = [q[0].min(q[1]), q[1].min(q[2]), q[2].min(q[3]), q[3].min(q[0])];
            let all = low[0].min(low[2])..q[0].max(q[1]).max(q[2].max(q[3]));
            for level in all {
                let mut link = |e: usize, f: usize| {
                    let id = |e: usize| base[e] + u32::from(level - low[e]);
                    let (p, q) = (id(e), id(f));
                    // Bottom and left edges are met the second time here, the others the first.
                    out.links[p as usize][usize::from(e == 0 || e == 3)] = q;
                    out.links[q as usize][usize::from(f == 0 || f == 3)] = p;
                };
                let high = |k: usize| u8::from(q[k] > level) << k;
                let case = high(0) | high(1) | high(2) | high(3);
                match case {
                    1 | 14 => link(0, 3),
                    2 | 13 => link(0, 1),
                    3 | 12 => link(1, 3),
                    4 | 11 => link(1, 2),
                    6 | 9 => link(0, 2),
                    7 | 8 => link(2, 3),
                    _ => {
                        let mean = 0.25 * (z0[j] + z0[j + 1] + z1[j] + z1[j + 1]);
                        if (case == 5) == (mean > levels[usize::from(level)]) {
                            link(0, 1);
                            link(2, 3);
                        } else {
                            link(0, 3);
                            link(1, 2);
                        }
                    }
                }
            }
        });
    }
}

/// For each height the number of levels it exceeds, or `HOLE`.
fn classify(heights: &[f64], levels: &[f64], classes: &mut [u8]) {
    const W: usize = 32;
    let (blocks, rest) = heights.as_chunks::<W>();
    let (class_blocks, class_rest) = classes.as_chunks_mut::<W>();
    for (z, q) in blocks.iter().zip(class_blocks) {
        // Most blocks lie between two neighbouring levels: lowest and highest tell.
        let (mut low, mut high, mut probe) = ([z[0]; 8], [z[0]; 8], [0.0; 8]);
        for lane in z.as_chunks::<8>().0 {
            for j in 0..8 {
                low[j] = if lane[j] < low[j] { lane[j] } else { low[j] };
                high[j] = if lane[j] > high[j] { lane[j] } else { high[j] };
                probe[j] += lane[j] * 0.0;
            }
        }
        if probe.iter().sum::<f64>() != 0.0 {
            classify_one_by_one(z, levels, q);
            continue;
        }
        let low = low.iter().copied().fold(f64::INFINITY, |a, b| if b < a { b } else { a });
        let high = high.iter().copied().fold(f64::NEG_INFINITY, |a, b| if b > a { b } else { a });
        let from = levels.iter().filter(|level| low > **level).count();
        let to = levels.iter().filter(|level| high > **level).count();
        if from == to {
            q.fill(from as u8);
        } else {
            let mut count = [from as i64; W];
            for level in &levels[from..to] {
                for j in 0..W {
                    count[j] += i64::from(z[j] > *level);
                }
            }
            for j in 0..W {
                q[j] = count[j] as u8;
            }
        }
    }
    classify_one_by_one(rest, levels, class_rest);
}

fn classify_one_by_one(heights: &[f64], levels: &[f64], classes: &mut [u8]) {
    for (z, q) in heights.iter().zip(classes) {
        let count = levels.iter().filter(|level| z > *level).count() as u8;
        *q = if z.is_finite() { count } else { HOLE };
    }
}

/// Nonzero where neighbours in a row differ.
fn differ(row: &[u8], mask: &mut [u8]) {
    let n = mask.len();
    let (left, right) = (&row[..n], &row[1..=n]);
    for j in 0..n {
        mask[j] = left[j] ^ right[j];
    }
}

/// Nonzero for the cells between two rows whose corners differ.
fn crossed(below: &[u8], above: &[u8], mask: &mut [u8]) {
    let n = mask.len();
    let (a0, a1, b0, b1) = (&below[..n], &below[1..=n], &above[..n], &above[1..=n]);
    for j in 0..n {
        mask[j] = (a0[j] ^ a1[j]) | (a0[j] ^ b0[j]) | (a0[j] ^ b1[j]);
    }
}

/// Call `f` with the index of each nonzero byte, eight at a time.
fn each_set(mask: &[u8], mut f: impl FnMut(usize)) {
    let (words, rest) = mask.as_chunks::<8>();
    for (i, word) in words.iter().enumerate() {
        let mut bits = u64::from_le_bytes(*word);
        while bits != 0 {
            let k = bits.trailing_zeros() as usize / 8;
            bits &= !(0xff << (8 * k));
            f(8 * i + k);
        }
    }
    for (k, byte) in rest.iter().enumerate() {
        if *byte != 0 {
            f(8 * words.len() + k);
        }
    }
}
