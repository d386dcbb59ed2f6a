//! Long work: said beforehand, and shown while it lasts.

use std::sync::{Mutex, PoisonError};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::words::say;
use crate::jobs::Report;
use crate::run::cost;
use crate::scenario::{RunConfig, Scenario};
use crate::scene::{Found, Question};
use crate::surface::{DataLoss, Surface};

/// Evaluations of a plain formula, or of the loss of one example, that a usual machine does in a
/// second.
const SPEED: f64 = 2e7;
/// Steps that it records, judges and writes in a second.
const PACE: f64 = 1e6;
/// Work of more seconds is announced.
const LONG: f64 = 5.0;
/// Work of more seconds has a bar.
const SHORT: f64 = 0.2;
/// Places at which a landscape is asked to draw it.
pub(super) const PLACES: u64 = 512 * 512;
/// Parts of a bar.
const BAR: u64 = 512;
/// Evaluations between two looks at the bar.
const STRIDE: u64 = 1 << 20;

/// Say what has to be known before a scenario is run and its landscape asked at so many places
/// besides: how long it will take, if it will take long, and what the landscape has no minimum for.
pub(super) fn warn(scenario: &Scenario, places: u64) {
    let surface = scenario.surface.build();
    let sum = |all: Vec<u64>| all.into_iter().fold(0, u64::saturating_add);
    let besides = places.saturating_mul(each(&*surface));
    let evaluations = sum(evaluations(scenario)).saturating_add(besides);
    foretell(
        &*surface,
        evaluations,
        sum(scenario.runs.iter().map(|run| steps(scenario, run)).collect()),
    );
}

/// The same for a landscape that is asked at so many places, and nothing else.
pub(super) fn announce(surface: &dyn Surface, places: u64) {
    foretell(surface, places.saturating_mul(each(surface)), 0);
}

fn foretell(surface: &dyn Surface, evaluations: u64, steps: u64) {
    if let Some(caution) = surface.data().and_then(DataLoss::caution) {
        say(&caution.text());
    }
    let seconds = evaluations as f64 / SPEED + steps as f64 / PACE;
    if seconds > LONG {
        let (count, time) = (evaluations as f64, time(seconds));
        say(&format!("this takes about {time}, for {count:.0e} evaluations of the landscape"));
    }
}

/// The steps that a run may take.
fn steps(scenario: &Scenario, run: &RunConfig) -> u64 {
    run.steps.unwrap_or_else(|| scenario.budget.amount())
}

/// What one look at a landscape costs, in evaluations of a plain formula or of one example.
fn each(surface: &dyn Surface) -> u64 {
    surface.work().get().max(surface.examples() as u64)
}

/// A time in words, of one digit.
fn time(seconds: f64) -> String {
    let (count, unit) = match seconds {
        _ if seconds < 90.0 => (seconds, "second"),
        _ if seconds < 90.0 * 60.0 => (seconds / 60.0, "minute"),
        _ if seconds < 36.0 * 3600.0 => (seconds / 3600.0, "hour"),
        _ => (seconds / 86400.0, "day"),
    };
    let count = format!("{count:.0e}").parse().unwrap_or(count).max(1.0);
    format!("{count} {unit}{}", if count == 1.0 { "" } else { "s" })
}

/// What every run of a scenario asks of its landscape, in evaluations of a plain formula or of one
/// example.
fn evaluations(scenario: &Scenario) -> Vec<u64> {
    let surface = scenario.surface.build();
    let each = each(&*surface);
    let run = |run: &RunConfig| {
        let cost = cost(&run.optimizer, &run.changes);
        steps(scenario, run).saturating_mul(cost).saturating_mul(each)
    };
    scenario.runs.iter().map(run).collect()
}

/// The bar that is on the terminal.
static SHOWN: Mutex<Option<ProgressBar>> = Mutex::new(None);

/// How far the runs of a scenario have come, on a terminal.
pub(super) struct Bar {
    line: ProgressBar,
    /// Evaluations of all runs until the end of each.
    ends: Vec<u64>,
    /// Evaluations a step.
    each: u64,
}

impl Bar {
    pub(super) fn of(scenario: &Scenario) -> Self {
        let evaluations = evaluations(scenario);
        let mut sum = 0;
        let until = |more: &u64| {
            sum = more.saturating_add(sum);
            sum
        };
        let ends: Vec<u64> = evaluations.iter().map(until).collect();
        let steps = scenario.runs.iter().map(|run| steps(scenario, run));
        let steps: u64 = steps.fold(0, u64::saturating_add);
        let each = (sum / steps.max(1)).max(1);
        let seconds = sum as f64 / SPEED + steps as f64 / PACE;
        let line = if seconds > SHORT { shown(sum) } else { ProgressBar::hidden() };
        Self { line, ends, each }
    }

    /// Steps until the next look at it.
    pub(super) fn stride(&self) -> u64 {
        (STRIDE / self.each).max(1)
    }

    pub(super) fn went(&self, steps: u64) {
        self.line.inc(steps.saturating_mul(self.each));
    }

    /// So many runs are done, whether or not they took all their steps.
    pub(super) fn is_through(&self, runs: usize) {
        self.line.set_position(self.ends[runs - 1]);
    }
}

/// Find the answer to a question about a landscape, with a bar if it will take long.
pub(super) fn found(question: Question, surface: &dyn Surface) -> Found {
    let evaluations = each(surface).saturating_mul(PLACES);
    let long = evaluations as f64 / SPEED > SHORT;
    let bar = if long { shown(BAR) } else { ProgressBar::hidden() };
    let mut work = (question.work)();
    loop {
        if let Report::Done(found) = work.step() {
            clear();
            return found;
        }
        bar.set_position((work.progress() * BAR as f64) as u64);
    }
}

/// Do something that does not tell how far it has come.
pub(super) fn spin<T>(work: impl FnOnce() -> T) -> T {
    let wheel = shown(0);
    if let Ok(style) = ProgressStyle::with_template("{spinner} {elapsed}") {
        wheel.set_style(style);
    }
    wheel.enable_steady_tick(std::time::Duration::from_millis(200));
    let done = work();
    clear();
    done
}

impl Drop for Bar {
    fn drop(&mut self) {
        clear();
    }
}

/// A bar on standard error, if that is a terminal.
fn shown(length: u64) -> ProgressBar {
    let target = ProgressDrawTarget::stderr_with_hz(10);
    let bar = ProgressBar::with_draw_target(Some(length), target);
    if let Ok(style) = ProgressStyle::with_template("{wide_bar} {percent:>3} %  {eta} left") {
        bar.set_style(style);
    }
    *SHOWN.lock().unwrap_or_else(PoisonError::into_inner) = Some(bar.clone());
    bar
}

/// Take the bar off the terminal.
pub(super) fn clear() {
    if let Some(bar) = SHOWN.lock().unwrap_or_else(PoisonError::into_inner).take() {
        bar.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_round_and_in_words() {
        let cases = [
            (5.2, "5 seconds"),
            (61.0, "60 seconds"),
            (95.0, "2 minutes"),
            (3240.0, "50 minutes"),
            (5400.0, "2 hours"),
            (1e6, "10 days"),
        ];
        for (seconds, words) in cases {
            assert_eq!(time(seconds), words);
        }
    }
}
