//! Tables as programs print them: with remarks, and columns that stand apart by spaces.

use super::table::SEPARATORS;

/// A table without remarks, its columns separated by a letter, every row on the line it was on.
pub(super) fn plain(text: &str) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let remark = |line: &str| line.trim_start().starts_with('#');
    // Some programs mark the line of names as a remark: the last one above the numbers.
    let first = lines.iter().position(|line| !line.trim().is_empty() && !remark(line));
    let names = first.and_then(|first| {
        let above = (0..first).rfind(|line| remark(&lines[*line]))?;
        let numbers = |line: &str| line.chars().find(|c| !c.is_whitespace()).is_some_and(numeric);
        let alike = apart(&lines[above]) == apart(&lines[first]) && apart(&lines[first]) > 1;
        (numbers(&lines[first]) && alike).then_some(above)
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
        for line in &mut lines {
            *line = line.split_whitespace().collect::<Vec<_>>().join("\t");
        }
    }
    lines.iter().flat_map(|line| [line, "\n"]).collect()
}

fn numeric(first: char) -> bool {
    first.is_ascii_digit() || "+-.\u{2212}".contains(first)
}

/// How many columns a line has, whatever stands between them.
fn apart(line: &str) -> usize {
    let line = line.trim().trim_start_matches('#').trim_start();
    let by = |separator: &char| line.split(*separator).count();
    let most = SEPARATORS.iter().map(by).max().unwrap_or(1);
    if most > 1 { most } else { line.split_whitespace().count() }
}
