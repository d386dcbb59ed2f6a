//! What the program says stands in `assets/words`, not in the code.

use std::fs;
use std::path::Path;

use super::{module_of, root, source_files};

/// The rooms whose words are all there.
const ROOMS: [&str; 13] = [
    "catalog", "files", "gui", "jobs", "kept", "noise", "params", "run", "scene", "schedule",
    "session", "surface", "words",
];
/// What looks like words and is none.
const NO_WORDS: [(&str, &str); 6] = [
    ("src/surface/critical/mod.rs", "names in files"),
    ("src/surface/expression/function.rs", "the meanings of functions, declared with them"),
    ("src/scene/svg.rs", "markup, and the names of fonts"),
    ("src/gui/fonts.rs", "the names of fonts"),
    ("src/run/explain/", "the language of rules"),
    ("src/words/", "the names of languages"),
];
/// Names that are the same in every language: of the program, a font, a file, the environment.
const NAMES: [&str; 7] = [
    "Downhill",
    "Hack",
    "points.csv",
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "WAYLAND_SOCKET",
    "# kept by the window, do not edit: ",
];
/// Calls whose texts nobody reads but who repairs the program.
const BUGS: [&str; 7] =
    ["panic!", "unreachable!", "assert!", "assert_eq!", "debug_assert!", "expect", "todo!"];
/// Declarations whose English stays with what they describe: other languages find it by ids.
const DECLARATIONS: [&str; 10] = [
    "actions!",
    "verdicts!",
    "params!",
    "choices!",
    "Entry",
    "Layer",
    "ParamSpec",
    "Tab",
    "Word",
    "group",
];
/// Names of widgets, threads and pictures that are never shown.
const IDS: [&str; 9] = [
    "unique",
    "id_salt",
    "from_id_salt",
    "push_id",
    "still_plot",
    "load_texture",
    "fixed",
    "Slot::new",
    "Grid::new",
];
/// What shows a text as it is.
const SHOWN: [&str; 14] = [
    "label",
    "button",
    "small_button",
    "menu_button",
    "selectable_label",
    "checkbox",
    "on_hover_text",
    "hint_text",
    "colored_label",
    "RichText::new",
    "Window::new",
    "label_ui",
    "Named::once",
    "CollapsingHeader::new",
];

/// A text in the code: its line, itself, and the calls around it, the innermost last.
struct Literal {
    line: usize,
    text: String,
    calls: Vec<String>,
}

/// The name before an opening bracket, with what qualifies it: `RichText::new`, `tell!`.
fn name_before(code: &str) -> String {
    let part = |c: &char| c.is_alphanumeric() || matches!(c, '_' | ':' | '!');
    let name: String = code.trim_end().chars().rev().take_while(part).collect();
    let name: String = name.chars().rev().collect();
    let mut pieces: Vec<&str> = name.rsplit("::").take(2).collect();
    pieces.reverse();
    let last = pieces.last().copied().unwrap_or_default();
    if last == "new" || last == "once" { pieces.join("::") } else { last.to_owned() }
}

/// The texts in some code that are not in comments.
fn literals(text: &str) -> Vec<Literal> {
    let mut found = Vec::new();
    let (mut code, mut calls) = (String::new(), Vec::new());
    let mut line = 1;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        line += usize::from(letter == '\n');
        match letter {
            '/' if letters.peek() == Some(&'/') => {
                letters.by_ref().take_while(|c| *c != '\n').for_each(drop);
                line += 1;
            }
            '\'' => {
                // A letter in quotation marks, or the name of a lifetime.
                let rest: String = letters.clone().take(3).collect();
                let escaped = rest.starts_with('\\');
                if escaped || rest.chars().nth(1) == Some('\'') {
                    letters.next();
                    letters.by_ref().take_while(|c| *c != '\'').for_each(drop);
                }
            }
            '"' => {
                let (begin, mut literal) = (line, String::new());
                while let Some(letter) = letters.next() {
                    line += usize::from(letter == '\n');
                    match letter {
                        '"' => break,
                        '\\' => {
                            literal.push(' ');
                            line += usize::from(letters.next() == Some('\n'));
                        }
                        other => literal.push(other),
                    }
                }
                found.push(Literal { line: begin, text: literal, calls: calls.clone() });
                code.push('"');
            }
            '(' | '[' | '{' => {
                let attribute = letter == '[' && code.ends_with('#');
                calls.push(if attribute { "#".to_owned() } else { name_before(&code) });
                code.push(letter);
            }
            ')' | ']' | '}' => {
                calls.pop();
                code.push(letter);
            }
            other => code.push(other),
        }
    }
    // Of attributes only what `thiserror` says is said.
    let among = |literal: &Literal, name| literal.calls.iter().any(|call| call == name);
    found.retain(|literal| !among(literal, "#") || among(literal, "error"));
    found
}

/// Whether there are two words in a text, or more, besides what is put into it.
fn is_prose(text: &str) -> bool {
    let (mut depth, mut plain) = (0, String::new());
    for letter in text.chars() {
        depth += i32::from(letter == '{');
        plain.push(if depth > 0 { '_' } else { letter });
        depth -= i32::from(letter == '}');
    }
    let word = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() >= 2;
    let words: Vec<&str> = plain.split(' ').collect();
    words.windows(2).any(|pair| word(&pair[0]) && pair[1].starts_with(|c: char| c.is_alphabetic()))
}

/// What is wrong with the texts of a file.
fn complaints(name: &str, text: &str) -> Vec<String> {
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    let wrong = |literal: &Literal| {
        let among = |names: &[&str]| literal.calls.iter().any(|call| names.contains(&&**call));
        if among(&BUGS) || among(&DECLARATIONS) || NAMES.contains(&&*literal.text) {
            return false;
        }
        let letters = literal.text.chars().filter(|c| c.is_alphabetic()).count();
        let innermost = literal.calls.last().map_or("", String::as_str);
        let shown = SHOWN.contains(&innermost) && letters >= 2;
        let capital = literal.text.starts_with(char::is_uppercase) && letters >= 3;
        let gui = name.starts_with("src/gui");
        !among(&IDS) && (is_prose(&literal.text) || (gui && (shown || capital)))
    };
    let say = |literal: Literal| {
        let Literal { line, text, .. } = literal;
        format!(
            "{name}:{line}: {text:?} can have no other language: give it a message in \
             assets/words/en and say tell!(\"its-id\")"
        )
    };
    literals(code).into_iter().filter(wrong).map(say).collect()
}

#[test]
fn all_words_are_messages() {
    let known = |path: &Path| {
        let name = path.strip_prefix(root()).unwrap().display().to_string();
        (ROOMS.contains(&&*module_of(path)) && !name.ends_with("tests.rs")).then_some(name)
    };
    let mut wrong = Vec::new();
    for path in source_files(&root().join("src")) {
        let Some(name) = known(&path) else { continue };
        if !NO_WORDS.iter().any(|(file, _)| name.starts_with(file)) {
            wrong.extend(complaints(&name, &fs::read_to_string(&path).unwrap()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn words_in_the_code_are_caught() {
    let caught = |code: &str| complaints("src/gui/panels/card.rs", code).len();
    for code in [
        "ui.label(\"close\");",
        "let text = format!(\"on since step {step}\");",
        "let name = Named { what: \"Optimizer\", of: label };",
        "ui.button(RichText::new(\"explain\"));",
        "let tip = \"What the run is called; \\\n    empty for the optimizer's name.\";",
        "message!(\"in-file\", why = \"it is not there\")",
        "#[error(\"it is not there: {0}\")]",
    ] {
        assert_eq!(caught(code), 1, "{code}");
    }
    for code in [
        "ui.label(tell!(\"card-close\"));",
        "// ui.label(\"close this\");",
        "let id = ui.push_id(\"what if\", |ui| ());",
        "let text = format!(\"   ‖∇f‖ = {}\", number(norm));",
        "unreachable!(\"this cannot be\");",
        "#[expect(clippy::all, reason = \"a good one\")]",
        "static LAYER: Layer = Layer { id: \"map\", name: \"The map\" };",
        "let c = '\"'; f::<'a>(\"x\")",
        "#[cfg(test)]\nmod tests {\n    const A: &str = \"The best of all\";\n}",
    ] {
        assert_eq!(caught(code), 0, "{code}");
    }
    let line = &complaints("src/gui/a.rs", "fn a() {\n    ui.label(\"Close it\");\n}")[0];
    assert!(line.starts_with("src/gui/a.rs:2: \"Close it\" can have no other language"), "{line}");
}
