//! What becomes different on a run's way: `change = [{ step = 50, lr = 0.002 }]`.

use super::choice::set_knobs;
use super::codec::{Maybe, Place, Real, number};
use super::error::Result;
use super::key::{Codec, Keyed as _, keys};
use super::tree::{TomlItem, TomlTable};
use super::{CHANGE_STEP, LEARNING_RATE, MOST_CHANGES};
use crate::catalog::Pick;
use crate::optim::Optimizer;
use crate::params::Value;
use crate::run::{Change, turns};

pub(super) type Knobs = Vec<(&'static str, Value)>;

/// Checked knobs in the order of the catalog, the last value of each; `None` if one does not fit.
pub(super) fn in_order(
    optimizer: &Pick<dyn Optimizer>,
    knobs: &[(&'static str, Value)],
) -> Option<Knobs> {
    let mut pick = optimizer.clone();
    for (id, value) in knobs {
        if !turns(optimizer, id) {
            return None;
        }
        pick.set(id, *value).ok()?;
    }
    let named = |id: &str| knobs.iter().any(|(other, _)| *other == id);
    Some(chosen(&pick, named))
}

/// Some knobs of an optimizer with their values.
fn chosen(pick: &Pick<dyn Optimizer>, which: impl Fn(&str) -> bool) -> Knobs {
    let knobs = pick.knobs().filter(|(spec, _)| which(spec.id));
    knobs.map(|(spec, value)| (spec.id, value)).collect()
}

keys!(for Change {
    /// The number of the point that the first changed step leaves.
    step: u64 = 0, "step" ("50") First;
    /// Another base learning rate, with which the schedule goes on.
    lr: Option<f64> = None, "lr" ("0.002") Maybe(Real(LEARNING_RATE));
    /// Where the ball is put.
    at: Option<Vec<f64>> = None, "at" ("[1.0, 1.0]") Maybe(Place);
    /// How far the ball is pushed, from there or from where it is.
    kick: Option<Vec<f64>> = None, "kick" ("[0.5, 0.0]") Maybe(Place);
} own { knobs: Vec::new(); });

/// The step of a change.
struct First;

impl Codec<Change, u64> for First {
    fn value(&self, item: &TomlItem<'_>, _: &Change) -> Result<u64> {
        item.count(CHANGE_STEP).map(u64::from)
    }

    fn read(&self, node: &TomlTable<'_>, ids: &[&str], whole: &Change) -> Result<Option<u64>> {
        let step = node.need(ids[0], "say which step is the first that is different")?;
        self.value(&step, whole).map(Some)
    }

    fn toml(&self, step: &u64) -> String {
        step.to_string()
    }

    fn allowed(&self) -> String {
        CHANGE_STEP.to_string()
    }

    fn always(&self) -> bool {
        true
    }
}

/// Read the changes of a run of this optimizer: a table, or a list of them.
pub(super) fn read(item: &TomlItem<'_>, optimizer: &Pick<dyn Optimizer>) -> Result<Vec<Change>> {
    let place = "change: ";
    let nodes = if item.is_list() { item.tables(place)? } else { vec![item.table(place)?] };
    if nodes.len() > MOST_CHANGES {
        let many = nodes.len();
        return Err(item.fail(&format!("{many} changes are too many; at most {MOST_CHANGES}")));
    }
    let mut changes: Vec<Change> = Vec::new();
    for node in &nodes {
        let change = one(node, optimizer)?;
        if let (Some(last), Some(step)) = (changes.last(), node.get("step"))
            && change.step <= last.step
        {
            let message = format!(
                "step = {} must come after step {} of the change before it",
                change.step, last.step
            );
            return Err(step.fail(&message));
        }
        changes.push(change);
    }
    Ok(changes)
}

/// Write changes.
pub(super) fn write(changes: &[Change]) -> String {
    let table = |change: &Change| {
        let knobs = change.knobs.iter().map(|(id, value)| format!("{id} = {}", number(*value)));
        let keys: Vec<String> = change.lines().chain(knobs).collect();
        format!("{{ {} }}", keys.join(", "))
    };
    let tables: Vec<_> = changes.iter().map(table).collect();
    format!("[{}]", tables.join(", "))
}

fn one(node: &TomlTable<'_>, optimizer: &Pick<dyn Optimizer>) -> Result<Change> {
    let keys = Change::ids();
    let knobs = || node.items().filter(|item| !keys.contains(&item.key));
    let mut pick = optimizer.clone();
    let mut change = Change::unsaid();
    set_knobs(&mut pick, knobs(), &keys)?;
    if let Some(item) = knobs().find(|item| !turns(optimizer, item.key)) {
        let (knob, id) = (item.key, optimizer.id());
        let message = format!("{knob}: {id} looks at it before its first step only");
        return Err(item.fail(&message));
    }
    change.read_keys(node)?;
    change.knobs = chosen(&pick, |id| node.get(id).is_some());
    if change.is_empty() {
        return Err(node.error("it changes nothing: give lr, a knob, at or kick"));
    }
    Ok(change)
}
