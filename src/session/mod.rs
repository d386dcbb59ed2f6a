//! A scenario being worked on: edits, undo, the runs it implies, and the clock.
//!
//! [`Session::apply`] is the only writer of the ground state; [`Session::tick`] moves the clock
//! and lets long runs grow. An edit restarts only the runs whose specification changed.

mod edit;
mod effect;
mod effects;
mod finished;
mod ghosts;
mod ground;
mod growing;
mod judged;
mod limits;
mod place;
mod player;
mod run_edit;
mod showing;
mod undo;

use std::cell::RefCell;
use std::collections::VecDeque;

pub use edit::Edit;
pub use finished::Finished;
use ghosts::Ghosts;
pub use ground::Ground;
use judged::Watched;
pub use limits::{Band, Limits, Mark, Marks};
use place::Place;
pub use player::{Play, Player, SPEEDS};
pub use run_edit::RunEdit;
pub use showing::Eye;
use undo::Going;

use crate::run::{Batches, Run};
use crate::scenario::Scenario;
use crate::surface::CriticalPoint;
use crate::words::Message;

/// Something the user wants.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Change the scenario.
    Edit(Edit),
    /// Move the clock.
    Play(Play),
    /// Work on another scenario.
    Open(Box<Scenario>),
    /// This is what a file holds now.
    Saved(Box<Scenario>),
    /// Take the last change back.
    Undo,
    /// Make it again.
    Redo,
}

/// A scenario being worked on.
pub struct Session {
    scenario: Scenario,
    /// The scenario as it was opened or saved, if it is anywhere else at all.
    opened: Option<Scenario>,
    past: VecDeque<Scenario>,
    future: VecDeque<Scenario>,
    /// The edit that is going on.
    going_on: Going,
    /// Why the last edit was refused.
    refusal: Option<Message>,
    /// By how many the runs after some run have moved on with the last edit.
    shift: Option<(usize, isize)>,
    ground: Ground,
    runs: Vec<Run>,
    watches: Vec<Watched>,
    ghosts: Ghosts,
    /// The batches of the run that was asked about last.
    batches: RefCell<Option<Batches>>,
    /// What of the scenario is computed once per change: start, view, names.
    place: Place,
    player: Player,
    revision: u64,
    /// Whether runs are still growing, or watches looking.
    busy: bool,
}

impl Session {
    /// Start working on a scenario: its runs computed, the cursor at their end.
    pub fn new(scenario: Scenario) -> Self {
        let ground = Ground::new(&scenario);
        let place = Place::of(&scenario, &ground);
        let mut session = Self {
            opened: Some(scenario.clone()),
            scenario,
            past: VecDeque::new(),
            future: VecDeque::new(),
            going_on: Going::None,
            refusal: None,
            shift: None,
            ground,
            runs: Vec::new(),
            watches: Vec::new(),
            ghosts: Ghosts::default(),
            batches: RefCell::default(),
            place,
            player: Player::default(),
            revision: 0,
            busy: false,
        };
        session.rebuild(None);
        session.player.seek_end();
        session
    }

    /// Go on with a scenario that was worked on before, and `changed` since it was opened.
    pub fn resume(scenario: Scenario, changed: bool) -> Self {
        let mut session = Self::new(scenario);
        if changed {
            session.opened = None;
        }
        session
    }

    /// Do what the user wants. Returns whether anything changed.
    pub fn apply(&mut self, command: Command) -> bool {
        match command {
            Command::Play(play) => self.player.apply(play),
            Command::Edit(edit) => return self.edit(&edit),
            Command::Open(scenario) => {
                self.refusal = None;
                self.opened = Some(Scenario::clone(&scenario));
                let old = std::mem::replace(&mut self.scenario, *scenario);
                self.remember(old);
                self.future.clear();
                self.going_on = Going::None;
                self.ghosts.clear();
                self.rebuild(None);
                self.player.stop();
                self.player.seek_end();
            }
            Command::Saved(scenario) => self.opened = Some(*scenario),
            Command::Undo => return self.swap(true),
            Command::Redo => return self.swap(false),
        }
        true
    }

    /// Take in critical points of ground number `ground` that were found meanwhile.
    pub fn discover(&mut self, ground: u64, found: &[CriticalPoint]) {
        if self.ground.number() == ground && self.ground.add(found, self.revision + 1) {
            self.revision += 1;
            self.busy = true;
            for watched in &mut self.watches {
                self.revision += 1;
                watched.changed = self.revision;
            }
        }
    }

    /// How far the landscape has moved at the step of the clock.
    pub fn moved(&self) -> [f64; 2] {
        self.scenario.drift.map(|speed| speed * self.player.step() as f64)
    }

    /// Let `dt` seconds pass. Returns whether the picture keeps changing by itself.
    pub fn tick(&mut self, dt: f64) -> bool {
        let busy = self.busy;
        if busy {
            self.busy = self.grow();
        }
        self.player.tick(dt);
        busy || self.player.playing()
    }

    /// The scenario.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// Where the balls are dropped that have no start of their own.
    pub fn start(&self) -> &[f64] {
        &self.place.start
    }

    /// Where on the map that is.
    pub fn pin(&self) -> [f64; 2] {
        self.place.pin
    }

    /// The part of the plane that the scenario is about.
    pub fn view(&self) -> [[f64; 2]; 2] {
        self.place.view
    }

    /// What run number `index` is called.
    pub fn label(&self, index: usize) -> &str {
        &self.place.labels[index]
    }

    /// The surface and what is known about it.
    pub fn ground(&self) -> &Ground {
        &self.ground
    }

    /// The runs, in the order of the scenario.
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// Run number `index` as it was before the edits of it that are going on: before the first one
    /// while a slider is dragged, before the last one otherwise. There is none once the ground,
    /// the start, the noise, the budget or the number of runs is another one, after undoing, and
    /// for a run whose optimizer was exchanged.
    pub fn ghost(&self, index: usize) -> Option<&Run> {
        self.ghosts.of(index)
    }

    /// Where the last edit brought a run or took one away, and by how many those after it have moved
    /// on.
    pub fn shift(&self) -> Option<(usize, isize)> {
        self.shift
    }

    /// Why the last edit was refused, if it made sense but asked for too much.
    pub fn refusal(&self) -> Option<&Message> {
        self.refusal.as_ref()
    }

    /// The clock.
    pub fn player(&self) -> &Player {
        &self.player
    }

    /// A number that changes whenever a run or the scenario does.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// A number that changes whenever run `index`, or what is known around it, does: no two runs
    /// have the same.
    pub fn revision_of(&self, index: usize) -> u64 {
        self.watches[index].changed
    }

    /// Whether the scenario is no longer what was opened or saved.
    pub fn changed(&self) -> bool {
        self.opened.as_ref() != Some(&self.scenario)
    }

    /// Whether there is something to take back.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is something to make again.
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// The step of run `index` that the cursor shows: the cursor's, or the run's last.
    pub fn step_of(&self, index: usize) -> usize {
        let last = self.runs[index].trajectory().len() - 1;
        last.min(self.player.step() as usize)
    }
}
