//! Writing from a thread of its own: the newest state wins, nobody waits.

use std::path::PathBuf;
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::{Found, Kept, Other, Shelf};
use crate::files::{Disk, shown};
use crate::words::{Message, message};

/// How long the disk is left alone after a write, so that a drag is not a hundred writes.
const PAUSE: Duration = Duration::from_millis(250);
/// The same after a write that failed.
const LONG_PAUSE: Duration = Duration::from_secs(5);
/// How long a start waits for what is on the disk.
const LONGEST_START: Duration = Duration::from_secs(3);
/// How long an end waits for the last write.
const LONGEST_END: Duration = Duration::from_secs(3);

/// Keeps what it is told, from a thread of its own.
#[derive(Debug)]
pub struct Keeper(Flush);

/// Waits until everything is on the disk; for whoever ends the program.
#[derive(Clone, Debug)]
pub struct Flush(Arc<Shared>);

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// What is to be written next.
    next: Option<Box<Kept>>,
    /// What is left for another scenario, and goes into a file of its own.
    left: Vec<Kept>,
    /// What can be opened besides.
    others: Vec<Other>,
    /// Whether a write is going on.
    busy: bool,
    /// How many wait for the last write.
    waiting: usize,
    /// Whether nothing more will come.
    end: bool,
    /// Whether the thread is gone.
    gone: bool,
    /// What the user has not been told yet.
    news: Option<Message>,
    wake: Option<Wake>,
}

impl State {
    /// A word for the user.
    fn tell(&mut self, word: Message) {
        self.news = Some(word);
        if let Some(wake) = &self.wake {
            wake();
        }
    }

    /// Whether there is something to write.
    fn work(&self) -> bool {
        self.next.is_some() || !self.left.is_empty()
    }
}

type Wake = Box<dyn Fn() + Send>;

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shared").finish_non_exhaustive()
    }
}

impl Keeper {
    /// Read what was kept in a folder, and keep there what comes. A disk that does not answer is
    /// not waited for.
    pub fn start(folder: PathBuf, disk: Disk) -> (Self, Found) {
        let shared = Arc::new(Shared::default());
        let ours = Arc::clone(&shared);
        let silent = message!("kept-silent", folder = shown(&folder));
        let (sender, receiver) = sync_channel(0);
        let thread = std::thread::Builder::new().name("keeper".to_owned());
        let started = thread.spawn(move || {
            let gone = Gone(&ours);
            let (shelf, found) = Shelf::take(&folder, disk);
            // Nobody takes it: the window has opened without what is there, which stays.
            if sender.send(found).is_ok() {
                gone.0.write(shelf);
            }
        });
        if started.is_err() {
            shared.lock().gone = true;
        }
        let found = receiver.recv_timeout(LONGEST_START);
        let found = found.unwrap_or_else(|_| Found { words: vec![silent], ..Found::default() });
        (Self(Flush(shared)), found)
    }

    /// Keep this instead of what was to be kept before.
    pub fn keep(&self, kept: Kept) {
        self.0.0.lock().next = Some(Box::new(kept));
        self.0.0.changed.notify_all();
    }

    /// Keep this besides, in a file of its own: the window leaves it for another scenario.
    pub fn leave(&self, kept: Kept) {
        self.0.0.lock().left.push(kept);
        self.0.0.changed.notify_all();
    }

    /// What can be opened besides: work that was left unsaved, and what other windows keep.
    pub fn others(&self) -> Vec<Other> {
        self.0.0.lock().others.clone()
    }

    /// A word for the user, once.
    pub fn news(&self) -> Option<Message> {
        self.0.0.lock().news.take()
    }

    /// Call this when there is a word for the user.
    pub fn wake(&self, wake: impl Fn() + Send + 'static) {
        self.0.0.lock().wake = Some(Box::new(wake));
    }

    /// What waits for the last write.
    pub fn flush(&self) -> Flush {
        self.0.clone()
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        let mut state = self.0.0.lock();
        state.end = true;
        self.0.0.changed.notify_all();
        // The place is free when the thread is gone, not before.
        drop(self.0.0.wait(state, LONGEST_END, |state| !state.gone));
    }
}

impl Flush {
    /// Wait until what was to be kept is on the disk, or could not be brought there. Gives up
    /// when the disk takes too long.
    pub fn wait(&self) {
        let mut state = self.0.lock();
        state.waiting += 1;
        self.0.changed.notify_all();
        let open = |state: &mut State| (state.work() || state.busy) && !state.gone;
        let waited = self.0.changed.wait_timeout_while(state, LONGEST_END, open);
        waited.unwrap_or_else(PoisonError::into_inner).0.waiting -= 1;
    }
}

/// Says that the thread is gone, also after a panic.
struct Gone<'a>(&'a Shared);

impl Drop for Gone<'_> {
    fn drop(&mut self) {
        let mut state = self.0.lock();
        state.gone = true;
        state.busy = false;
        self.0.changed.notify_all();
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(
        &self,
        state: MutexGuard<'a, State>,
        pause: Duration,
        goes_on: impl Fn(&State) -> bool,
    ) -> MutexGuard<'a, State> {
        let waited = self.changed.wait_timeout_while(state, pause, |state| goes_on(state));
        waited.unwrap_or_else(PoisonError::into_inner).0
    }

    /// Write what comes until nothing comes any more.
    fn write(&self, mut shelf: Shelf) {
        let mut told = None;
        let mut state = self.lock();
        state.others = shelf.others();
        loop {
            while !state.work() && !state.end {
                state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
            }
            if !state.work() {
                return;
            }
            let (mut left, next) = (std::mem::take(&mut state.left), state.next.take());
            state.busy = true;
            drop(state);
            let mut gone = None;
            // As long as what is left lies nowhere else, it stays where it is.
            let left_safely = left.iter().try_for_each(|kept| {
                if let Some(path) = shelf.leave(kept)? {
                    gone = Some(path);
                }
                Ok(())
            });
            let done =
                left_safely.and_then(|()| next.as_ref().map_or(Ok(()), |kept| shelf.put(kept)));
            let others = (!left.is_empty()).then(|| shelf.others());
            state = self.lock();
            state.busy = false;
            if let Some(others) = others {
                state.others = others;
            }
            if let Some(path) = gone {
                state.tell(message!("kept-too-much", path = shown(&path)));
            }
            let hurry = |state: &State| state.waiting > 0 || state.end;
            if let Err(trouble) = done {
                if told.as_ref() != Some(&trouble) {
                    state.tell(message!("kept-nothing", trouble = trouble.clone()));
                    told = Some(trouble);
                }
                if hurry(&state) {
                    // Whoever waits has waited for an attempt; there is no use in another.
                    self.changed.notify_all();
                    if state.end {
                        return;
                    }
                    state = self.wait(state, PAUSE, |state| !state.work() && !state.end);
                } else {
                    // It is tried again; something newer may have come meanwhile.
                    state = self.wait(state, LONG_PAUSE, |state| !state.work() && !hurry(state));
                }
                left.append(&mut state.left);
                state.left = left;
                if state.next.is_none() {
                    state.next = next;
                }
            } else {
                told = None;
                self.changed.notify_all();
                state = self.wait(state, PAUSE, |state| !hurry(state));
            }
        }
    }
}
