//! The back and forth of a run along the steepest direction, and whether it grows.

use crate::math::distance;
use crate::run::Run;

/// Updates that are looked at.
const WINDOW: usize = 10;
/// Updates that tell anything.
const LEAST: usize = 3;
/// Pieces into which a swing is cut.
const PIECES: usize = 12;
/// A swing that is a smaller part of the motion than this is not seen.
const SEEN: f64 = 1e-3;

/// The last updates along one direction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Swing {
    /// The share of sign changes from update to update.
    pub flips: f64,
    /// What an update is multiplied by to give the next one's size, in the geometric mean.
    pub growth: f64,
    /// The share of these updates in the whole motion, as root mean squares.
    pub share: f64,
    /// How many updates these are.
    pub of: usize,
    /// How wide the first and the last of them were.
    pub widths: [f64; 2],
}

impl Swing {
    /// That of the updates that led to point number `at`, along a unit vector.
    pub fn of(run: &Run, at: usize, along: &[f64]) -> Option<Self> {
        let count = at.min(WINDOW);
        if count < LEAST {
            return None;
        }
        let (mut flips, mut sizes, mut motion) = (0, 0.0, 0.0);
        let (mut first, mut last) = (0.0, 0.0);
        for step in at - count..at {
            let size = along_step(run, step, along);
            if step == at - count {
                first = size;
            } else if size * last < 0.0 {
                flips += 1;
            }
            sizes += size * size;
            motion += product(run, step, step);
            last = size;
        }
        let pairs = (count - 1) as f64;
        let growth = (last / first).abs().powf(1.0 / pairs);
        let share = (sizes / motion).sqrt();
        (growth.is_finite() && share.is_finite()).then_some(Self {
            flips: f64::from(flips) / pairs,
            growth,
            share,
            of: count,
            widths: [first.abs(), last.abs()],
        })
    }

    /// Whether it goes back and forth at all, to be seen.
    pub fn is_seen(&self) -> bool {
        self.flips >= 0.7 && self.share >= SEEN
    }

    /// Whether it neither closes nor grows.
    pub fn is_steady(&self) -> bool {
        (0.995..=1.005).contains(&self.growth)
    }
}

/// The step that left point number `step`, coordinate by coordinate.
fn displacement(run: &Run, step: usize) -> impl Iterator<Item = f64> {
    let path = run.trajectory();
    path.point(step + 1).iter().zip(path.point(step)).map(|(to, from)| to - from)
}

/// How long the step was that left point number `step`.
pub(super) fn length(run: &Run, step: usize) -> f64 {
    let path = run.trajectory();
    distance(path.point(step + 1), path.point(step))
}

/// The product of two steps.
pub(super) fn product(run: &Run, a: usize, b: usize) -> f64 {
    displacement(run, a).zip(displacement(run, b)).map(|(a, b)| a * b).sum()
}

/// How far a step went along a unit vector.
fn along_step(run: &Run, step: usize, along: &[f64]) -> f64 {
    displacement(run, step).zip(along).map(|(d, along)| along * d).sum()
}

/// Whether the way from one point of a run to the next leads through a single hollow: a swing from
/// one to another tells nothing of what comes.
pub(super) fn is_in_one_hollow(run: &Run, step: usize) -> bool {
    let (from, to) = (run.under(step), run.under(step + 1));
    let height = |k: usize| {
        let share = k as f64 / PIECES as f64;
        let between = |(from, to): (&f64, &f64)| from + share * (to - from);
        run.surface().value(&from.iter().zip(&*to).map(between).collect::<Vec<_>>())
    };
    let heights: Vec<f64> = (0..=PIECES).map(height).collect();
    let rises = |pair: &&[f64]| pair[1] > pair[0];
    // Once it goes up it goes up to the end.
    !heights.windows(2).skip_while(|pair| !rises(pair)).any(|pair| pair[1] < pair[0])
}

/// From which point on the steps have flipped and grown until point number `at`, along a unit
/// vector; `None` if those were fewer turns.
pub(super) fn growing_since(run: &Run, at: usize, along: &[f64], turns: usize) -> Option<usize> {
    let size = |step: usize| along_step(run, step, along);
    let grows = |step: &usize| {
        let (before, after) = (size(step - 1), size(*step));
        before * after < 0.0 && after.abs() > before.abs()
    };
    let chain = (1..at).rev().take_while(grows);
    let since = chain.last()?;
    (at - since >= turns).then_some(since - 1)
}
