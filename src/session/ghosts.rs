//! Runs as they were before the edit that is going on, to compare with what has become of them.

use super::effect::Before;
use crate::run::Run;

/// At most one for each run of the scenario.
#[derive(Default)]
pub(super) struct Ghosts(Vec<Option<Run>>);

impl Ghosts {
    /// The ghost of run number `index`.
    pub(super) fn of(&self, index: usize) -> Option<&Run> {
        self.0.get(index)?.as_ref()
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// An edit was made, and `left` is the run that it took away. If the edit goes on with the
    /// one before, as while a slider is dragged, the ghost of that run stays what it is.
    pub(super) fn follow(&mut self, before: Before, goes_on: bool, left: Option<Run>) {
        match before {
            Before::Leaves(index) => {
                let place = self.place(index);
                if !(goes_on && place.is_some()) {
                    *place = left;
                }
            }
            Before::Forgets(index) => *self.place(index) = None,
            Before::Clears => self.clear(),
            Before::Stays => {}
        }
    }

    /// Where the ghost of a run is kept.
    fn place(&mut self, index: usize) -> &mut Option<Run> {
        if self.0.len() <= index {
            self.0.resize_with(index + 1, || None);
        }
        &mut self.0[index]
    }
}
