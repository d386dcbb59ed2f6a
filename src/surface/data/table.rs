//! Examples as people keep them: tables in the dialects of spreadsheets, notebooks and statistics
//! programs. What a table says without doubt is read; where there is doubt, it is refused with
//! what to change.

use super::layout::{self, SEPARATORS};
use super::numbers::{self, is_number};
use super::set::{DataError, MOST_EXAMPLES};
use crate::words::{Message, message};

/// Lines that are looked at to find out which it is.
const LOOKED_AT: usize = 10;
/// A table of more columns is none of examples.
const MOST_COLUMNS: usize = 200;
/// Letters of a column's name, at most.
const LONGEST_NAME: usize = 40;

/// A row, and the line it begins at.
pub(super) struct Row {
    pub(super) line: u64,
    pub(super) fields: csv::StringRecord,
}

impl Row {
    pub(super) fn field(&self, column: usize) -> &str {
        self.fields.get(column).unwrap_or("")
    }

    /// The number of columns up to the last that is not empty.
    fn width(&self) -> usize {
        (0..self.fields.len()).rfind(|column| !self.field(*column).is_empty()).map_or(0, |c| c + 1)
    }

    /// Whether this may be the names of columns: none is a number, and not all of them look as if
    /// they were meant to be.
    fn names(&self) -> bool {
        let meant = |field: &str| layout::is_numeric(field) || numbers::missing(field);
        !self.fields.iter().any(is_number) && !self.fields.iter().all(meant)
    }

    pub(super) fn fail(&self, message: Message) -> DataError {
        DataError::Line { line: self.line, message }
    }

    /// An error about one of its fields.
    pub(super) fn fail_at(&self, column: usize, message: Message) -> DataError {
        self.fail(message!("examples-column", column = column + 1, why = message))
    }
}

/// Rows of as many columns as the first, and their names if they have some.
pub(super) struct Table {
    pub(super) separator: char,
    names: Option<Row>,
    pub(super) rows: Vec<Row>,
    /// Columns that are no numbers but names of rows: 0 or 1.
    pub(super) skipped: usize,
    width: usize,
}

impl Table {
    pub(super) fn split(text: &str) -> Result<Self, DataError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let text = layout::plain(&text)?;
        let said = said(&text);
        let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
        if first.is_empty() {
            return Err(DataError::Whole(message!("examples-empty")));
        }
        let Some(separator) = said.or_else(|| guess(&text)) else {
            return Err(DataError::Whole(message!("examples-one-column")));
        };
        if let Some(line) = outside_quotes(&text, &[separator], |_| ()) {
            let message = message!("examples-quotation");
            return Err(DataError::Line { line, message });
        }
        let mut rows = rows(&text, separator, said.is_some())?;
        let named = rows.first().is_some_and(Row::names);
        let names = named.then(|| rows.remove(0));
        if rows.is_empty() {
            return Err(DataError::Whole(message!("examples-only-names")));
        }
        let mut table = Self { separator, names, rows, skipped: 0, width: 0 };
        table.measure()?;
        Ok(table)
    }

    /// Find out how many columns there are, and whether the first only names the rows.
    fn measure(&mut self) -> Result<(), DataError> {
        let most = self.rows.iter().map(Row::width).max().unwrap_or(0);
        let first = self.names.as_ref().unwrap_or(&self.rows[0]);
        // What is empty at the end of all lines is no column, what is empty in some is a gap.
        let mut width = first.width();
        if most <= first.fields.len() {
            width = width.max(most);
        }
        if let Some(names) = &self.names {
            let all = self.rows.iter().all(|row| row.width() == most);
            let short = most == width + 1 && all && self.counts();
            self.skipped = usize::from(short || matches!(names.field(0), "" | "Unnamed: 0"));
            width += usize::from(short);
        }
        for row in &self.rows {
            let count = row.width().max(row.fields.len().min(width));
            if count != width {
                return Err(row.fail(message!("examples-uneven-columns", count, width)));
            }
        }
        self.width = width;
        let count = width - self.skipped;
        if (2..=3).contains(&count) {
            return Ok(());
        }
        let commas = self.separator == ',' && matches!(count, 4 | 6);
        Err(first.fail(if commas {
            message!("examples-columns-commas", count)
        } else {
            message!("examples-columns", count)
        }))
    }

    /// Whether the first column counts the rows, or is made of words: some programs give it no name.
    fn counts(&self) -> bool {
        let number = |row: &Row| row.field(0).parse::<f64>().ok();
        let counts = |from: f64| {
            let mut rows = self.rows.iter().enumerate();
            rows.all(|(index, row)| number(row) == Some(from + index as f64))
        };
        counts(0.0) || counts(1.0) || self.rows.iter().all(|row| number(row).is_none())
    }

    /// The columns that are read.
    pub(super) fn columns(&self) -> std::ops::Range<usize> {
        self.skipped..self.width
    }

    /// The column of what is to be predicted.
    pub(super) fn target(&self) -> usize {
        self.width - 1
    }

    /// What a column is called, if it has a name.
    pub(super) fn name(&self, column: usize) -> Option<String> {
        let names = self.names.as_ref()?;
        // One name less than there are columns: the first has none.
        let ahead = usize::from(self.skipped == 1 && names.width() + 1 == self.width);
        let name = names.field(column.checked_sub(ahead)?);
        let plain = name.chars().map(|c| if c.is_control() { ' ' } else { c });
        let name: String = plain.take(LONGEST_NAME).collect();
        (!name.trim().is_empty()).then_some(name)
    }
}

/// The separator that a first line such as `sep=;` names.
fn said(text: &str) -> Option<char> {
    let line = text.lines().next()?.trim_matches([' ', '"']);
    let rest = line.strip_prefix("sep=").or_else(|| line.strip_prefix("SEP="))?;
    // One letter, and what spreadsheets put behind it.
    let mut letters = rest.chars();
    letters.next().filter(|c| c.is_ascii() && *c != '"').filter(|_| letters.as_str().len() <= 2)
}

/// The separator that is in every one of the first lines, or at least in the first.
fn guess(text: &str) -> Option<char> {
    let mut plain = String::new();
    outside_quotes(text, &SEPARATORS, |letter| plain.push(letter));
    let lines = plain.lines().filter(|line| !line.trim().is_empty());
    let lines: Vec<&str> = lines.take(LOOKED_AT).collect();
    let everywhere = |separator: &char| lines.iter().all(|line| line.contains(*separator));
    let first = |separator: &char| lines.first().is_some_and(|line| line.contains(*separator));
    SEPARATORS.into_iter().find(everywhere).or_else(|| SEPARATORS.into_iter().find(first))
}

/// Go through all letters that are not within quotation marks, which count at the beginning of a
/// field only. Returns the line of a mark that is not closed.
fn outside_quotes(text: &str, separators: &[char], mut visit: impl FnMut(char)) -> Option<u64> {
    let (mut line, mut opened, mut begins) = (1, None, true);
    for letter in text.chars() {
        match (letter, opened) {
            // Two of them within a field stand for one: it closes and opens again.
            ('"', Some(_)) => opened = None,
            ('"', None) if begins => opened = Some(line),
            (_, None) => visit(letter),
            (_, Some(_)) => {}
        }
        line += u64::from(letter == '\n');
        let closes = letter == '"' && opened.is_none();
        begins = closes || letter == '\n' || separators.contains(&letter);
    }
    opened
}

/// All lines that are not empty, in fields.
fn rows(text: &str, separator: char, skip_first: bool) -> Result<Vec<Row>, DataError> {
    let (text, before) = match text.split_once('\n') {
        Some((_, rest)) if skip_first => (rest, 1),
        _ if skip_first => ("", 1),
        _ => (text, 0),
    };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .delimiter(separator as u8)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let fields = record.map_err(|error| DataError::Whole(Message::verbatim(error)))?;
        let line = fields.position().map_or(0, csv::Position::line) + before;
        let row = Row { line, fields };
        if row.width() == 0 {
            continue;
        }
        if row.width() > MOST_COLUMNS {
            return Err(row.fail(message!("examples-many-columns", most = MOST_COLUMNS)));
        }
        rows.push(row);
        // One of them may be names.
        if rows.len() > MOST_EXAMPLES + 1 {
            break;
        }
    }
    let names = rows.first().is_some_and(Row::names);
    match rows.get(MOST_EXAMPLES + usize::from(names)) {
        Some(row) => Err(row.fail(message!("examples-many-examples", most = MOST_EXAMPLES))),
        None => Ok(rows),
    }
}
