//! One optimizer in the comparison: `[[run]]`.

use super::change::{self, in_order};
use super::choice::{Inline, lines, set_knobs};
use super::clip::Clipping;
use super::codec::{Count, Maybe, Place, Text, Whole, quoted};
use super::error::Result;
use super::key::{Codec, Keyed as _, keys};
use super::stages::Stages;
use super::tree::{TomlItem, TomlTable};
use super::{BUDGET, CHANGE_STEP, COORDINATE, LEARNING_RATE, MOST_CHANGES, MOST_RUNS, admits};
use crate::catalog::{Family as _, Pick};
use crate::noise::Noise;
use crate::optim::Optimizer;
use crate::params::Value;
use crate::run::{Change, Clip};
use crate::schedule::Sequence;

keys! {
    /// One optimizer in the comparison.
    pub struct RunConfig {
        /// The optimizer; its knobs stand beside it.
        optimizer: Pick<dyn Optimizer> = Pick::of(<dyn Optimizer>::catalog()[0]), "optimizer" ("\"momentum\"") Rule;
        /// The learning rate; without it the optimizer's usual one.
        lr: f64 = 1.0, "lr" ("0.02") Rate;
        /// Its name; without it the optimizer's.
        label: Option<String> = None, "label" ("\"momentum 0.9\"") Maybe(Label);
        /// A start of its own.
        start: Option<Vec<f64>> = None, "start" ("[1.0, 2.0]") Maybe(Place);
        /// A seed of its own.
        seed: Option<u64> = None, "seed" ("7") Maybe(Whole { always: false });
        /// A number of steps of its own.
        steps: Option<u64> = None, "steps" ("50") Maybe(Count(BUDGET));
        /// What becomes of the learning rate as the steps go by.
        schedule: Sequence = Sequence::default(), "schedule" ("{ id = \"cosine\", t_max = 200 }") Stages;
        /// What disturbs its gradients, if not what disturbs the others'.
        noise: Option<Pick<dyn Noise>> = None, "noise" ("{ id = \"none\" }") Maybe(Inline("noise: "));
        /// What bounds the gradients it is told.
        clip: Clip = Clip::None, "clip" ("{ norm = 1.0 }") Clipping;
        /// What becomes different on its way, in rising order of steps.
        changes: Vec<Change> = Vec::new(), "change" ("[{ step = 50, lr = 0.002 }]") Changes;
    }
    own {
        /// Its row in the table of colours, dashes and markers.
        style: usize = 0;
        /// Whether it is left out of the picture.
        hidden: bool = false;
    }
}

impl RunConfig {
    /// An optimizer with default knobs and its default rate.
    pub fn new(optimizer: Pick<dyn Optimizer>) -> Self {
        Self { lr: optimizer.entry().facts.usual_lr(), optimizer, ..Self::unsaid() }
    }
}

impl RunConfig {
    /// Meet with one more change. What is changed at that step already takes the later value, the
    /// rest stays. Returns false, and changes nothing, if it makes no sense: it names nothing, or
    /// a value that is out of range, or a knob that nobody can turn on the way.
    pub fn change(&mut self, change: &Change) -> bool {
        let step = u32::try_from(change.step).ok().map(Value::Count);
        let places = [&change.at, &change.kick];
        if change.is_empty()
            || step.and_then(|step| CHANGE_STEP.admit(step)).is_none()
            || change.lr.is_some_and(|lr| !admits(LEARNING_RATE, lr))
            || places.into_iter().flatten().flatten().any(|x| !admits(COORDINATE, *x))
        {
            return false;
        }
        let place = self.changes.binary_search_by_key(&change.step, |change| change.step);
        let before = place.ok().map(|index| self.changes[index].clone());
        if before.is_none() && self.changes.len() >= MOST_CHANGES {
            return false;
        }
        let mut both = before.unwrap_or_default();
        both.knobs.extend(change.knobs.iter().copied());
        let Some(knobs) = in_order(&self.optimizer, &both.knobs) else { return false };
        let both = Change {
            step: change.step,
            lr: change.lr.or(both.lr),
            knobs,
            at: change.at.clone().or(both.at).map(without_minus_zero),
            kick: change.kick.clone().or(both.kick).map(without_minus_zero),
        };
        match place {
            Ok(index) => self.changes[index] = both,
            Err(index) => self.changes.insert(index, both),
        }
        true
    }
}

fn without_minus_zero(place: Vec<f64>) -> Vec<f64> {
    place.into_iter().map(|x| x + 0.0).collect()
}

/// What becomes different on the way of a run.
struct Changes;

impl Codec<RunConfig, Vec<Change>> for Changes {
    fn value(&self, item: &TomlItem<'_>, run: &RunConfig) -> Result<Vec<Change>> {
        change::read(item, &run.optimizer)
    }

    fn toml(&self, changes: &Vec<Change>) -> String {
        change::write(changes)
    }

    fn allowed(&self) -> String {
        format!("a table of step, lr, knobs, at and kick; or a list of at most {MOST_CHANGES}")
    }
}

/// The id of an optimizer, and its knobs.
struct Rule;

impl Codec<RunConfig, Pick<dyn Optimizer>> for Rule {
    fn value(&self, item: &TomlItem<'_>, _: &RunConfig) -> Result<Pick<dyn Optimizer>> {
        Pick::new(item.text()?).map_err(|error| item.fail(&error.to_string()))
    }

    fn read(
        &self,
        node: &TomlTable<'_>,
        ids: &[&str],
        whole: &RunConfig,
    ) -> Result<Option<Pick<dyn Optimizer>>> {
        let mut optimizer = self.value(&node.need(ids[0], "name an optimizer")?, whole)?;
        let others = RunConfig::ids();
        let knobs = node.items().filter(|item| !others.contains(&item.key));
        set_knobs(&mut optimizer, knobs, &others)?;
        Ok(Some(optimizer))
    }

    fn toml(&self, optimizer: &Pick<dyn Optimizer>) -> String {
        quoted(optimizer.id())
    }

    fn line(&self, id: &str, optimizer: &Pick<dyn Optimizer>) -> String {
        lines(id, optimizer).trim_end().to_owned()
    }

    fn allowed(&self) -> String {
        "the id of an optimizer".to_owned()
    }

    fn always(&self) -> bool {
        true
    }
}

/// A learning rate.
struct Rate;

impl Codec<RunConfig, f64> for Rate {
    fn value(&self, item: &TomlItem<'_>, _: &RunConfig) -> Result<f64> {
        item.real(LEARNING_RATE)
    }

    fn read(&self, node: &TomlTable<'_>, ids: &[&str], whole: &RunConfig) -> Result<Option<f64>> {
        let usual = whole.optimizer.entry().facts.usual_lr();
        let item = node.one_of(ids)?;
        item.map_or(Ok(usual), |item| self.value(&item, whole)).map(Some)
    }

    fn toml(&self, lr: &f64) -> String {
        format!("{lr:?}")
    }

    fn allowed(&self) -> String {
        LEARNING_RATE.to_string()
    }

    fn always(&self) -> bool {
        true
    }
}

/// A name that is one.
struct Label;

impl Codec<RunConfig, String> for Label {
    fn value(&self, item: &TomlItem<'_>, _: &RunConfig) -> Result<String> {
        let label = item.name()?.trim();
        if label.is_empty() {
            return Err(item.fail("label is empty: leave it out for the optimizer's name"));
        }
        Ok(label.to_owned())
    }

    fn toml(&self, label: &String) -> String {
        quoted(label)
    }

    fn allowed(&self) -> String {
        Codec::<RunConfig, String>::allowed(&Text)
    }
}

/// All runs, each under a heading of its own.
pub(super) struct Runs;

impl<W> Codec<W, Vec<RunConfig>> for Runs {
    fn value(&self, item: &TomlItem<'_>, _: &W) -> Result<Vec<RunConfig>> {
        let nodes = item.tables("[[run]] ")?;
        if nodes.len() > MOST_RUNS {
            let many = nodes.len();
            return Err(item.fail(&format!("{many} runs are too many; at most {MOST_RUNS}")));
        }
        let one = |node: &TomlTable<'_>| {
            let mut run = RunConfig::unsaid();
            run.read_keys(node)?;
            Ok(run)
        };
        nodes.iter().map(one).collect()
    }

    fn toml(&self, runs: &Vec<RunConfig>) -> String {
        let one = |run: &RunConfig| format!("\n[[run]]\n{}", run.write_keys());
        runs.iter().map(one).collect()
    }

    fn line(&self, _: &str, runs: &Vec<RunConfig>) -> String {
        Codec::<W, _>::toml(self, runs).trim_end().to_owned()
    }

    fn allowed(&self) -> String {
        format!("a list of tables, each headed [[run]]; at most {MOST_RUNS}")
    }
}
