//! The house rules: who may import whom, as the table in `src/lib.rs` says; no circles; no names.
#![expect(clippy::unwrap_used, reason = "this is only a test")]

mod circles;
mod ids;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

type Table = BTreeMap<String, BTreeSet<String>>;

/// The table in the crate docs: module and what it may import.
fn table(docs: &str) -> Table {
    let names = |cell: &str| -> BTreeSet<String> {
        cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
    };
    docs.lines()
        .filter_map(|line| line.strip_prefix("//! |"))
        .filter_map(|line| {
            let cells: Vec<&str> = line.split('|').collect();
            let module = names(cells.first()?).into_iter().next()?;
            Some((module, names(cells.get(2)?)))
        })
        .collect()
}

fn source_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(source_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The modules named as `crate::module`, alone or in a group, outside comments.
fn imports(text: &str) -> BTreeSet<String> {
    let code: String = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n");
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let word = |text: &str| -> String {
            text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
        };
        match rest.strip_prefix('{') {
            Some(group) => {
                let mut depth = 1;
                let mut piece = String::new();
                for c in group.chars() {
                    depth += i32::from(c == '{') - i32::from(c == '}');
                    if depth == 0 || (depth == 1 && c == ',') {
                        found.insert(word(piece.trim()));
                        piece.clear();
                    } else {
                        piece.push(c);
                    }
                    if depth == 0 {
                        break;
                    }
                }
            }
            None => {
                found.insert(word(rest));
            }
        }
    }
    found.remove("");
    found
}

/// Everything in a file that breaks a rule.
fn complaints(table: &Table, module: &str, name: &str, text: &str) -> Vec<String> {
    let mut out = Vec::new();
    for import in imports(text) {
        // `crate::params!` is the macro; a name that is no module is checked by the compiler.
        if import != module && table.contains_key(&import) && !table[module].contains(&import) {
            out.push(format!("{name}: {module} may not import {import}"));
        }
    }
    let toolkit = text.lines().any(|line| {
        let code = line.split("//").next().unwrap_or("");
        code.contains("egui")
    });
    if toolkit && module != "gui" {
        out.push(format!("{name}: only gui may know the toolkit"));
    }
    out
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn real_table() -> Table {
    table(&fs::read_to_string(root().join("src/lib.rs")).unwrap())
}

fn module_of(path: &Path) -> String {
    let inside = path.strip_prefix(root().join("src")).unwrap();
    let first = inside.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

#[test]
fn every_import_is_allowed() {
    let table = real_table();
    let mut wrong = Vec::new();
    for path in source_files(&root().join("src")) {
        let module = module_of(&path);
        if module == "lib" || module == "main" {
            continue;
        }
        assert!(table.contains_key(&module), "{module} is not in the table of src/lib.rs");
        let name = path.strip_prefix(root()).unwrap().display().to_string();
        wrong.extend(complaints(&table, &module, &name, &fs::read_to_string(&path).unwrap()));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_module_may_import_what_it_does_not() {
    for (module, allowed) in real_table() {
        let files = source_files(&root().join("src").join(&module));
        let used: BTreeSet<String> =
            files.iter().flat_map(|path| imports(&fs::read_to_string(path).unwrap())).collect();
        let idle: Vec<&String> = allowed.difference(&used).collect();
        assert!(idle.is_empty(), "{module} imports none of {idle:?}: take it off the table");
    }
}

#[test]
fn every_module_of_the_table_exists() {
    for module in real_table().keys() {
        assert!(root().join("src").join(module).is_dir(), "there is no module {module}");
    }
}

/// A module that is its own ancestor, if there is one.
fn a_loop(table: &Table) -> Option<String> {
    let mut free: BTreeSet<&String> = BTreeSet::new();
    while free.len() < table.len() {
        let ready = |module: &&String| table[*module].iter().all(|import| free.contains(import));
        let next: Vec<&String> =
            table.keys().filter(|module| !free.contains(module)).filter(ready).collect();
        if next.is_empty() {
            return table.keys().find(|module| !free.contains(module)).cloned();
        }
        free.extend(next);
    }
    None
}

#[test]
fn there_are_no_loops() {
    assert_eq!(a_loop(&real_table()), None);
}

#[test]
fn sabotage_is_caught() {
    let table = real_table();
    let complain = |module, text| complaints(&table, module, "file.rs", text);
    assert_eq!(
        complain("optim", "use crate::run::Run;"),
        ["file.rs: optim may not import run"],
        "an upward import"
    );
    assert_eq!(
        complain("optim", "use crate::{\n    math::norm,\n    scenario::{self, Scenario},\n};"),
        ["file.rs: optim may not import scenario"],
        "an upward import in a group"
    );
    assert_eq!(
        complain("scene", "use eframe::egui::Color32;"),
        ["file.rs: only gui may know the toolkit"]
    );
    assert!(complain("scene", "// egui draws this\nuse crate::maps::Tone;").is_empty());
    let mut looped = table.clone();
    looped.get_mut("math").unwrap().insert("gui".to_owned());
    assert!(a_loop(&looped).is_some());
}

#[test]
fn files_are_short() {
    for (folder, most) in [("src", 340), ("tests", 400)] {
        for path in source_files(&root().join(folder)) {
            let lines = fs::read_to_string(&path).unwrap().lines().count();
            assert!(lines <= most, "{} has {lines} lines", path.display());
        }
    }
}
