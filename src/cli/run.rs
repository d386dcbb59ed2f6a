//! `run`: every step of every run, as data.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, ValueEnum};
use serde_json::{Value as Json, json};

use super::output::exact;
use super::{Failure, open_scenario, output};
use crate::run::Run as Walk;
use crate::scenario::Scenario;
use crate::surface::Surface;

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
        let format = match (self.format, self.output.as_deref().map(extension)) {
            (Some(format), _) => format,
            (None, Some("json")) => Format::Json,
            (None, None | Some("csv")) => Format::Csv,
            (None, Some(other)) => {
                let message =
                    format!("-o: .{other} is no format of data; use .csv or .json, or --format");
                return Err(Failure::invalid(message));
            }
        };
        let scenario = open_scenario(&self.scenario)?;
        let runs = run_all(&scenario);
        let text = match format {
            Format::Csv => csv(&scenario, &runs),
            Format::Json => format!("{}\n", document(&scenario, &runs)),
        };
        output::write(self.output.as_deref(), text.as_bytes())
    }
}

pub(super) fn extension(path: &Path) -> &str {
    path.extension().and_then(|extension| extension.to_str()).unwrap_or("")
}

/// All runs of a scenario, to the end of their budgets.
pub(super) fn run_all(scenario: &Scenario) -> Vec<Walk> {
    let surface: Arc<dyn Surface> = scenario.surface.build().into();
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

fn document(scenario: &Scenario, runs: &[Walk]) -> Json {
    let runs: Json =
        runs.iter().enumerate().map(|(index, run)| one(scenario, index, run)).collect();
    json!({"version": 1, "scenario": scenario.to_toml(), "runs": runs})
}

fn one(scenario: &Scenario, index: usize, run: &Walk) -> Json {
    let path = run.trajectory();
    let verdict = run.verdict(run.steps(), &scenario.view());
    let bill = run.evaluations();
    let (x, y): (Vec<f64>, Vec<f64>) = path.plane().map(|[x, y]| (x, y)).unzip();
    let quantities: serde_json::Map<String, Json> = run
        .tape()
        .tracks()
        .iter()
        .map(|track| (track.id.to_owned(), track.iter().map(|values| json!(values)).collect()))
        .collect();
    json!({
        "label": scenario.label(index),
        "optimizer": run.spec().optimizer.id(),
        "verdict": {"id": verdict.id.id(), "text": verdict.text, "step": verdict.step},
        "evaluations": {"value": bill.value, "gradient": bill.gradient, "hessian": bill.hessian},
        "x": x,
        "y": y,
        "loss": path.loss(),
        "gradient_norm": path.gradient_norm(),
        "lr": path.lr(),
        "quantities": quantities,
    })
}
