//! Verdicts against the truth: what the run does in ten times its budget.
//!
//! Every optimizer runs on every surface from three starts, at rates from a hundredth of the limit
//! to three times as much. `cargo test` judges one run in seventeen; all of them, close to 19,000,
//! are judged by
//!
//! ```text
//! JUDGE=all cargo test --release --test verdicts truth
//! ```
//!
//! Both tables are in `truth.txt`; `UPDATE=1` writes them anew. Whatever was misjudged is listed in
//! `misjudged.txt` in the folder for temporary files of the build.

mod cases;
mod faults;

use std::fmt::Write as _;
use std::path::Path;

use rayon::prelude::*;

use cases::{Case, Grounds};
use faults::{KINDS, Tally};

/// Judge the cases, in order.
fn judge(grounds: &Grounds, cases: &[Case]) -> (Tally, String) {
    let judged: Vec<(Tally, String)> =
        cases.par_iter().map(|case| faults::judge(grounds, case)).collect();
    let mut list = String::new();
    let mut all = Tally::default();
    for (tally, misjudged) in judged {
        all.add(&tally);
        list += &misjudged;
    }
    (all, list)
}

/// One table as text.
fn table(name: &str, runs: usize, tally: &Tally) -> String {
    let mut out = format!("{name}: {runs} runs\n");
    for (kind, [wrong, of]) in KINDS.iter().zip(tally.counts) {
        let _ = writeln!(out, "{wrong:6} of {of:6}  {}", kind.name);
    }
    out
}

/// The counts of a table that was written down.
fn counts(table: &str) -> Vec<[usize; 2]> {
    let numbers = |line: &str| {
        let mut words = line.split_whitespace();
        let wrong = words.next()?.parse().ok()?;
        Some([wrong, words.nth(1)?.parse().ok()?])
    };
    table.lines().skip(1).filter_map(numbers).collect()
}

#[test]
fn truth_agrees_with_verdicts() {
    let all = std::env::var("JUDGE").is_ok_and(|which| which == "all");
    let grounds = Grounds::new();
    let cases = cases::all(&grounds);
    let cases = if all { cases } else { cases::sample(&cases) };
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("tests/verdicts/truth/truth.txt");
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    let (sample, whole) = known.split_once("\n\n").unwrap_or((&known, ""));
    let (tally, list) = judge(&grounds, &cases);
    let misjudged = Path::new(env!("CARGO_TARGET_TMPDIR")).join("misjudged.txt");
    std::fs::write(&misjudged, list).unwrap();
    let found = table(if all { "all" } else { "sample" }, cases.len(), &tally);
    if std::env::var("UPDATE").is_ok() {
        let (sample, whole) = if all { (sample, &*found) } else { (&*found, whole) };
        std::fs::write(&path, format!("{}\n\n{}\n", sample.trim(), whole.trim())).unwrap();
    } else {
        assert_eq!(found.trim(), if all { whole } else { sample }.trim());
    }
    let judged = if all { tally.counts.to_vec() } else { counts(whole) };
    assert_eq!(judged.len(), KINDS.len(), "all runs were judged");
    for (kind, [wrong, of]) in KINDS.iter().zip(judged) {
        let most = (kind.most * of as f64) as usize;
        assert!(wrong <= most, "{}: {wrong} of {of}; see {}", kind.name, misjudged.display());
    }
}
