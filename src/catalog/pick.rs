//! A member of a family together with the values of its knobs.

use std::fmt;

use super::{Entry, Family, UnknownId};
use crate::params::{Domain, ParamError, ParamSpec, Value, check};
use crate::words::{Message, message};

/// A part chosen from its catalog together with its knobs. Always valid, cheap to compare: the
/// key of everything that is computed from it.
pub struct Pick<F: Family + ?Sized> {
    entry: &'static Entry<F>,
    specs: &'static [ParamSpec<'static>],
    values: Vec<Value>,
}

/// Why a text is no pick.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{}", self.message())]
pub enum PickError {
    /// Nothing has this name.
    Id(#[from] UnknownId),
    /// The part is known; the knob or its value is not.
    Knob {
        /// The id of the part.
        part: &'static str,
        /// What is wrong with its knob.
        error: ParamError,
    },
    /// A knob is named twice.
    Twice {
        /// The id of the part.
        part: &'static str,
        /// The knob.
        knob: String,
    },
    /// A knob is not written as `knob=value`.
    Form {
        /// The id of the part.
        part: &'static str,
        /// The piece of text.
        given: String,
    },
}

impl PickError {
    /// What is wrong.
    pub fn message(&self) -> Message {
        match self {
            Self::Id(unknown) => unknown.message(),
            Self::Knob { part, error } => {
                message!("pick-knob", part = *part, why = error.message())
            }
            Self::Twice { part, knob } => message!("pick-twice", part = *part, knob),
            Self::Form { part, given } => {
                message!("pick-form", part = *part, given = format!("{given:?}"))
            }
        }
    }
}

impl<F: Family + ?Sized> Pick<F> {
    /// The member called `id`, with default knobs.
    pub fn new(id: &str) -> Result<Self, UnknownId> {
        Ok(Self::of(Entry::find(id)?))
    }

    /// This member, with default knobs.
    pub fn of(entry: &'static Entry<F>) -> Self {
        let specs = entry.specs();
        Self { entry, specs, values: specs.iter().map(|spec| spec.default).collect() }
    }

    /// Read `id` or `id:knob=value,knob=value`.
    pub fn parse(text: &str) -> Result<Self, PickError> {
        let (id, knobs) = text.split_once(':').unwrap_or((text, ""));
        let mut pick = Self::new(id.trim())?;
        let part = pick.entry.id;
        let mut named: Vec<&str> = Vec::new();
        for piece in knobs.split(',').filter(|piece| !piece.trim().is_empty()) {
            let form = || PickError::Form { part, given: piece.to_owned() };
            let (knob, value) = piece.split_once('=').ok_or_else(form)?;
            let knob = knob.trim();
            let domain = pick.specs.iter().find(|spec| spec.id == knob).map(|spec| spec.domain);
            let value = match domain {
                Some(domain @ Domain::Choice(_)) => domain.read(value).ok_or_else(|| {
                    let (id, given) = (knob.to_owned(), value.trim().to_owned());
                    PickError::Knob { part, error: ParamError::Refused { id, given, domain } }
                })?,
                _ => Value::parse(value).ok_or_else(form)?,
            };
            pick.set(knob, value)?;
            if named.contains(&knob) {
                return Err(PickError::Twice { part, knob: knob.to_owned() });
            }
            named.push(knob);
        }
        Ok(pick)
    }

    /// What the catalog says about this member.
    pub fn entry(&self) -> &'static Entry<F> {
        self.entry
    }

    /// Its id.
    pub fn id(&self) -> &'static str {
        self.entry.id
    }

    /// Its knobs and their values.
    pub fn knobs(&self) -> impl Iterator<Item = (&'static ParamSpec<'static>, Value)> + '_ {
        self.specs.iter().zip(self.values.iter().copied())
    }

    /// The knobs that do not have their default value.
    pub fn changed(&self) -> impl Iterator<Item = (&'static ParamSpec<'static>, Value)> + '_ {
        self.knobs().filter(|(spec, value)| spec.default != *value)
    }

    /// The value of the knob `id`, if there is such a knob.
    pub fn get(&self, id: &str) -> Option<Value> {
        self.knobs().find(|(spec, _)| spec.id == id).map(|(_, value)| value)
    }

    /// Turn one knob.
    pub fn set(&mut self, id: &str, value: Value) -> Result<(), PickError> {
        match check(self.specs, id, value) {
            Ok((index, value)) => {
                self.values[index] = value;
                Ok(())
            }
            Err(error) => Err(PickError::Knob { part: self.entry.id, error }),
        }
    }

    /// This pick with one knob turned.
    pub fn with(mut self, id: &str, value: impl Into<Value>) -> Result<Self, PickError> {
        self.set(id, value.into())?;
        Ok(self)
    }

    /// A text as the values of the knobs make it, see [`wording`](super::wording): `knob` holds
    /// where the knob is not zero, `knob=word` where it is on that word, `!` turns a condition
    /// round, `&` joins two.
    pub fn wording(&self, text: &str) -> String {
        let one = |condition: &str| match condition.split_once('=') {
            Some((id, word)) => self.get(id).is_some_and(|value| value.to_string() == word),
            None => self.get(condition).is_some_and(|value| f64::from(value) != 0.0),
        };
        super::wording(text, |condition| {
            condition.split('&').all(|part| match part.strip_prefix('!') {
                Some(part) => !one(part),
                None => one(part),
            })
        })
    }

    /// Build the part.
    pub fn build(&self) -> Box<F> {
        let mut part = (self.entry.make)();
        for (index, value) in self.values.iter().enumerate() {
            part.put(index, *value);
        }
        part
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Self {
        Self::Real(value)
    }
}

impl From<u32> for Value {
    fn from(value: u32) -> Self {
        Self::Count(value)
    }
}

impl From<&'static str> for Value {
    fn from(value: &'static str) -> Self {
        Self::Word(value)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Flag(value)
    }
}

impl<F: Family + ?Sized> Clone for Pick<F> {
    fn clone(&self) -> Self {
        Self { entry: self.entry, specs: self.specs, values: self.values.clone() }
    }
}

impl<F: Family + ?Sized> PartialEq for Pick<F> {
    fn eq(&self, other: &Self) -> bool {
        self.entry.id == other.entry.id && self.values == other.values
    }
}

/// Written as it is read: `id` or `id:knob=value,…` with the knobs that differ from their default.
impl<F: Family + ?Sized> fmt::Display for Pick<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.entry.id)?;
        for (index, (spec, value)) in self.changed().enumerate() {
            let mark = if index == 0 { ':' } else { ',' };
            write!(f, "{mark}{}={value}", spec.id)?;
        }
        Ok(())
    }
}

impl<F: Family + ?Sized> fmt::Debug for Pick<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
