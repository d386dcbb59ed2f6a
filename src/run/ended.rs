//! Runs that end before their budget is spent.

use std::fmt;

use super::{Budget, Run};
use crate::words::{Message, message};

/// A run that came to an end before its budget was spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ended {
    /// Its last point.
    pub step: u64,
    /// Why there is no other.
    pub reason: Lost,
}

/// How a run came to have no next point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// A coordinate would be beyond the largest number.
    Overflow,
    /// A coordinate would be no number at all, as after 0/0.
    Undefined,
}

impl Lost {
    /// Its name in files.
    pub fn id(self) -> &'static str {
        match self {
            Self::Overflow => "overflow",
            Self::Undefined => "undefined",
        }
    }

    /// The same, to be said.
    pub(super) fn message(self) -> Message {
        match self {
            Self::Overflow => message!("verdict-lost-overflow"),
            Self::Undefined => message!("verdict-lost-undefined"),
        }
    }
}

impl Budget {
    /// How much that is.
    pub(super) fn message(self) -> Message {
        match self {
            Self::Steps(count) => message!("budget-steps", count),
            Self::GradientEvaluations(count) => message!("budget-gradients", count),
        }
    }
}

impl fmt::Display for Budget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}

impl Run {
    /// Whether, and how, the next point was no longer a pair of numbers.
    pub fn lost(&self) -> Option<Lost> {
        self.lost
    }

    /// Where and why the run ended, if that was before its budget was spent.
    pub fn ended(&self) -> Option<Ended> {
        self.lost.map(|reason| Ended { step: self.steps(), reason })
    }
}
