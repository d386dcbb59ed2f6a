//! Lists in a TOML document: of numbers, of texts, of rows.

use toml::Spanned;
use toml::de::DeValue;

use super::error::{Result, ScenarioError};
use super::tree::TomlItem;
use crate::params::Domain;

impl<'a> TomlItem<'a> {
    /// The parts of a list, as values of its key.
    fn parts(&self, refuse: impl FnOnce() -> ScenarioError) -> Result<Vec<Self>> {
        let DeValue::Array(items) = self.value else { return Err(refuse()) };
        Ok(items.iter().map(|item| self.part(item)).collect())
    }

    /// A pair of numbers.
    pub(super) fn pair(&self, allowed: Domain) -> Result<[f64; 2]> {
        let refuse = || self.refuse(&format!("a pair [a, b], each {allowed}"));
        match &self.parts(refuse)?[..] {
            [first, second] => Ok([first.real(allowed)?, second.real(allowed)?]),
            _ => Err(refuse()),
        }
    }

    /// A list of numbers.
    pub(super) fn numbers(&self, allowed: Domain) -> Result<Vec<f64>> {
        let refuse = || self.refuse(&format!("a list of numbers [a, b, …], each {allowed}"));
        self.parts(refuse)?.iter().map(|part| part.real(allowed)).collect()
    }

    /// A list of whole numbers.
    pub(super) fn counts(&self, allowed: Domain) -> Result<Vec<u32>> {
        let refuse = || self.refuse("a list of whole numbers");
        self.parts(refuse)?.iter().map(|part| part.count(allowed)).collect()
    }

    /// The texts of a list, if it is one of texts.
    pub(super) fn strings(&self) -> Option<Vec<&'a str>> {
        let DeValue::Array(items) = self.value else { return None };
        let text = |item: &'a Spanned<DeValue<'a>>| match item.get_ref() {
            DeValue::String(text) => Some(&**text),
            _ => None,
        };
        items.iter().map(text).collect()
    }

    /// A list of texts.
    pub(super) fn texts(&self) -> Result<Vec<String>> {
        let refuse = || self.refuse("a list of texts, such as [\"x\", \"y\"]");
        let text = |part: &Self| match part.value {
            DeValue::String(_) => part.name().map(str::to_owned),
            _ => Err(refuse()),
        };
        self.parts(refuse)?.iter().map(text).collect()
    }

    /// A list of lists of numbers.
    pub(super) fn rows(&self, allowed: Domain) -> Result<Vec<Vec<f64>>> {
        let refuse = || self.refuse("a list of lists of numbers, such as [[1, 2], [3, 4]]");
        let row = |row: &Self| -> Result<Vec<f64>> {
            row.parts(refuse)?.iter().map(|part| part.real(allowed)).collect()
        };
        self.parts(refuse)?.iter().map(row).collect()
    }
}
