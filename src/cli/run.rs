//! `run`: every step of every run, as data.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use serde::Serialize;
use serde_json::{Value as Json, json};

use super::output::exact;
use super::{Failure, open_scenario, output};
use crate::run::{Outlook, Run as Walk, VerdictId, Watch};
use crate::scenario::Scenario;
use crate::session::Ground;

/// Run a scenario and write every step of every run.
#[derive(Debug, Args)]
pub(super) struct Run {
    /// A scenario file, - for standard input, or the id of a bundled scenario
    scenario: PathBuf,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The format; by default the one the output file's name says, or csv
    #[arg(long)]
    format: Option<Format>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Csv,
    Json,
}

impl Run {
    pub(super) fn main(self) -> Result<(), Failure> {
        let ending = self.output.as_deref().map(extension);
        let format = match (self.format, ending.as_deref()) {
            (Some(format), _) => format,
            (None, Some("json")) => Format::Json,
            (None, None | Some("csv")) => Format::Csv,
            (None, Some(_)) => {
                let name = self.output.unwrap_or_default();
                let name = name.display();
                let message = format!("-o {name}: data ends in .csv or .json; or give --format");
                return Err(Failure::invalid(message));
            }
        };
        let scenario = open_scenario(&self.scenario)?;
        let runs = run_all(&scenario);
        let text = match format {
            Format::Csv => csv(&scenario, &runs),
            Format::Json => json(&scenario, &runs)? + "\n",
        };
        output::write(self.output.as_deref(), text.as_bytes())
    }
}

/// The ending of a file's name, in lower case.
pub(super) fn extension(path: &Path) -> String {
    path.extension().unwrap_or_default().to_string_lossy().to_lowercase()
}

/// What verdicts on the runs of a scenario look at besides them.
pub(super) fn outlook(scenario: &Scenario) -> Outlook {
    Outlook { view: scenario.view(), lowest: Ground::new(&scenario.surface).lowest() }
}

/// All runs of a scenario, to the end of their budgets.
pub(super) fn run_all(scenario: &Scenario) -> Vec<Walk> {
    let surface = scenario.surface.build();
    let finish = |index| {
        let mut run = Walk::new(Arc::clone(&surface), &scenario.run_spec(index));
        run.finish();
        run
    };
    (0..scenario.runs.len()).map(finish).collect()
}

fn csv(scenario: &Scenario, runs: &[Walk]) -> String {
    let mut out = "run,step,x,y,loss,gradient_norm,lr\n".to_owned();
    for (index, run) in runs.iter().enumerate() {
        let label = field(&scenario.label(index));
        let path = run.trajectory();
        for (step, [x, y]) in path.plane().enumerate() {
            let _ = writeln!(
                out,
                "{label},{step},{},{},{},{},{}",
                exact(x),
                exact(y),
                exact(path.loss()[step]),
                exact(path.gradient_norm()[step]),
                exact(path.lr()[step]),
            );
        }
    }
    out
}

/// A text as a field of CSV (RFC 4180).
fn field(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

fn json(scenario: &Scenario, runs: &[Walk]) -> Result<String, Failure> {
    let runs = runs.iter().enumerate().map(|(index, run)| one(scenario, index, run)).collect();
    let document = Document { version: 1, scenario: scenario.to_toml(), runs };
    Ok(serde_json::to_string(&document).context("could not write JSON")?)
}

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    scenario: String,
    runs: Vec<One<'a>>,
}

#[derive(Serialize)]
struct One<'a> {
    label: String,
    optimizer: &'static str,
    verdict: Json,
    /// What it was doing until then: verdicts with the steps at which they began.
    verdicts: Vec<Json>,
    /// Since which step each sign of convergence has held; null for none.
    lamps: Json,
    evaluations: Json,
    x: Vec<f64>,
    y: Vec<f64>,
    loss: &'a [f64],
    gradient_norm: &'a [f64],
    lr: &'a [f64],
    quantities: BTreeMap<&'static str, Vec<&'a [f64]>>,
    /// Every step in displacements that add up to it; one row less than there are points.
    parts: BTreeMap<&'static str, Vec<Vec<f64>>>,
}

fn one<'a>(scenario: &Scenario, index: usize, run: &'a Walk) -> One<'a> {
    let path = run.trajectory();
    let mut watch = Watch::thorough(outlook(scenario));
    watch.follow(run, usize::MAX);
    let last = path.len() - 1;
    let verdict = watch.verdict(run, last);
    let began = |(step, id): &(usize, VerdictId)| json!({"id": id.id(), "step": step});
    let lamps = watch.lamps(last);
    let bill = run.evaluations();
    let (x, y) = path.plane().map(|[x, y]| (x, y)).unzip();
    One {
        label: scenario.label(index),
        optimizer: run.spec().optimizer.id(),
        verdict: json!({"id": verdict.id.id(), "text": verdict.text, "step": verdict.step}),
        verdicts: watch.history().iter().map(began).collect(),
        lamps: json!({"gradient": lamps.gradient, "change": lamps.change, "target": lamps.target}),
        evaluations: json!({"value": bill.value, "gradient": bill.gradient, "hessian": bill.hessian}),
        x,
        y,
        loss: path.loss(),
        gradient_norm: path.gradient_norm(),
        lr: path.lr(),
        quantities: run
            .tape()
            .tracks()
            .iter()
            .map(|track| (track.id, track.iter().collect()))
            .collect(),
        parts: parts(run),
    }
}

/// A part that only some steps have is nothing in the others.
fn parts(run: &Walk) -> BTreeMap<&'static str, Vec<Vec<f64>>> {
    let mut all: BTreeMap<&'static str, Vec<Vec<f64>>> = BTreeMap::new();
    let steps = run.trajectory().len() - 1;
    for step in 1..=steps {
        for part in run.parts(step) {
            let nothing = || vec![vec![0.0; part.vector.len()]; steps];
            all.entry(part.id).or_insert_with(nothing)[step - 1].clone_from(&part.vector);
        }
    }
    all
}
