//! Choices from the catalog: an `id` and knobs.

use std::fmt::Write as _;

use super::codec::{number, quoted};
use super::error::Result;
use super::key::Codec;
use super::tree::{TomlItem, TomlTable};
use crate::catalog::{Family, Pick};
use crate::params::suggest;

/// A choice in a table of its own, called `place` in messages.
pub(super) struct Choice(pub(super) &'static str);

impl<W, F: Family + ?Sized> Codec<W, Pick<F>> for Choice {
    fn value(&self, item: &TomlItem<'_>, _: &W) -> Result<Pick<F>> {
        pick(&item.table_like(self.0, "{ id = \"gaussian\" }")?, &["id"])
    }

    fn toml(&self, value: &Pick<F>) -> String {
        lines("id", value)
    }

    fn allowed(&self) -> String {
        format!("a table with the id of a {} and its knobs", F::NAME)
    }
}

/// A choice in braces.
pub(super) struct Inline(pub(super) &'static str);

impl<W, F: Family + ?Sized> Codec<W, Pick<F>> for Inline {
    fn value(&self, item: &TomlItem<'_>, whole: &W) -> Result<Pick<F>> {
        Choice(self.0).value(item, whole)
    }

    fn toml(&self, value: &Pick<F>) -> String {
        format!("{{ {} }}", inline(value))
    }

    fn allowed(&self) -> String {
        Codec::<W, Pick<F>>::allowed(&Choice(self.0))
    }
}

/// A catalog choice: a table with an `id` and knobs.
pub(super) fn pick<F: Family + ?Sized>(node: &TomlTable<'_>, others: &[&str]) -> Result<Pick<F>> {
    let id = node.need("id", &format!("name a {}", F::NAME))?;
    let mut pick = Pick::new(id.text()?).map_err(|error| id.fail(&error.to_string()))?;
    let knobs = node.items().filter(|item| !others.contains(&item.key));
    set_knobs(&mut pick, knobs, others)?;
    Ok(pick)
}

/// Turn the knobs that a table names. `others` are the keys that are allowed besides.
pub(super) fn set_knobs<'a, F: Family + ?Sized>(
    pick: &mut Pick<F>,
    items: impl Iterator<Item = TomlItem<'a>>,
    others: &[&str],
) -> Result<()> {
    let specs = pick.entry().specs();
    for item in items {
        let Some(spec) = specs.iter().find(|spec| spec.id == item.key) else {
            let allowed: Vec<_> =
                specs.iter().map(|spec| spec.id).chain(others.iter().copied()).collect();
            let hint = suggest(item.key, &allowed);
            return Err(item.fail(&format!("{}: unknown key {:?}{hint}", pick.id(), item.key)));
        };
        let value = item.value(spec.domain)?;
        pick.set(spec.id, value).map_err(|error| item.fail(&error.to_string()))?;
    }
    Ok(())
}

/// A catalog choice, a line per key.
pub(super) fn lines<F: Family + ?Sized>(key: &str, pick: &Pick<F>) -> String {
    let mut out = format!("{key} = {}\n", quoted(pick.id()));
    for (spec, value) in pick.changed() {
        let _ = writeln!(out, "{} = {}", spec.id, number(value));
    }
    out
}

/// The same on one line.
pub(super) fn inline<F: Family + ?Sized>(pick: &Pick<F>) -> String {
    lines("id", pick).trim_end().replace('\n', ", ")
}
