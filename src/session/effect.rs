//! What the rest of the session makes of an edit.

use super::Ground;

/// What an edit means for the runs as they were, and for the edits before and after it.
pub(super) struct Effect {
    /// What becomes of the runs as they were.
    pub(super) ghosts: Before,
    /// Which of its things the edit is about, if such edits may follow each other quickly, as while
    /// a slider is dragged. Those about the same thing are undone together.
    pub(super) dragged: Option<String>,
    /// By how many the runs after this one have moved on.
    pub(super) shift: Option<(usize, isize)>,
    /// The ground of the new landscape, if it is there already.
    pub(super) ground: Option<Box<Ground>>,
}

/// What becomes of the runs as they were before an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// This run, as it was, is now there to compare with.
    Leaves(usize),
    /// Nothing is left to compare this run with.
    Forgets(usize),
    /// Nothing is left to compare any run with.
    Clears,
    /// What was there stays.
    Stays,
}

impl Effect {
    fn new(ghosts: Before) -> Self {
        Self { ghosts, dragged: None, shift: None, ground: None }
    }

    /// The run as it was is there to compare with.
    pub(super) fn leaves(run: usize) -> Self {
        Self::new(Before::Leaves(run))
    }

    /// The run has become another one.
    pub(super) fn forgets(run: usize) -> Self {
        Self::new(Before::Forgets(run))
    }

    /// All runs have become others, or stand elsewhere.
    pub(super) fn clears() -> Self {
        Self::new(Before::Clears)
    }

    /// No run is any different.
    pub(super) fn cosmetic() -> Self {
        Self::new(Before::Stays)
    }

    /// The runs after this one have moved on by so many.
    pub(super) fn shifting(self, run: usize, by: isize) -> Self {
        Self { shift: Some((run, by)), ..self }
    }

    /// The landscape is another one, with this ground.
    pub(super) fn on(self, ground: Ground) -> Self {
        Self { ground: Some(Box::new(ground)), ..self }
    }

    /// Such edits may follow each other quickly; `of` says which of its things this one is about.
    pub(super) fn drags(self, of: &str) -> Self {
        Self { dragged: Some(of.to_owned()), ..self }
    }
}
