//! Numbers as they stand in tables, with a decimal point or a decimal comma.

use super::set::admissible;
use crate::words::{Message, message};

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
pub(super) fn has_comma(field: &str) -> bool {
    field.contains(',') && parse(&pointed(field)).is_some()
}

pub(super) fn has_point(field: &str) -> bool {
    field.contains('.') && parse(field).is_some()
}

/// Whether a number may have its only comma between thousands, as in 1,300.
pub(super) fn may_be_grouped(field: &str) -> bool {
    let digits = field.trim_start_matches(['+', '-', '\u{2212}']);
    digits.split_once(',').is_some_and(|(thousands, rest)| {
        let all = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let three = rest.len() == 3 && (1..=3).contains(&thousands.len());
        three && all(thousands) && all(rest) && !thousands.starts_with('0')
    })
}

/// Whether a number has marks between its thousands for certain: 1.234,5 or 1,234,567.
pub(super) fn grouped(field: &str) -> bool {
    let mut marks = field.bytes().filter(|byte| matches!(byte, b'.' | b','));
    let first = marks.next();
    let (mixed, commas) = (marks.clone().any(|m| Some(m) != first), marks.count() > 0);
    let plain: String = field.chars().filter(|c| !matches!(c, '.' | ',')).collect();
    let apart = field.split(['.', ',']).skip(1).all(|part| part.len() >= 3 || mixed);
    commas && (mixed || apart) && parse(&plain).is_some()
}

/// Read a number, or say what is wrong with it.
pub(super) fn read(field: &str, mark: Mark) -> Result<f64, Message> {
    if missing(field) {
        return Err(message!("examples-number-missing"));
    }
    let told = short(field);
    let value = match mark {
        Mark::Point => parse(field),
        Mark::Comma => parse(&pointed(field)),
    };
    match value {
        Some(value) if admissible(value) => Ok(value),
        Some(_) => Err(message!("examples-number-outside", told)),
        None => Err(message!("examples-no-number", given = format!("{told:?}"))),
    }
}

/// The beginning of a field, on one line, for messages.
pub(super) fn short(field: &str) -> String {
    let mut letters = field.chars().map(|letter| if letter.is_control() { ' ' } else { letter });
    let begin: String = letters.by_ref().take(20).collect();
    if letters.next().is_some() { begin + "…" } else { begin }
}
