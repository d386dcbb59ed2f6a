//! Minima where the slope breaks off.

use super::measured::Measured;
use super::newton::{REFINEMENTS, refine};
use super::{CriticalPoint, Kind, around};
use crate::math::norm;

/// Steps of the search for a kink from one guess.
const SEARCHES: usize = 200;

/// Whether a minimum at a kink is one of many, as on an edge around a hollow: a cell farther along the
/// way on which the loss rises least, and back across it as low as one gets, it has not risen.
pub(super) fn edge_runs_on(surface: &Measured<'_>, point: &CriticalPoint, cell: [f64; 2]) -> bool {
    let size = norm(&cell);
    let rise = |by: [f64; 2]| surface.value([0, 1].map(|i| point.at[i] + by[i])) - point.value;
    let steepest = around(size, 64).map(rise).fold(0.0, f64::max);
    let flattest = around(size, 64).min_by(|a, b| rise(*a).total_cmp(&rise(*b)));
    let Some([x, y]) = flattest.filter(|by| rise(*by) >= 0.0) else { return false };
    [1.0, -1.0].into_iter().any(|way| {
        let [x, y] = [way * x, way * y];
        let across = |share: f64| rise([x - share * y, y + share * x]);
        // Lowest across the way, by thirds.
        let (mut low, mut high) = (-1.0, 1.0);
        for _ in 0..80 {
            let (a, b) = (low + (high - low) / 3.0, high - (high - low) / 3.0);
            if across(a) < across(b) { high = b } else { low = a }
        }
        across(0.5 * (low + high)) <= 1e-9 * steepest
    })
}

/// A minimum without a gradient near `guess`: steps that shrink find it, and the loss grows from
/// it like a distance, not like its square.
pub(super) fn kink(
    surface: &Measured<'_>,
    guess: [f64; 2],
    cell: [f64; 2],
) -> Option<CriticalPoint> {
    let size = norm(&cell);
    let (mut at, mut value, mut length) = (guess, surface.value(guess), size);
    for _ in 0..SEARCHES {
        if length <= 1e-14 * size {
            break;
        }
        let better = around(length, 64)
            .map(|by| [at[0] + by[0], at[1] + by[1]])
            .map(|next| (next, surface.value(next)))
            .filter(|(_, next)| *next < value)
            .min_by(|a, b| a.1.total_cmp(&b.1));
        match better {
            Some((next, lower)) => (at, value) = (next, lower),
            None => length *= 0.5,
        }
    }
    // Over a wide rectangle a smooth minimum looks like a kink: then Newton's method settles it.
    let near = |point: &CriticalPoint| {
        norm(&[point.at[0] - guess[0], point.at[1] - guess[1]]) < 3.0 * size
    };
    if let Some(point) = refine(surface, at, &mut REFINEMENTS.clone()).filter(near)
        && point.value <= value
        && point.kind == Kind::Minimum
    {
        return Some(point);
    }
    // A kink at a round place is not found to the last digit.
    let grain = 1e-9 * size;
    let round = at.map(|x| (x / grain).round() * grain);
    if surface.value(round) <= value {
        (at, value) = (round, surface.value(round));
    }
    // Uphill all around, also between the directions that were tried; and where it is steepest ten
    // times as far is about ten times as high: not a hundred times as where it is smooth, and not
    // three times as along an edge that is sharper than any kink, whose lowest place no step finds.
    // What is a kink close by may look otherwise from afar.
    let rise = |by: [f64; 2]| surface.value([at[0] + by[0], at[1] + by[1]]) - value;
    let steepest = |length: f64| around(length, 64).map(rise).fold(0.0, f64::max);
    // Less than this is rounding: a level floor looks like it.
    let grain = 8.0 * f64::EPSILON * value.abs();
    let kinked = |length: f64| {
        let ratio = steepest(10.0 * length) / steepest(length);
        (5.0..30.0).contains(&ratio) && around(length, 1024).all(|by| rise(by) > grain)
    };
    let settled = length <= 1e-14 * size;
    let kinked = settled && [1e-5, 1e-7, 1e-9].into_iter().any(|share| kinked(share * size));
    let near = norm(&[at[0] - guess[0], at[1] - guess[1]]) < 3.0 * size;
    let eigenvalues = [f64::NAN; 2];
    (kinked && near).then_some(CriticalPoint { at, value, kind: Kind::Minimum, eigenvalues })
}
