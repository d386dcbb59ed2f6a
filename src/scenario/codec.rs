//! How numbers, texts and places stand in a file.

use super::error::Result;
use super::key::{Codec, Keyed};
use super::tree::{TomlItem, TomlTable};
use super::{COORDINATE, MOST_LETTERS};
use crate::params::{Domain, Value};

/// A text that fits on a line.
pub(super) struct Text;

impl<W> Codec<W, String> for Text {
    fn value(&self, item: &TomlItem<'_>, _: &W) -> Result<String> {
        item.name().map(str::to_owned)
    }

    fn toml(&self, value: &String) -> String {
        quoted(value)
    }

    fn allowed(&self) -> String {
        format!("text of at most {MOST_LETTERS} letters")
    }
}

/// A whole number of up to 63 bits, written always or only where it is said.
pub(super) struct Whole {
    pub(super) always: bool,
}

impl<W> Codec<W, u64> for Whole {
    fn value(&self, item: &TomlItem<'_>, _: &W) -> Result<u64> {
        item.seed()
    }

    fn toml(&self, value: &u64) -> String {
        value.to_string()
    }

    fn allowed(&self) -> String {
        format!("a whole number from 0 to {}", i64::MAX)
    }

    fn always(&self) -> bool {
        self.always
    }
}

/// A count within a domain.
pub(super) struct Count(pub(super) Domain);

impl<W> Codec<W, u64> for Count {
    fn value(&self, item: &TomlItem<'_>, _: &W) -> Result<u64> {
        item.count(self.0).map(u64::from)
    }

    fn toml(&self, value: &u64) -> String {
        value.to_string()
    }

    fn allowed(&self) -> String {
        self.0.to_string()
    }
}

/// A real number within a domain.
pub(super) struct Real(pub(super) Domain);

impl<W> Codec<W, f64> for Real {
    fn value(&self, item: &TomlItem<'_>, _: &W) -> Result<f64> {
        item.real(self.0)
    }

    fn toml(&self, value: &f64) -> String {
        format!("{value:?}")
    }

    fn allowed(&self) -> String {
        self.0.to_string()
    }
}

/// Two numbers, each within a domain.
pub(super) struct Pair(pub(super) Domain);

impl<W> Codec<W, [f64; 2]> for Pair {
    fn value(&self, item: &TomlItem<'_>, _: &W) -> Result<[f64; 2]> {
        item.pair(self.0)
    }

    fn toml(&self, value: &[f64; 2]) -> String {
        format!("{value:?}")
    }

    fn allowed(&self) -> String {
        format!("a pair, each {}", self.0)
    }
}

/// A place in the space of the parameters. That it has as many numbers as the surface has parameters
/// is seen to when the surface is known.
pub(super) struct Place;

impl<W> Codec<W, Vec<f64>> for Place {
    fn value(&self, item: &TomlItem<'_>, _: &W) -> Result<Vec<f64>> {
        item.numbers(COORDINATE)
    }

    fn toml(&self, value: &Vec<f64>) -> String {
        format!("{value:?}")
    }

    fn allowed(&self) -> String {
        format!("a list with a number for each parameter, each {COORDINATE}")
    }
}

/// A part of the plane.
pub(super) struct Rectangle(pub(super) &'static str);

impl<W> Codec<W, [[f64; 2]; 2]> for Rectangle {
    fn value(&self, item: &TomlItem<'_>, _: &W) -> Result<[[f64; 2]; 2]> {
        let node = item.table_like(self.0, "{ x = [-5, 5], y = [-5, 5] }")?;
        node.only(&["x", "y"])?;
        let need = "give both x = [low, high] and y = [low, high]";
        let both = |key: &str| side(&node.need(key, need)?);
        Ok([both("x")?, both("y")?])
    }

    fn toml(&self, [x, y]: &[[f64; 2]; 2]) -> String {
        format!("{{ x = {x:?}, y = {y:?} }}")
    }

    fn allowed(&self) -> String {
        format!("a table of x = [low, high] and y = [low, high], each {COORDINATE}")
    }
}

/// Something that need not be said.
pub(super) struct Maybe<C>(pub(super) C);

impl<W, T, C: Codec<W, T>> Codec<W, Option<T>> for Maybe<C> {
    fn value(&self, item: &TomlItem<'_>, whole: &W) -> Result<Option<T>> {
        self.0.value(item, whole).map(Some)
    }

    fn toml(&self, value: &Option<T>) -> String {
        value.as_ref().map_or_else(String::new, |value| self.0.toml(value))
    }

    fn line(&self, id: &str, value: &Option<T>) -> String {
        value.as_ref().map_or_else(String::new, |value| self.0.line(id, value))
    }

    fn allowed(&self) -> String {
        self.0.allowed()
    }
}

/// A table with keys of its own, called so in messages.
pub(super) struct Table(pub(super) &'static str);

impl<W, T: Keyed> Codec<W, T> for Table {
    fn value(&self, item: &TomlItem<'_>, _: &W) -> Result<T> {
        let node = item.table(self.0)?;
        node.only(&T::ids())?;
        let mut value = T::unsaid();
        value.read_keys(&node)?;
        Ok(value)
    }

    fn toml(&self, value: &T) -> String {
        value.write_keys()
    }

    fn allowed(&self) -> String {
        "a table of its own".to_owned()
    }
}

/// A table under a heading of its own.
pub(super) struct Heading<C>(pub(super) C);

impl<W, T, C: Codec<W, T>> Codec<W, T> for Heading<C> {
    fn value(&self, item: &TomlItem<'_>, whole: &W) -> Result<T> {
        self.0.value(item, whole)
    }

    fn read(&self, node: &TomlTable<'_>, ids: &[&str], whole: &W) -> Result<Option<T>> {
        self.0.read(node, ids, whole)
    }

    fn toml(&self, value: &T) -> String {
        self.0.toml(value)
    }

    fn allowed(&self) -> String {
        self.0.allowed()
    }

    fn line(&self, id: &str, value: &T) -> String {
        format!("\n[{id}]\n{}", self.0.toml(value).trim_end())
    }

    fn always(&self) -> bool {
        self.0.always()
    }
}

/// `[low, high]`.
pub(super) fn side(item: &TomlItem<'_>) -> Result<[f64; 2]> {
    let [low, high] = item.pair(COORDINATE)?;
    if high - low < 1e-9 {
        let ends = format!("[{low:?}, {high:?}]");
        let message = format!("{} = {ends} must go from low to high, by 1e-9 at least", item.key);
        return Err(item.fail(&message));
    }
    Ok([low, high])
}

/// The value of a knob as TOML.
pub(super) fn number(value: Value) -> String {
    match value {
        Value::Real(value) => format!("{value:?}"),
        Value::Count(value) => value.to_string(),
        Value::Flag(value) => value.to_string(),
        Value::Word(value) => quoted(value),
    }
}

/// A text as TOML.
pub(super) fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}
