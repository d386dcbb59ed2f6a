//! Work that takes longer than a frame: the newest question wins.
//!
//! [`Work`] goes in small steps. A named thread drives it for the window, a loop drives it for
//! the command line and the tests; where there are no threads, as in a browser, every look at the
//! answer drives it one step on. The old answer stays until the first preview of the new one;
//! a worker whose question is stale is told so and stops at its next step.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};

/// A computation in small steps.
pub trait Work: Send + 'static {
    /// What comes out.
    type Output: Send + 'static;
    /// Work for a few milliseconds.
    fn step(&mut self) -> Report<Self::Output>;
    /// Which share of it is done, from 0 to 1.
    fn progress(&self) -> f64 {
        0.0
    }
}

impl<T: Send + 'static> Work for Box<dyn Work<Output = T>> {
    type Output = T;

    fn step(&mut self) -> Report<T> {
        (**self).step()
    }

    fn progress(&self) -> f64 {
        (**self).progress()
    }
}

/// What a step of work came to.
#[derive(Debug)]
pub enum Report<T> {
    /// Nothing to show yet.
    Working,
    /// Something coarse to show; more to come.
    Preview(T),
    /// The whole answer.
    Done(T),
}

/// Do all the work here and now.
pub fn finish<W: Work>(mut work: W) -> W::Output {
    loop {
        if let Report::Done(output) = work.step() {
            return output;
        }
    }
}

/// Called when an answer is there, from the worker's thread.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// The place for the answer to the newest question.
pub struct Slot<K, T> {
    name: &'static str,
    wake: Wake,
    asked: Option<K>,
    pending: Option<Pending<T>>,
    /// Whether work may have a thread of its own.
    threads: bool,
    answer: Option<(K, T)>,
    failed: bool,
}

/// Work that is not done.
enum Pending<T> {
    /// On a thread of its own: its news, and what tells it that its question is stale.
    Away(Receiver<(T, bool)>, Arc<AtomicBool>),
    /// Here, to be driven on.
    Here(Box<dyn Work<Output = T>>),
}

impl<T> Drop for Pending<T> {
    fn drop(&mut self) {
        if let Self::Away(_, stale) = self {
            stale.store(true, Ordering::Relaxed);
        }
    }
}

/// What a slot holds.
#[derive(Debug)]
pub struct Answer<'a, K, T> {
    /// The question it answers; an older one while the new one is being worked on.
    pub key: &'a K,
    /// The answer.
    pub value: &'a T,
    /// Whether it is the whole answer to the newest question.
    pub done: bool,
}

impl<K: Clone + PartialEq, T: Send + 'static> Slot<K, T> {
    /// An empty slot. `name` names its threads.
    pub fn new(name: &'static str, wake: Wake) -> Self {
        let threads = cfg!(not(target_arch = "wasm32"));
        Self { name, wake, asked: None, pending: None, threads, answer: None, failed: false }
    }

    /// An empty slot whose work is done step by step, whenever somebody looks at the answer.
    pub fn in_slices(name: &'static str, wake: Wake) -> Self {
        Self { threads: false, ..Self::new(name, wake) }
    }

    /// Ask `key`; `work` is called only if this is a new question. Returns the best answer so far.
    pub fn ask<W: Work<Output = T>>(
        &mut self,
        key: &K,
        work: impl FnOnce() -> W,
    ) -> Option<Answer<'_, K, T>> {
        if self.asked.as_ref() != Some(key) {
            self.asked = Some(key.clone());
            self.start(work());
        }
        self.collect();
        let done = self.pending.is_none() && !self.failed;
        self.answer.as_ref().map(|(key, value)| Answer { key, value, done })
    }

    /// Drop the answer and the question: the next one is new.
    pub fn forget(&mut self) {
        (self.asked, self.pending, self.answer, self.failed) = (None, None, None, false);
    }

    /// Whether the worker died without an answer.
    pub fn failed(&self) -> bool {
        self.failed
    }

    /// Wait until the newest question is answered. For tests and pictures.
    pub fn wait(&mut self) {
        loop {
            match &mut self.pending {
                None => return,
                Some(Pending::Away(news, _)) => match news.recv() {
                    Ok(news) => self.accept(news),
                    Err(_) => self.fail(),
                },
                Some(Pending::Here(_)) => self.drive_on(),
            }
        }
    }

    fn start<W: Work<Output = T>>(&mut self, work: W) {
        self.failed = false;
        self.pending = None;
        if !self.threads {
            self.pending = Some(Pending::Here(Box::new(work)));
            return;
        }
        let (sender, receiver) = channel();
        let wake = Woken(Arc::clone(&self.wake));
        let stale = Arc::<AtomicBool>::default();
        self.pending = Some(Pending::Away(receiver, Arc::clone(&stale)));
        let worker = std::thread::Builder::new().name(self.name.to_owned());
        if worker.spawn(move || drive(work, &sender, &wake, &stale)).is_err() {
            self.fail();
        }
    }

    fn collect(&mut self) {
        loop {
            match &mut self.pending {
                None => return,
                Some(Pending::Here(_)) => return self.drive_on(),
                Some(Pending::Away(news, _)) => match news.try_recv() {
                    Ok(news) => self.accept(news),
                    Err(TryRecvError::Empty) => return,
                    Err(TryRecvError::Disconnected) => self.fail(),
                },
            }
        }
    }

    /// One step of the work that is done here.
    fn drive_on(&mut self) {
        let Some(Pending::Here(work)) = &mut self.pending else { return };
        match work.step() {
            Report::Working => {}
            Report::Preview(output) => self.accept((output, false)),
            Report::Done(output) => self.accept((output, true)),
        }
        (self.wake)();
    }

    fn accept(&mut self, (value, done): (T, bool)) {
        if let Some(key) = self.asked.clone() {
            self.answer = Some((key, value));
        }
        if done {
            self.pending = None;
        }
    }

    fn fail(&mut self) {
        self.pending = None;
        self.failed = true;
    }
}

/// Wakes whoever waits when the worker ends, even by a panic.
struct Woken(Wake);

impl Drop for Woken {
    fn drop(&mut self) {
        (self.0)();
    }
}

fn drive<W: Work>(
    mut work: W,
    sender: &Sender<(W::Output, bool)>,
    wake: &Woken,
    stale: &AtomicBool,
) {
    while !stale.load(Ordering::Relaxed) {
        let (news, done) = match work.step() {
            Report::Working => continue,
            Report::Preview(output) => (output, false),
            Report::Done(output) => (output, true),
        };
        if sender.send((news, done)).is_err() || done {
            return;
        }
        (wake.0)();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Count(u32);

    impl Work for Count {
        type Output = u32;
        fn step(&mut self) -> Report<u32> {
            self.0 += 1;
            match self.0 {
                1..=2 => Report::Working,
                3 => Report::Preview(3),
                n => Report::Done(n),
            }
        }
    }

    #[test]
    fn all_the_work_is_done() {
        assert_eq!(finish(Count(0)), 4);
    }

    #[test]
    fn a_question_is_asked_once_and_the_newest_wins() {
        let mut slot = Slot::new("test", Arc::new(|| ()));
        slot.ask(&1, || Count(0));
        slot.ask(&2, || Count(10));
        slot.wait();
        let answer = slot.ask(&2, || -> Count { unreachable!("asked already") }).unwrap();
        assert_eq!((*answer.key, *answer.value, answer.done), (2, 11, true));
    }

    #[test]
    fn without_threads_every_look_is_a_step() {
        let mut slot = Slot::in_slices("test", Arc::new(|| ()));
        let mut seen = Vec::new();
        for _ in 0..5 {
            let answer = slot.ask(&1, || Count(0));
            seen.push(answer.map(|answer| (*answer.value, answer.done)));
        }
        assert_eq!(seen, [None, None, Some((3, false)), Some((4, true)), Some((4, true))]);
        slot.ask(&2, || Count(10));
        slot.wait();
        assert_eq!(slot.ask(&2, || Count(0)).map(|answer| *answer.value), Some(11));
    }

    #[test]
    fn the_old_answer_stays_until_the_new_one_comes() {
        let mut slot = Slot::new("test", Arc::new(|| ()));
        slot.ask(&1, || Count(0));
        slot.wait();
        assert_eq!(slot.ask(&1, || Count(0)).map(|answer| *answer.value), Some(4));
    }
}
