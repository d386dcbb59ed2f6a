//! What a run can be found to be doing, with the evidence.

use super::VerdictId;
use super::gone::Reach;
use super::rest::Rest;
use super::swing::Swing;
use crate::surface::Kind;

/// A finding, with what its sentence needs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Finding {
    Descending { falls: usize, of: usize },
    Crawling { change: f64, norm: f64 },
    Overshooting(Swing),
    Cycling { period: usize, size: f64 },
    Diverging(Growth),
    Converged,
    InValley,
    Near { within: f64, norm: f64, step: f64 },
    AtRest { norm: f64, near: bool, why: Rest },
    Waiting { norm: f64, curvature: f64 },
    Stuck(Kind),
    LeftTheMap,
    Diverged(Gone),
    NoValue(Hole),
    NoiseFloor { spread: f64 },
    OutOfBudget { norm: f64 },
}

/// How a ball is beyond return.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Gone {
    /// Far away, and farther with every step.
    Away,
    /// The next point would be beyond the largest number.
    Overflow,
}

/// What has no value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Hole {
    /// The loss, where the ball is.
    Loss,
    /// The slope there; whether it is infinite.
    Slope { infinite: bool },
    /// The step that the rule would take.
    Step,
}

impl Finding {
    pub(super) fn id(self) -> VerdictId {
        match self {
            Self::Descending { .. } => VerdictId::Descending,
            Self::Overshooting(_) => VerdictId::Overshooting,
            Self::Cycling { .. } => VerdictId::Cycling,
            Self::Diverging(_) => VerdictId::Diverging,
            Self::Converged
            | Self::InValley
            | Self::Near { .. }
            | Self::AtRest { near: true, .. } => VerdictId::Converged,
            Self::AtRest { .. } | Self::Crawling { .. } => VerdictId::Crawling,
            Self::Stuck(Kind::Degenerate) => VerdictId::OnPlateau,
            Self::Waiting { .. } | Self::Stuck(_) => VerdictId::StuckAtSaddle,
            Self::LeftTheMap => VerdictId::LeftTheMap,
            Self::Diverged(_) => VerdictId::Diverged,
            Self::NoValue(_) => VerdictId::NoValue,
            Self::NoiseFloor { .. } => VerdictId::NoiseFloor,
            Self::OutOfBudget { .. } => VerdictId::OutOfBudget,
        }
    }
}

/// What is known of the steps until the one that is judged.
#[derive(Clone, Copy, Debug)]
pub(super) struct Past {
    /// The lowest loss so far.
    pub(super) lowest: f64,
    /// The highest loss until ten steps ago.
    pub(super) highest: f64,
    /// Whether the loss has hardly changed for some steps.
    pub(super) still: bool,
    /// Whether hardly anything is left of the gradient.
    pub(super) level: bool,
    /// How far away the ball is.
    pub(super) reach: Reach,
}

/// The evidence of a run that diverges.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Growth {
    /// The first step that swung wider than the one before.
    pub(super) first: usize,
    /// The loss at the start, and now.
    pub(super) losses: [f64; 2],
    /// The rate in force, and the limit of the quadratic model there, where one is known.
    pub(super) rates: Option<[f64; 2]>,
}
