//! Curves over the steps, thinned to what a chart can show.

use std::borrow::Cow;

use crate::run::Trajectory;
use crate::words::tell;

/// What lies along a chart.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Along {
    /// Steps.
    #[default]
    Steps,
    /// Examples looked at.
    Samples,
    /// Examples looked at, by how many there are.
    Epochs(f64),
}

impl Along {
    /// The place of `step` along the chart.
    pub fn of(self, path: &Trajectory, step: usize) -> f64 {
        match self {
            Self::Steps => step as f64,
            Self::Samples => path.samples()[step] as f64,
            Self::Epochs(examples) => path.samples()[step] as f64 / examples,
        }
    }

    /// The step whose place is nearest to `at`.
    pub fn step(self, path: &Trajectory, at: f64) -> usize {
        let last = path.len() - 1;
        let (mut low, mut high) = (0, last);
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.of(path, middle) < at { low = middle + 1 } else { high = middle }
        }
        let before = low.saturating_sub(1);
        let nearer = at - self.of(path, before) < self.of(path, low) - at;
        if nearer { before } else { low }
    }

    /// What it is called.
    pub fn name(self) -> Cow<'static, str> {
        match self {
            Self::Steps => tell!("along-steps"),
            Self::Samples => tell!("along-samples"),
            Self::Epochs(_) => tell!("along-epochs"),
        }
    }
}

/// How a curve is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stroke {
    /// As the run's path is.
    Own,
    /// The first of two of a run.
    Solid,
    /// The second of two.
    Dashed,
}

/// A curve of a run: its heights after some steps, the first and the last among them.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// How it is drawn.
    pub stroke: Stroke,
    heights: Vec<f64>,
    extent: Option<[f64; 2]>,
    /// The number of its first height.
    first: usize,
    last: usize,
    stride: usize,
}

impl Curve {
    /// The curve through the heights after `last` steps and after every `stride` steps before; a
    /// height that is not finite is none.
    pub fn new(
        stroke: Stroke,
        last: usize,
        stride: usize,
        height: impl FnMut(usize) -> f64,
    ) -> Self {
        let stride = stride.max(1);
        let steps = (0..=last.div_ceil(stride)).map(|index| (index * stride).min(last));
        let heights: Vec<f64> = steps.map(height).collect();
        Self { stroke, extent: extent(&heights), heights, first: 0, last, stride }
    }

    /// What of it lies between two steps, and the next height on either side.
    pub fn part(&self, [from, to]: [usize; 2]) -> Self {
        let end = self.heights.len() - 1;
        let before = |step: usize| (step / self.stride).saturating_sub(self.first).min(end);
        let (from, to) = (before(from).saturating_sub(1), (before(to) + 2).min(end));
        let heights = self.heights[from..=to].to_vec();
        let (extent, first) = (extent(&heights), self.first + from);
        Self { stroke: self.stroke, heights, extent, first, last: self.last, stride: self.stride }
    }

    /// Whether it leaves steps out.
    pub fn sampled(&self) -> bool {
        self.stride > 1
    }

    /// The step that height number `index` belongs to.
    fn step(&self, index: usize) -> usize {
        ((self.first + index) * self.stride).min(self.last)
    }

    /// The step nearest to `step` that has a height, and that height.
    pub fn near(&self, step: usize) -> (usize, f64) {
        let index = (step + self.stride / 2) / self.stride;
        let index = index.saturating_sub(self.first).min(self.heights.len() - 1);
        (self.step(index), self.heights[index])
    }

    /// Its heights, as far as they are finite.
    pub fn heights(&self) -> impl DoubleEndedIterator<Item = f64> + '_ {
        self.heights.iter().copied().filter(|height| height.is_finite())
    }

    /// Its lowest and its highest point, if it has any.
    pub fn extent(&self) -> Option<[f64; 2]> {
        self.extent
    }

    /// The curve as pieces of at most about `columns` columns: each column keeps its lowest and
    /// its highest point. The curve breaks where there is no height; within a column, once.
    pub fn pieces(&self, path: &Trajectory, along: Along, columns: usize) -> Vec<Vec<[f64; 2]>> {
        let count = self.heights.len();
        let bucket = count.div_ceil(columns.max(1)).max(1);
        let point = |index: usize| [along.of(path, self.step(index)), self.heights[index]];
        let mut pieces = vec![Vec::new()];
        for start in (0..count).step_by(bucket) {
            let column = start..(start + bucket).min(count);
            if bucket <= 2 {
                column.for_each(|index| push(&mut pieces, point(index)));
                continue;
            }
            let mut ends: Option<[[f64; 2]; 2]> = None;
            let mut hole = None;
            for here in column.map(point) {
                if here[1].is_finite() {
                    let [low, high] = ends.unwrap_or([here; 2]);
                    let low = if here[1] < low[1] { here } else { low };
                    ends = Some([low, if here[1] > high[1] { here } else { high }]);
                } else if ends.is_none() {
                    push(&mut pieces, here);
                } else {
                    hole = Some(here);
                }
            }
            close(&mut pieces, ends);
            if let Some(hole) = hole {
                push(&mut pieces, hole);
            }
        }
        pieces.retain(|piece| !piece.is_empty());
        pieces
    }
}

/// The lowest and the highest of some heights.
fn extent(heights: &[f64]) -> Option<[f64; 2]> {
    let finite = || heights.iter().copied().filter(|height| height.is_finite());
    let low = finite().min_by(f64::total_cmp);
    low.zip(finite().max_by(f64::total_cmp)).map(|(low, high)| [low, high])
}

/// The lowest and the highest point of a column, in their order.
fn close(pieces: &mut Vec<Vec<[f64; 2]>>, ends: Option<[[f64; 2]; 2]>) {
    let Some([low, high]) = ends else { return };
    let (first, second) = if low[0] <= high[0] { (low, high) } else { (high, low) };
    push(pieces, first);
    if second != first {
        push(pieces, second);
    }
}

fn push(pieces: &mut Vec<Vec<[f64; 2]>>, point: [f64; 2]) {
    match pieces.last_mut() {
        Some(piece) if point[1].is_finite() => piece.push(point),
        Some(piece) if !piece.is_empty() => pieces.push(Vec::new()),
        _ => {}
    }
}
