//! `render`: a scenario as a picture. The display list is the window's.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Failure;
use super::effort::{PLACES, found, warn};
use super::output::{Force, Output};
use super::run::{Walks, extension};
use super::source::open_held;
use crate::files::shown;
use crate::run::{Budget, Clip, Run, VerdictContext};
use crate::scenario::Scenario;
use crate::scene::{
    self, Figure, FigureRun, Item, RunView, SceneRun, lacking, number, to_png, to_svg,
};
use crate::session::Finished;
use crate::words::listed;

/// Draw a scenario as a picture.
#[derive(Debug, Args)]
pub(super) struct Render {
    /// A scenario file, - for standard input, or the id of a bundled scenario
    scenario: PathBuf,
    /// The picture: a name ending in .svg or .png
    #[arg(short, long, value_name = "FIGURE")]
    output: PathBuf,
    #[command(flatten)]
    force: Force,
    /// Its size
    #[arg(long, value_name = "WxH", default_value = "960x640", value_parser = size)]
    size: [f32; 2],
    /// Dots per unit of size, for PNG
    #[arg(long, default_value = "2", value_parser = scale)]
    scale: f32,
    /// Its colours
    #[arg(long, default_value = "print")]
    theme: Theme,
    /// Show the balls after this many steps instead of at the end
    #[arg(long, value_name = "K")]
    step: Option<u64>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Theme {
    Light,
    Dark,
    Print,
}

impl From<Theme> for scene::Theme {
    fn from(theme: Theme) -> Self {
        match theme {
            Theme::Light => Self::Light,
            Theme::Dark => Self::Dark,
            Theme::Print => Self::Print,
        }
    }
}

/// The most dots a side of a picture may have.
const MOST_DOTS: f32 = 16_384.0;
/// The most dots a picture may have in all: a quarter of a gigabyte.
const MOST_IN_ALL: f32 = 8192.0 * 8192.0;

fn size(text: &str) -> Result<[f32; 2], String> {
    let allowed = || "give WIDTHxHEIGHT, each from 200 to 8192, such as 960x640".to_owned();
    let side = |text: &str| text.parse().ok().filter(|side| (200.0..=8192.0).contains(side));
    let (width, height) = text.split_once(['x', 'X']).ok_or_else(allowed)?;
    Ok([side(width).ok_or_else(allowed)?, side(height).ok_or_else(allowed)?])
}

fn scale(text: &str) -> Result<f32, String> {
    let scale = text.parse().ok().filter(|scale| (0.1..=8.0).contains(scale));
    scale.ok_or_else(|| "give a number from 0.1 to 8".to_owned())
}

impl Render {
    pub(super) fn main(self) -> Result<(), Failure> {
        let kind = extension(&self.output);
        if !matches!(kind.as_str(), "svg" | "png") {
            let name = shown(&self.output);
            return Err(Failure::invalid(format!("-o {name}: a picture ends in .svg or .png")));
        }
        let dots = self.size.map(|side| (side * self.scale).round());
        if kind == "png" && (dots[0].max(dots[1]) > MOST_DOTS || dots[0] * dots[1] > MOST_IN_ALL) {
            let message = format!(
                "{}x{} dots are too many: a picture has at most {MOST_DOTS} dots a side and \
                 {MOST_IN_ALL} in all; make --size or --scale smaller",
                dots[0], dots[1]
            );
            return Err(Failure::invalid(message));
        }
        let scenario = open_held(&self.scenario, &[])?;
        within(&scenario, self.step)?;
        let mut out = Output::open(Some(&self.output), &[&self.scenario], &self.force)?;
        warn(&scenario, PLACES);
        let items = draw(&scenario, self.size, self.theme.into(), self.step);
        let bytes = if kind == "svg" {
            to_svg(&items, self.size, &scenario.title).into_bytes()
        } else {
            say_lacking(&lacking(&items));
            to_png(&items, self.size, self.scale).map_err(anyhow::Error::from)?
        };
        let result = out.write_all(&bytes);
        out.close(result)
    }
}

/// Say which letters boxes stand for.
fn say_lacking(lacking: &BTreeSet<char>) {
    if lacking.is_empty() {
        return;
    }
    let letters: String = lacking.iter().take(20).collect();
    let words = "no font of this system has them, so boxes stand in the picture for";
    // Who closed the terminal needs no words.
    let _ = writeln!(std::io::stderr(), "downhill: {words} {letters}");
}

/// What a run's entry in the legend says: its rate, how it ended, what is its own.
fn notes(scenario: &Scenario, run: &Run, step: u64, context: &VerdictContext) -> Vec<String> {
    let spec = run.spec();
    let mut notes = Vec::new();
    if spec.optimizer.entry().facts.lr.is_some() {
        notes.push(format!("learning rate {}", number(spec.lr)));
        if !spec.schedule.is_constant() {
            // Room to break the line.
            notes.push(format!(
                "schedule {}",
                spec.schedule.to_string().replace(',', ", ").replace(':', ": ")
            ));
        }
    }
    let changed = spec.optimizer.changed().map(|(knob, value)| format!("{} {value}", knob.id));
    let changed: Vec<String> = changed.collect();
    if !changed.is_empty() {
        notes.push(changed.join(", "));
    }
    if spec.clip != Clip::None {
        notes.push(format!("clip {}", spec.clip));
    }
    notes.push(run.verdict(step, context).text().into_owned());
    if spec.start != scenario.start() {
        notes.push(format!("start of its own: {}", listed(&spec.start)));
    }
    if spec.budget != scenario.budget {
        notes.push(format!("budget of its own: {} steps", spec.budget.amount()));
    }
    if spec.seed != scenario.seed {
        notes.push(format!("seed of its own: {}", spec.seed));
    }
    if spec.noise != scenario.noise {
        notes.push(format!("noise of its own: {}", spec.noise));
    }
    notes
}

/// Run a scenario and draw it with its balls at `step`, or at the end.
fn draw(scenario: &Scenario, size: [f32; 2], theme: scene::Theme, step: Option<u64>) -> Vec<Item> {
    let walks = Walks::new(scenario);
    let finished = &walks.finished;
    let runs: Vec<Run> = walks.each().collect();
    let longest = runs.iter().map(Run::steps).max().unwrap_or(0);
    let step = step.map(|step| step.min(longest));
    let scene = finished.scene(&runs, step, theme);
    let labels = scenario.labels();
    let notes =
        |shown: &SceneRun<'_>| notes(scenario, shown.run, shown.step as u64, &finished.context());
    let notes: Vec<Vec<String>> = scene.runs.iter().map(notes).collect();
    let entries: Vec<FigureRun<'_>> = scene
        .runs
        .iter()
        .zip(labels.iter().zip(&notes))
        .map(|(run, (label, note))| FigureRun { view: RunView::of(run, scene.plane), label, note })
        .collect();
    let figure = Figure {
        title: &scenario.title,
        caption: &caption(finished, step),
        scene: &scene,
        layers: &scenario.layers(),
        view: finished.context().view,
        runs: &entries,
    };
    scene::figure(&figure, size, &mut |question| found(question, &**scene.surface.0))
}

/// Refuse a step that no run can have.
fn within(scenario: &Scenario, step: Option<u64>) -> Result<(), Failure> {
    let longest = (0..scenario.runs.len())
        .map(|run| scenario.run_spec(run).budget.amount())
        .max()
        .unwrap_or(0);
    match step.filter(|step| *step > longest) {
        Some(step) => {
            let message = format!("--step {step}: the runs have {longest} steps");
            Err(Failure::invalid(message))
        }
        None => Ok(()),
    }
}

/// What was compared, and how.
fn caption(finished: &Finished<'_>, step: Option<u64>) -> Vec<String> {
    let scenario = finished.scenario();
    let start = listed(&scenario.start_on(&**finished.surface()));
    let plane = finished.ground().plane_told();
    let plane = plane.map_or_else(String::new, |plane| format!("; {plane}"));
    let budget = match scenario.budget {
        Budget::Steps(n) => format!("{n} steps"),
        Budget::GradientEvaluations(n) => format!("{n} gradient evaluations"),
    };
    let shown = step.map_or_else(String::new, |step| format!(", shown after {step}"));
    let noise = if scenario.noise.is_silent() {
        "no noise".to_owned()
    } else {
        format!("noise {}, seed {}", scenario.noise, scenario.seed)
    };
    let [vx, vy] = scenario.drift;
    let drift = match scenario.drift {
        [0.0, 0.0] => String::new(),
        _ => format!(", moving by ({}, {}) a step", number(vx), number(vy)),
    };
    vec![
        format!("{}{drift} from {start}{plane}", scenario.surface),
        format!("budget per run: {budget}{shown}; {noise}"),
    ]
}
