//! The languages, and the one that is spoken.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use serde::{Serialize, Serializer};
use unic_langid::LanguageIdentifier;

/// Declare the languages: code, own name, and files by their names in the folder of that code.
macro_rules! languages {
    ($($(#[doc = $doc:literal])+ $language:ident $id:literal $name:literal: $($file:literal)+;)+) => {
        $($(#[doc = $doc])+
        pub static $language: Language = Language::new($id, $name, &[
            $(include_str!(concat!("../../assets/words/", $id, "/", $file, ".ftl")),)+
        ]);)+

        /// All languages of the program.
        pub static LANGUAGES: &[&Language] = &[$(&$language,)+];
    };
}

languages! {
    /// The language that has every message.
    ENGLISH "en" "English": "catalog" "commands" "examples" "files" "formulas" "kept" "map" "numbers"
        "verdicts" "window";
}

/// A language: the words for messages.
pub struct Language {
    /// Its code, as in `en`.
    pub id: &'static str,
    /// What it calls itself.
    pub name: &'static str,
    files: &'static [&'static str],
    bundle: OnceLock<FluentBundle<FluentResource>>,
}

impl Language {
    /// A language with these files.
    pub const fn new(id: &'static str, name: &'static str, files: &'static [&'static str]) -> Self {
        Self { id, name, files, bundle: OnceLock::new() }
    }

    /// The text of its files.
    pub fn files(&self) -> &'static [&'static str] {
        self.files
    }

    /// The ids of its messages, in the order of its files.
    pub fn ids(&self) -> impl Iterator<Item = &'static str> {
        // What belongs to a message is indented, and a comment begins with its sign.
        let begins = |line: &&str| line.starts_with(|c: char| c.is_ascii_alphabetic());
        let lines = self.files.iter().flat_map(|file| file.lines()).filter(begins);
        lines.filter_map(|line| line.split_once('=').map(|(id, _)| id.trim_ascii()))
    }

    /// The language with a code, or with the first part of one: `en_GB.UTF-8` is English.
    pub fn of(code: &str) -> Option<&'static Self> {
        let code = code.split(['.', '@']).next().unwrap_or(code).replace('_', "-");
        let first = code.split('-').next().unwrap_or(&code);
        let named = |wanted: &str| LANGUAGES.iter().find(|it| it.id.eq_ignore_ascii_case(wanted));
        named(&code).or_else(|| named(first)).copied()
    }

    /// The language that the system says its user speaks; English where that is not among them.
    pub fn of_system() -> &'static Self {
        let said = |name: &&str| std::env::var(name).is_ok_and(|value| !value.is_empty());
        let name = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find(said);
        let code = name.and_then(|name| std::env::var(name).ok());
        code.and_then(|code| Self::of(&code)).unwrap_or(&ENGLISH)
    }

    fn bundle(&self) -> &FluentBundle<FluentResource> {
        self.bundle.get_or_init(|| {
            let id: LanguageIdentifier = self.id.parse().unwrap_or_default();
            let mut bundle = FluentBundle::new_concurrent(vec![id]);
            // They are letters without a picture: boxes in the window, noise in a terminal.
            bundle.set_use_isolating(false);
            for file in self.files {
                // What cannot be read is left out and said in English; a test reads all of it.
                let file = FluentResource::try_new((*file).to_owned());
                bundle.add_resource_overriding(file.unwrap_or_else(|(readable, _)| readable));
            }
            bundle
        })
    }

    /// A message in words, if it is among those of this language.
    pub(super) fn find(
        &'static self,
        id: &str,
        args: Option<&FluentArgs<'_>>,
    ) -> Option<Cow<'static, str>> {
        let bundle = self.bundle();
        let pattern = bundle.get_message(id)?.value()?;
        Some(bundle.format_pattern(pattern, args, &mut Vec::new()))
    }
}

impl PartialEq for Language {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Serialize for Language {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.id.serialize(to)
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}

thread_local! {
    static SPOKEN: Cell<&'static Language> = const { Cell::new(&ENGLISH) };
}

/// The language of the conversation on this thread.
pub fn spoken() -> &'static Language {
    SPOKEN.get()
}

/// Hold a conversation in a language.
pub fn speaking<T>(language: &'static Language, conversation: impl FnOnce() -> T) -> T {
    /// Goes back to the language before, also out of a panic.
    struct Before(&'static Language);
    impl Drop for Before {
        fn drop(&mut self) {
            SPOKEN.set(self.0);
        }
    }
    let _before = Before(SPOKEN.replace(language));
    conversation()
}

/// A text that is declared in English with what it describes, in the language that is spoken if
/// that has it. Its id is made of the names of what it describes: the name of the optimizer `adam`
/// is `optimizer-adam-name`.
pub fn declared<'a>(id: &[&str], english: &'a str) -> Cow<'a, str> {
    let language = spoken();
    if *language == ENGLISH {
        return Cow::Borrowed(english);
    }
    language.find(&id.join("-"), None).unwrap_or(Cow::Borrowed(english))
}
