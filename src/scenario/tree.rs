//! A TOML document with its line numbers, read key by key: every error says where and what.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::MOST_LETTERS;
use super::error::{Result, ScenarioError};
use crate::params::{Domain, Value, suggest};

/// The text being read.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) name: &'a str,
    pub(super) text: &'a str,
}

impl Source<'_> {
    pub(super) fn error(&self, span: Range<usize>, message: String) -> ScenarioError {
        let before = self.text.get(..span.start).unwrap_or(self.text);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        ScenarioError { file: self.name.to_owned(), line, message }
    }
}

/// A table and how it is called in messages.
#[derive(Clone, Copy)]
pub(super) struct TomlTable<'a> {
    source: Source<'a>,
    table: &'a DeTable<'a>,
    span: (usize, usize),
    place: &'a str,
}

/// A key of a table, and its value.
#[derive(Clone, Copy)]
pub(super) struct TomlItem<'a> {
    pub(super) source: Source<'a>,
    pub(super) key: &'a str,
    pub(super) value: &'a DeValue<'a>,
    span: (usize, usize),
    place: &'a str,
}

impl<'a> TomlTable<'a> {
    pub(super) fn root(source: Source<'a>, table: &'a DeTable<'a>) -> Self {
        Self { source, table, span: (0, 0), place: "" }
    }

    /// An error about the table as a whole.
    pub(super) fn error(&self, message: &str) -> ScenarioError {
        self.source.error(self.span.0..self.span.1, format!("{}{message}", self.place))
    }

    /// Refuse every key that is not among `allowed`.
    pub(super) fn only(&self, allowed: &[&str]) -> Result<()> {
        match self.items().find(|item| !allowed.contains(&item.key)) {
            Some(stranger) => {
                let hint = suggest(stranger.key, allowed);
                Err(stranger.fail(&format!("unknown key {:?}{hint}", stranger.key)))
            }
            None => Ok(()),
        }
    }

    /// All keys with their values.
    pub(super) fn items(&self) -> impl Iterator<Item = TomlItem<'a>> + use<'a> {
        let (source, place) = (self.source, self.place);
        self.table.iter().map(move |(key, value)| TomlItem {
            source,
            key: key.get_ref(),
            value: value.get_ref(),
            span: (key.span().start, value.span().end),
            place,
        })
    }

    /// The value of a key, if it is there.
    pub(super) fn get(&self, key: &str) -> Option<TomlItem<'a>> {
        self.items().find(|item| item.key == key)
    }

    /// The value of the one of several keys that is there.
    pub(super) fn one_of(&self, keys: &[&str]) -> Result<Option<TomlItem<'a>>> {
        let mut there = keys.iter().filter_map(|key| self.get(key));
        match (there.next(), there.next()) {
            (Some(first), Some(second)) => {
                let both = format!("{} and {}", first.key, second.key);
                Err(second.fail(&format!("{both} exclude each other: give one of them")))
            }
            (one, _) => Ok(one),
        }
    }

    /// The value of a key that must be there.
    pub(super) fn need(&self, key: &str, what: &str) -> Result<TomlItem<'a>> {
        self.get(key).ok_or_else(|| self.error(&format!("{key} is missing: {what}")))
    }
}

impl<'a> TomlItem<'a> {
    /// An error about this key.
    pub(super) fn fail(&self, message: &str) -> ScenarioError {
        self.source.error(self.span.0..self.span.1, format!("{}{message}", self.place))
    }

    /// An error that says what was given and what is allowed.
    pub(super) fn refuse(&self, allowed: &str) -> ScenarioError {
        self.fail(&format!("{} = {} is not {allowed}", self.key, self.given()))
    }

    /// A part of its value, as a value of this key.
    pub(super) fn part(&self, value: &'a Spanned<DeValue<'a>>) -> Self {
        Self { value: value.get_ref(), ..*self }
    }

    /// The value as written, cut short.
    fn given(&self) -> String {
        match self.value {
            DeValue::String(text) => format!("{:?}", clip(text)),
            DeValue::Integer(number) => {
                let prefix = match number.radix() {
                    2 => "0b",
                    8 => "0o",
                    16 => "0x",
                    _ => "",
                };
                format!("{prefix}{}", clip(number.as_str()))
            }
            DeValue::Float(number) => clip(number.as_str()),
            DeValue::Boolean(flag) => flag.to_string(),
            DeValue::Datetime(date) => clip(&date.to_string()),
            DeValue::Array(items) => format!("a list of {}", items.len()),
            DeValue::Table(_) => "a table".to_owned(),
        }
    }

    pub(super) fn text(&self) -> Result<&'a str> {
        match self.value {
            DeValue::String(text) => Ok(text),
            _ => Err(self.refuse("text in quotes")),
        }
    }

    /// A text that has to fit somewhere.
    pub(super) fn name(&self) -> Result<&'a str> {
        let text = self.text()?;
        match text.chars().count() {
            0..=MOST_LETTERS => Ok(text),
            count => Err(self.fail(&format!(
                "{} has {count} letters; at most {MOST_LETTERS} are allowed",
                self.key
            ))),
        }
    }

    /// The value of a knob, if it is of a kind that knobs have.
    pub(super) fn value(&self, allowed: Domain) -> Result<Value> {
        let value = match self.value {
            DeValue::Integer(number) if number.radix() == 10 => {
                let digits = number.as_str().replace('_', "");
                let count = digits.parse().map(Value::Count);
                count.ok().or_else(|| digits.parse().ok().map(Value::Real))
            }
            DeValue::Float(number) => {
                number.as_str().replace('_', "").parse().ok().map(Value::Real)
            }
            DeValue::Boolean(flag) => Some(Value::Flag(*flag)),
            DeValue::String(text) => allowed.word(text),
            _ => None,
        };
        value
            .and_then(|value| allowed.admit(value))
            .ok_or_else(|| self.refuse(&allowed.to_string()))
    }

    pub(super) fn is_list(&self) -> bool {
        matches!(self.value, DeValue::Array(_))
    }

    pub(super) fn real(&self, allowed: Domain) -> Result<f64> {
        self.value(allowed).map(f64::from)
    }

    pub(super) fn count(&self, allowed: Domain) -> Result<u32> {
        self.value(allowed).map(u32::from)
    }

    /// A whole number of up to 63 bits.
    pub(super) fn seed(&self) -> Result<u64> {
        let whole = || match self.value {
            DeValue::Integer(number) if number.radix() == 10 => {
                number.as_str().replace('_', "").parse::<i64>().ok()
            }
            _ => None,
        };
        whole()
            .and_then(|seed| u64::try_from(seed).ok())
            .ok_or_else(|| self.refuse(&format!("a whole number from 0 to {}", i64::MAX)))
    }

    /// A table, called `place` in messages and written like the example.
    pub(super) fn table_like(&self, place: &'a str, example: &str) -> Result<TomlTable<'a>> {
        let refuse = |_| self.refuse(&format!("a table, such as {example}"));
        self.table(place).map_err(refuse)
    }

    /// A table, called `place` in messages.
    pub(super) fn table(&self, place: &'a str) -> Result<TomlTable<'a>> {
        match self.value {
            DeValue::Table(table) => {
                Ok(TomlTable { source: self.source, table, span: self.span, place })
            }
            _ => Err(self.refuse("a table")),
        }
    }

    /// An array of tables, called `place` in messages.
    pub(super) fn tables(&self, place: &'a str) -> Result<Vec<TomlTable<'a>>> {
        let heading = place.trim();
        let message = || {
            if heading.starts_with('[') {
                self.refuse(&format!("a list of tables, each headed {heading}"))
            } else {
                self.refuse("a table, or a list of tables")
            }
        };
        let DeValue::Array(items) = self.value else { return Err(message()) };
        let node = |item: &'a Spanned<DeValue<'a>>| match item.get_ref() {
            DeValue::Table(table) => Ok(TomlTable {
                source: self.source,
                table,
                span: (item.span().start, item.span().end),
                place,
            }),
            _ => Err(message()),
        };
        items.iter().map(node).collect()
    }
}

/// At most forty characters of a text.
fn clip(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
