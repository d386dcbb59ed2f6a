//! Points where the gradient vanishes, found on a grid, refined, and told apart by the Hessian.

mod grid;
mod kink;
mod measured;
mod newton;
mod search;

pub use search::{Search, find, search, too_coarse};

use super::{Hessian, Surface};
use crate::math::{directions, distance};
use crate::words::{Message, message};

/// What a critical point is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Uphill in every direction.
    Minimum,
    /// Uphill one way, downhill another.
    Saddle,
    /// Downhill in every direction.
    Maximum,
    /// An eigenvalue of the Hessian vanishes: the second derivatives do not tell.
    Degenerate,
}

impl Kind {
    /// What it is called.
    pub fn message(self) -> Message {
        match self {
            Self::Minimum => message!("critical-minimum"),
            Self::Saddle => message!("critical-saddle"),
            Self::Maximum => message!("critical-maximum"),
            Self::Degenerate => message!("critical-degenerate"),
        }
    }

    /// Its name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Minimum => "minimum",
            Self::Saddle => "saddle",
            Self::Maximum => "maximum",
            Self::Degenerate => "degenerate point",
        }
    }

    /// The kind that the eigenvalues of a Hessian tell. An eigenvalue counts as zero when rounding
    /// could have made it.
    pub fn of([low, high]: [f64; 2]) -> Self {
        let flat = (1e-12 * low.abs().max(high.abs())).max(1e-12);
        match (low, high) {
            _ if low > flat => Self::Minimum,
            _ if high < -flat => Self::Maximum,
            _ if low < -flat && high > flat => Self::Saddle,
            _ => Self::Degenerate,
        }
    }
}

/// What a landscape looks like at a place, by the eigenvalues of its Hessian.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Curved upwards in every direction.
    Bowl,
    /// Upwards one way, downwards another.
    Saddle,
    /// Curved downwards in every direction.
    Dome,
    /// Curved one way, and straight the other.
    Trough,
    /// Straight in every direction.
    Flat,
}

impl Form {
    /// The form that eigenvalues tell, low and high: one counts as zero below a millionth of the
    /// larger one, or of 1.
    pub fn of([low, high]: [f64; 2]) -> Self {
        let flat = 1e-6 * high.abs().max(1.0);
        match (low.abs() < flat, high.abs() < flat) {
            (true, true) => Self::Flat,
            (true, false) | (false, true) => Self::Trough,
            _ if low > 0.0 => Self::Bowl,
            _ if high < 0.0 => Self::Dome,
            _ => Self::Saddle,
        }
    }
}

/// A point of the plane where the gradient vanishes, or a minimum at a kink.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CriticalPoint {
    /// Where it is.
    pub at: [f64; 2],
    /// The loss there.
    pub value: f64,
    /// What it is.
    pub kind: Kind,
    /// The eigenvalues of the Hessian there, low and high; not a number at a kink.
    pub eigenvalues: [f64; 2],
}

/// A minimum of a surface of any number of parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct Minimum {
    /// Where it is.
    pub at: Vec<f64>,
    /// The loss there.
    pub value: f64,
}

/// The minimum that is nearest to a point.
pub fn nearest_minimum<'a>(minima: &'a [Minimum], to: &[f64]) -> Option<&'a Minimum> {
    minima.iter().min_by(|a, b| distance(&a.at, to).total_cmp(&distance(&b.at, to)))
}

/// The kind of a place whose gradient is known to vanish: by its Hessian, or where there is none
/// by the losses around it.
pub fn kind_at(surface: &dyn Surface, at: &[f64]) -> Kind {
    let curvature = Hessian::new(surface, at).spectrum();
    if curvature.low.is_finite() {
        return Kind::of([curvature.low, curvature.high]);
    }
    let size = surface.view().iter().map(|[low, high]| high - low).fold(0.0, f64::max);
    let here = surface.value(at);
    let higher = |way: &Vec<f64>| {
        let there: Vec<f64> = at.iter().zip(way).map(|(x, by)| x + 1e-7 * size * by).collect();
        surface.value(&there) > here
    };
    if directions(at.len(), 8).iter().all(higher) { Kind::Minimum } else { Kind::Degenerate }
}

/// Displacements of one length in `count` directions.
fn around(length: f64, count: u32) -> impl Iterator<Item = [f64; 2]> {
    (0..count).map(move |k| {
        let (sin, cos) = (f64::from(k) / f64::from(count) * std::f64::consts::TAU).sin_cos();
        [length * cos, length * sin]
    })
}
