//! Tables as programs print them: with remarks, and columns that stand apart by spaces.

use super::set::DataError;
use crate::words::message;

/// What may stand between columns; commas last, which may as well be decimal.
pub(super) const SEPARATORS: [char; 4] = ['\t', ';', '|', ','];

/// A table without remarks, its columns separated by a letter, every row on the line it was on.
pub(super) fn plain(text: &str) -> Result<String, DataError> {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let remark = |line: &str| line.trim_start().starts_with('#');
    // Some programs mark the line of names as a remark: the last one above the numbers.
    let first = lines.iter().position(|line| !line.trim().is_empty() && !remark(line));
    let names = first.and_then(|first| {
        let above = (0..first).rfind(|line| remark(&lines[*line]))?;
        let alike = apart(&lines[above]) == apart(&lines[first]) && apart(&lines[first]) > 1;
        (is_numeric(&lines[first]) && !is_numeric(&lines[above]) && alike).then_some(above)
    });
    for (index, line) in lines.iter_mut().enumerate() {
        if remark(line) && Some(index) != names {
            line.clear();
        } else if remark(line) {
            *line = line.trim_start().trim_start_matches('#').trim_start().to_owned();
        }
    }
    let rows = || lines.iter().filter(|line| !line.trim().is_empty());
    let columns = rows().map(|line| line.split_whitespace().count()).max().unwrap_or(0);
    let spaced = columns > 1
        && rows().all(|line| {
            !line.contains(SEPARATORS) && line.split_whitespace().count() + 1 >= columns
        });
    if spaced {
        for (index, line) in lines.iter_mut().enumerate() {
            if let Some(part) = line.split_whitespace().skip(1).find(|part| is_half(part)) {
                let message = message!("examples-half", part);
                return Err(DataError::Line { line: index as u64 + 1, message });
            }
            *line = line.split_whitespace().collect::<Vec<_>>().join("\t");
        }
    }
    Ok(lines.iter().flat_map(|line| [line, "\n"]).collect())
}

/// Whether the first thing on a line that is a letter or a digit is a digit: names begin otherwise.
pub(super) fn is_numeric(line: &str) -> bool {
    line.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_numeric)
}

/// Whether this looks like the end of a number that has a space between its thousands.
fn is_half(part: &str) -> bool {
    part.len() == 3 && part.starts_with('0') && part.bytes().all(|byte| byte.is_ascii_digit())
}

/// How many columns a line has, whatever stands between them.
fn apart(line: &str) -> usize {
    let line = line.trim().trim_start_matches('#').trim_start();
    let by = |separator: &char| line.split(*separator).count();
    let most = SEPARATORS.iter().map(by).max().unwrap_or(1);
    if most > 1 { most } else { line.split_whitespace().count() }
}
