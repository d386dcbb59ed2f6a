//! Three signs of convergence, shown apart because they disagree.

use std::ops::Range;

/// What of the first gradient is left when the first lamp lights.
const GRADIENT: f64 = 1e-4;
/// The change of the loss, relative to one more than itself, at which the second lamp lights …
const CHANGE: f64 = 1e-6;
/// … when it is that small so many times running.
const RUNNING: u64 = 5;
/// What of the first excess over f\* is left when the third lamp lights.
const TARGET: f64 = 1e-3;

/// Since which step each lamp has been lit without a break.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lamps {
    /// ‖∇f‖ ≤ 10⁻⁴ of what it was at the start.
    pub gradient: Option<u64>,
    /// The loss changed by no more than 10⁻⁶ (1 + |f|), five times running.
    pub change: Option<u64>,
    /// f − f\* ≤ 10⁻³ of what it was at the start; never where f\* is unknown.
    pub target: Option<u64>,
}

/// The steps at which something began to be so, or ceased to be, in turns.
#[derive(Clone, Debug, Default)]
pub(super) struct Stretches {
    now: bool,
    turns: Vec<u32>,
}

impl Stretches {
    /// Take in whether it is so at some steps from `first` on.
    #[inline]
    fn note(&mut self, first: usize, holds: impl Iterator<Item = bool> + Clone) {
        // Mostly it is as it was at all of them: seen without a branch for each.
        let now = self.now;
        if holds.clone().fold(0, |turned, holds| turned | u8::from(holds != now)) == 0 {
            return;
        }
        for (index, holds) in holds.enumerate() {
            if holds != self.now {
                self.now = holds;
                self.turns.push((first + index) as u32);
            }
        }
    }

    /// Whether it was so at the last step taken in.
    pub(super) fn now(&self) -> bool {
        self.now
    }

    /// Take in whether it is so at the next step.
    pub(super) fn turn(&mut self, step: usize, holds: bool) {
        self.note(step, std::iter::once(holds));
    }

    /// Since when it is so at a step.
    pub(super) fn since(&self, at: usize) -> Option<u64> {
        let turns = self.turns.partition_point(|step| *step as usize <= at);
        (turns % 2 == 1).then(|| u64::from(self.turns[turns - 1]))
    }
}

/// The lamps over the steps of a run.
#[derive(Clone, Debug, Default)]
pub(super) struct LampRecord {
    gradient: Stretches,
    /// Single small changes.
    small: Stretches,
    target: Stretches,
}

impl LampRecord {
    /// Take in the next steps of a path with these losses and gradient norms.
    pub(super) fn note(
        &mut self,
        steps: Range<usize>,
        losses: &[f64],
        norms: &[f64],
        lowest: Option<f64>,
    ) {
        let first = steps.start;
        let enough = GRADIENT * first_number(norms);
        self.gradient.note(first, norms[steps.clone()].iter().map(|norm| *norm <= enough));
        let small = losses[first.max(1) - 1..steps.end]
            .windows(2)
            .map(|pair| (pair[1] - pair[0]).abs() <= CHANGE * (1.0 + pair[0].abs()));
        self.small.note(first.max(1), small);
        if let Some(lowest) = lowest {
            let enough = TARGET * (first_number(losses) - lowest);
            self.target.note(first, losses[steps].iter().map(|loss| loss - lowest <= enough));
        }
    }

    pub(super) fn at(&self, step: usize) -> Lamps {
        let change = self.small.since(step).map(|first| first + RUNNING - 1);
        Lamps {
            gradient: self.gradient.since(step),
            change: change.filter(|lit| *lit <= step as u64),
            target: self.target.since(step),
        }
    }
}

/// The first that is a number: where the slope is infinite nothing is small beside it.
fn first_number(values: &[f64]) -> f64 {
    values.iter().copied().find(|value| value.is_finite()).unwrap_or(f64::NAN)
}
