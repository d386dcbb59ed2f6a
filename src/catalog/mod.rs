//! One mechanism for every part that is chosen by name: surfaces, optimizers, schedules, noise.
//!
//! A [`Family`] is a trait with a list of its members; an [`Entry`] describes one member; a
//! [`Pick`] is a member chosen together with the values of its knobs. Text becomes a `Pick` once,
//! at the rim of the program; everything inside can build from it without a `Result`.

mod describe;
mod pick;
mod wording;

pub use describe::{Description, describe, markdown_table, text_table};
pub use pick::{Pick, PickError};
pub use wording::wording;

use std::borrow::Cow;

use crate::params::{Domain, ParamSpec, Params, Word, suggest};
use crate::words::{Message, declared, message};

/// A trait whose implementations are chosen by name.
pub trait Family: Params + 'static {
    /// What a member is called in messages, such as `optimizer`.
    const NAME: &'static str;
    /// What a member must say besides its name, summary and knobs.
    type Facts: Facts;
    /// All members, in the order in which people meet them.
    fn catalog() -> &'static [&'static Entry<Self>];
    /// All members in groups, for menus and tables; in the order of the catalog.
    fn groups() -> Vec<Group<Self>> {
        vec![("", Self::catalog())]
    }
}

/// Some members of a family under a heading; the heading is empty where there is one group only.
pub type Group<F> = (&'static str, &'static [&'static Entry<F>]);

/// Some members under a heading.
pub fn group<F: Family + ?Sized>(
    heading: &'static str,
    members: &'static [&'static Entry<F>],
) -> Group<F> {
    (heading, members)
}

/// What the members of one family must say: pairs of a heading and a text.
pub trait Facts: Sync + 'static {
    /// Heading and text of every fact.
    fn list(&self) -> Vec<(&'static str, String)>;

    /// Those of them that are sentences, as they were declared: other languages have their own.
    fn sentences(&self) -> Vec<(&'static str, &'static str)> {
        Vec::new()
    }
}

/// One member of a family.
#[derive(Debug)]
pub struct Entry<F: Family + ?Sized> {
    /// Its id in files, on the command line and in messages.
    pub id: &'static str,
    /// Its name on screen.
    pub name: &'static str,
    /// What it is, in one sentence.
    pub summary: &'static str,
    /// What this family asks of its members.
    pub facts: F::Facts,
    /// Build one with the default knobs.
    pub make: fn() -> Box<F>,
}

impl<F: Family + ?Sized> Entry<F> {
    /// The entry called `id`.
    pub fn find(id: &str) -> Result<&'static Self, UnknownId> {
        F::catalog().iter().copied().find(|entry| entry.id == id).ok_or_else(|| UnknownId {
            family: F::NAME,
            given: id.to_owned(),
            allowed: ids::<F>(),
        })
    }

    /// The ids and the English of its texts: other languages find them by these ids, which are
    /// made of the names of the family, of the member, and of what is said: `optimizer-adam-beta1`.
    pub fn texts(&self) -> Vec<(String, &'static str)> {
        let id = |what: &str| [F::NAME, self.id, what].join("-");
        let mut all = vec![(id("name"), self.name), (id("summary"), self.summary)];
        let sentences = self.facts.sentences().into_iter();
        all.extend(sentences.map(|(heading, text)| (id(&dashed(heading)), text)));
        for spec in self.specs() {
            all.push((id(spec.id), spec.doc));
            if let Domain::Choice(words) = spec.domain {
                let word = |word: &Word| (id(&[spec.id, word.id].join("-")), word.doc);
                all.extend(words.iter().map(word));
            }
        }
        all
    }

    /// Its name on screen, in the language that is spoken.
    pub fn name(&self) -> Cow<'static, str> {
        declared(&[F::NAME, self.id, "name"], self.name)
    }

    /// What it is, in the language that is spoken.
    pub fn summary(&self) -> Cow<'static, str> {
        declared(&[F::NAME, self.id, "summary"], self.summary)
    }

    /// One of its facts, given in English, in the language that is spoken.
    pub fn fact<'a>(&self, what: &str, english: &'a str) -> Cow<'a, str> {
        declared(&[F::NAME, self.id, &dashed(what)], english)
    }

    /// What one of its knobs is, in the language that is spoken.
    pub fn doc<'a>(&self, spec: &ParamSpec<'a>) -> Cow<'a, str> {
        declared(&[F::NAME, self.id, spec.id], spec.doc)
    }

    /// The knobs of this member.
    pub fn specs(&self) -> &'static [ParamSpec<'static>] {
        (self.make)().specs()
    }
}

/// A heading of a family's groups, given in English, in the language that is spoken: other
/// languages find `Without gradients` of the optimizers by `optimizer-group-without-gradients`.
pub fn heading<F: Family + ?Sized>(english: &str) -> Cow<'_, str> {
    declared(&[F::NAME, "group", &dashed(english)], english)
}

/// The ids and the English of the headings of a family's groups.
pub fn headings<F: Family + ?Sized>() -> impl Iterator<Item = (String, &'static str)> {
    let headings = F::groups().into_iter().map(|(heading, _)| heading);
    let named = headings.filter(|heading| !heading.is_empty());
    named.map(|heading| ([F::NAME, "group", &dashed(heading)].join("-"), heading))
}

/// A text as it stands in ids.
fn dashed(text: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    text.chars().map(plain).collect()
}

/// The ids of a family, in catalog order.
pub fn ids<F: Family + ?Sized>() -> Vec<&'static str> {
    F::catalog().iter().map(|entry| entry.id).collect()
}

/// Nothing in the catalog has this name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message())]
pub struct UnknownId {
    /// The family that was searched.
    pub family: &'static str,
    /// The name as given.
    pub given: String,
    /// The names there are.
    pub allowed: Vec<&'static str>,
}

impl UnknownId {
    /// What is wrong.
    pub fn message(&self) -> Message {
        let (given, hint) = (format!("{:?}", self.given), suggest(&self.given, &self.allowed));
        message!("unknown-id", family = self.family, given, hint)
    }
}
