//! Curves over the steps, thinned to what a chart can show.

use crate::run::Trajectory;

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
    pub fn name(self) -> &'static str {
        match self {
            Self::Steps => "steps",
            Self::Samples => "samples",
            Self::Epochs(_) => "epochs",
        }
    }
}

/// What a chart shows of a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Series {
    /// log₁₀(f − f\*), given f\*.
    Excess(f64),
    /// f itself, where no minimum is known.
    Loss,
    /// log₁₀‖∇f‖.
    Gradient,
}

impl Series {
    /// The height of the curve after `step` steps; not finite where there is none.
    pub fn at(self, path: &Trajectory, step: usize) -> f64 {
        match self {
            Self::Excess(lowest) => (path.loss()[step] - lowest).log10(),
            Self::Loss => path.loss()[step],
            Self::Gradient => path.gradient_norm()[step].log10(),
        }
    }

    /// The lowest and the highest point of the whole curve, if it has any.
    pub fn extent(self, path: &Trajectory) -> Option<[f64; 2]> {
        let values = match self {
            Self::Gradient => path.gradient_norm(),
            Self::Excess(_) | Self::Loss => path.loss(),
        };
        // A logarithm keeps the order: two of them do for all values.
        let floor = match self {
            Self::Excess(lowest) => lowest,
            Self::Loss => f64::NEG_INFINITY,
            Self::Gradient => 0.0,
        };
        let drawn = values.iter().enumerate().filter(|(_, v)| **v > floor && v.is_finite());
        let order = |a: &(usize, &f64), b: &(usize, &f64)| a.1.total_cmp(b.1);
        let (low, _) = drawn.clone().min_by(order)?;
        let (high, _) = drawn.max_by(order)?;
        Some([self.at(path, low), self.at(path, high)])
    }
}

/// A curve as pieces of at most about `columns` columns: each column keeps its lowest and its
/// highest point. The curve breaks where it is not finite.
pub fn decimate(
    path: &Trajectory,
    series: Series,
    along: Along,
    columns: usize,
) -> Vec<Vec<[f64; 2]>> {
    let bucket = path.len().div_ceil(columns.max(1)).max(1);
    let mut pieces = vec![Vec::new()];
    for start in (0..path.len()).step_by(bucket) {
        let steps = start..(start + bucket).min(path.len());
        if bucket <= 2 {
            steps.for_each(|step| push(&mut pieces, [along.of(path, step), series.at(path, step)]));
            continue;
        }
        let mut ends: Option<[[f64; 2]; 2]> = None;
        for step in steps {
            let here = [along.of(path, step), series.at(path, step)];
            if here[1].is_finite() {
                let [low, high] = ends.unwrap_or([here; 2]);
                let low = if here[1] < low[1] { here } else { low };
                ends = Some([low, if here[1] > high[1] { here } else { high }]);
            } else {
                close(&mut pieces, ends.take());
                push(&mut pieces, here);
            }
        }
        close(&mut pieces, ends);
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
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
