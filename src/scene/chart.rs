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

/// A curve as pieces of at most about `columns` columns: each column keeps its first, lowest,
/// highest and last point. The curve breaks where it is not finite.
pub fn decimate(path: &Trajectory, series: Series, columns: usize) -> Vec<Vec<[f64; 2]>> {
    let bucket = path.len().div_ceil(columns.max(1)).max(1);
    let mut pieces = vec![Vec::new()];
    for start in (0..path.len()).step_by(bucket) {
        let end = (start + bucket).min(path.len());
        let points = (start..end).map(|step| [step as f64, series.at(path, step)]);
        if bucket <= 4 {
            points.for_each(|point| push(&mut pieces, point));
            continue;
        }
        let points: Vec<_> = points.collect();
        let extreme = |sign: f64| {
            let key = |i: &usize| sign * points[*i][1];
            (0..points.len()).max_by(|a, b| key(a).total_cmp(&key(b))).unwrap_or(0)
        };
        let mut keep = [0, extreme(-1.0), extreme(1.0), points.len() - 1];
        keep.sort_unstable();
        let mut previous = usize::MAX;
        for index in keep {
            if index != previous {
                push(&mut pieces, points[index]);
            }
            previous = index;
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
