//! Curves over the steps, thinned to what a chart can show.

use crate::run::Trajectory;

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
}

/// A curve as pieces of at most about `columns` columns: each column keeps its lowest and its
/// highest point. The curve breaks where it is not finite.
pub fn decimate(path: &Trajectory, series: Series, columns: usize) -> Vec<Vec<[f64; 2]>> {
    let bucket = path.len().div_ceil(columns.max(1)).max(1);
    let mut pieces = vec![Vec::new()];
    for start in (0..path.len()).step_by(bucket) {
        let steps = start..(start + bucket).min(path.len());
        if bucket <= 2 {
            steps.for_each(|step| push(&mut pieces, [step as f64, series.at(path, step)]));
            continue;
        }
        let (mut low, mut high) = ([0.0, f64::INFINITY], [0.0, f64::NEG_INFINITY]);
        for step in steps {
            let value = series.at(path, step);
            if value < low[1] {
                low = [step as f64, value];
            }
            if value > high[1] {
                high = [step as f64, value];
            }
        }
        let (first, second) = if low[0] <= high[0] { (low, high) } else { (high, low) };
        push(&mut pieces, first);
        if second != first {
            push(&mut pieces, second);
        }
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

fn push(pieces: &mut Vec<Vec<[f64; 2]>>, point: [f64; 2]) {
    match pieces.last_mut() {
        Some(piece) if point[1].is_finite() => piece.push(point),
        Some(piece) if !piece.is_empty() => pieces.push(Vec::new()),
        _ => {}
    }
}
