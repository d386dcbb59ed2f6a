//! Whether the numbers of a table have a decimal point or a decimal comma.

use super::numbers::{Mark, grouped, has_comma, has_point, may_be_grouped, short};
use super::set::DataError;
use super::table::{Row, Table};
use crate::words::message;

/// The mark that a table uses, if it uses one throughout.
pub(super) fn mark(table: &Table) -> Result<Mark, DataError> {
    let fields = || {
        let all = |row| table.columns().map(move |column: usize| (row, column));
        table.rows.iter().flat_map(all)
    };
    let of = |(row, column): &(&Row, usize)| row.field(*column).to_owned();
    if let Some((row, column)) = fields().find(|place| grouped(&of(place))) {
        let message = message!("examples-thousands", field = short(row.field(column)));
        return Err(row.fail_at(column, message));
    }
    let mut commas = fields().filter(|place| has_comma(&of(place)));
    let Some((row, column)) = commas.clone().next() else { return Ok(Mark::Point) };
    let field = short(row.field(column));
    if let Some(place) = fields().find(|place| has_point(&of(place))) {
        let (line, other) = (place.0.line, short(&of(&place)));
        return Err(row.fail_at(column, message!("examples-comma-and-point", field, line, other)));
    }
    // Where semicolons separate, commas are decimal.
    if table.separator != ';' && commas.all(|place| may_be_grouped(&of(&place))) {
        let (decimal, whole) = (field.replace(',', "."), field.replace(',', ""));
        return Err(row.fail_at(column, message!("examples-may-be", field, decimal, whole)));
    }
    Ok(Mark::Comma)
}
