//! The messages that the code makes: `message!` and `tell!` with their ids and values.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Every message of the program: where it is made, its id, and the names of its values.
pub(crate) fn used() -> Vec<(String, String, BTreeSet<String>)> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for path in rust_files(&root.join("src")) {
        let text = fs::read_to_string(&path).unwrap();
        let place = path.strip_prefix(&root).unwrap().display().to_string();
        let tests = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
        found.extend(said(&place, &text[..tests]));
    }
    found
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The messages in a text of code.
pub(crate) fn said(place: &str, text: &str) -> Vec<(String, String, BTreeSet<String>)> {
    let lines: Vec<&str> =
        text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = lines.join("\n");
    let mut found = Vec::new();
    for name in ["tell!(", "message!("] {
        for (at, _) in code.match_indices(name) {
            let pieces = pieces(&code[at + name.len()..]);
            let (id, args) = pieces.split_first().unwrap();
            // The macros themselves hand on what they were given.
            if id.starts_with('$') || id.starts_with('@') {
                continue;
            }
            let id = id.trim_matches('"').to_owned();
            let name = |arg: &String| arg.split('=').next().unwrap().trim().to_owned();
            found.push((place.to_owned(), id, args.iter().map(name).collect()));
        }
    }
    found
}

/// What stands between commas until the bracket is closed; a comma at the end separates nothing.
fn pieces(code: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let (mut depth, mut letters) = (0, code.chars());
    while let Some(letter) = letters.next() {
        match letter {
            '(' | '[' | '{' => depth += 1,
            ')' if depth == 0 => break,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                pieces.push(String::new());
                continue;
            }
            '"' => {
                // A text, whatever is in it.
                let piece = pieces.last_mut().unwrap();
                piece.push('"');
                while let Some(letter) = letters.next() {
                    piece.push(letter);
                    match letter {
                        '\\' => piece.extend(letters.next()),
                        '"' => break,
                        _ => {}
                    }
                }
                continue;
            }
            _ => {}
        }
        pieces.last_mut().unwrap().push(letter);
    }
    let pieces = pieces.iter().map(|piece| piece.trim().to_owned());
    pieces.filter(|piece| !piece.is_empty()).collect()
}

#[test]
fn messages_are_found_with_the_names_of_their_values() {
    let code = "
        // tell!(\"in-a-comment\")
        let a = tell!(\"plain\");
        f(message!(
            \"two\",
            step = run.step(at, 3),
            why = \"a, (\\\"b\\\" = c\",
            size,
        ))";
    let found = said("f.rs", code);
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(
        found,
        [
            ("f.rs".to_owned(), "plain".to_owned(), names(&[])),
            ("f.rs".to_owned(), "two".to_owned(), names(&["size", "step", "why"])),
        ]
    );
}
