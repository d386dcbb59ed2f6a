//! What is to be said, before it is said in a language.

use std::borrow::Cow;
use std::fmt;

use fluent_bundle::{FluentArgs, FluentValue};

use super::language::{ENGLISH, spoken};
use super::{message, number};

/// Above this a whole number is no number for a plural any more, only digits.
const LARGEST: u64 = 1 << 53;

/// Something to say: an id and named values. Made by `message!`.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    id: &'static str,
    args: Vec<(&'static str, Value)>,
}

/// A value in a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A text as it is: a name, a formula, what somebody else has to say.
    Text(String),
    /// A number, printed as [`number`] does.
    Number(f64),
    /// How many; it chooses the plural as well.
    Count(u64),
    /// Another message.
    Message(Message),
}

impl Message {
    /// A message with this id and these values.
    pub fn new(id: &'static str, args: Vec<(&'static str, Value)>) -> Self {
        Self { id, args }
    }

    /// A message that is only a text: what somebody else has to say.
    #[expect(clippy::needless_pass_by_value, reason = "an error is handed over")]
    pub fn verbatim(text: impl ToString) -> Self {
        message!("verbatim", text = text.to_string())
    }

    /// Its id.
    pub fn id(&self) -> &'static str {
        self.id
    }

    /// Its values, by name.
    pub fn args(&self) -> &[(&'static str, Value)] {
        &self.args
    }

    /// In the words of the language that is spoken.
    pub fn text(&self) -> Cow<'static, str> {
        told(self.id, &self.args)
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text())
    }
}

/// A message in the words of the language that is spoken; in English if it has none, and its id if
/// that has none either.
pub fn told(id: &'static str, args: &[(&'static str, Value)]) -> Cow<'static, str> {
    let given = (!args.is_empty()).then(|| {
        let mut given = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            given.set(*name, value.shown());
        }
        given
    });
    let find = |language: &'static super::Language| language.find(id, given.as_ref());
    find(spoken()).or_else(|| find(&ENGLISH)).unwrap_or(Cow::Borrowed(id))
}

impl Value {
    fn shown(&self) -> FluentValue<'_> {
        match self {
            Self::Text(text) => FluentValue::from(text.as_str()),
            Self::Number(value) => FluentValue::from(number(*value)),
            Self::Count(count) if *count <= LARGEST => FluentValue::from(*count),
            Self::Count(count) => FluentValue::from(count.to_string()),
            Self::Message(message) => FluentValue::String(message.text()),
        }
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}

impl From<u64> for Value {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}

impl From<usize> for Value {
    fn from(count: usize) -> Self {
        Self::Count(count as u64)
    }
}

impl From<u32> for Value {
    fn from(count: u32) -> Self {
        Self::Count(u64::from(count))
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<Cow<'_, str>> for Value {
    fn from(text: Cow<'_, str>) -> Self {
        Self::Text(text.into_owned())
    }
}

impl From<char> for Value {
    fn from(letter: char) -> Self {
        Self::Text(letter.to_string())
    }
}

impl From<Message> for Value {
    fn from(message: Message) -> Self {
        Self::Message(message)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Language, declared, speaking};
    use super::*;

    static FRENCH: Language = Language::new(
        "fr",
        "Français",
        &["
number-undefined = indéfini
steps = { $steps ->
    [one] { $steps } pas
   *[other] { $steps } pas (pluriel)
}
away = à { $far }
wrong = Oui : { $why }.
optimizer-adam-name = Adam le premier
"],
    );

    fn steps(steps: u64) -> Message {
        Message::new("steps", vec![("steps", Value::from(steps))])
    }

    fn in_french<T>(words: impl FnOnce() -> T) -> T {
        speaking(&FRENCH, words)
    }

    #[test]
    fn a_count_chooses_the_plural_of_its_language() {
        let text = |count| in_french(|| steps(count).to_string());
        assert_eq!(text(0), "0 pas", "French has no plural for nothing");
        assert_eq!(text(1), "1 pas");
        assert_eq!(text(10_000), "10000 pas (pluriel)", "printed by us");
        assert_eq!(text(u64::MAX), "18446744073709551615 pas (pluriel)", "to the last digit");
    }

    #[test]
    fn numbers_are_printed_as_everywhere() {
        let away = |far: f64| Message::new("away", vec![("far", Value::from(far))]);
        assert_eq!(in_french(|| away(123_456.0).to_string()), "à 1.235e5");
        assert_eq!(in_french(|| away(f64::NAN).to_string()), "à indéfini");
    }

    #[test]
    fn a_message_in_a_message_becomes_words_with_it() {
        let wrong = Message::new("wrong", vec![("why", Value::from(steps(3)))]);
        assert_eq!(in_french(|| wrong.to_string()), "Oui : 3 pas (pluriel).");
        assert_eq!(wrong.text(), "wrong", "English has no such message: its id is shown");
    }

    #[test]
    fn what_a_language_has_not_is_said_in_english() {
        assert_eq!(in_french(|| told("number-undefined", &[])), "indéfini");
        assert_eq!(in_french(|| told("number-overflow", &[])), "overflow");
        assert_eq!(told("number-undefined", &[]), "undefined", "afterwards English again");
    }

    #[test]
    fn words_without_values_are_not_copied() {
        assert!(matches!(told("number-overflow", &[]), Cow::Borrowed(_)));
    }

    #[test]
    fn declared_texts_are_found_by_the_names_of_what_they_describe() {
        let name = || declared(&["optimizer", "adam", "name"], "Adam");
        assert_eq!(name(), "Adam");
        assert_eq!(in_french(name), "Adam le premier");
        assert_eq!(in_french(|| declared(&["optimizer", "gd", "name"], "Descent")), "Descent");
    }

    #[test]
    fn a_language_is_spoken_on_its_own_thread() {
        let elsewhere =
            || std::thread::scope(|scope| scope.spawn(|| steps(1).to_string()).join().unwrap());
        assert_eq!(in_french(elsewhere), "steps");
    }
}
