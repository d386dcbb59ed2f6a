//! What panels see, and what they may ask for.

use super::Action;
use crate::run::{Explained, Run};
use crate::scenario::Scenario;
use crate::scene::Theme;
use crate::session::{Command, Edit, Play, Session};
use crate::words::{Language, Message};

/// What every panel sees.
#[derive(Clone, Copy)]
pub(super) struct Look<'a> {
    /// The session, to look at.
    pub(super) session: &'a Session,
    /// The theme in force.
    pub(super) theme: Theme,
}

impl<'a> Look<'a> {
    /// Run number `index`, the step that leaves its ball, and that step in all its numbers; at the
    /// end of the run its last step.
    pub(super) fn explained(&self, index: usize) -> (&'a Run, usize, Option<Explained>) {
        let of = self.session.scene_run(index);
        (of.run, of.coming(), of.run.explain(of.coming()))
    }
}

/// What a panel wants done.
#[derive(Clone, Debug)]
pub(super) enum Wish {
    /// A command to the session.
    Session(Command),
    /// Something that a key could do as well.
    Act(Action),
    /// Work on this scenario, opened from somewhere.
    Open(Box<Scenario>),
    /// The slider or the pin was let go: the next edit is a new one.
    Settle,
    /// Explain this run.
    Explain(usize),
    /// Tell the user.
    Tell(Notice),
    /// The user has read it.
    Dismiss,
    /// Speak another language.
    Speak(&'static Language),
}

/// A sentence for the user.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Notice {
    /// The sentence.
    pub(super) message: Message,
    /// Whether something went wrong.
    pub(super) wrong: bool,
}

/// The wishes of one frame, in order.
#[derive(Debug, Default)]
pub(super) struct Ask(pub(super) Vec<Wish>);

impl Ask {
    pub(super) fn edit(&mut self, edit: Edit) {
        self.0.push(Wish::Session(Command::Edit(edit)));
    }

    pub(super) fn play(&mut self, play: Play) {
        self.0.push(Wish::Session(Command::Play(play)));
    }

    pub(super) fn act(&mut self, action: Action) {
        self.0.push(Wish::Act(action));
    }

    pub(super) fn wish(&mut self, wish: Wish) {
        self.0.push(wish);
    }
}
