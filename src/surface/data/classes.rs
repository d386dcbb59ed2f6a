//! Two classes, however a table calls them.

use super::numbers::{is_number, missing, short};
use super::set::{DataError, DataSet};
use super::table::{Row, Table};
use crate::words::{message, tell};

/// Words that mean 1 whatever the other word is.
const YES: [&str; 15] = [
    "yes", "y", "true", "t", "pass", "passed", "positive", "pos", "success", "ja", "wahr", "oui",
    "vrai", "si", "s\u{ed}",
];
/// Numbers that tables use for classes instead of 0 and 1.
const CODES: [[f64; 2]; 2] = [[-1.0, 1.0], [1.0, 2.0]];

/// The two words of a column of classes.
pub(super) struct Words {
    /// That for 1.
    one: String,
}

impl Words {
    /// What a word stands for.
    pub(super) fn number(&self, field: &str) -> f64 {
        f64::from(u8::from(field.to_lowercase() == self.one))
    }

    /// What the column is called, so that everybody sees what 1 means.
    pub(super) fn rename(&self, name: &str) -> String {
        tell!("examples-class-column", name, one = short(&self.one)).into_owned()
    }
}

/// The words in the last column of a table, if there are words instead of numbers.
pub(super) fn words(table: &Table) -> Result<Option<Words>, DataError> {
    let column = table.target();
    let field = |row| Row::field(row, column);
    if table.rows.iter().any(|row| is_number(field(row))) {
        return Ok(None);
    }
    let mut found: Vec<String> = Vec::new();
    for row in &table.rows {
        let word = field(row).to_lowercase();
        if missing(&word) {
            let message = if found.is_empty() {
                message!("examples-number-missing")
            } else {
                message!("examples-class-missing")
            };
            return Err(row.fail_at(column, message));
        }
        if !word.starts_with(char::is_alphabetic) {
            let given = format!("{:?}", short(&word));
            return Err(row.fail_at(column, message!("examples-no-class", given)));
        }
        if !found.contains(&word) {
            found.push(word);
        }
        if found.len() > 2 {
            let words: Vec<String> = found.iter().map(|word| short(word)).collect();
            let message = message!("examples-more-classes", words = words.join(", "));
            return Err(row.fail_at(column, message));
        }
    }
    let [_, _] = &found[..] else {
        let first = &table.rows[0];
        let given = format!("{:?}", short(field(first)));
        return Err(first.fail_at(column, message!("examples-one-class", given)));
    };
    found.sort();
    let yes = found.iter().position(|word| YES.contains(&word.as_str())).unwrap_or(1);
    Ok(Some(Words { one: found.swap_remove(yes) }))
}

impl DataSet {
    /// These examples with targets 0 and 1, if they are of two classes: 0 and 1 themselves, or as
    /// tables often have it -1 and 1, or 1 and 2. The column's name says so then.
    pub fn as_classes(&self) -> Option<Self> {
        let are = |codes: [f64; 2]| {
            let targets = || self.examples.iter().map(|example| example.target);
            codes.iter().all(|code| targets().any(|target| target == *code))
                && targets().all(|target| codes.contains(&target))
        };
        if are([0.0, 1.0]) {
            return Some(self.clone());
        }
        // Two points may as well be what a line goes through.
        let [zero, one] = CODES.into_iter().find(|codes| self.examples.len() > 2 && are(*codes))?;
        let mut set = self.clone();
        for example in set.examples.iter_mut().chain(&mut set.held_out) {
            example.target = f64::from(u8::from(example.target == one));
        }
        if let Some(name) = set.columns.last_mut() {
            let (zero, one) = (zero.to_string(), one.to_string());
            *name = tell!("examples-coded-column", name = &*name, zero, one).into_owned();
        }
        Some(set)
    }
}
