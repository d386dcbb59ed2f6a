//! Numbers as they stand in tables, with a decimal point or a decimal comma.

use super::set::{DataError, admissible};
use super::table::{Row, Table};

/// What stands before the decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Point,
    Comma,
}

/// Words for a number that is not there.
const MISSING: [&str; 11] =
    ["", "na", "n/a", "#n/a", "nan", "null", "none", "nil", "missing", "?", "-"];

/// Whether a field says that a number is missing.
pub(super) fn missing(field: &str) -> bool {
    MISSING.iter().any(|word| field.eq_ignore_ascii_case(word))
}

/// Whether a field is a number in some notation.
pub(super) fn is_number(field: &str) -> bool {
    let read = || parse(field).is_some() || parse(&pointed(field)).is_some() || grouped(field);
    !missing(field) && read()
}

/// A number with a decimal point.
fn parse(field: &str) -> Option<f64> {
    // A minus sign as typesetters write it.
    field.replace('\u{2212}', "-").parse().ok()
}

/// With a point in the place of the only comma.
fn pointed(field: &str) -> String {
    field.replacen(',', ".", 1)
}

/// Whether a field has a comma for its decimals.
fn has_comma(field: &str) -> bool {
    field.contains(',') && parse(&pointed(field)).is_some()
}

fn has_point(field: &str) -> bool {
    field.contains('.') && parse(field).is_some()
}

/// Whether a number may have its only comma between thousands, as in 1,300.
fn may_be_grouped(field: &str) -> bool {
    let digits = field.trim_start_matches(['+', '-', '\u{2212}']);
    digits.split_once(',').is_some_and(|(thousands, rest)| {
        let all = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let three = rest.len() == 3 && (1..=3).contains(&thousands.len());
        three && all(thousands) && all(rest) && !thousands.starts_with('0')
    })
}

/// Whether a number has marks between its thousands for certain: 1.234,5 or 1,234,567.
fn grouped(field: &str) -> bool {
    let mut marks = field.bytes().filter(|byte| matches!(byte, b'.' | b','));
    let first = marks.next();
    let (mixed, commas) = (marks.clone().any(|m| Some(m) != first), marks.count() > 0);
    let plain: String = field.chars().filter(|c| !matches!(c, '.' | ',')).collect();
    let apart = field.split(['.', ',']).skip(1).all(|part| part.len() >= 3 || mixed);
    commas && (mixed || apart) && parse(&plain).is_some()
}

impl Mark {
    /// The mark that a table uses, if it uses one throughout.
    pub(super) fn find(table: &Table) -> Result<Self, DataError> {
        let fields = || {
            let all = |row| table.columns().map(move |column: usize| (row, column));
            table.rows.iter().flat_map(all)
        };
        let of = |(row, column): &(&Row, usize)| row.field(*column).to_owned();
        if let Some((row, column)) = fields().find(|place| grouped(&of(place))) {
            let message =
                format!("{} has marks between thousands: leave them out", short(row.field(column)));
            return Err(row.fail_at(column, &message));
        }
        let mut commas = fields().filter(|place| has_comma(&of(place)));
        let Some((row, column)) = commas.clone().next() else { return Ok(Self::Point) };
        let field = short(row.field(column));
        if let Some(place) = fields().find(|place| has_point(&of(place))) {
            let message = format!(
                "{field} has a comma, but line {} has {} with a point: write points throughout, \
                 and nothing between thousands",
                place.0.line,
                short(&of(&place)),
            );
            return Err(row.fail_at(column, &message));
        }
        // Where semicolons separate, commas are decimal.
        if table.separator != ';' && commas.all(|place| may_be_grouped(&of(&place))) {
            let message = format!(
                "{field} may be {} or {}: write it with a point, or without a comma",
                field.replace(',', "."),
                field.replace(',', "")
            );
            return Err(row.fail_at(column, &message));
        }
        Ok(Self::Comma)
    }
}

/// Read a number, or say what is wrong with it.
pub(super) fn read(field: &str, mark: Mark) -> Result<f64, String> {
    if missing(field) {
        return Err("a number is missing: fill it in, or leave the line out".to_owned());
    }
    let told = short(field);
    let value = match mark {
        Mark::Point => parse(field),
        Mark::Comma => parse(&pointed(field)),
    };
    match value {
        Some(value) if admissible(value) => Ok(value),
        Some(_) => Err(format!("{told} is not a number between -1e9 and 1e9")),
        None => Err(format!("{told:?} is not a number")),
    }
}

/// The beginning of a field, on one line, for messages.
pub(super) fn short(field: &str) -> String {
    let mut letters = field.chars().map(|letter| if letter.is_control() { ' ' } else { letter });
    let begin: String = letters.by_ref().take(20).collect();
    if letters.next().is_some() { begin + "…" } else { begin }
}
