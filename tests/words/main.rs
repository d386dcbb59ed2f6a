//! The words of the program: every message that the code has exists in English, with the same
//! values; English has no others; and other languages have nothing that English has not.
#![expect(clippy::unwrap_used, reason = "this is only a test")]

mod code;
mod files;

use std::collections::{BTreeMap, BTreeSet};

use downhill::words::{ENGLISH, LANGUAGES, Language};

/// Messages with the names of their values.
type Messages = BTreeMap<String, BTreeSet<String>>;

/// The ids of the texts that are declared with what they describe.
fn declared() -> BTreeSet<String> {
    let texts = downhill::cli::declared_texts();
    #[cfg(feature = "gui")]
    let texts = [texts, downhill::gui::declared_texts()].concat();
    let count = texts.len();
    let ids: BTreeSet<String> = texts.into_iter().map(|(id, _)| id).collect();
    assert_eq!(ids.len(), count, "two texts have the same id");
    ids
}

/// What is wrong with the uses of messages in the code.
fn misused(used: &[(String, String, BTreeSet<String>)], english: &Messages) -> Vec<String> {
    let mut wrong = Vec::new();
    for (place, id, args) in used {
        match english.get(id) {
            None => wrong.push(format!("{place}: English has no message {id}")),
            Some(own) if own != args => {
                wrong.push(format!("{place}: {id} has {args:?}, and in English {own:?}"));
            }
            Some(_) => {}
        }
    }
    let known: BTreeSet<&String> = used.iter().map(|(_, id, _)| id).collect();
    let idle = english.keys().filter(|id| !known.contains(id));
    wrong.extend(idle.map(|id| format!("assets/words/en: nothing in the code says {id}")));
    wrong
}

/// What in a language belongs to nothing.
fn strange(own: &Messages, english: &Messages, declared: &BTreeSet<String>) -> Vec<String> {
    let one = |(id, args): (&String, &BTreeSet<String>)| {
        let empty = BTreeSet::new();
        let known = english.get(id).or_else(|| declared.contains(id).then_some(&empty));
        let Some(known) = known else { return Some(format!("there is no message {id}")) };
        let strange: Vec<_> = args.difference(known).collect();
        (!strange.is_empty()).then(|| format!("{id} has no {strange:?}"))
    };
    own.iter().filter_map(one).collect()
}

fn english() -> Messages {
    files::messages(&ENGLISH).unwrap()
}

#[test]
fn every_message_of_the_code_exists_in_english() {
    let wrong = misused(&code::used(), &english());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_wrong_message_is_caught() {
    let english: Messages = [
        ("a".to_owned(), BTreeSet::from(["step".to_owned()])),
        ("idle".to_owned(), BTreeSet::new()),
    ]
    .into();
    let used = code::said("a.rs", "tell!(\"a\", steps = 3); tell!(\"b\")");
    let wrong = misused(&used, &english);
    assert_eq!(
        wrong,
        [
            "a.rs: a has {\"steps\"}, and in English {\"step\"}",
            "a.rs: English has no message b",
            "assets/words/en: nothing in the code says a idle",
        ]
        .map(|text| text.replace("a idle", "idle"))
    );
}

#[test]
fn other_languages_have_nothing_of_their_own() {
    let (english, declared) = (english(), declared());
    let both: Vec<_> = declared.iter().filter(|id| english.contains_key(*id)).collect();
    assert!(both.is_empty(), "declared in the code, and a message: {both:?}");
    for language in LANGUAGES.iter().filter(|language| ***language != ENGLISH) {
        let own = files::messages(language).unwrap();
        let wrong = strange(&own, &english, &declared);
        assert!(wrong.is_empty(), "{}: {}", language.id, wrong.join("\n"));
    }
}

#[test]
fn another_language_is_read_like_english() {
    static SOME: Language = Language::new(
        "xx",
        "Some",
        &[
            "number-overflow = zu groß\noptimizer-adam-name = Adam\nnumber-is = { $nom }\nnone = x\n",
        ],
    );
    let own = files::messages(&SOME).unwrap();
    let wrong = strange(&own, &english(), &declared());
    assert_eq!(wrong, ["there is no message none", "number-is has no [\"nom\"]"]);
}

#[test]
fn every_folder_is_a_language_and_every_file_is_read() {
    assert_eq!(files::folders(), LANGUAGES.iter().map(|it| it.id.to_owned()).collect());
    for language in LANGUAGES {
        assert_eq!(files::in_folder(language.id).len(), language.files().len(), "{}", language.id);
        let mut ids: Vec<_> = language.ids().collect();
        ids.sort_unstable();
        let all = files::messages(language).unwrap();
        assert!(ids.iter().eq(all.keys()), "the ids of {}", language.id);
    }
}
