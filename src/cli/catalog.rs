//! `list` and `describe`: the catalog, told by itself.

use std::fmt::Write as _;

use clap::{Args, ValueEnum};
use serde_json::{Value as Json, json};

use super::language::{languages_json, languages_text};
use super::{Failure, output};
use crate::catalog::{Description, Entry, Family, describe, text_table};
use crate::noise::Noise;
use crate::optim::Optimizer;
use crate::params::{Domain, ParamSpec, Scale, Value, suggest};
use crate::scenario::{BUNDLED, KeyDoc, Level, Scenario, bundled, levels};
use crate::scene::{LAYERS, Layer};
use crate::schedule::Schedule;
use crate::surface::Surface;

/// What can be listed.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Kind {
    Surfaces,
    Optimizers,
    Schedules,
    Noises,
    Scenarios,
    Layers,
    Languages,
}

/// List what there is of a kind.
#[derive(Debug, Args)]
pub(super) struct List {
    /// What to list
    kind: Kind,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

impl List {
    pub(super) fn main(self) -> Result<(), Failure> {
        let text = match (self.kind, self.json) {
            (Kind::Surfaces, false) => text_table::<dyn Surface>(),
            (Kind::Optimizers, false) => text_table::<dyn Optimizer>(),
            (Kind::Schedules, false) => text_table::<dyn Schedule>(),
            (Kind::Noises, false) => text_table::<dyn Noise>(),
            (Kind::Scenarios, false) => scenarios_text(),
            (Kind::Layers, false) => layers_text(),
            (Kind::Languages, false) => languages_text(),
            (Kind::Surfaces, true) => pretty(&all::<dyn Surface>()),
            (Kind::Optimizers, true) => pretty(&all::<dyn Optimizer>()),
            (Kind::Schedules, true) => pretty(&all::<dyn Schedule>()),
            (Kind::Noises, true) => pretty(&all::<dyn Noise>()),
            (Kind::Scenarios, true) => pretty(&scenarios_json()),
            (Kind::Layers, true) => pretty(&layers_json()),
            (Kind::Languages, true) => pretty(&languages_json()),
        };
        output::print(text.as_bytes())
    }
}

/// Describe one surface, optimizer, schedule, noise or scenario, or the keys of scenario files
/// (scenario).
#[derive(Debug, Args)]
pub(super) struct Describe {
    /// The id
    id: String,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

impl Describe {
    pub(super) fn main(self) -> Result<(), Failure> {
        if let Some(scenario) = bundled(&self.id) {
            let text = if self.json {
                let title = title(scenario.text, scenario.id);
                pretty(&json!({"id": scenario.id, "title": title, "toml": scenario.text}))
            } else {
                scenario.text.to_owned()
            };
            return output::print(text.as_bytes());
        }
        if self.id == FORMAT {
            let text = if self.json { pretty(&format_json()) } else { format_text() };
            return output::print(text.as_bytes());
        }
        let every = everything();
        let Some(found) = every.iter().find(|description| description.id == self.id) else {
            let mut ids: Vec<_> = every.iter().map(|description| description.id).collect();
            ids.push(FORMAT);
            let hint = suggest(&self.id, &ids);
            return Err(Failure::invalid(format!("nothing is called {:?}{hint}", self.id)));
        };
        let text = if self.json { pretty(&to_json(found)) } else { found.to_text() };
        output::print(text.as_bytes())
    }
}

/// What describes the keys of scenario files.
const FORMAT: &str = "scenario";

fn format_text() -> String {
    let mut out = String::from(
        "The keys of a scenario file, each with what is allowed and how it is written.\n",
    );
    for level in levels() {
        let heading = if level.heading.is_empty() { "the head of the file" } else { level.heading };
        let _ = writeln!(out, "\n{heading}");
        for key in level.keys {
            let ids = key.ids.join(" or ");
            let _ = writeln!(out, "  {ids}: {}", key.doc);
            let _ = writeln!(out, "      allowed: {}", (key.allowed)());
            let _ = writeln!(out, "      {} = {}", key.ids[0], key.example);
        }
    }
    out
}

fn format_json() -> Json {
    let key = |key: &KeyDoc| json!({"ids": key.ids, "doc": key.doc, "allowed": (key.allowed)(), "example": key.example});
    let level = |level: &Level| json!({"heading": level.heading, "keys": level.keys.iter().map(key).collect::<Json>()});
    json!({"levels": levels().iter().map(level).collect::<Json>()})
}

fn everything() -> Vec<Description> {
    fn of<F: Family + ?Sized>() -> impl Iterator<Item = Description> {
        F::catalog().iter().map(|entry: &&'static Entry<F>| describe(entry))
    }
    of::<dyn Surface>()
        .chain(of::<dyn Optimizer>())
        .chain(of::<dyn Schedule>())
        .chain(of::<dyn Noise>())
        .collect()
}

fn all<F: Family + ?Sized>() -> Json {
    F::catalog().iter().map(|entry| to_json(&describe(entry))).collect()
}

fn to_json(description: &Description) -> Json {
    let facts: serde_json::Map<String, Json> =
        description.facts.iter().map(|(key, text)| (key.replace(' ', "_"), json!(text))).collect();
    json!({
        "family": description.family,
        "id": description.id,
        "name": description.name,
        "summary": description.summary,
        "facts": facts,
        "knobs": description.knobs.iter().map(knob_json).collect::<Json>(),
    })
}

fn knob_json(spec: &ParamSpec<'_>) -> Json {
    let (kind, min, max) = match spec.domain {
        Domain::Real { min, max, scale: Scale::Linear } => ("real", json!(min), json!(max)),
        Domain::Real { min, max, scale: Scale::Log } => ("log", json!(min), json!(max)),
        Domain::Count { min, max } => ("count", json!(min), json!(max)),
        Domain::Flag => ("flag", Json::Null, Json::Null),
        Domain::Choice(_) => ("choice", Json::Null, Json::Null),
    };
    let words = match spec.domain {
        Domain::Choice(words) => {
            words.iter().map(|word| json!({"id": word.id, "doc": word.doc})).collect()
        }
        _ => Json::Null,
    };
    let default = match spec.default {
        Value::Real(value) => json!(value),
        Value::Count(value) => json!(value),
        Value::Flag(value) => json!(value),
        Value::Word(value) => json!(value),
    };
    json!({
        "id": spec.id,
        "symbol": spec.symbol,
        "doc": spec.doc,
        "default": default,
        "kind": kind,
        "min": min,
        "max": max,
        "words": words,
    })
}

fn title(text: &str, id: &str) -> String {
    Scenario::parse(text, id).map(|scenario| scenario.title).unwrap_or_default()
}

fn scenarios_text() -> String {
    let width = BUNDLED.iter().map(|scenario| scenario.id.len()).max().unwrap_or(0);
    BUNDLED.iter().fold(String::new(), |mut out, scenario| {
        let _ = writeln!(out, "{:width$}  {}", scenario.id, title(scenario.text, scenario.id));
        out
    })
}

fn scenarios_json() -> Json {
    BUNDLED
        .iter()
        .map(|scenario| json!({"id": scenario.id, "title": title(scenario.text, scenario.id)}))
        .collect()
}

fn layers_text() -> String {
    let width = LAYERS.iter().map(|layer| layer.id.len()).max().unwrap_or(0);
    LAYERS.iter().fold(String::new(), |mut out, layer| {
        let usual = if layer.usual { "" } else { " Not there unless asked for." };
        let _ = writeln!(out, "{:width$}  {}{usual}", layer.id, layer.summary);
        out
    })
}

fn layers_json() -> Json {
    let one = |layer: &&Layer| {
        json!({
            "id": layer.id, "name": layer.name, "summary": layer.summary,
            "key": layer.key.map(String::from), "usual": layer.usual,
        })
    };
    LAYERS.iter().map(one).collect()
}

fn pretty(json: &Json) -> String {
    format!("{json:#}\n")
}
