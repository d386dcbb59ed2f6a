//! `run`: every step of every run, as data.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde::ser::{Serialize, Serializer};
use serde_json::{Value as Json, json};

use super::effort::{Bar, warn};
use super::output::{Force, Output};
use super::{Failure, open_scenario};
use crate::files::shown;
use crate::run::{Run as Walk, Track, VerdictId};
use crate::scenario::Scenario;
use crate::session::Finished;

/// Run a scenario and write every step of every run.
#[derive(Debug, Args)]
pub(super) struct Run {
    /// A scenario file, - for standard input, or the id of a bundled scenario
    scenario: PathBuf,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    force: Force,
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
                let name = shown(&self.output.unwrap_or_default());
                let message = format!("-o {name}: data ends in .csv or .json; or give --format");
                return Err(Failure::invalid(message));
            }
        };
        let scenario = open_scenario(&self.scenario)?;
        let mut out = Output::open(self.output.as_deref(), &[&self.scenario], &self.force)?;
        warn(&scenario, 0);
        let walks = Walks::new(&scenario);
        let result = match format {
            Format::Csv => csv(&walks, &mut out),
            Format::Json => json(&walks, &mut out),
        };
        out.close(result)
    }
}

/// The ending of a file's name, in lower case.
pub(super) fn extension(path: &Path) -> String {
    path.extension().unwrap_or_default().to_string_lossy().to_lowercase()
}

/// The runs of a scenario, one at a time, with a bar that shows how far they have come.
pub(super) struct Walks<'a> {
    pub(super) finished: Finished<'a>,
    bar: Bar,
}

impl<'a> Walks<'a> {
    pub(super) fn new(scenario: &'a Scenario) -> Self {
        Self { finished: Finished::new(scenario), bar: Bar::of(scenario) }
    }

    pub(super) fn each(&self) -> impl Iterator<Item = Walk> {
        (0..self.finished.scenario().runs.len()).map(|index| {
            let run = self.finished.run(index, self.bar.stride(), |steps| self.bar.went(steps));
            self.bar.is_through(index + 1);
            run
        })
    }
}

fn csv(walks: &Walks<'_>, out: &mut Output) -> std::io::Result<()> {
    let dim = walks.finished.surface().dim();
    write!(out, "run,step")?;
    (0..dim).try_for_each(|index| write!(out, ",{}", coordinate(dim, index)))?;
    writeln!(out, ",loss,gradient_norm,lr")?;
    for (index, run) in walks.each().enumerate() {
        let label = field(&walks.finished.scenario().label(index));
        let path = run.trajectory();
        for (step, point) in path.points().enumerate() {
            // The shortest text that reads back as the same number.
            write!(out, "{label},{step}")?;
            point.iter().try_for_each(|x| write!(out, ",{x:?}"))?;
            let [f, g, lr] = [path.loss(), path.gradient_norm(), path.lr()].map(|all| all[step]);
            writeln!(out, ",{f:?},{g:?},{lr:?}")?;
        }
    }
    Ok(())
}

/// What a coordinate is called in data: x and y of two, whatever they are called on the map.
pub(super) fn coordinate(dim: usize, index: usize) -> String {
    if dim == 2 { ["x", "y"][index].to_owned() } else { format!("x{index}") }
}

/// A text as a field of CSV (RFC 4180).
fn field(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

fn json(walks: &Walks<'_>, out: &mut Output) -> std::io::Result<()> {
    let scenario = walks.finished.scenario().to_toml();
    let document = Document { version: 1, scenario, runs: Told(walks) };
    serde_json::to_writer(&mut *out, &document)?;
    writeln!(out)
}

#[derive(serde::Serialize)]
struct Document<'a> {
    version: u32,
    scenario: String,
    runs: Told<'a>,
}

/// Runs that are taken when they are written, one after the other.
struct Told<'a>(&'a Walks<'a>);

impl Serialize for Told<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let walks = self.0.each().enumerate();
        out.collect_seq(walks.map(|(index, walk)| End { of: &self.0.finished, index, walk }))
    }
}

struct End<'a> {
    of: &'a Finished<'a>,
    index: usize,
    walk: Walk,
}

impl Serialize for End<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        one(self.of, self.index, &self.walk).serialize(out)
    }
}

#[derive(serde::Serialize)]
struct One<'a> {
    label: String,
    optimizer: &'static str,
    verdict: Json,
    /// Where and why it ended before its budget was spent.
    #[serde(skip_serializing_if = "Option::is_none")]
    ended: Option<Json>,
    /// What it was doing until then: verdicts with the steps at which they began.
    verdicts: Vec<Json>,
    /// Since which step each sign of convergence has held; null for none.
    lamps: Json,
    evaluations: Json,
    /// All points, parameter by parameter.
    #[serde(flatten)]
    points: BTreeMap<String, Axis<'a>>,
    loss: &'a [f64],
    gradient_norm: &'a [f64],
    lr: &'a [f64],
    quantities: BTreeMap<&'static str, Rows<'a>>,
    /// Every step in displacements that add up to it; one row less than there are points.
    parts: BTreeMap<&'static str, Pairs>,
}

/// One coordinate of all points.
struct Axis<'a>(&'a Walk, usize);

impl Serialize for Axis<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_seq(self.0.trajectory().points().map(|point| point[self.1]))
    }
}

/// A quantity after every step.
struct Rows<'a>(Track<'a>);

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_seq(self.0.iter())
    }
}

/// A displacement in every step.
struct Pairs(Vec<Vec<f64>>);

impl Serialize for Pairs {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_seq(&self.0)
    }
}

fn one<'a>(of: &Finished<'_>, index: usize, run: &'a Walk) -> One<'a> {
    let path = run.trajectory();
    let last = path.len() - 1;
    let (watch, verdict) = of.watch(run);
    let evidence: BTreeMap<_, _> = verdict.evidence.iter().copied().collect();
    let began = |(step, id): &(usize, VerdictId)| json!({"id": id.id(), "step": step});
    let lamps = watch.lamps(last);
    let bill = run.evaluations();
    One {
        label: of.scenario().label(index),
        optimizer: run.spec().optimizer.id(),
        verdict: json!({
            "id": verdict.id.id(), "text": verdict.text(), "step": verdict.step, "evidence": evidence
        }),
        ended: run.ended().map(|end| json!({"step": end.step, "reason": end.reason.id()})),
        verdicts: watch.history().iter().map(began).collect(),
        lamps: json!({"gradient": lamps.gradient, "change": lamps.change, "target": lamps.target}),
        evaluations: json!({"value": bill.value, "gradient": bill.gradient, "hessian": bill.hessian}),
        points: (0..path.dim())
            .map(|index| (coordinate(path.dim(), index), Axis(run, index)))
            .collect(),
        loss: path.loss(),
        gradient_norm: path.gradient_norm(),
        lr: path.lr(),
        quantities: run.tape().tracks().into_iter().map(|track| (track.id, Rows(track))).collect(),
        parts: parts(run),
    }
}

/// A part that only some steps have is nothing in the others.
fn parts(run: &Walk) -> BTreeMap<&'static str, Pairs> {
    let mut all: BTreeMap<&'static str, Pairs> = BTreeMap::new();
    let (steps, dim) = (run.trajectory().len() - 1, run.trajectory().dim());
    for step in 1..=steps {
        for part in run.parts(step) {
            let row =
                all.entry(part.due.id()).or_insert_with(|| Pairs(vec![vec![0.0; dim]; steps]));
            row.0[step - 1] = part.vector;
        }
    }
    all
}
