//! Format 1 of scenario files: from text to a valid scenario, or one sentence.

use toml::de::DeTable;

use super::tree::{Item, Node, Source};
use super::{
    BUDGET, CLIP, COORDINATE, Contestant, LEARNING_RATE, MOST_RUNS, Scenario, change, landscape,
};
use crate::catalog::{Family, Pick};
use crate::noise::silence;
use crate::run::{Budget, Clip};
use crate::schedule::{Sequence, Stage};

/// Why a text is no scenario: what, where, and what is allowed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {message}")]
pub struct ScenarioError {
    /// The file, as the user called it.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

pub(super) type Result<T> = std::result::Result<T, ScenarioError>;

const TOP: &[&str] = &[
    "version",
    "title",
    "seed",
    "steps",
    "gradient_evaluations",
    "start",
    "drift",
    "bounds",
    "surface",
    "noise",
    "run",
    "view",
];
const RUN: &[&str] =
    &["optimizer", "lr", "label", "start", "seed", "steps", "schedule", "noise", "clip", "change"];

pub(super) fn parse(text: &str, name: &str) -> Result<Scenario> {
    let source = Source { name, text };
    let document = DeTable::parse(text).map_err(|error| {
        let span = error.span().unwrap_or(0..0);
        let message = error.message().lines().collect::<Vec<_>>().join(" ");
        source.error(span, format!("this is not TOML: {message}"))
    })?;
    scenario(&Node::root(source, document.get_ref()))
}

fn scenario(root: &Node<'_>) -> Result<Scenario> {
    let version = root.need("version", "a scenario begins with version = 1")?;
    if version.seed()? != 1 {
        return Err(version.fail("this program reads version = 1 only"));
    }
    root.only(TOP)?;
    let surface = root.need("surface", "give a table [surface] with an id or a formula")?;
    let mut scenario = Scenario {
        title: root.get("title").map_or(Ok(""), |item| item.name())?.to_owned(),
        seed: root.get("seed").map_or(Ok(0), |item| item.seed())?,
        budget: budget(root)?,
        surface: landscape::read(&surface.table("[surface] ")?)?,
        start: root.get("start").map(|item| item.pair(COORDINATE)).transpose()?,
        noise: match root.get("noise") {
            Some(item) => pick(&item.table("[noise] ")?, &["id"])?,
            None => silence(),
        },
        runs: match root.get("run") {
            Some(item) => runs(&item)?,
            None => Vec::new(),
        },
        view: root.get("view").map(|item| rectangle(&item, "[view] ")).transpose()?,
        drift: root.get("drift").map_or(Ok([0.0; 2]), |item| item.pair(COORDINATE))?,
        bounds: root.get("bounds").map(|item| rectangle(&item, "bounds: ")).transpose()?,
    };
    if let Some(why) = scenario.too_long() {
        return Err(root.error(&why));
    }
    if scenario.runs.is_empty() {
        return Err(root.error("there is no run: add a table [[run]] with an optimizer"));
    }
    for index in 0..scenario.runs.len() {
        scenario.runs[index].style = usize::MAX;
    }
    for index in 0..scenario.runs.len() {
        scenario.assign_style(index);
    }
    Ok(scenario)
}

fn budget(root: &Node<'_>) -> Result<Budget> {
    match (root.get("steps"), root.get("gradient_evaluations")) {
        (Some(_), Some(second)) => {
            Err(second.fail("steps and gradient_evaluations exclude each other: give one budget"))
        }
        (None, Some(item)) => Ok(Budget::GradientEvaluations(item.count(BUDGET)?.into())),
        (Some(item), None) => Ok(Budget::Steps(item.count(BUDGET)?.into())),
        (None, None) => Ok(Budget::Steps(200)),
    }
}

/// A catalog choice: a table with an `id` and knobs.
pub(super) fn pick<F: Family + ?Sized>(node: &Node<'_>, others: &[&str]) -> Result<Pick<F>> {
    let id = node.need("id", &format!("name a {}", F::NAME))?;
    let mut pick = Pick::new(id.text()?).map_err(|error| id.fail(&error.to_string()))?;
    let knobs = node.items().filter(|item| !others.contains(&item.key));
    set_knobs(&mut pick, knobs, others)?;
    Ok(pick)
}

/// Turn the knobs that a table names. `others` are the keys that are allowed besides.
pub(super) fn set_knobs<'a, F: Family + ?Sized>(
    pick: &mut Pick<F>,
    items: impl Iterator<Item = Item<'a>>,
    others: &[&str],
) -> Result<()> {
    let specs = pick.entry().specs();
    for item in items {
        let Some(spec) = specs.iter().find(|spec| spec.id == item.key) else {
            let allowed: Vec<_> =
                specs.iter().map(|spec| spec.id).chain(others.iter().copied()).collect();
            let hint = crate::params::suggest(item.key, &allowed);
            return Err(item.fail(&format!("{}: unknown key {:?}{hint}", pick.id(), item.key)));
        };
        let value = item.value(spec.domain)?;
        pick.set(spec.id, value).map_err(|error| item.fail(&error.to_string()))?;
    }
    Ok(())
}

fn runs(item: &Item<'_>) -> Result<Vec<Contestant>> {
    let nodes = item.tables("[[run]] ")?;
    if nodes.len() > MOST_RUNS {
        return Err(item.fail(&format!("{} runs are too many; at most {MOST_RUNS}", nodes.len())));
    }
    nodes.iter().map(contestant).collect()
}

fn contestant(node: &Node<'_>) -> Result<Contestant> {
    let id = node.need("optimizer", "name an optimizer")?;
    let mut optimizer = Pick::new(id.text()?).map_err(|error| id.fail(&error.to_string()))?;
    let knobs = node.items().filter(|item| !RUN.contains(&item.key));
    set_knobs(&mut optimizer, knobs, RUN)?;
    let mut run = Contestant::new(optimizer);
    if let Some(item) = node.get("lr") {
        run.lr = item.real(LEARNING_RATE)?;
    }
    if let Some(item) = node.get("label") {
        let label = item.name()?.trim();
        if label.is_empty() {
            return Err(item.fail("label is empty: leave it out for the optimizer's name"));
        }
        run.label = Some(label.to_owned());
    }
    run.schedule = match node.get("schedule") {
        Some(item) => schedule(&item)?,
        None => Sequence::default(),
    };
    run.noise = match node.get("noise") {
        Some(item) => Some(pick(&item.table("noise: ")?, &["id"])?),
        None => None,
    };
    if let Some(item) = node.get("clip") {
        run.clip = clip(&item)?;
    }
    run.start = node.get("start").map(|item| item.pair(COORDINATE)).transpose()?;
    run.seed = node.get("seed").map(|item| item.seed()).transpose()?;
    if let Some(item) = node.get("change") {
        run.changes = change::read(&item, &run.optimizer)?;
    }
    run.steps = node.get("steps").map(|item| item.count(BUDGET)).transpose()?.map(u64::from);
    Ok(run)
}

/// One schedule, or a list of them that follow one another.
fn schedule(item: &Item<'_>) -> Result<Sequence> {
    if !item.is_list() {
        return Ok(pick(&item.table("schedule: ")?, &["id"])?.into());
    }
    let nodes = item.tables("schedule: ")?;
    let last = nodes.len().saturating_sub(1);
    let stage = |(index, node): (usize, &Node<'_>)| {
        let steps = if index < last {
            node.need("steps", "say how many steps it lasts, all but the last")?.count(BUDGET)?
        } else if let Some(item) = node.get("steps") {
            return Err(item.fail("steps: the last schedule of a list lasts to the end"));
        } else {
            0
        };
        Ok(Stage { schedule: pick(node, &["id", "steps"])?, steps })
    };
    let stages = nodes.iter().enumerate().map(stage).collect::<Result<_>>()?;
    Sequence::of(stages).ok_or_else(|| item.fail("schedule: the list is empty"))
}

/// `{ norm = 1.0 }` or `{ value = 0.5 }`.
fn clip(item: &Item<'_>) -> Result<Clip> {
    let node = item.table("clip: ")?;
    node.only(&["norm", "value"])?;
    match (node.get("norm"), node.get("value")) {
        (Some(most), None) => Ok(Clip::Norm(most.real(CLIP)?)),
        (None, Some(most)) => Ok(Clip::Value(most.real(CLIP)?)),
        _ => Err(item.fail("clip: give either norm = a number or value = a number")),
    }
}

/// A part of the plane.
fn rectangle(item: &Item<'_>, place: &'static str) -> Result<[[f64; 2]; 2]> {
    let node = item.table(place)?;
    node.only(&["x", "y"])?;
    let both = |key: &str| side(&node.need(key, "give both x = [low, high] and y = [low, high]")?);
    Ok([both("x")?, both("y")?])
}

/// `[low, high]`.
pub(super) fn side(item: &Item<'_>) -> Result<[f64; 2]> {
    let [low, high] = item.pair(COORDINATE)?;
    if high - low < 1e-9 {
        let ends = format!("[{low:?}, {high:?}]");
        let message = format!("{} = {ends} must go from low to high, by 1e-9 at least", item.key);
        return Err(item.fail(&message));
    }
    Ok([low, high])
}
