//! What becomes different on a run's way: `change = [{ step = 50, lr = 0.002 }]`.

use super::file::{Result, set_knobs};
use super::toml_text::number;
use super::tree::{Item, Node};
use super::{CHANGE_STEP, COORDINATE, Contestant, LEARNING_RATE, MOST_CHANGES, admits};
use crate::catalog::Pick;
use crate::optim::Optimizer;
use crate::params::Value;
use crate::run::{Change, turns};

/// The keys of a change besides the knobs of the optimizer.
const KEYS: &[&str] = &["step", "lr", "at", "kick"];

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

/// Read the changes of a run of this optimizer: a table, or a list of them.
pub(super) fn read(item: &Item<'_>, optimizer: &Pick<dyn Optimizer>) -> Result<Vec<Change>> {
    let nodes =
        if item.is_list() { item.tables("change: ")? } else { vec![item.table("change: ")?] };
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

fn one(node: &Node<'_>, optimizer: &Pick<dyn Optimizer>) -> Result<Change> {
    let step = node.need("step", "say which step is the first that is different")?;
    let knobs = || node.items().filter(|item| !KEYS.contains(&item.key));
    let mut pick = optimizer.clone();
    set_knobs(&mut pick, knobs(), KEYS)?;
    if let Some(item) = knobs().find(|item| !turns(optimizer, item.key)) {
        let (knob, id) = (item.key, optimizer.id());
        let message = format!("{knob}: {id} looks at it before its first step only");
        return Err(item.fail(&message));
    }
    let pair = |key: &str| node.get(key).map(|item| item.pair(COORDINATE)).transpose();
    let change = Change {
        step: step.count(CHANGE_STEP)?.into(),
        lr: node.get("lr").map(|item| item.real(LEARNING_RATE)).transpose()?,
        knobs: chosen(&pick, |id| node.get(id).is_some()),
        at: pair("at")?,
        kick: pair("kick")?,
    };
    if change.is_empty() {
        return Err(node.error("it changes nothing: give lr, a knob, at or kick"));
    }
    Ok(change)
}

/// Write changes.
pub(super) fn write(changes: &[Change]) -> String {
    let table = |change: &Change| {
        let mut keys = vec![format!("step = {}", change.step)];
        keys.extend(change.lr.map(|lr| format!("lr = {lr:?}")));
        keys.extend(change.knobs.iter().map(|(id, value)| format!("{id} = {}", number(*value))));
        keys.extend(change.at.map(|at| format!("at = {at:?}")));
        keys.extend(change.kick.map(|kick| format!("kick = {kick:?}")));
        format!("{{ {} }}", keys.join(", "))
    };
    let tables: Vec<_> = changes.iter().map(table).collect();
    format!("[{}]", tables.join(", "))
}
