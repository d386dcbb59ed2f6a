//! From a table to examples.

use super::decimals::mark;
use super::set::{DataError, DataSet};
use super::table::Table;
use super::{classes, numbers};

impl DataSet {
    /// Read a table: two or three columns of numbers, a first line of names if there is one.
    /// Commas, semicolons, tabs or bars separate; decimals have a point or a comma; the last column
    /// may be of two words for two classes.
    pub fn from_csv(text: &str) -> Result<Self, DataError> {
        let table = Table::split(text)?;
        let mark = mark(&table)?;
        let (last, words) = (table.target(), classes::words(&table)?);
        let mut rows = Vec::with_capacity(table.rows.len());
        for row in &table.rows {
            let read = |column: usize| match &words {
                Some(words) if column == last => Ok(words.number(row.field(column))),
                _ => numbers::read(row.field(column), mark).map_err(|why| row.fail_at(column, why)),
            };
            rows.push(table.columns().map(read).collect::<Result<Vec<f64>, _>>()?);
        }
        let mut set = Self::from_rows(&rows)?;
        for (place, column) in table.columns().enumerate() {
            if let Some(name) = table.name(column) {
                set.columns[place] = name;
            }
        }
        if let (Some(words), Some(name)) = (words, set.columns.last_mut()) {
            *name = words.rename(name);
        }
        Ok(set)
    }
}
