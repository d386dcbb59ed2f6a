//! The back and forth of a run along the steepest direction, and whether it grows.

use crate::run::Run;

/// Updates that are looked at.
const WINDOW: usize = 10;
/// Updates that tell anything.
const LEAST: usize = 3;
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
}

impl Swing {
    /// That of the updates that led to point number `at`, along a unit vector.
    pub fn of(run: &Run, at: usize, along: [f64; 2]) -> Option<Self> {
        let count = at.min(WINDOW);
        if count < LEAST {
            return None;
        }
        let (mut flips, mut sizes, mut motion) = (0, 0.0, 0.0);
        let (mut first, mut last) = (0.0, 0.0);
        for step in at - count..at {
            let [dx, dy] = displacement(run, step);
            let size = along[0] * dx + along[1] * dy;
            if step == at - count {
                first = size;
            } else if size * last < 0.0 {
                flips += 1;
            }
            sizes += size * size;
            motion += dx * dx + dy * dy;
            last = size;
        }
        let pairs = (count - 1) as f64;
        let growth = (last / first).abs().powf(1.0 / pairs);
        let share = (sizes / motion).sqrt();
        (growth.is_finite() && share.is_finite()).then_some(Self {
            flips: f64::from(flips) / pairs,
            growth,
            share,
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

/// The step that left point number `step`.
pub(super) fn displacement(run: &Run, step: usize) -> [f64; 2] {
    let path = run.trajectory();
    let (from, to) = (path.point(step), path.point(step + 1));
    [to[0] - from[0], to[1] - from[1]]
}

/// From which point on the steps have flipped and grown until point number `at`, along a unit
/// vector; `None` if the last two did not.
pub(super) fn growing_since(run: &Run, at: usize, along: [f64; 2]) -> Option<usize> {
    let size = |step: usize| {
        let [dx, dy] = displacement(run, step);
        along[0] * dx + along[1] * dy
    };
    let grows = |step: &usize| {
        let (before, after) = (size(step - 1), size(*step));
        before * after < 0.0 && after.abs() > before.abs()
    };
    let chain = (1..at).rev().take_while(grows);
    let since = chain.last()?;
    (at - since >= 2).then_some(since - 1)
}
