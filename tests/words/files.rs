//! The files of a language, read with the grammar of Fluent.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use downhill::words::Language;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser::parse;

use super::Messages;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets/words")
}

/// The folders of languages.
pub(crate) fn folders() -> BTreeSet<String> {
    let names = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name());
    names.map(|name| name.into_string().unwrap()).collect()
}

/// The files of a language.
pub(crate) fn in_folder(id: &str) -> Vec<PathBuf> {
    fs::read_dir(folder().join(id)).unwrap().map(|entry| entry.unwrap().path()).collect()
}

/// The messages of a language, with the names of their values; or what is wrong with its files.
pub(crate) fn messages(language: &Language) -> Result<Messages, String> {
    let mut all = Messages::new();
    for file in language.files() {
        let read = parse(*file).map_err(|(_, errors)| format!("{}: {errors:?}", language.id))?;
        for entry in read.body {
            let Entry::Message(message) = entry else {
                let comment = matches!(
                    entry,
                    Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_)
                );
                assert!(comment, "{}: only messages and comments: {entry:?}", language.id);
                continue;
            };
            let id = message.id.name;
            let Some(pattern) = message.value.filter(|_| message.attributes.is_empty()) else {
                return Err(format!("{}: {id} has no words, or attributes", language.id));
            };
            let mut names = BTreeSet::new();
            of_pattern(&pattern, &mut names);
            if all.insert(id.to_owned(), names).is_some() {
                return Err(format!("{}: {id} is there twice", language.id));
            }
        }
    }
    Ok(all)
}

fn of_pattern(pattern: &Pattern<&str>, names: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(inline) => of_inline(inline, names),
            Expression::Select { selector, variants } => {
                of_inline(selector, names);
                for variant in variants {
                    of_pattern(&variant.value, names);
                }
            }
        }
    }
}

fn of_inline(inline: &InlineExpression<&str>, names: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            names.insert(id.name.to_owned());
        }
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        other => panic!("neither a value nor a text: {other:?}"),
    }
}

#[test]
fn what_is_twice_or_broken_is_found() {
    static TWICE: Language = Language::new("xx", "Some", &["a = 1\na = 2\n"]);
    static BROKEN: Language = Language::new("xx", "Some", &["a = { $b\n"]);
    assert_eq!(messages(&TWICE), Err("xx: a is there twice".to_owned()));
    assert!(messages(&BROKEN).is_err());
}
