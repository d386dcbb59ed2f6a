//! Schedules that follow one another: one table, or a list of them.

use super::choice::{inline, pick};
use super::error::Result;
use super::key::Codec;
use super::tree::{TomlItem, TomlTable};
use super::{BUDGET, MOST_STAGES};
use crate::schedule::{Sequence, Stage};

/// One schedule, or several of which all but the last say how long they last.
pub(super) struct Stages;

impl<W> Codec<W, Sequence> for Stages {
    fn value(&self, item: &TomlItem<'_>, _: &W) -> Result<Sequence> {
        if !item.is_list() {
            return Ok(pick(
                &item.table_like("schedule: ", "{ id = \"cosine\" }, or a list of them")?,
                &["id"],
            )?
            .into());
        }
        let nodes = item.tables("schedule: ")?;
        if nodes.len() > MOST_STAGES {
            let many = nodes.len();
            return Err(item.fail(&format!("{many} schedules are too many; at most {MOST_STAGES}")));
        }
        let last = nodes.len().saturating_sub(1);
        let stage = |(index, node): (usize, &TomlTable<'_>)| {
            let steps = if index < last {
                node.need("steps", "say how many steps it lasts, all but the last")?
                    .count(BUDGET)?
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

    fn toml(&self, sequence: &Sequence) -> String {
        let stages = sequence.stages();
        let last = stages.len() - 1;
        let table = |(index, stage): (usize, &Stage)| {
            let steps =
                if index == last { String::new() } else { format!(", steps = {}", stage.steps) };
            format!("{{ {}{steps} }}", inline(&stage.schedule))
        };
        let tables: Vec<_> = stages.iter().enumerate().map(table).collect();
        if last == 0 { tables.concat() } else { format!("[{}]", tables.join(", ")) }
    }

    fn allowed(&self) -> String {
        format!(
            "a table with the id of a schedule and its knobs; or a list of at most {MOST_STAGES}, all \
             but the last with the steps that they last"
        )
    }
}
