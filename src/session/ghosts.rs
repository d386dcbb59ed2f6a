//! Runs as they were before the edit that is going on, to compare with what has become of them.

use super::Edit;
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
    pub(super) fn follow(&mut self, edit: &Edit, goes_on: bool, left: Option<Run>) {
        match edit {
            Edit::RunLr(..)
            | Edit::RunKnob(..)
            | Edit::RunSchedule(..)
            | Edit::RunClip(..)
            | Edit::Change(..)
            | Edit::ForgetChanges(_) => {
                if let Some(place) = self.place(edit)
                    && !(goes_on && place.is_some())
                {
                    *place = left;
                }
            }
            Edit::RunOptimizer(..) => {
                if let Some(place) = self.place(edit) {
                    *place = None;
                }
            }
            Edit::RunLabel(..) | Edit::HideRun(..) | Edit::SoloRun(_) => {}
            _ => self.clear(),
        }
    }

    /// Where the ghost of the run is kept that an edit is about.
    fn place(&mut self, edit: &Edit) -> Option<&mut Option<Run>> {
        let index = edit.run()?;
        if self.0.len() <= index {
            self.0.resize_with(index + 1, || None);
        }
        self.0.get_mut(index)
    }
}
