//! What charts show of runs, and between which heights.

use std::borrow::Cow;

use super::chart::{Along, Curve, Stroke};
use crate::math::{self, across, dot};
use crate::run::{Run, Trajectory};
use crate::surface::{Hessian, Minimum, nearest_minimum};
use crate::words::{Message, message, tell};

/// Steps at which the curvature of a run is looked at, at most.
const SAMPLES: usize = 600;
/// The least of them, and the evaluations of the surface that all of them may take.
const WORK: (usize, u64) = (60, 20_000);
/// Distances to a minimum that are measured for one curve.
const DISTANCES: usize = 200_000;
/// Decades that a chart reaches up beyond the highest start.
const RISE: f64 = 12.0;

/// What is known of the landscape under the runs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known<'a> {
    /// f\*, if it is known.
    pub lowest: Option<f64>,
    /// The minima.
    pub minima: &'a [Minimum],
}

/// What a chart shows of every run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Series {
    /// log₁₀(f − f\*).
    Excess,
    /// f itself, for where no minimum is known.
    Loss,
    /// log₁₀‖∇f‖.
    Gradient,
    /// log₁₀ of the learning rate in force.
    Rate,
    /// log₁₀ of the way to the nearest known minimum.
    Distance,
    /// λmax of the Hessian at the ball, and below which value the rate in force is stable.
    Sharpness,
    /// log₁₀ of the two parts of the way to a minimum: along its steep and its flat direction.
    Directions,
}

/// What there is to say of a series.
struct Declaration {
    /// Its name where it is chosen.
    name: Message,
    /// What its chart shows.
    what: Message,
    /// Whether its heights are powers of ten.
    log: bool,
    /// The curves of a run.
    curves: fn(&Run, &Known<'_>) -> Vec<Curve>,
}

impl Series {
    /// What may be chosen besides the loss.
    pub const CHOICES: &[Self] =
        &[Self::Gradient, Self::Rate, Self::Distance, Self::Sharpness, Self::Directions];

    /// The loss, as it is best shown.
    pub fn of_loss(known: &Known<'_>) -> Self {
        if known.lowest.is_some() { Self::Excess } else { Self::Loss }
    }

    fn declaration(self) -> Declaration {
        let of = |name, what, log, curves| Declaration { name, what, log, curves };
        match self {
            Self::Excess => {
                of(message!("series-excess"), message!("series-excess-what"), true, |run, known| {
                    let lowest = known.lowest.unwrap_or(f64::NAN);
                    all(run.trajectory(), |path, step| (path.loss()[step] - lowest).log10())
                })
            }
            Self::Loss => {
                of(message!("series-loss"), message!("series-loss-what"), false, |run, _| {
                    all(run.trajectory(), |path, step| path.loss()[step])
                })
            }
            Self::Gradient => {
                of(message!("series-gradient"), message!("series-gradient-what"), true, |run, _| {
                    all(run.trajectory(), |path, step| path.gradient_norm()[step].log10())
                })
            }
            Self::Rate => {
                of(message!("series-rate"), message!("series-rate-what"), true, |run, _| {
                    all(run.trajectory(), |path, step| path.lr()[step].log10())
                })
            }
            Self::Distance => {
                of(message!("series-distance"), message!("series-distance-what"), true, distance)
            }
            Self::Sharpness => of(
                message!("series-sharpness"),
                message!("series-sharpness-what"),
                false,
                sharpness,
            ),
            Self::Directions => of(
                message!("series-directions"),
                message!("series-directions-what"),
                true,
                directions,
            ),
        }
    }

    /// What it is called where it is chosen.
    pub fn name(self) -> Cow<'static, str> {
        self.declaration().name.text()
    }

    /// Whether its heights are powers of ten.
    pub fn log(self) -> bool {
        self.declaration().log
    }

    /// The curves of a run.
    pub fn curves(self, run: &Run, known: &Known<'_>) -> Vec<Curve> {
        (self.declaration().curves)(run, known)
    }

    /// What stands above its chart; `sampled` if its curves leave steps out.
    pub fn title(self, along: Along, known: &Known<'_>, sampled: bool) -> String {
        let what = match (self, known.lowest) {
            (Self::Excess, Some(0.0)) => message!("series-excess-zero"),
            (series, _) => series.declaration().what,
        };
        let title = tell!("series-title", what, along = along.name());
        match (self, known.lowest) {
            (Self::Excess, Some(lowest)) if lowest != 0.0 => {
                tell!("series-title-lowest", title, lowest)
            }
            (Self::Loss | Self::Distance | Self::Directions, None) => {
                tell!("series-title-no-minimum", title)
            }
            _ if sampled => tell!("series-title-sampled", title),
            _ => title,
        }
        .into_owned()
    }

    /// The heights between which a chart of these curves, run by run, shows what matters: numbers
    /// that explode leave it at the top.
    pub fn range(self, runs: &[&[Curve]]) -> Option<[f64; 2]> {
        let [low, high] = self.fit(runs)?;
        let narrow = self.log() && high - low < 1.0;
        // Less than a decade would have no power of ten on its axis.
        Some(if narrow { [low.floor(), high.ceil()] } else { [low, high] })
    }

    /// The same, however little that is.
    pub fn fit(self, runs: &[&[Curve]]) -> Option<[f64; 2]> {
        let shown = runs.iter().filter_map(|curves| {
            if self == Self::Sharpness { sharp_range(curves) } else { whole_range(curves) }
        });
        let [low, high] = shown.reduce(|[a, b], [c, d]| [a.min(c), b.max(d)])?;
        let first = |curve: &Curve| curve.heights().next();
        let start = runs.iter().copied().flatten().filter_map(first).max_by(f64::total_cmp)?;
        let high = match self {
            Self::Sharpness => high,
            Self::Loss => high.min(start + 10.0 * (start - low).max(start.abs()).max(1.0)),
            _ => high.min(start + RISE),
        };
        Some(if low == high { [low - 1.0, high + 1.0] } else { [low, high] })
    }
}

/// One curve through all steps.
fn all(path: &Trajectory, height: impl Fn(&Trajectory, usize) -> f64) -> Vec<Curve> {
    vec![Curve::new(Stroke::Own, path.len() - 1, 1, |step| height(path, step))]
}

/// How many steps to go from sample to sample. The number is odd: a ball that swings to and fro is
/// met on both sides.
fn stride(last: usize, samples: usize) -> usize {
    let stride = last.div_ceil(samples.max(1)).max(1);
    if stride == 1 { 1 } else { stride | 1 }
}

fn distance(run: &Run, known: &Known<'_>) -> Vec<Curve> {
    let last = run.trajectory().len() - 1;
    let stride = stride(last, DISTANCES / known.minima.len().max(1));
    let height = |step: usize| {
        let ball = run.under(step);
        let minimum = nearest_minimum(known.minima, &ball);
        minimum.map_or(f64::NAN, |minimum| math::distance(&ball, &minimum.at).log10())
    };
    vec![Curve::new(Stroke::Own, last, stride, height)]
}

fn sharpness(run: &Run, _: &Known<'_>) -> Vec<Curve> {
    let last = run.trajectory().len() - 1;
    let affordable = (WORK.1 / run.surface().work()) as usize;
    let stride = stride(last, affordable.clamp(WORK.0, SAMPLES));
    let mut limits = Vec::new();
    let sharpness = Curve::new(Stroke::Solid, last, stride, |step| {
        let (sharpness, limit) = run.sharpness(step);
        limits.push(limit.unwrap_or(f64::NAN));
        sharpness.unwrap_or(f64::NAN)
    });
    let mut limits = limits.into_iter();
    let limit = |_| limits.next().unwrap_or(f64::NAN);
    vec![sharpness, Curve::new(Stroke::Dashed, last, stride, limit)]
}

/// Both parts of the way to the minimum that is nearest to where the run is last.
fn directions(run: &Run, known: &Known<'_>) -> Vec<Curve> {
    let last = run.trajectory().len() - 1;
    let Some(minimum) = nearest_minimum(known.minima, &run.under(last)) else {
        return Vec::new();
    };
    let steep = Hessian::new(&**run.surface(), &*minimum.at).spectrum().direction;
    let error = |step: usize| -> Vec<f64> {
        run.under(step).iter().zip(&minimum.at).map(|(x, at)| x - at).collect()
    };
    let curve = |stroke: Stroke, part: fn(&[f64], &[f64]) -> f64| {
        Curve::new(stroke, last, 1, |step| part(&error(step), &steep).abs().log10())
    };
    // With more than two parameters the other one is all that is not along the steep direction.
    vec![curve(Stroke::Solid, dot), curve(Stroke::Dashed, across)]
}

/// All heights of a run.
fn whole_range(curves: &[Curve]) -> Option<[f64; 2]> {
    curves.iter().filter_map(Curve::extent).reduce(|[a, b], [c, d]| [a.min(c), b.max(d)])
}

/// From zero, or from below where the landscape bends down, to where sharpness meets its limit: at
/// most twice the lowest limit. A limit that is far above the sharpness is left out.
fn sharp_range(curves: &[Curve]) -> Option<[f64; 2]> {
    let [sharpness, limit] = curves else { return None };
    let [low, peak] = sharpness.extent()?;
    let top = match limit.extent() {
        Some([limit, _]) if peak < 0.2 * limit => peak,
        Some([limit, _]) => peak.clamp(limit, 2.0 * limit),
        // Without a limit one height in twenty may lie outside.
        None => {
            let mut heights: Vec<f64> = sharpness.heights().collect();
            heights.sort_by(f64::total_cmp);
            heights[(heights.len() - 1) * 19 / 20]
        }
    };
    Some([low.max(-top.abs()).min(0.0), top.max(0.0)])
}
