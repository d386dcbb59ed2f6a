//! Every quantity of an optimizer after every step, so that stepping back shows what was.

use crate::optim::{Optimizer, Quantity, Role};

/// The momentum or β₁ that a schedule sets for the next step.
pub(super) const SCHEDULED: &str = "scheduled_momentum";

/// The recorded state of an optimizer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tape {
    tracks: Vec<Track>,
    /// Steps that there is room for from the beginning.
    room: usize,
}

/// One quantity over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Track {
    /// Its name in files.
    pub id: &'static str,
    /// Its letter in the rule.
    pub symbol: &'static str,
    /// What it is.
    pub role: Role,
    width: usize,
    values: Vec<f64>,
}

impl Track {
    /// Its numbers after `step` steps.
    pub fn at(&self, step: usize) -> &[f64] {
        &self.values[step * self.width..(step + 1) * self.width]
    }

    /// Its numbers after 0, 1, 2, … steps.
    pub fn iter(&self) -> impl Iterator<Item = &[f64]> {
        self.values.chunks_exact(self.width)
    }
}

impl Tape {
    /// An empty one, for about so many steps.
    pub(super) fn with_room(steps: usize) -> Self {
        Self { tracks: Vec::new(), room: steps }
    }

    /// The quantities, in the optimizer's order.
    pub fn tracks(&self) -> &[Track] {
        &self.tracks
    }

    /// The quantity called `id` after `step` steps, if there is one.
    pub fn find(&self, id: &str, step: usize) -> Option<&[f64]> {
        self.tracks.iter().find(|track| track.id == id).map(|track| track.at(step))
    }

    /// Write down an optimizer's state, and the momentum that a schedule gives its next step.
    pub(super) fn record(&mut self, optimizer: &dyn Optimizer, momentum: Option<f64>) {
        let (tracks, room) = (&mut self.tracks, self.room);
        let mut next = 0;
        let mut note = |quantity: Quantity<'_>| {
            if next == tracks.len() {
                tracks.push(Track {
                    id: quantity.id,
                    symbol: quantity.symbol,
                    role: quantity.role,
                    width: quantity.values.len(),
                    values: Vec::with_capacity(room * quantity.values.len()),
                });
            }
            // Two numbers without a call: this is done at every step.
            match *quantity.values {
                [a, b] => tracks[next].values.extend([a, b]),
                [a] => tracks[next].values.push(a),
                _ => tracks[next].values.extend_from_slice(quantity.values),
            }
            next += 1;
        };
        optimizer.inspect(&mut note);
        if let Some(value) = momentum {
            let values = std::slice::from_ref(&value);
            note(Quantity { id: SCHEDULED, symbol: "μ", role: Role::Scalar, values });
        }
    }
}
