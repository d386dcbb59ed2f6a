//! Values of knobs, the domains they come from, and the sentence for a value that does not fit.

use std::fmt;

use crate::words::{Message, message};

/// The value of a knob.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// A real number.
    Real(f64),
    /// A whole number.
    Count(u32),
    /// A switch.
    Flag(bool),
    /// One of several words.
    Word(&'static str),
}

impl Value {
    /// Read a value as it is written in `id:knob=value`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        match text {
            "true" => Some(Self::Flag(true)),
            "false" => Some(Self::Flag(false)),
            _ => match text.parse::<u32>() {
                Ok(count) => Some(Self::Count(count)),
                Err(_) => text.parse::<f64>().ok().map(Self::Real),
            },
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Real(value) => f.write_str(&plain(*value)),
            Self::Count(value) => write!(f, "{value}"),
            Self::Flag(value) => write!(f, "{value}"),
            Self::Word(value) => f.write_str(value),
        }
    }
}

/// The shortest text that reads back as the same number.
fn plain(value: f64) -> String {
    let magnitude = value.abs();
    if magnitude != 0.0 && !(1e-4..1e7).contains(&magnitude) && value.is_finite() {
        format!("{value:e}")
    } else {
        value.to_string()
    }
}

impl From<Value> for f64 {
    fn from(value: Value) -> Self {
        match value {
            Value::Real(value) => value,
            Value::Count(value) => Self::from(value),
            Value::Flag(value) => Self::from(u8::from(value)),
            Value::Word(_) => Self::NAN,
        }
    }
}

impl From<Value> for u32 {
    fn from(value: Value) -> Self {
        match value {
            Value::Real(value) => value as Self,
            Value::Count(value) => value,
            Value::Flag(value) => Self::from(value),
            Value::Word(_) => 0,
        }
    }
}

impl From<Value> for bool {
    fn from(value: Value) -> Self {
        match value {
            Value::Real(value) => value != 0.0,
            Value::Count(value) => value != 0,
            Value::Flag(value) => value,
            Value::Word(_) => false,
        }
    }
}

/// How a slider spreads a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Evenly.
    Linear,
    /// By powers of ten; the range may start at zero.
    Log,
}

/// A word that a knob may be set to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word itself.
    pub id: &'static str,
    /// What it means, in one sentence.
    pub doc: &'static str,
}

/// The values a knob may take. Bounds are included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Domain {
    /// Finite real numbers.
    Real {
        /// The smallest.
        min: f64,
        /// The largest.
        max: f64,
        /// How a slider spreads them.
        scale: Scale,
    },
    /// Whole numbers.
    Count {
        /// The smallest.
        min: u32,
        /// The largest.
        max: u32,
    },
    /// True or false.
    Flag,
    /// One of these words, each with what it means.
    Choice(&'static [Word]),
}

impl Domain {
    /// Real numbers on a linear slider.
    pub const fn real(min: f64, max: f64) -> Self {
        Self::Real { min, max, scale: Scale::Linear }
    }

    /// Real numbers on a logarithmic slider.
    pub const fn log(min: f64, max: f64) -> Self {
        Self::Real { min, max, scale: Scale::Log }
    }

    /// Whole numbers.
    pub const fn count(min: u32, max: u32) -> Self {
        Self::Count { min, max }
    }

    /// A switch.
    pub const fn flag() -> Self {
        Self::Flag
    }

    /// One of several words: the ids of an enumeration made by [`choices!`](crate::choices!).
    pub const fn choice(words: &'static [Word]) -> Self {
        Self::Choice(words)
    }

    /// Read a value as it is written in `id:knob=value`.
    pub fn read(self, text: &str) -> Option<Value> {
        match self {
            Self::Choice(_) => self.word(text.trim()),
            _ => Value::parse(text),
        }
    }

    /// The word of this domain that is written so.
    pub fn word(self, text: &str) -> Option<Value> {
        let Self::Choice(words) = self else { return None };
        words.iter().find(|word| word.id == text).map(|word| Value::Word(word.id))
    }

    /// The value in this domain's own type, if it belongs to it.
    pub fn admit(self, value: Value) -> Option<Value> {
        match (self, value) {
            (Self::Real { min, max, .. }, Value::Real(_) | Value::Count(_)) => {
                // There is one zero only: the other one would be lost where the default is left out.
                let value = f64::from(value) + 0.0;
                (min..=max).contains(&value).then_some(Value::Real(value))
            }
            (Self::Count { min, max }, Value::Count(value)) => {
                (min..=max).contains(&value).then_some(Value::Count(value))
            }
            (Self::Count { .. }, Value::Real(whole)) if whole.fract() == 0.0 => {
                let count = u32::try_from(whole as i64).ok()?;
                self.admit(Value::Count(count))
            }
            (Self::Flag, Value::Flag(_)) => Some(value),
            (Self::Choice(words), Value::Word(word)) => {
                words.iter().any(|known| known.id == word).then_some(value)
            }
            _ => None,
        }
    }
}

impl Domain {
    /// What a value of this domain is.
    pub fn message(self) -> Message {
        match self {
            Self::Real { min, max, .. } => {
                message!("domain-real", low = plain(min), high = plain(max))
            }
            Self::Count { min, max } => message!("domain-count", low = min, high = max),
            Self::Flag => message!("domain-flag"),
            Self::Choice(words) => {
                let words: Vec<_> = words.iter().map(|word| word.id).collect();
                message!("domain-choice", words = words.join(", "))
            }
        }
    }
}

impl fmt::Display for Domain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}

/// Why a knob could not be set.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{}", self.message())]
pub enum ParamError {
    /// There is no such knob.
    Unknown {
        /// The name as given.
        given: String,
        /// The knobs there are.
        allowed: Vec<&'static str>,
    },
    /// The value does not belong to the knob's domain.
    Refused {
        /// The knob.
        id: String,
        /// The value, as text.
        given: String,
        /// What it may be.
        domain: Domain,
    },
}

impl ParamError {
    /// What is wrong.
    pub fn message(&self) -> Message {
        match self {
            Self::Unknown { given, allowed } => {
                let hint = if allowed.is_empty() {
                    message!("knob-none-here")
                } else {
                    suggest(given, allowed)
                };
                message!("knob-unknown", given = format!("{given:?}"), hint)
            }
            Self::Refused { id, given, domain } => {
                message!("knob-refused", id, given, allowed = domain.message())
            }
        }
    }
}

/// The name among those that there are that is most probably meant.
pub fn nearest<'a>(given: &str, allowed: &[&'a str]) -> Option<&'a str> {
    // Two letters that changed places in a short word look like another word.
    let slip = |name: &&str| name.len() > 2 && strsim::osa_distance(given, name) == 1;
    let score = |name: &&str| f64::from(slip(name)) + strsim::jaro_winkler(given, name);
    let scored = allowed.iter().map(|name| (score(name), *name));
    let near = scored.max_by(|a, b| a.0.total_cmp(&b.0));
    near.filter(|(score, _)| *score > 0.8).map(|(_, name)| name)
}

/// The tail of an error about a name: the nearest name there is, and all of them.
pub fn suggest(given: &str, allowed: &[&str]) -> Message {
    let all = allowed.join(", ");
    match nearest(given, allowed) {
        Some(near) => message!("hint-meant", near, all),
        None => message!("hint-allowed", all),
    }
}
