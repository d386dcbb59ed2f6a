//! Findings as sentences.

use super::growth::{Growth, too_fast};
use super::judge::{ESCAPE, Finding, HOPELESS};
use crate::math::number;
use crate::run::{Lost, Run};
use crate::surface::Kind;

impl Finding {
    /// The sentence for a verdict that has held since one step, seen at another.
    pub(super) fn words(self, run: &Run, since: usize, at: usize) -> String {
        match self {
            Self::Descending { of: 0, .. } => "at its start".to_owned(),
            Self::Descending { falls, of } if falls == of => {
                "descending: the loss falls in every step".to_owned()
            }
            Self::Descending { of: 1, .. } => {
                "on its way: the loss rose in the first step".to_owned()
            }
            Self::Descending { falls, of } => {
                format!("on its way: the loss fell in {falls} of the last {of} steps")
            }
            Self::Crawling { change, norm } => format!(
                "crawling since step {since}: the loss changes by {} a step, though the gradient norm is {}",
                number(change),
                number(norm)
            ),
            Self::Overshooting(swing) if swing.growth > 1.005 => format!(
                "overshooting since step {since}: across the valley and back, each swing {} times as wide as the one before",
                number(swing.growth)
            ),
            Self::Overshooting(swing) if swing.is_steady() => {
                format!(
                    "overshooting since step {since}: across the valley and back, always as far"
                )
            }
            Self::Overshooting(swing) => format!(
                "overshooting since step {since}: across the valley and back, each swing {} of the one before",
                number(swing.growth)
            ),
            Self::Cycling { period, size } => format!(
                "in a cycle of {period} steps since step {since}, {} across: it comes no nearer",
                number(size)
            ),
            Self::Diverging(growth) => growth.words(run),
            Self::Converged => {
                format!("converged: the gradient norm fell below 1e-8 at step {since}")
            }
            Self::InValley => format!(
                "converged: the gradient norm fell below 1e-8 at step {since}, at the bottom of a valley"
            ),
            Self::AtRest { norm, near } => format!(
                "{} since step {since}: the rule moves no more, the gradient norm is {}",
                if near { "converged, at rest" } else { "at rest" },
                number(norm)
            ),
            Self::Stuck(Kind::Degenerate) => format!(
                "on a plateau: the gradient norm fell below 1e-8 at step {since}, without any curvature"
            ),
            Self::Stuck(kind) => format!(
                "stuck at a {}: the gradient norm fell below 1e-8 at step {since}",
                kind.name()
            ),
            Self::Waiting { norm, curvature } => format!(
                "held up at a saddle since step {since}: the gradient norm is {}, the curvature across {}",
                number(norm),
                number(curvature)
            ),
            Self::LeftTheMap if since == 0 => "off the map since its start".to_owned(),
            Self::LeftTheMap => format!("left the map at step {since}"),
            Self::Diverged { lost, away } => {
                // The last steps before it tell why, unless the run has only gone downhill.
                let losses = run.trajectory().loss();
                let rose = losses[since] > losses[0] || !losses[since].is_finite();
                let mut steps = since.saturating_sub(3)..=since;
                let why = steps.find_map(|step| too_fast(run, step)).filter(|_| rose);
                diverged(since, at, lost, away) + &held(run, why)
            }
            Self::NoiseFloor { spread } => format!(
                "at the noise floor since step {since}: the loss falls no more, the ball strays by {} (rms)",
                number(spread)
            ),
            Self::OutOfBudget { norm } => {
                format!(
                    "out of budget after {at} steps: the gradient norm is still {}",
                    number(norm)
                )
            }
        }
    }
}

impl Growth {
    fn words(self, run: &Run) -> String {
        let rates = held(run, self.rates);
        let [start, now] = self.losses.map(number);
        format!(
            "diverging since step {}: the steps grow, the loss went from {start} to {now}{rates}",
            self.first
        )
    }
}

/// What rate would have held, given the one in force and the limit. Mini-batches hold less, by an
/// amount that no single step tells.
fn held(run: &Run, rates: Option<[f64; 2]>) -> String {
    let whole = run.noise.batch().is_empty();
    rates.filter(|_| whole).map_or_else(String::new, |rates| {
        let [lr, limit] = rates.map(number);
        format!("; η = {lr} is too large there, below {limit} it would have held")
    })
}

/// Why a run is called diverged from `since` on, when the ball is at step `at`.
fn diverged(since: usize, at: usize, lost: Option<Lost>, away: bool) -> String {
    let end = match lost {
        None => String::new(),
        Some(Lost::Overflow) => format!("; the step after {at} went beyond the largest number"),
        Some(Lost::Undefined) => format!("; the step after {at} has no value"),
    };
    let start = if since == at && lost.is_some() && !away {
        "diverged".to_owned()
    } else if away {
        format!("diverged: beyond {ESCAPE} times the size of the landscape from step {since} on")
    } else {
        format!(
            "diverged: off the map with a loss {HOPELESS:e} times above all it had won, from step {since} on"
        )
    };
    start + &end
}
