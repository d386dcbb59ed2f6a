//! The README's tables are the program's own, and its commands do what they say.
//! `UPDATE=1 cargo test` writes the tables.
#![expect(clippy::unwrap_used, reason = "this is only a test")]

mod commands;

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::sync::Mutex;

use downhill::catalog::markdown_table;
use downhill::noise::Noise;
use downhill::optim::Optimizer;
use downhill::run::VerdictId;
use downhill::scenario::{Scenario, levels};
use downhill::scene::{LAYERS, Layer};
use downhill::schedule::Schedule;
use downhill::surface::{Expression, Surface};

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("README.md")
}

/// One test at a time may write the file.
static WRITING: Mutex<()> = Mutex::new(());

/// The part of the README between two marks must be `table`.
fn check(name: &str, table: &str) {
    let _alone = WRITING.lock().unwrap();
    let readme = fs::read_to_string(path()).unwrap();
    let (begin, end) = (format!("<!-- begin:{name} -->\n"), format!("<!-- end:{name} -->"));
    let from = readme.find(&begin).unwrap() + begin.len();
    let to = readme.find(&end).unwrap();
    if std::env::var_os("UPDATE").is_some() {
        let text = format!("{}{table}{}", &readme[..from], &readme[to..]);
        fs::write(path(), text).unwrap();
    } else {
        assert_eq!(&readme[from..to], table, "run UPDATE=1 cargo test and look at the README");
    }
}

#[test]
fn tables_are_those_of_the_catalog() {
    check("optimizers", &markdown_table::<dyn Optimizer>());
    check("surfaces", &markdown_table::<dyn Surface>());
    check("schedules", &markdown_table::<dyn Schedule>());
    check("noises", &markdown_table::<dyn Noise>());
    let function = |(name, _, _)| format!("`{name}`");
    let functions: Vec<String> = Expression::functions().map(function).collect();
    check("functions", &format!("{}\n", functions.join(" ")));
    let row = |id: &VerdictId| format!("| `{}` | {} |\n", id.id(), id.meaning());
    let rows: String = VerdictId::ALL.iter().map(row).collect();
    check("verdicts", &format!("| verdict | the run is |\n|---|---|\n{rows}"));
    let row = |layer: &&Layer| {
        let key = layer.key.map_or_else(String::new, |key| format!("`{key}`"));
        let usual = if layer.usual { "yes" } else { "" };
        format!("| `{}` | {} | {usual} | {key} |\n", layer.id, layer.summary)
    };
    let rows: String = LAYERS.iter().map(row).collect();
    check("layers", &format!("| layer | what it shows | usual | key |\n|---|---|---|---|\n{rows}"));
}

#[test]
fn keys_of_the_format_are_those_that_are_read() {
    let mut table = String::new();
    for level in levels() {
        let heading = if level.heading.is_empty() { "the head" } else { level.heading };
        let _ = writeln!(table, "Of {heading}:\n\n| key | what it says | allowed |\n|---|---|---|");
        for key in level.keys {
            let ids: Vec<String> = key.ids.iter().map(|id| format!("`{id}`")).collect();
            let _ = writeln!(table, "| {} | {} | {} |", ids.join(" "), key.doc, (key.allowed)());
        }
        table += "\n";
    }
    check("format", &table);
}

#[cfg(feature = "gui")]
#[test]
fn keys_are_those_of_the_window() {
    let mut table = "| key | what it does |\n|---|---|\n".to_owned();
    for action in downhill::gui::Action::ALL {
        let _ = writeln!(table, "| `{}` | {} |", action.keys(), action.tooltip());
    }
    table += "| `Escape` | End a drag or typing without effect; close what is open. |\n";
    table += "| `Ctrl++` `Ctrl+-` `Ctrl+0` | Make everything larger, smaller, or as it was. |\n";
    check("keys", &table);
}

#[test]
fn the_scenario_of_the_readme_is_one() {
    let readme = fs::read_to_string(path()).unwrap();
    let text = readme.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    let scenario = Scenario::parse(text, "README.md").unwrap();
    assert_eq!(scenario.label(0), "momentum 0.9");
}

#[test]
fn ci_runs_the_test_command_of_the_readme() {
    let ci = fs::read_to_string(path().with_file_name(".ci").join("run")).unwrap();
    assert!(ci.contains("cargo test"));
    assert!(fs::read_to_string(path()).unwrap().contains("\ncargo test\n"));
}
