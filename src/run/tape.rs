//! Every quantity of an optimizer after every step, so that stepping back shows what was.

use crate::optim::{Optimizer, Quantity, Role};

/// The momentum or β₁ that a schedule sets for the next step.
pub(super) const SCHEDULED: &str = "scheduled_momentum";

/// The recorded state of an optimizer: a row of numbers for every step.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tape {
    layout: Vec<Place>,
    width: usize,
    rows: Vec<f64>,
    /// Steps that there is room for from the beginning.
    room: usize,
}

/// Where a quantity stands in a row.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Place {
    id: &'static str,
    symbol: &'static str,
    role: Role,
    from: usize,
    to: usize,
}

/// One quantity over time.
#[derive(Clone, Copy, Debug)]
pub struct Track<'a> {
    /// Its name in files.
    pub id: &'static str,
    /// Its letter in the rule.
    pub symbol: &'static str,
    /// What it is.
    pub role: Role,
    tape: &'a Tape,
    from: usize,
    to: usize,
}

impl<'a> Track<'a> {
    /// Its numbers after `step` steps.
    pub fn at(&self, step: usize) -> &'a [f64] {
        let row = step * self.tape.width;
        &self.tape.rows[row + self.from..row + self.to]
    }

    /// Its numbers after 0, 1, 2, … steps.
    pub fn iter(&self) -> impl Iterator<Item = &'a [f64]> {
        let (from, to) = (self.from, self.to);
        self.tape.rows.chunks_exact(self.tape.width).map(move |row| &row[from..to])
    }
}

impl Tape {
    /// An empty one, for about so many steps.
    pub(super) fn with_room(steps: usize) -> Self {
        Self { room: steps, ..Self::default() }
    }

    /// Numbers a step.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// The quantities, in the optimizer's order.
    pub fn tracks(&self) -> Vec<Track<'_>> {
        let track = |place: &Place| {
            let Place { id, symbol, role, from, to } = *place;
            Track { id, symbol, role, tape: self, from, to }
        };
        self.layout.iter().map(track).collect()
    }

    /// The quantity called `id` after `step` steps, if there is one.
    pub fn find(&self, id: &str, step: usize) -> Option<&[f64]> {
        let place = self.layout.iter().find(|place| place.id == id)?;
        let row = step * self.width;
        Some(&self.rows[row + place.from..row + place.to])
    }

    /// What plays a role after `step` steps, if anything does: the first that does.
    pub fn playing(&self, role: Role, step: usize) -> Option<&[f64]> {
        let place = self.layout.iter().find(|place| place.role == role)?;
        let row = step * self.width;
        Some(&self.rows[row + place.from..row + place.to])
    }

    /// Write down an optimizer's state, and the momentum that a schedule gives its next step.
    pub(super) fn record(&mut self, optimizer: &dyn Optimizer, momentum: Option<f64>) {
        if self.layout.is_empty() {
            self.lay_out(optimizer, momentum.is_some());
        }
        optimizer.state(&mut self.rows);
        self.rows.extend(momentum);
    }

    /// Find out what there is to write down.
    fn lay_out(&mut self, optimizer: &dyn Optimizer, scheduled: bool) {
        let (layout, width) = (&mut self.layout, &mut self.width);
        let mut place = |id, symbol, role, count: usize| {
            layout.push(Place { id, symbol, role, from: *width, to: *width + count });
            *width += count;
        };
        optimizer.inspect(&mut |quantity: Quantity<'_>| {
            place(quantity.id, quantity.symbol, quantity.role, quantity.values.len());
        });
        if scheduled {
            place(SCHEDULED, "μ", Role::Scalar, 1);
        }
        self.rows.reserve(self.width * self.room);
    }
}
