//! The catalog describing itself: as text, as Markdown, as data for JSON.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::{Entry, Facts as _, Family};
use crate::params::{Domain, ParamSpec, Scale};
use crate::words::tell;

/// Everything the catalog knows about one member, in words.
#[derive(Clone, Debug)]
pub struct Description {
    /// The family, such as `optimizer`.
    pub family: &'static str,
    /// The id.
    pub id: &'static str,
    /// The name on screen.
    pub name: &'static str,
    /// One sentence.
    pub summary: &'static str,
    /// Headings and texts.
    pub facts: Vec<(&'static str, String)>,
    /// The knobs.
    pub knobs: &'static [ParamSpec<'static>],
}

/// Describe one member.
pub fn describe<F: Family + ?Sized>(entry: &'static Entry<F>) -> Description {
    Description {
        family: F::NAME,
        id: entry.id,
        name: entry.name,
        summary: entry.summary,
        facts: entry.facts.list(),
        knobs: entry.specs(),
    }
}

impl Description {
    /// A page of plain text.
    pub fn to_text(&self) -> String {
        let mut out = format!("{} ({} {})\n{}\n", self.name, self.family, self.id, self.summary);
        for (heading, text) in self.facts.iter().filter(|(_, text)| !text.is_empty()) {
            let _ = writeln!(out, "\n{heading}\n  {}", text.replace('\n', "\n  "));
        }
        if self.knobs.is_empty() {
            return out + "\n" + &tell!("describe-no-knobs") + "\n";
        }
        out = out + "\n" + &tell!("describe-knobs") + "\n";
        let width = self.knobs.iter().map(|spec| spec.id.len()).max().unwrap_or(0);
        for spec in self.knobs {
            let symbol = if spec.symbol.is_empty() { "" } else { &format!("{}: ", spec.symbol) };
            let text = tell!(
                "describe-knob",
                symbol,
                doc = spec.doc,
                default = spec.default.to_string(),
                domain = spec.domain.message(),
                slider = slider(spec.domain),
            );
            let _ = writeln!(out, "  {:width$}  {text}", spec.id);
            if let Domain::Choice(words) = spec.domain {
                let wide = words.iter().map(|word| word.id.len()).max().unwrap_or(0);
                for word in words {
                    let _ = writeln!(out, "  {:width$}    {:wide$}  {}", "", word.id, word.doc);
                }
            }
        }
        out
    }
}

fn slider(domain: Domain) -> Cow<'static, str> {
    match domain {
        Domain::Real { scale: Scale::Log, .. } => tell!("describe-logarithmic"),
        _ => Cow::Borrowed(""),
    }
}

/// A family as aligned text: id, name and summary of every member, one per line for programs.
pub fn text_table<F: Family + ?Sized>() -> String {
    let width = F::catalog().iter().map(|entry| entry.id.len()).max().unwrap_or(0);
    F::catalog().iter().fold(String::new(), |mut out, entry| {
        let _ = writeln!(out, "{:width$}  {}", entry.id, entry.summary);
        out
    })
}

/// A family as Markdown tables with its knobs, one per group.
pub fn markdown_table<F: Family + ?Sized>() -> String {
    let mut out = String::new();
    for (heading, entries) in F::groups() {
        if !heading.is_empty() {
            let _ = writeln!(out, "{}{heading}:\n", if out.is_empty() { "" } else { "\n" });
        }
        let _ = writeln!(out, "{}\n|---|---|---|", tell!("catalog-table"));
        for entry in entries {
            let knobs: Vec<_> = entry.specs().iter().map(|spec| format!("`{}`", spec.id)).collect();
            let _ = writeln!(out, "| `{}` | {} | {} |", entry.id, entry.summary, knobs.join(" "));
        }
    }
    out
}
