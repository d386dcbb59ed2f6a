//! A scenario as text: only what differs from the defaults.

use std::fmt::Write as _;

use super::{Contestant, Scenario, change, landscape};
use crate::catalog::{Family, Pick};
use crate::params::Value;
use crate::run::{Budget, Clip};
use crate::schedule::Stage;

pub(super) fn write(scenario: &Scenario) -> String {
    let mut out = String::from("version = 1\n");
    let mut line = |text: String| {
        out += &text;
        out.push('\n');
    };
    if !scenario.title.is_empty() {
        line(format!("title = {}", quoted(&scenario.title)));
    }
    line(format!("seed = {}", scenario.seed));
    line(match scenario.budget {
        Budget::Steps(n) => format!("steps = {n}"),
        Budget::GradientEvaluations(n) => format!("gradient_evaluations = {n}"),
    });
    if let Some(start) = scenario.start {
        line(format!("start = {start:?}"));
    }
    if scenario.drift != [0.0; 2] {
        line(format!("drift = {:?}", scenario.drift));
    }
    if let Some([x, y]) = scenario.bounds {
        line(format!("bounds = {{ x = {x:?}, y = {y:?} }}"));
    }
    line(format!("\n[surface]\n{}", landscape::write(&scenario.surface).trim_end()));
    if !scenario.noise.is_silent() {
        line(format!("\n[noise]\n{}", pick("id", &scenario.noise).trim_end()));
    }
    for run in &scenario.runs {
        line(contestant(run));
    }
    if let Some([x, y]) = scenario.view {
        line(format!("\n[view]\nx = {x:?}\ny = {y:?}"));
    }
    out
}

fn contestant(run: &Contestant) -> String {
    let mut out = format!("\n[[run]]\n{}", pick("optimizer", &run.optimizer));
    let _ = writeln!(out, "lr = {:?}", run.lr);
    if let Some(label) = &run.label {
        let _ = writeln!(out, "label = {}", quoted(label));
    }
    if let Some(start) = run.start {
        let _ = writeln!(out, "start = {start:?}");
    }
    if let Some(seed) = run.seed {
        let _ = writeln!(out, "seed = {seed}");
    }
    if let Some(steps) = run.steps {
        let _ = writeln!(out, "steps = {steps}");
    }
    if !run.schedule.is_constant() {
        let _ = writeln!(out, "schedule = {}", schedule(run.schedule.stages()));
    }
    if let Some(noise) = &run.noise {
        let keys = pick("id", noise).trim_end().replace('\n', ", ");
        let _ = writeln!(out, "noise = {{ {keys} }}");
    }
    match run.clip {
        Clip::None => {}
        Clip::Norm(most) => {
            let _ = writeln!(out, "clip = {{ norm = {most:?} }}");
        }
        Clip::Value(most) => {
            let _ = writeln!(out, "clip = {{ value = {most:?} }}");
        }
    }
    if !run.changes.is_empty() {
        let _ = writeln!(out, "change = {}", change::write(&run.changes));
    }
    out.trim_end().to_owned()
}

/// One table, or a list of them with the steps that each but the last one takes.
fn schedule(stages: &[Stage]) -> String {
    let keys = |stage: &Stage| pick("id", &stage.schedule).trim_end().replace('\n', ", ");
    let [one] = stages else {
        let last = stages.len() - 1;
        let table = |(index, stage): (usize, &Stage)| match index {
            _ if index == last => format!("{{ {} }}", keys(stage)),
            _ => format!("{{ {}, steps = {} }}", keys(stage), stage.steps),
        };
        let tables: Vec<_> = stages.iter().enumerate().map(table).collect();
        return format!("[{}]", tables.join(", "));
    };
    format!("{{ {} }}", keys(one))
}

/// A catalog choice, a line per key.
pub(super) fn pick<F: Family + ?Sized>(key: &str, pick: &Pick<F>) -> String {
    let mut out = format!("{key} = {}\n", quoted(pick.id()));
    for (spec, value) in pick.changed() {
        let _ = writeln!(out, "{} = {}", spec.id, number(value));
    }
    out
}

pub(super) fn number(value: Value) -> String {
    match value {
        Value::Real(value) => format!("{value:?}"),
        Value::Count(value) => value.to_string(),
        Value::Flag(value) => value.to_string(),
        Value::Word(value) => quoted(value),
    }
}

pub(super) fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}
