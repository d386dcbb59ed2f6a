//! A rule with the numbers of one step put in place of its symbols.

use crate::words::{listed, number};

/// One line of a rule: in symbols, and with numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleLine {
    /// As it is written down.
    pub symbols: String,
    /// The same with what is known of this step, and what it gives; empty where nothing is known.
    pub numbers: String,
}

/// Where the numbers of symbols come from.
pub(super) struct Numbers<'a> {
    /// By the symbol, before the step.
    pub(super) before: &'a dyn Fn(&str) -> Option<Vec<f64>>,
    /// By the symbol, after the step.
    pub(super) after: &'a dyn Fn(&str) -> Option<Vec<f64>>,
    /// Those that are no single name, such as ∇f(x + e).
    pub(super) spelled: Vec<(&'static str, Vec<f64>)>,
    /// The number of parameters.
    pub(super) dim: usize,
}

/// Put numbers into a rule. A symbol that a line gives its value to stands, in that line and in
/// those above, for the value before the step.
pub(super) fn substitute(rule: &str, numbers: &Numbers<'_>) -> Vec<RuleLine> {
    let lines: Vec<&str> = rule.split('\n').flat_map(statements).collect();
    let target = |line: &str| {
        let (left, _) = line.split_once(":=").or_else(|| line.split_once(" = "))?;
        let name = left.trim();
        is_symbol(name).then(|| name.to_owned())
    };
    let mut given: Vec<String> = Vec::new();
    let later: Vec<Option<String>> = lines.iter().map(|line| target(line)).collect();
    let mut out = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let still = |symbol: &str| {
            !given.iter().any(|g| g == symbol)
                && later[index..].iter().flatten().any(|name| name == symbol)
        };
        let value = |symbol: &str| {
            if still(symbol) { (numbers.before)(symbol) } else { (numbers.after)(symbol) }
        };
        let sides = line.split_once(":=").or_else(|| line.split_once(" = "));
        let text = match (sides, &later[index]) {
            (Some((_, right)), Some(name)) => {
                let (right, found) = filled(right.trim(), numbers, &value);
                let result = (numbers.after)(name).map(|values| numbers.written(&values));
                match (found, result) {
                    (true, Some(result)) => format!("{name} = {right} = {result}"),
                    (true, None) => format!("{name} = {right}"),
                    (false, Some(result)) => format!("{name} = {result}"),
                    (false, None) => String::new(),
                }
            }
            _ => String::new(),
        };
        given.extend(later[index].clone());
        out.push(RuleLine { symbols: (*line).to_owned(), numbers: text });
    }
    out
}

/// The statements of a line: "a = b, c := d" is two of them.
fn statements(line: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = line;
    let mut from = 0;
    while let Some(comma) = rest[from..].find(", ").map(|at| at + from) {
        let next = &rest[comma + 2..];
        let name = next.split([' ', ',']).next().unwrap_or("");
        let after = next[name.len()..].trim_start();
        if is_symbol(name) && (after.starts_with(":=") || after.starts_with("= ")) {
            out.push(&rest[..comma]);
            rest = next;
            from = 0;
        } else {
            from = comma + 2;
        }
    }
    out.push(rest);
    out
}

/// What may stand in a symbol besides letters: subscripts, primes, hats.
fn belongs(c: char) -> bool {
    c.is_alphabetic() || c.is_ascii_digit() || "₀₁₂₃₊₋′\u{302}_".contains(c)
}

fn is_symbol(text: &str) -> bool {
    text.starts_with(char::is_alphabetic) && text.chars().all(belongs)
}

/// A right side with numbers; and whether any was found.
fn filled(
    text: &str,
    numbers: &Numbers<'_>,
    value: &dyn Fn(&str) -> Option<Vec<f64>>,
) -> (String, bool) {
    let (mut out, mut found) = (String::new(), false);
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if let Some((name, values)) =
            numbers.spelled.iter().find(|(name, _)| text[start..].starts_with(name))
        {
            found = true;
            out += &numbers.written(values);
            while chars.next_if(|(at, _)| *at < start + name.len()).is_some() {}
            continue;
        }
        if !c.is_alphabetic() {
            out.push(c);
            continue;
        }
        let mut end = start + c.len_utf8();
        while let Some((at, next)) = chars.next_if(|(_, next)| belongs(*next)) {
            end = at + next.len_utf8();
        }
        if text[..end].ends_with('_') {
            // The rest of the subscript is in brackets: no part of it is a number of this step.
            while let Some((at, next)) = chars.next_if(|(_, next)| *next != ' ') {
                end = at + next.len_utf8();
                if next == ')' {
                    break;
                }
            }
        }
        let symbol = &text[start..end];
        // A function is no number: sign(…), max(…), f(…).
        let call = text[end..].starts_with('(');
        match value(symbol).filter(|_| !call || symbol == "θ") {
            Some(values) => {
                found = true;
                out += &numbers.written(&values);
            }
            None => out += symbol,
        }
    }
    (out, found)
}

impl Numbers<'_> {
    /// Numbers as a person writes them: one, a vector, or the rows of a matrix.
    fn written(&self, values: &[f64]) -> String {
        match values {
            [one] => number(*one),
            [a, b, c, d] if self.dim == 2 => {
                let [a, b, c, d] = [a, b, c, d].map(|value| number(*value));
                format!("[{a}, {b}; {c}, {d}]")
            }
            other => listed(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_before_and_after_stand_where_they_belong() {
        let before = |symbol: &str| match symbol {
            "v" => Some(vec![1.0, 2.0]),
            "θ" => Some(vec![5.0, 6.0]),
            _ => None,
        };
        let after = |symbol: &str| match symbol {
            "v" => Some(vec![3.0, 4.0]),
            "θ" => Some(vec![4.7, 5.6]),
            "g" => Some(vec![2.1, 2.2]),
            "μ" => Some(vec![0.9]),
            "η" => Some(vec![0.1]),
            _ => None,
        };
        let spelled = Vec::new();
        let numbers = Numbers { before: &before, after: &after, spelled, dim: 2 };
        let lines = substitute("v := μ v + g, θ := θ - η v\nwith max(θ, q)", &numbers);
        let texts: Vec<_> = lines.iter().map(|line| line.numbers.as_str()).collect();
        assert_eq!(
            texts,
            ["v = 0.9 (1, 2) + (2.1, 2.2) = (3, 4)", "θ = (5, 6) - 0.1 (3, 4) = (4.7, 5.6)", ""]
        );
        assert_eq!(lines[0].symbols, "v := μ v + g");
    }
}
