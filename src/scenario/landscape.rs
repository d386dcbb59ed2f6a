//! The table [surface] of a scenario file: a surface of the catalog or a typed formula.

use std::fmt::Write as _;
use std::sync::Arc;

use super::COORDINATE;
use super::choice::{lines, pick};
use super::codec::{quoted, side};
use super::error::Result;
use super::key::{Codec, KeyDoc};
use super::tree::{TomlItem, TomlTable};
use crate::catalog::Pick;
use crate::params::{Domain, nearest, suggest};
use crate::surface::{DataSet, Landscape, Surface, Typed};

/// What a free name of a formula may be.
const NUMBER: Domain = Domain::real(-1e12, 1e12);

/// The keys of a typed formula, and those of a surface over examples of one's own.
pub(super) static KEYS: [KeyDoc; 7] = [
    described(
        &["id"],
        "A surface of the catalog; its knobs stand beside it.",
        || "the id of a surface".to_owned(),
        "\"quadratic\"",
    ),
    described(
        &["formula"],
        "A typed formula instead, in x and y.",
        || "text".to_owned(),
        "\"(a - x)^2 + b*(y - x^2)^2\"",
    ),
    described(
        &["let"],
        "The numbers of its free names; each becomes a slider.",
        || format!("a table of names, each {NUMBER}"),
        "{ a = 1.0, b = 100.0 }",
    ),
    KeyDoc {
        ids: &["x", "y"],
        doc: "The part of the plane that it is about.",
        allowed: || format!("[low, high], each {COORDINATE}"),
        example: "[-2.0, 2.0]",
    },
    described(
        &["points"],
        "Examples of one's own to learn from.",
        || format!("a list of lists of 2 or 3 numbers, each {COORDINATE}"),
        "[[1.0, 2.0], [2.0, 3.5]]",
    ),
    described(
        &["held_out"],
        "Examples that are not learned from.",
        || "as points".to_owned(),
        "[[3.0, 5.0]]",
    ),
    described(
        &["columns"],
        "What the columns of the examples are called.",
        || "a list of texts".to_owned(),
        "[\"x\", \"y\"]",
    ),
];

const fn described(
    ids: &'static [&'static str],
    doc: &'static str,
    allowed: fn() -> String,
    example: &'static str,
) -> KeyDoc {
    KeyDoc { ids, doc, allowed, example }
}

/// A landscape in a table of its own.
pub(super) struct Surfaces;

impl<W> Codec<W, Landscape> for Surfaces {
    fn value(&self, item: &TomlItem<'_>, _: &W) -> Result<Landscape> {
        read(
            &item.table_like(
                "[surface] ",
                "{ id = \"quadratic\" } or { formula = \"x^2 + y^2\" }",
            )?,
        )
    }

    fn read(&self, node: &TomlTable<'_>, ids: &[&str], whole: &W) -> Result<Option<Landscape>> {
        let item = node.need(ids[0], "give a table [surface] with an id or a formula")?;
        self.value(&item, whole).map(Some)
    }

    fn toml(&self, landscape: &Landscape) -> String {
        write(landscape)
    }

    fn allowed(&self) -> String {
        "a table with an id or a formula".to_owned()
    }

    fn always(&self) -> bool {
        true
    }
}

/// Read the table.
fn read(node: &TomlTable<'_>) -> Result<Landscape> {
    if let (Some(_), Some(formula)) = (node.get("id"), node.get("formula")) {
        return Err(formula.fail("id and formula exclude each other: give one landscape"));
    }
    if let Some(formula) = node.get("formula") {
        node.only(&["formula", "let", "x", "y"])?;
        return typed(node, &formula).map(Landscape::Typed);
    }
    if node.get("id").is_none() {
        // A misspelt formula is named as what it is; knobs miss their surface.
        let keys = ["formula", "let", "x", "y", "id"];
        let meant = |key: &str| nearest(key, &keys).is_some();
        if let Some(item) = node.items().find(|item| !keys.contains(&item.key) && meant(item.key)) {
            let hint = suggest(item.key, &keys);
            return Err(item.fail(&format!("unknown key {:?}{hint}", item.key)));
        }
    }
    node.need("id", "name a surface, or give a formula")?;
    let Some(item) = node.get("points") else {
        if let Some(item) = node.get("held_out").or_else(|| node.get("columns")) {
            return Err(item.fail(&format!("{} belongs to points, which are missing", item.key)));
        }
        return Ok(pick(node, &["id"])?.into());
    };
    let keys = ["id", "points", "held_out", "columns"];
    let pick: Pick<dyn Surface> = pick(node, &keys)?;
    let built = pick.build();
    let Some(data) = built.data() else {
        let message = format!("points: {} does not learn from examples", pick.id());
        return Err(item.fail(&message));
    };
    let rows = item.rows(COORDINATE)?;
    let read = |item: &TomlItem<'_>, rows: &[Vec<f64>]| {
        DataSet::from_rows(rows).map_err(|error| item.fail(&format!("{}: {error}", item.key)))
    };
    let mut set = read(&item, &rows)?;
    let width = set.columns.len();
    if let Some(item) = node.get("held_out") {
        let rows = item.rows(COORDINATE)?;
        if rows.iter().any(|row| row.len() != width) {
            return Err(
                item.fail(&format!("held_out: an example has {width} numbers, as in points"))
            );
        }
        set.held_out = read(&item, &rows)?.examples;
    }
    if let Some(item) = node.get("columns") {
        let names = item.texts()?;
        if names.len() != width {
            return Err(item.fail(&format!("columns: {width} names are wanted, as in points")));
        }
        set.columns = names;
    }
    if let Some(why) = data.refuse(&set) {
        return Err(item.fail(&format!("points: {why}")));
    }
    Ok(Landscape::Listed(pick, Some(Arc::new(set))))
}

fn typed(node: &TomlTable<'_>, formula: &TomlItem<'_>) -> Result<Typed> {
    let mut lets: Vec<(&str, f64)> = Vec::new();
    if let Some(item) = node.get("let") {
        for item in item.table("let: ")?.items() {
            lets.push((item.key, item.real(NUMBER)?));
        }
    }
    let mut view = Typed::VIEW;
    for (axis, key) in ["x", "y"].into_iter().enumerate() {
        if let Some(item) = node.get(key) {
            view[axis] = side(&item)?;
        }
    }
    let text = formula.text()?;
    let value = |name: &str| lets.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
    let typed = Typed::parse(text, value, view)
        .map_err(|error| formula.fail(&format!("formula, {error}")))?;
    if let Some(why) = typed.stranger(lets.iter().map(|(name, _)| *name)) {
        let place = node.get("let").unwrap_or(*formula);
        return Err(place.fail(&format!("let: {why}")));
    }
    Ok(typed)
}

/// The lines of the table.
fn write(landscape: &Landscape) -> String {
    match landscape {
        Landscape::Listed(pick, own) => {
            let mut out = lines("id", pick);
            if let Some(own) = own {
                let _ = writeln!(out, "points = {:?}", own.rows(&own.examples));
                if !own.held_out.is_empty() {
                    let _ = writeln!(out, "held_out = {:?}", own.rows(&own.held_out));
                }
                let names: Vec<String> = own.columns.iter().map(|name| quoted(name)).collect();
                let _ = writeln!(out, "columns = [{}]", names.join(", "));
            }
            out
        }
        Landscape::Typed(typed) => {
            let [x, y] = typed.view();
            let mut out = format!("formula = {}\nx = {x:?}\ny = {y:?}\n", quoted(typed.text()));
            let lets: Vec<String> = typed
                .names()
                .map(|(name, value, _)| format!("{} = {value:?}", key(name)))
                .collect();
            if !lets.is_empty() {
                let _ = writeln!(out, "let = {{ {} }}", lets.join(", "));
            }
            out
        }
    }
}

/// A name as a key of TOML: in quotes unless it is plain.
fn key(name: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if name.chars().all(plain) { name.to_owned() } else { quoted(name) }
}
