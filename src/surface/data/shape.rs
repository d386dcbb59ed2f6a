//! What examples look like as a whole: whether they decide the parameters.

use std::f64::consts::PI;

use super::Example;
use crate::words::{Message, message};

/// Examples whose features are all multiples of one pair decide one parameter only.
pub(super) fn undecided(examples: &[Example]) -> Option<Message> {
    let sum = |term: fn([f64; 2]) -> f64| examples.iter().map(|e| term(e.features)).sum::<f64>();
    let (aa, ab, bb) = (sum(|[a, _]| a * a), sum(|[a, b]| a * b), sum(|[_, b]| b * b));
    (aa * bb - ab * ab <= 1e-12 * aa * bb).then(|| message!("examples-undecided"))
}

/// Examples of two classes with a straight line between them: the surer, the less it costs, and
/// there is no end to it.
pub(super) fn separated(examples: &[Example]) -> Option<Message> {
    // Parameters that are right about an example lie in a half-plane. There are some that are right
    // about all if the directions of these half-planes fit into less than half a turn.
    let mut angles = Vec::with_capacity(examples.len());
    for Example { features: [a, b], target } in examples {
        let side = if *target > 0.5 { 1.0 } else { -1.0 };
        // An example without features is right for nobody.
        (*a != 0.0 || *b != 0.0).then(|| angles.push((side * b).atan2(side * a)));
    }
    if angles.len() < examples.len() {
        return None;
    }
    angles.sort_by(f64::total_cmp);
    let (first, last) = (angles.first()?, angles.last()?);
    let around = first + 2.0 * PI - last;
    let widest = angles.windows(2).map(|pair| pair[1] - pair[0]).fold(around, f64::max);
    (widest > PI * (1.0 + 1e-12)).then(|| message!("examples-separated"))
}
