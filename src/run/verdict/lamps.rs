//! Three signs of convergence, shown apart because they disagree.

/// What of the first gradient is left when the first lamp lights.
const GRADIENT: f64 = 1e-4;
/// The change of the loss, relative to one more than itself, at which the second lamp lights …
const CHANGE: f64 = 1e-6;
/// … when it is that small so many times running.
const RUNNING: u32 = 5;
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
    #[inline]
    fn note(&mut self, step: usize, holds: bool) {
        if holds != self.now {
            self.now = holds;
            self.turns.push(step as u32);
        }
    }

    /// Since when it is so at a step.
    fn since(&self, at: usize) -> Option<u64> {
        let turns = self.turns.partition_point(|step| *step as usize <= at);
        (turns % 2 == 1).then(|| u64::from(self.turns[turns - 1]))
    }
}

/// The lamps over the steps of a run.
#[derive(Clone, Debug, Default)]
pub(super) struct LampRecord {
    gradient: Stretches,
    change: Stretches,
    target: Stretches,
    running: u32,
}

impl LampRecord {
    /// Take in the next step.
    pub(super) fn note(&mut self, step: usize, losses: &[f64], norms: &[f64], lowest: Option<f64>) {
        self.gradient.note(step, norms[step] <= GRADIENT * norms[0]);
        if step > 0 {
            let small =
                (losses[step] - losses[step - 1]).abs() <= CHANGE * (1.0 + losses[step - 1].abs());
            self.running = if small { self.running + 1 } else { 0 };
        }
        self.change.note(step, self.running >= RUNNING);
        if let Some(lowest) = lowest {
            self.target.note(step, losses[step] - lowest <= TARGET * (losses[0] - lowest));
        }
    }

    pub(super) fn at(&self, step: usize) -> Lamps {
        Lamps {
            gradient: self.gradient.since(step),
            change: self.change.since(step),
            target: self.target.since(step),
        }
    }
}
