//! The language that a command speaks, and what there is of each.

use std::ffi::OsString;
use std::fmt::Write as _;

use serde_json::{Value as Json, json};

use super::Failure;
use crate::catalog::{Family, headings};
use crate::noise::Noise;
use crate::optim::Optimizer;
use crate::params::suggest;
use crate::scene::LAYERS;
use crate::schedule::Schedule;
use crate::surface::Surface;
use crate::words::{ENGLISH, LANGUAGES, Language, tell};

/// The option, which is global: what it chooses must be known before anything is said, and so it
/// is taken out of the command line before that is read.
const OPTION: &str = "--lang";

/// The command line without its choice of a language, and the language if there is one.
pub(super) fn taken(
    words: impl Iterator<Item = OsString>,
) -> Result<(Vec<OsString>, Option<&'static Language>), Failure> {
    let (mut rest, mut chosen, mut words) = (Vec::new(), None, words);
    while let Some(word) = words.next() {
        let text = word.to_str().unwrap_or_default();
        let code = match text.strip_prefix(OPTION) {
            Some("") => words.next().unwrap_or_default().to_string_lossy().into_owned(),
            Some(code) if code.starts_with('=') => code[1..].to_owned(),
            _ => {
                let last = text == "--";
                rest.push(word);
                if last {
                    rest.extend(words.by_ref());
                }
                continue;
            }
        };
        chosen = Some(named(&code)?);
    }
    Ok((rest, chosen))
}

fn named(code: &str) -> Result<&'static Language, Failure> {
    let ids: Vec<&str> = LANGUAGES.iter().map(|language| language.id).collect();
    Language::of(code).ok_or_else(|| {
        let (given, hint) = (format!("{code:?}"), suggest(code, &ids));
        Failure::invalid(tell!("command-no-language", given, hint))
    })
}

/// The ids and the English of the texts that are declared with what they describe, as far as the
/// command line knows it: other languages find them by these ids.
pub fn declared_texts() -> Vec<(String, &'static str)> {
    fn of<F: Family + ?Sized>() -> impl Iterator<Item = (String, &'static str)> {
        F::catalog().iter().flat_map(|entry| entry.texts()).chain(headings::<F>())
    }
    let layers = LAYERS.iter().flat_map(|layer| {
        [("name", layer.name), ("summary", layer.summary)]
            .map(|(what, text)| (format!("layer-{}-{what}", layer.id), text))
    });
    of::<dyn Optimizer>()
        .chain(of::<dyn Surface>())
        .chain(of::<dyn Schedule>())
        .chain(of::<dyn Noise>())
        .chain(layers)
        .collect()
}

/// How many of the messages a language has, and of how many; then of the declared texts.
fn counts(language: &Language) -> [[usize; 2]; 2] {
    let has = |id: &str| language.ids().any(|own| own == id);
    let messages = ENGLISH.ids().filter(|id| has(id)).count();
    let declared = declared_texts();
    let all = declared.len();
    // Their English is where they are declared.
    let own = declared.iter().filter(|(id, _)| *language == ENGLISH || has(id)).count();
    [[messages, ENGLISH.ids().count()], [own, all]]
}

pub(super) fn languages_text() -> String {
    LANGUAGES.iter().fold(String::new(), |mut out, language| {
        let [[messages, of], [declared, all]] = counts(language);
        let (id, name) = (language.id, language.name);
        let line = tell!("command-language", id, name, messages, of, declared, all);
        let _ = writeln!(out, "{line}");
        out
    })
}

pub(super) fn languages_json() -> Json {
    let one = |language: &&Language| {
        let [[messages, of], [declared, all]] = counts(language);
        json!({
            "id": language.id, "name": language.name,
            "messages": messages, "of_messages": of, "declared": declared, "of_declared": all,
        })
    };
    LANGUAGES.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<(Vec<OsString>, Option<&'static Language>), String> {
        let words = line.split(' ').map(OsString::from);
        taken(words).map_err(|failure| failure.to_string())
    }

    #[test]
    fn the_language_is_taken_out_of_the_command_line() {
        let rest = |line: &str| read(line).map(|(rest, _)| rest.join("+".as_ref()));
        for line in ["d --lang en run x", "d run --lang=en x", "d run x --lang en_GB.UTF-8"] {
            assert_eq!(rest(line), Ok("d+run+x".into()), "{line}");
            assert_eq!(read(line).map(|(_, chosen)| chosen), Ok(Some(&ENGLISH)), "{line}");
        }
        assert_eq!(read("d run x").map(|(_, chosen)| chosen), Ok(None));
        assert_eq!(rest("d run -- --lang xx"), Ok("d+run+--+--lang+xx".into()));
    }

    #[test]
    fn a_language_that_there_is_not_is_refused() {
        let sentence = "there is no language \"xx\"; allowed: en";
        assert_eq!(read("d --lang xx").map(|_| ()), Err(sentence.to_owned()));
        let sentence = "there is no language \"\"; allowed: en";
        assert_eq!(read("d --lang").map(|_| ()), Err(sentence.to_owned()));
    }
}
