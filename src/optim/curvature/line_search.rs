//! How far to go along a direction: a fixed length, Armijo's, strong Wolfe's, or the exact one of
//! the quadratic model.
//!
//! Strong Wolfe is the bracket and zoom search of Nocedal and Wright (2006), algorithms 3.5 and
//! 3.6, with cubic interpolation and the safeguards that `torch.optim.LBFGS` has.

use nalgebra::DMatrix;

use crate::math::dot;
use crate::optim::Oracle;
use crate::optim::blocks::fill;

crate::choices! {
    /// How far to go along a direction.
    pub(super) enum LineSearch {
        /// As far as the learning rate says.
        None = "none",
        /// Shorter until the loss has fallen enough.
        Armijo = "armijo",
        /// Until the loss has fallen enough and the slope is gone.
        StrongWolfe = "strong_wolfe",
        /// To the minimum of the quadratic model along the line, for one Hessian; where the line
        /// does not bend upwards, as far as the learning rate says.
        Exact = "exact",
    }
}

/// What a search has to satisfy.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rules {
    pub(super) search: LineSearch,
    /// Armijo's constant: the share of the promised fall that is asked for.
    pub(super) c1: f64,
    /// Wolfe's constant: the share of the slope that may be left.
    pub(super) c2: f64,
    /// What Armijo's search multiplies a length by that was too long.
    pub(super) shrink: f64,
    /// The most trials of a strong Wolfe search.
    pub(super) trials: u64,
}

/// A line: where it starts, where it leads, and what is known at its start.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    pub(super) x: &'a [f64],
    pub(super) direction: &'a [f64],
    pub(super) loss: f64,
    pub(super) gradient: &'a [f64],
}

/// A point on the line.
#[derive(Clone, Debug, Default)]
struct Trial {
    t: f64,
    loss: f64,
    slope: f64,
    gradient: Vec<f64>,
}

/// The memory of a search.
#[derive(Debug, Default)]
pub(super) struct Searcher {
    point: Vec<f64>,
    new: Trial,
    last: Trial,
    /// The ends of the bracket.
    ends: [Trial; 2],
    product: Option<DMatrix<f64>>,
    /// Trials of the last search.
    pub(super) trials: u64,
}

/// The bracket is this small: nothing is left to be gained.
const TOLERANCE: f64 = 1e-9;

impl Searcher {
    pub(super) fn reset(&mut self, dim: usize) {
        fill(&mut self.point, dim, 0.0);
        let [a, b] = &mut self.ends;
        for trial in [&mut self.new, &mut self.last, a, b] {
            fill(&mut trial.gradient, dim, 0.0);
        }
        self.product = Some(DMatrix::zeros(dim, dim));
    }

    /// How far to go, beginning with the length `t`.
    pub(super) fn run(
        &mut self,
        t: f64,
        line: Line<'_>,
        rules: Rules,
        oracle: &mut dyn Oracle,
    ) -> f64 {
        self.trials = 0;
        match rules.search {
            LineSearch::None => t,
            LineSearch::Armijo => self.armijo(t, line, rules, oracle),
            LineSearch::StrongWolfe => self.strong_wolfe(t, line, rules, oracle),
            LineSearch::Exact => self.exact(t, line, oracle),
        }
    }

    /// The loss and the gradient where the last strong Wolfe search ended.
    pub(super) fn end(&self) -> (f64, &[f64]) {
        (self.new.loss, &self.new.gradient)
    }

    fn armijo(&mut self, mut t: f64, line: Line<'_>, rules: Rules, oracle: &mut dyn Oracle) -> f64 {
        let slope = dot(line.gradient, line.direction);
        while t >= f64::MIN_POSITIVE {
            go(&mut self.point, line, t);
            if self.point == line.x {
                break;
            }
            self.trials += 1;
            if oracle.value(&self.point) <= line.loss + rules.c1 * t * slope {
                return t;
            }
            t *= rules.shrink;
        }
        0.0
    }

    fn exact(&mut self, t: f64, line: Line<'_>, oracle: &mut dyn Oracle) -> f64 {
        let Some(hessian) = &mut self.product else { return t };
        oracle.hessian(line.x, hessian);
        let n = line.x.len();
        let bend: f64 = (0..n)
            .map(|i| {
                (0..n).map(|j| hessian[(i, j)] * line.direction[j]).sum::<f64>() * line.direction[i]
            })
            .sum();
        let slope = dot(line.gradient, line.direction);
        // Without curvature the model has no minimum: the learning rate decides.
        if bend > 0.0 { -slope / bend } else { t }
    }

    fn strong_wolfe(
        &mut self,
        t: f64,
        line: Line<'_>,
        rules: Rules,
        oracle: &mut dyn Oracle,
    ) -> f64 {
        let slope = dot(line.gradient, line.direction);
        let done = self.bracket(t, line, slope, rules, oracle);
        let low = if done { 0 } else { self.zoom(line, slope, rules, oracle) };
        std::mem::swap(&mut self.new, &mut self.ends[low]);
        self.new.t
    }

    fn ask(&mut self, t: f64, line: Line<'_>, oracle: &mut dyn Oracle) {
        go(&mut self.point, line, t);
        self.new.t = t;
        self.new.loss = oracle.gradient(&self.point, &mut self.new.gradient);
        self.new.slope = dot(&self.new.gradient, line.direction);
        self.trials += 1;
    }

    /// Look for two points with an acceptable one between them. Returns true if the first end is
    /// acceptable already.
    fn bracket(
        &mut self,
        t: f64,
        line: Line<'_>,
        slope: f64,
        rules: Rules,
        oracle: &mut dyn Oracle,
    ) -> bool {
        self.ask(t, line, oracle);
        self.last.t = 0.0;
        self.last.loss = line.loss;
        self.last.slope = slope;
        self.last.gradient.copy_from_slice(line.gradient);
        for round in 0..rules.trials {
            let (new, last) = (&self.new, &self.last);
            let high = above(new.loss, line.loss + rules.c1 * new.t * slope);
            let rising = round > 1 && new.loss >= last.loss;
            if !high && !rising && new.slope.abs() <= -rules.c2 * slope {
                std::mem::swap(&mut self.ends[0], &mut self.new);
                return true;
            }
            if high || rising || new.slope >= 0.0 {
                std::mem::swap(&mut self.ends[0], &mut self.last);
                std::mem::swap(&mut self.ends[1], &mut self.new);
                return false;
            }
            let bounds = [new.t + 0.01 * (new.t - last.t), new.t * 10.0];
            let t = cubic(last, new, bounds);
            std::mem::swap(&mut self.last, &mut self.new);
            self.ask(t, line, oracle);
        }
        let start = &mut self.ends[0];
        (start.t, start.loss, start.slope) = (0.0, line.loss, slope);
        start.gradient.copy_from_slice(line.gradient);
        std::mem::swap(&mut self.ends[1], &mut self.new);
        false
    }

    /// Narrow the bracket down; returns which of its ends is the better one.
    fn zoom(&mut self, line: Line<'_>, slope: f64, rules: Rules, oracle: &mut dyn Oracle) -> usize {
        let width = line.direction.iter().fold(0.0, |most: f64, d| most.max(d.abs()));
        let lower = |ends: &[Trial; 2]| usize::from(ends[0].loss > ends[1].loss);
        let mut low = lower(&self.ends);
        let mut close_before = false;
        // The first trial of the bracket is not counted, as in PyTorch.
        while self.trials < rules.trials + 1 {
            let [a, b] = &self.ends;
            if (b.t - a.t).abs() * width < TOLERANCE {
                break;
            }
            let (least, most) = (a.t.min(b.t), a.t.max(b.t));
            let mut t = cubic(a, b, [least, most]);
            let margin = 0.1 * (most - least);
            let close = (most - t).min(t - least) < margin;
            if close && (close_before || t >= most || t <= least) {
                t = if (t - most).abs() < (t - least).abs() {
                    most - margin
                } else {
                    least + margin
                };
                close_before = false;
            } else {
                close_before = close;
            }
            self.ask(t, line, oracle);
            let high = 1 - low;
            let new = &self.new;
            if above(new.loss, line.loss + rules.c1 * t * slope) || new.loss >= self.ends[low].loss
            {
                std::mem::swap(&mut self.ends[high], &mut self.new);
                low = lower(&self.ends);
                continue;
            }
            let done = new.slope.abs() <= -rules.c2 * slope;
            if !done && new.slope * (self.ends[high].t - self.ends[low].t) >= 0.0 {
                self.ends.swap(0, 1);
            }
            // After the swap the place of the low end holds the old high one.
            std::mem::swap(&mut self.ends[low], &mut self.new);
            if done {
                break;
            }
        }
        low
    }
}

/// The length a strong Wolfe search begins with, as a share of the learning rate: the one that
/// promises the fall that the last step brought. Nocedal and Wright (2006), equation 3.60.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Guess {
    last: Option<f64>,
}

impl Guess {
    pub(super) fn length(
        &mut self,
        search: LineSearch,
        loss: f64,
        gradient: &[f64],
        slope: f64,
    ) -> f64 {
        let last = self.last.replace(loss);
        if search != LineSearch::StrongWolfe {
            return 1.0;
        }
        let fall = last.map_or_else(|| -0.5 * dot(gradient, gradient).sqrt(), |last| loss - last);
        let length = 1.01 * 2.0 * fall / slope;
        if length > 0.0 { length.min(1.0) } else { 1.0 }
    }
}

/// Whether a loss is too high; what is no number is.
fn above(loss: f64, bound: f64) -> bool {
    loss.is_nan() || loss > bound
}

/// x + t · direction.
fn go(point: &mut [f64], line: Line<'_>, t: f64) {
    for ((point, x), d) in point.iter_mut().zip(line.x).zip(line.direction) {
        *point = x + t * d;
    }
}

/// Where the cubic through two points with their slopes has its minimum, within bounds.
fn cubic(a: &Trial, b: &Trial, [least, most]: [f64; 2]) -> f64 {
    let first = a.slope + b.slope - 3.0 * (a.loss - b.loss) / (a.t - b.t);
    let square = first * first - a.slope * b.slope;
    if square < 0.0 {
        return f64::midpoint(least, most);
    }
    let root = square.sqrt();
    let at = if a.t <= b.t {
        b.t - (b.t - a.t) * ((b.slope + root - first) / (b.slope - a.slope + 2.0 * root))
    } else {
        a.t - (a.t - b.t) * ((a.slope + root - first) / (a.slope - b.slope + 2.0 * root))
    };
    at.max(least).min(most)
}
