//! Long work: said beforehand, and shown while it lasts.

use std::sync::{Mutex, PoisonError};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::words::say;
use crate::run::cost;
use crate::scenario::{Contestant, Scenario};
use crate::surface::Surface;

/// Evaluations of a plain formula, or of the loss of one example, that a usual machine does in a
/// second.
const SPEED: f64 = 2e7;
/// Work of more seconds is announced.
const LONG: f64 = 5.0;
/// Work of more seconds has a bar.
const SHORT: f64 = 0.2;
/// Evaluations between two looks at the bar.
const STRIDE: u64 = 1 << 20;

/// Say what has to be known before a scenario is run: how long it will take, if it will take long,
/// and what its landscape has no minimum for.
pub(super) fn warn(scenario: &Scenario) {
    if let Some(caution) = scenario.surface.build().caution() {
        say(caution);
    }
    foretell(evaluations(scenario).iter().fold(0, |sum: u64, more| sum.saturating_add(*more)));
}

/// The same for a landscape that is asked at so many places.
pub(super) fn announce(surface: &dyn Surface, places: u64) {
    if let Some(caution) = surface.caution() {
        say(caution);
    }
    foretell(places.saturating_mul(each(surface)));
}

fn foretell(evaluations: u64) {
    let seconds = evaluations as f64 / SPEED;
    if seconds > LONG {
        let time = time(seconds);
        say(&format!("{:.0e} evaluations to do, which takes about {time}", evaluations as f64));
    }
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
    let run = |run: &Contestant| {
        let steps = run.steps.unwrap_or_else(|| scenario.budget.amount());
        steps.saturating_mul(cost(&run.optimizer, &run.changes)).saturating_mul(each)
    };
    scenario.runs.iter().map(run).collect()
}

/// The bar that is on the terminal.
static SHOWN: Mutex<Option<ProgressBar>> = Mutex::new(None);

/// How far the runs of a scenario have come, on a terminal.
pub(super) struct Bar {
    bar: ProgressBar,
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
        let steps: u64 = scenario
            .runs
            .iter()
            .map(|run| run.steps.unwrap_or_else(|| scenario.budget.amount()))
            .fold(0, u64::saturating_add);
        let each = (sum / steps.max(1)).max(1);
        let bar = if sum as f64 / SPEED > SHORT { shown(sum) } else { ProgressBar::hidden() };
        Self { bar, ends, each }
    }

    /// Steps until the next look at it.
    pub(super) fn stride(&self) -> u64 {
        (STRIDE / self.each).max(1)
    }

    pub(super) fn went(&self, steps: u64) {
        self.bar.inc(steps.saturating_mul(self.each));
    }

    /// So many runs are done, whether or not they took all their steps.
    pub(super) fn is_through(&self, runs: usize) {
        self.bar.set_position(self.ends[runs - 1]);
    }
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
