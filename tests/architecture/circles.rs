//! No two files need each other, directly or in a circle. A `mod.rs` is the common room of the
//! files below it: they may use what it declares, and it may use them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::{root, source_files};

type Module = Vec<String>;

/// Which modules name which others.
#[derive(Default)]
struct Graph {
    uses: BTreeMap<Module, BTreeSet<Module>>,
}

/// Code without comments and without its tests.
fn code(text: &str) -> String {
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    let plain = code.lines().map(|line| line.split("//").next().unwrap());
    plain.collect::<Vec<_>>().join("\n")
}

/// The paths of a `use` tree.
fn paths(tree: &str, before: &[String], out: &mut Vec<Vec<String>>) {
    let tree = tree.trim();
    let names = |text: &str| -> Vec<String> {
        let names = text.split("::").map(str::trim).filter(|name| !name.is_empty());
        names.map(|name| name.split(" as ").next().unwrap().to_owned()).collect()
    };
    let Some((head, group)) = tree.split_once('{') else {
        let path = [before, &names(tree)].concat();
        return out.push(path);
    };
    let before = [before, &names(head)].concat();
    let (mut depth, mut piece) = (0, String::new());
    for letter in group[..group.rfind('}').unwrap()].chars() {
        depth += i32::from(letter == '{') - i32::from(letter == '}');
        if depth == 0 && letter == ',' {
            paths(&piece, &before, out);
            piece.clear();
        } else {
            piece.push(letter);
        }
    }
    if !piece.trim().is_empty() {
        paths(&piece, &before, out);
    }
}

/// What a file brings into scope, whether it hands it on, and what else it names by a path.
fn named(code: &str) -> (Vec<Vec<String>>, Vec<Vec<String>>) {
    let (mut used, mut handed_on) = (Vec::new(), Vec::new());
    let mut lines = code.lines();
    while let Some(line) = lines.next() {
        let Some((before, first)) = line.trim_start().split_once("use ") else { continue };
        if !(before.is_empty() || before.starts_with("pub")) {
            continue;
        }
        let mut tree = first.to_owned();
        while !tree.contains(';') {
            tree += lines.next().unwrap();
        }
        let tree = tree.split(';').next().unwrap();
        paths(tree, &[], &mut used);
        if before.starts_with("pub") {
            paths(tree, &[], &mut handed_on);
        }
    }
    let path = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    for start in ["super::", "crate::"] {
        for (at, _) in code.match_indices(start) {
            if code[..at].ends_with(path) {
                continue;
            }
            let text: String = code[at..].chars().take_while(|c| path(*c)).collect();
            used.push(text.split("::").filter(|s| !s.is_empty()).map(str::to_owned).collect());
        }
    }
    (used, handed_on)
}

/// A path as seen from the crate.
fn absolute(module: &Module, path: &[String], files: &BTreeSet<Module>) -> Option<Module> {
    let (first, rest) = path.split_first()?;
    if first == "crate" {
        return Some(rest.to_vec());
    }
    let ups = path.iter().take_while(|name| *name == "super").count();
    if ups > 0 {
        let base = &module[..module.len().checked_sub(ups)?];
        return Some([base, &path[ups..]].concat());
    }
    let own = [module, &path[..1]].concat();
    files.contains(&own).then(|| [&module[..], path].concat())
}

impl Graph {
    fn of(sources: &BTreeMap<Module, String>) -> Self {
        let files: BTreeSet<Module> = sources.keys().cloned().collect();
        let named: BTreeMap<&Module, _> =
            sources.iter().map(|(module, text)| (module, named(&code(text)))).collect();
        let mut handed: BTreeMap<Module, Module> = BTreeMap::new();
        for (module, (_, paths)) in &named {
            for path in paths {
                if let (Some(to), Some(name)) = (absolute(module, path, &files), path.last()) {
                    handed.insert([module, std::slice::from_ref(name)].concat(), to);
                }
            }
        }
        let resolve = |mut path: Module| -> Option<Module> {
            for _ in 0..8 {
                let end = (0..=path.len()).rev().find(|end| files.contains(&path[..*end]))?;
                match path.get(end).and_then(|_| handed.get(&path[..=end])) {
                    Some(to) => path = [&to[..], &path[end + 1..]].concat(),
                    None => return Some(path[..end].to_vec()),
                }
            }
            None
        };
        let mut graph = Self::default();
        for (module, (paths, _)) in &named {
            let to = paths.iter().filter_map(|path| resolve(absolute(module, path, &files)?));
            let apart = |other: &Module| !other.starts_with(module) && !module.starts_with(other);
            graph.uses.insert((*module).clone(), to.filter(apart).collect());
        }
        graph
    }

    /// Whether one module needs another, by however many others.
    fn reaches(&self, from: &Module, to: &Module) -> bool {
        let (mut open, mut seen) = (vec![from], BTreeSet::new());
        while let Some(module) = open.pop() {
            for next in self.uses.get(module).into_iter().flatten() {
                if next == to {
                    return true;
                }
                if seen.insert(next) {
                    open.push(next);
                }
            }
        }
        false
    }

    /// Modules that need themselves.
    fn circles(&self) -> Vec<String> {
        let circles = self.uses.keys().filter(|module| self.reaches(module, module));
        circles.map(|module| module.join("::")).collect()
    }
}

fn sources() -> BTreeMap<Module, String> {
    let src = root().join("src");
    let module = |path: &Path| -> Module {
        let inside = path.strip_prefix(&src).unwrap().with_extension("");
        let names = inside.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
        names.filter(|name| !matches!(name.as_str(), "mod" | "lib" | "tests")).collect()
    };
    let read = |path: &std::path::PathBuf| (module(path), fs::read_to_string(path).unwrap());
    let files = source_files(&src);
    files
        .iter()
        .filter(|path| !path.ends_with("tests.rs") && !path.ends_with("main.rs"))
        .map(read)
        .collect()
}

#[test]
fn no_files_need_each_other_in_a_circle() {
    let circles = Graph::of(&sources()).circles();
    assert!(circles.is_empty(), "in a circle: {}", circles.join(", "));
}

#[test]
fn a_circle_is_caught() {
    let module = |name: &str| -> Module { name.split("::").map(str::to_owned).collect() };
    let graph = |files: &[(&str, &str)]| {
        let files = files.iter().map(|(name, text)| (module(name), (*text).to_owned()));
        Graph::of(&files.collect()).circles()
    };
    let both = [("room::a", "use super::b::B;"), ("room::b", "use super::{\n    a::{A, C},\n};")];
    assert_eq!(graph(&both), ["room::a", "room::b"]);
    let paths = [("room::a", "fn f() { super::b::g(); }"), ("room::b", "use crate::room::a::f;")];
    assert_eq!(graph(&paths), ["room::a", "room::b"], "by a path in the code");
    let handed_on = [
        ("room", "mod a;\nmod b;\npub use a::A;\npub(super) use b::B;"),
        ("room::a", "use super::B;"),
        ("room::b", "use super::A;"),
    ];
    assert_eq!(graph(&handed_on), ["room::a", "room::b"], "through the common room");
    let three = [("a", "use crate::b::B;"), ("b", "use crate::c::C;"), ("c", "use crate::a::A;")];
    assert_eq!(graph(&three), ["a", "b", "c"], "a longer circle");
    let fine = [("room", "mod a;\nuse a::A;\npub struct R;"), ("room::a", "use super::R;")];
    assert!(graph(&fine).is_empty(), "the common room and a file of it");
}
