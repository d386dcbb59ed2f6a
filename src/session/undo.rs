//! Edits made, taken back, and made again.

use super::edit::Held;
use super::{Edit, Session};
use crate::scenario::Scenario;
use crate::words::Message;

/// Changes that can be taken back.
const REMEMBERED: usize = 1_000;

/// The edit that may still be taken back as if it had never been.
#[derive(Debug, PartialEq)]
pub(super) enum Going {
    /// There is none.
    None,
    /// One that the next edit does not go on with.
    Once,
    /// One of a row.
    Held(Held),
}

impl Session {
    pub(super) fn edit(&mut self, edit: &Edit) -> bool {
        (self.refusal, self.shift) = (None, None);
        let mut next = self.scenario.clone();
        let Some(effect) = edit.apply(&mut next, &self.ground) else { return false };
        if next == self.scenario {
            return false;
        }
        if !next.takes_as_much_as(&self.scenario) {
            self.refusal = next.too_much().map(Message::verbatim);
            if self.refusal.is_some() {
                return false;
            }
        }
        let old = std::mem::replace(&mut self.scenario, next);
        let left = self.rebuild(effect.ground).pop();
        let going = effect.dragged.map_or(Going::Once, |of| Going::Held(edit.held(of)));
        let goes_on = going != Going::Once && going == self.going_on;
        self.ghosts.follow(effect.ghosts, goes_on, left);
        if !goes_on {
            self.remember(old);
        }
        self.future.clear();
        self.going_on = going;
        self.shift = effect.shift;
        true
    }

    /// Put the old scenario on the undo stack.
    pub(super) fn remember(&mut self, old: Scenario) {
        self.past.push_back(old);
        if self.past.len() > REMEMBERED {
            self.past.pop_front();
        }
    }

    pub(super) fn swap(&mut self, back: bool) -> bool {
        let (from, to) = if back {
            (&mut self.past, &mut self.future)
        } else {
            (&mut self.future, &mut self.past)
        };
        self.refusal = None;
        let Some(scenario) = from.pop_back() else { return false };
        to.push_back(std::mem::replace(&mut self.scenario, scenario));
        self.going_on = Going::None;
        self.ghosts.clear();
        self.rebuild(None);
        true
    }

    /// The current edit is over: the next one is a change of its own, even of the same knob.
    pub fn settle(&mut self) {
        self.going_on = Going::None;
    }

    /// Take back the edit that is going on, as if it had never been. Returns whether there was one.
    pub fn cancel(&mut self) -> bool {
        let cancelled = self.going_on != Going::None && self.swap(true);
        if cancelled {
            self.future.clear();
        }
        cancelled
    }
}
