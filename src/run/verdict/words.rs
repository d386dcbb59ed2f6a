//! Findings as messages, and as named numbers.

use super::finding::{Finding, Gone, Growth, Hole};
use super::gone::ESCAPE;
use super::growth::too_fast;
use super::judge::SMALL_GRADIENT;
use super::rest::Rest;
use super::swing::Swing;
use super::{Verdict, VerdictContext, VerdictId};
use crate::run::{Held, Lost, Run, Tries};
use crate::surface::Kind;
use crate::words::{Message, message};

impl Finding {
    /// What to say of a verdict that has held since one step, seen at another.
    pub(super) fn message(self, run: &Run, since: usize, at: usize) -> Message {
        let fell = || fell(run, since, at);
        match self {
            Self::Descending { of: 0, .. } => message!("verdict-start"),
            Self::Descending { falls, of } if falls == of => message!("verdict-descending"),
            Self::Descending { of: 1, .. } => message!("verdict-rose-first"),
            Self::Descending { falls, of } => message!("verdict-on-its-way", falls, of),
            Self::Crawling { change, norm } => {
                message!("verdict-crawling", since, change, norm)
            }
            Self::Overshooting(swing) => swing.message(since),
            Self::Cycling { period, size } => message!("verdict-cycling", period, since, size),
            Self::Diverging(growth) => growth.message(run),
            Self::Converged => message!("verdict-converged", fell = fell()),
            Self::InValley => message!("verdict-in-valley", fell = fell()),
            Self::Near { within, norm, step } => {
                message!("verdict-near", within, since, norm, step)
            }
            Self::AtRest { norm, near: true, why } => {
                message!("verdict-at-rest-near", since, why = why.message(), norm)
            }
            Self::AtRest { norm, near: false, why } => {
                message!("verdict-at-rest", since, why = why.message(), norm)
            }
            Self::Stuck(kind) => match kind {
                Kind::Degenerate => message!("verdict-plateau", fell = fell()),
                Kind::Saddle => message!("verdict-stuck-saddle", fell = fell()),
                Kind::Minimum => message!("verdict-stuck-minimum", fell = fell()),
                Kind::Maximum => message!("verdict-stuck-maximum", fell = fell()),
            },
            Self::Waiting { norm, curvature } => {
                message!("verdict-waiting", since, norm, curvature)
            }
            Self::LeftTheMap if since == 0 => message!("verdict-off-the-map"),
            Self::LeftTheMap => message!("verdict-left-the-map", since),
            Self::Diverged(gone) => {
                // The last steps before it tell why, unless the run has only gone downhill.
                let losses = run.trajectory().loss();
                let rose = losses[since] > losses[0] || !losses[since].is_finite();
                let mut steps = since.saturating_sub(3)..=since;
                let why = steps.find_map(|step| too_fast(run, step)).filter(|_| rose);
                limited(gone.message(since, at), run, why)
            }
            Self::NoValue(hole) => hole.message(since, at),
            Self::NoiseFloor { spread } => message!("verdict-noise-floor", since, spread),
            Self::OutOfBudget { norm } => message!("verdict-out-of-budget", at, norm),
        }
    }

    /// The numbers behind it, by their names in files.
    pub(super) fn evidence(self) -> Vec<(&'static str, f64)> {
        match self {
            Self::Descending { falls, of } => vec![("falls", falls as f64), ("of", of as f64)],
            Self::Crawling { change, norm } => vec![("change", change), ("gradient_norm", norm)],
            Self::Overshooting(Swing { flips, growth, of, widths: [first, last], .. }) => vec![
                ("steps", of as f64),
                ("flips", flips),
                ("growth", growth),
                ("first_width", first),
                ("last_width", last),
            ],
            Self::Cycling { period, size } => vec![("period", period as f64), ("size", size)],
            Self::Diverging(Growth { first, losses: [start, now], rates }) => {
                let mut all =
                    vec![("grows_since", first as f64), ("loss_at_start", start), ("loss", now)];
                all.extend(
                    rates.into_iter().flat_map(|[lr, limit]| [("lr", lr), ("limit", limit)]),
                );
                all
            }
            Self::Near { within, norm, step } => {
                vec![("within", within), ("gradient_norm", norm), ("step_length", step)]
            }
            Self::AtRest { norm, why, .. } => {
                let mut all = vec![("gradient_norm", norm)];
                all.extend(match why {
                    Rest::Tolerance(knob, value) => Some((knob, value)),
                    Rest::LastDigit(length) => Some(("step_length", length)),
                    Rest::Unknown => None,
                });
                all
            }
            Self::Waiting { norm, curvature } => {
                vec![("gradient_norm", norm), ("curvature", curvature)]
            }
            Self::NoiseFloor { spread } => vec![("spread", spread)],
            Self::OutOfBudget { norm } => vec![("gradient_norm", norm)],
            Self::Converged
            | Self::InValley
            | Self::Stuck(_)
            | Self::LeftTheMap
            | Self::Diverged(_)
            | Self::NoValue(_) => Vec::new(),
        }
    }
}

/// Since when the gradient norm of a run has been small: a run may have come near its minimum, and
/// been called converged, some steps before.
fn fell(run: &Run, since: usize, at: usize) -> Message {
    let norms = run.trajectory().gradient_norm();
    let small = (since..at).rev().take_while(|step| norms[*step] < SMALL_GRADIENT);
    message!("verdict-fell", small = SMALL_GRADIENT, step = small.last().unwrap_or(at))
}

impl Swing {
    /// What was seen, and nothing beyond.
    fn message(self, since: usize) -> Message {
        let Self { of, widths: [first, last], flips, .. } = self;
        let turns = (flips * (of - 1) as f64).round() as usize;
        let wide = if self.is_steady() {
            message!("verdict-always-wide", last)
        } else {
            message!("verdict-was-wide", first, last)
        };
        message!("verdict-overshooting", since, turns, of, wide)
    }
}

impl Growth {
    fn message(self, run: &Run) -> Message {
        let [start, now] = self.losses;
        limited(message!("verdict-diverging", first = self.first, start, now), run, self.rates)
    }
}

/// A verdict with what the curvature says of a rate that is too large. Mini-batches hold less, by
/// an amount that no single step tells.
fn limited(verdict: Message, run: &Run, rates: Option<[f64; 2]>) -> Message {
    let whole = run.noise.batch().is_empty();
    match rates.filter(|_| whole) {
        Some([lr, limit]) => message!("verdict-above-limit", verdict, lr, limit),
        None => verdict,
    }
}

impl Gone {
    /// Why a run is called diverged from `since` on, when the ball is at step `at`.
    fn message(self, since: usize, at: usize) -> Message {
        match self {
            Self::Away => message!("verdict-diverged-away", times = ESCAPE, since),
            Self::Overflow => message!("verdict-diverged-overflow", at),
        }
    }
}

impl Hole {
    fn message(self, since: usize, at: usize) -> Message {
        match self {
            Self::Loss => message!("verdict-hole-loss", since),
            Self::Slope { infinite: true } => message!("verdict-hole-infinite", since),
            Self::Slope { infinite: false } => message!("verdict-hole-slope", since),
            Self::Step => message!("verdict-hole-step", at),
        }
    }
}

/// A verdict with that, and why, the run had no next point when it was at its last.
pub(super) fn ended(verdict: Message, run: &Run, at: usize) -> Message {
    let Some(ended) = run.ended().filter(|ended| ended.step == at as u64) else { return verdict };
    let why = match ended.reason {
        Lost::Undefined if run.trajectory().loss()[at].is_nan() => message!("verdict-lost-loss"),
        reason => reason.message(),
    };
    let budget = run.spec().budget.message();
    message!("verdict-ended", verdict, at, budget, why)
}

impl Verdict {
    /// The same, after looking for a rate that holds where this one does not: that takes as long as
    /// running it several times.
    pub fn tried(self, run: &Run, context: &VerdictContext) -> Self {
        let useful = self.is_of_a_rate() && Tries::are_of_use(run);
        if useful { self.with(Tries::new(run, context).finish()) } else { self }
    }

    /// Whether it says that a rate is too large.
    fn is_of_a_rate(&self) -> bool {
        matches!(self.id, VerdictId::Diverging | VerdictId::Diverged)
    }

    /// Say what came of looking for a rate that holds, if this is about a rate that does not.
    pub fn with(mut self, held: Held) -> Self {
        if !self.is_of_a_rate() {
            return self;
        }
        let found = match held {
            Held::At(lr) => message!("verdict-held", lr),
            Held::Endless => message!("verdict-held-endless"),
            Held::None(lr) => message!("verdict-held-none", lr),
        };
        self.message = message!("verdict-tried", verdict = self.message, held = found);
        if let Held::At(lr) = held {
            self.evidence.push(("held_lr", lr));
        }
        self
    }
}
