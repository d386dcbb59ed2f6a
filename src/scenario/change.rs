//! What becomes different on a run's way: `change = [{ step = 50, lr = 0.002 }]`.

use super::choice::set_knobs;
use super::codec::{Maybe, Pair, Real, number};
use super::error::Result;
use super::key::{Codec, Keyed as _, keys};
use super::tree::{Item, Node};
use super::{CHANGE_STEP, COORDINATE, Contestant, LEARNING_RATE, MOST_CHANGES, admits};
use crate::catalog::Pick;
use crate::optim::Optimizer;
use crate::params::Value;
use crate::run::{Change, turns};

type Knobs = Vec<(&'static str, Value)>;

impl Contestant {
    /// Meet with one more change. What is changed at that step already takes the later value, the
    /// rest stays. Returns false, and changes nothing, if it makes no sense: it names nothing, or
    /// a value that is out of range, or a knob that nobody can turn on the way.
    pub fn change(&mut self, change: &Change) -> bool {
        let step = u32::try_from(change.step).ok().map(Value::Count);
        let places = [change.at, change.kick];
        if change.is_empty()
            || step.and_then(|step| CHANGE_STEP.admit(step)).is_none()
            || change.lr.is_some_and(|lr| !admits(LEARNING_RATE, lr))
            || places.iter().flatten().flatten().any(|x| !admits(COORDINATE, *x))
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
            at: change.at.or(both.at),
            kick: change.kick.or(both.kick),
        };
        match place {
            Ok(index) => self.changes[index] = both,
            Err(index) => self.changes.insert(index, both),
        }
        true
    }
}

/// Checked knobs in the order of the catalog, the last value of each; `None` if one does not fit.
fn in_order(optimizer: &Pick<dyn Optimizer>, knobs: &[(&'static str, Value)]) -> Option<Knobs> {
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
    at: Option<[f64; 2]> = None, "at" ("[1.0, 1.0]") Maybe(Pair(COORDINATE));
    /// How far the ball is pushed, from there or from where it is.
    kick: Option<[f64; 2]> = None, "kick" ("[0.5, 0.0]") Maybe(Pair(COORDINATE));
} own { knobs: Vec::new(); });

/// The step of a change.
struct First;

impl Codec<Change, u64> for First {
    fn value(&self, item: &Item<'_>, _: &Change) -> Result<u64> {
        item.count(CHANGE_STEP).map(u64::from)
    }

    fn read(&self, node: &Node<'_>, ids: &[&str], whole: &Change) -> Result<Option<u64>> {
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

/// The changes of a run: a table, or a list of them.
pub(super) struct Changes;

impl Codec<Contestant, Vec<Change>> for Changes {
    fn value(&self, item: &Item<'_>, run: &Contestant) -> Result<Vec<Change>> {
        let place = "change: ";
        let nodes = if item.is_list() { item.tables(place)? } else { vec![item.table(place)?] };
        if nodes.len() > MOST_CHANGES {
            let many = nodes.len();
            return Err(item.fail(&format!("{many} changes are too many; at most {MOST_CHANGES}")));
        }
        let mut changes: Vec<Change> = Vec::new();
        for node in &nodes {
            let change = one(node, &run.optimizer)?;
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

    fn toml(&self, changes: &Vec<Change>) -> String {
        let table = |change: &Change| {
            let knobs = change.knobs.iter().map(|(id, value)| format!("{id} = {}", number(*value)));
            let keys: Vec<String> = change.lines().chain(knobs).collect();
            format!("{{ {} }}", keys.join(", "))
        };
        let tables: Vec<_> = changes.iter().map(table).collect();
        format!("[{}]", tables.join(", "))
    }

    fn allowed(&self) -> String {
        format!("a table of step, lr, knobs, at and kick; or a list of at most {MOST_CHANGES}")
    }
}

fn one(node: &Node<'_>, optimizer: &Pick<dyn Optimizer>) -> Result<Change> {
    let keys = Change::ids();
    let knobs = || node.items().filter(|item| !keys.contains(&item.key));
    let mut pick = optimizer.clone();
    let mut change = Change::unsaid();
    node.need("step", "say which step is the first that is different")?;
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
