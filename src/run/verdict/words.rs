//! Findings as sentences, and as named numbers.

use super::finding::{Finding, Gone, Growth, Hole};
use super::gone::ESCAPE;
use super::growth::too_fast;
use super::judge::SMALL_GRADIENT;
use super::rest::Rest;
use super::swing::Swing;
use super::{Verdict, VerdictContext, VerdictId};
use crate::run::{Held, Lost, Run, Tries};
use crate::surface::Kind;
use crate::words::number;

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
            Self::Overshooting(swing) => swing.words(since),
            Self::Cycling { period, size } => format!(
                "in a cycle of {period} steps since step {since}, {} across: it comes no nearer",
                number(size)
            ),
            Self::Diverging(growth) => growth.words(run),
            Self::Converged => format!("converged: {}", fell(run, since, at)),
            Self::InValley => {
                format!("converged: {}, at the bottom of a valley", fell(run, since, at))
            }
            Self::Near { within, norm, step } => format!(
                "converged: within {} of a minimum since step {since}; the gradient norm is {}, the last step {} long",
                number(within),
                number(norm),
                number(step)
            ),
            Self::AtRest { norm, near, why } => format!(
                "{} since step {since}: {}, the gradient norm is {}",
                if near { "converged, at rest" } else { "at rest" },
                why.words(),
                number(norm)
            ),
            Self::Stuck(Kind::Degenerate) => {
                format!("on a plateau: {}, with hardly any curvature", fell(run, since, at))
            }
            Self::Stuck(kind) => format!("stuck at a {}: {}", kind.name(), fell(run, since, at)),
            Self::Waiting { norm, curvature } => format!(
                "held up at a saddle since step {since}: the gradient norm is {}, the curvature across {}",
                number(norm),
                number(curvature)
            ),
            Self::LeftTheMap if since == 0 => "off the map since its start".to_owned(),
            Self::LeftTheMap => format!("left the map at step {since}"),
            Self::Diverged(gone) => {
                // The last steps before it tell why, unless the run has only gone downhill.
                let losses = run.trajectory().loss();
                let rose = losses[since] > losses[0] || !losses[since].is_finite();
                let mut steps = since.saturating_sub(3)..=since;
                let why = steps.find_map(|step| too_fast(run, step)).filter(|_| rose);
                gone.words(since, at) + &limit(run, why)
            }
            Self::NoValue(hole) => hole.words(since, at),
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
fn fell(run: &Run, since: usize, at: usize) -> String {
    let norms = run.trajectory().gradient_norm();
    let small = (since..at).rev().take_while(|step| norms[*step] < SMALL_GRADIENT);
    let step = small.last().unwrap_or(at);
    format!("the gradient norm fell below {SMALL_GRADIENT:e} at step {step}")
}

impl Swing {
    /// What was seen, and nothing beyond.
    fn words(self, since: usize) -> String {
        let Self { of, widths: [first, last], flips, .. } = self;
        let turns = (flips * (of - 1) as f64).round();
        let wide = if self.is_steady() {
            format!("always {} wide", number(last))
        } else {
            format!("{} wide at first and {} at last", number(first), number(last))
        };
        format!(
            "overshooting since step {since}: across the valley and back, {turns} turns in the last {of} steps, {wide}"
        )
    }
}

impl Growth {
    fn words(self, run: &Run) -> String {
        let [start, now] = self.losses.map(number);
        format!(
            "diverging since step {}: the steps grow, the loss went from {start} to {now}{}",
            self.first,
            limit(run, self.rates)
        )
    }
}

/// What the curvature says of a rate that is too large. Mini-batches hold less, by an amount that
/// no single step tells.
fn limit(run: &Run, rates: Option<[f64; 2]>) -> String {
    let whole = run.noise.batch().is_empty();
    rates.filter(|_| whole).map_or_else(String::new, |rates| {
        let [lr, limit] = rates.map(number);
        format!("; η = {lr} is above {limit}, the limit of the quadratic model there")
    })
}

impl Gone {
    /// Why a run is called diverged from `since` on, when the ball is at step `at`.
    fn words(self, since: usize, at: usize) -> String {
        match self {
            Self::Away => format!(
                "diverged: beyond {ESCAPE} times the size of the landscape from step {since} on"
            ),
            Self::Overflow => {
                format!("diverged: what comes after step {at} is beyond the largest number")
            }
        }
    }
}

impl Hole {
    fn words(self, since: usize, at: usize) -> String {
        match self {
            Self::Loss => format!("in a hole since step {since}: the loss has no value there"),
            Self::Slope { infinite: true } => {
                format!(
                    "where the slope is infinite since step {since}: no step leads on from there"
                )
            }
            Self::Slope { infinite: false } => {
                format!(
                    "where the slope has no value since step {since}: no step leads on from there"
                )
            }
            Self::Step => format!("stopped: the step after {at} has no value"),
        }
    }
}

/// That, and why, a run had no next point when it was at its last.
pub(super) fn ended(run: &Run, at: usize) -> String {
    run.ended().filter(|ended| ended.step == at as u64).map_or_else(String::new, |ended| {
        let budget = run.spec().budget;
        let why = match ended.reason {
            Lost::Undefined if run.trajectory().loss()[at].is_nan() => {
                "the loss has no value there"
            }
            reason => reason.words(),
        };
        format!("; the run ended there, {at} steps into a budget of {budget}: {why}")
    })
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
            Held::At(lr) => format!("held at {} (tried)", number(lr)),
            Held::Endless => "the landscape falls without end: no rate can hold".to_owned(),
            Held::None(lr) => {
                format!("none of the rates that were tried held, down to {}", number(lr))
            }
        };
        self.text.push_str("; ");
        self.text.push_str(&found);
        if let Held::At(lr) = held {
            self.evidence.push(("held_lr", lr));
        }
        self
    }
}
