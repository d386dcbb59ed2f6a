//! Why a ball that has stopped does not move.

use crate::math::norm;
use crate::run::Run;
use crate::words::{Message, message};

/// What keeps a rule from moving.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Rest {
    /// The knob that stops it, and its value.
    Tolerance(&'static str, f64),
    /// A step too short for the numbers: its length.
    LastDigit(f64),
    /// Nobody knows.
    Unknown,
}

impl Rest {
    /// Why the step that led to point number `at`, where the last one was, led nowhere.
    pub(super) fn of(run: &Run, at: usize) -> Self {
        if let Some((id, value)) = run.halted_by(at) {
            return Self::Tolerance(id, value);
        }
        let (mut length, mut lost) = ([0.0; 2], true);
        for (axis, x) in run.trajectory().point(at).iter().enumerate().take(2) {
            length[axis] = run.parts(at).iter().map(|part| part.vector[axis]).sum();
            lost &= x + length[axis] == *x;
        }
        let length = norm(&length);
        if lost && length > 0.0 { Self::LastDigit(length) } else { Self::Unknown }
    }

    pub(super) fn message(self) -> Message {
        match self {
            Self::Tolerance(knob, value) => message!("verdict-rest-tolerance", knob, value),
            Self::LastDigit(length) => message!("verdict-rest-last-digit", length),
            Self::Unknown => message!("verdict-rest-unknown"),
        }
    }
}
