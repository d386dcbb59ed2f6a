//! What asks the file system: it may take for ever, so it goes on a thread of its own.

use std::sync::mpsc::{Receiver, TryRecvError, channel};

use eframe::egui::Context;

use crate::words::Message;

/// Something that was sent off and is waited for. Dropping it is giving up on it.
#[derive(Debug)]
pub(super) struct Errand<T> {
    /// What is being done, in words that end in "…".
    pub(super) what: Message,
    news: Receiver<T>,
    answer: Option<T>,
}

/// How far it has come.
#[derive(Debug)]
pub(super) enum Back<T> {
    /// Not yet.
    Away(Errand<T>),
    /// Here is what it brought.
    Here(T),
    /// It will not come back.
    Lost,
}

impl<T: Send + 'static> Errand<T> {
    /// Send it off.
    pub(super) fn send(
        what: Message,
        ctx: &Context,
        go: impl FnOnce() -> T + Send + 'static,
    ) -> Self {
        let (sender, news) = channel();
        let woken = Woken(ctx.clone());
        if cfg!(target_arch = "wasm32") {
            // There are no threads, and no files to wait for.
            return Self { what, news, answer: Some(go()) };
        }
        let worker = std::thread::Builder::new().name("files".to_owned());
        // If there is no thread for it, the sender is gone and the errand is lost.
        let _ = worker.spawn(move || {
            let _woken = woken;
            // Whoever sent it may have given up. The sender goes before the waking does.
            let _ = { sender }.send(go());
        });
        Self { what, news, answer: None }
    }

    /// Look whether it is back.
    pub(super) fn look(mut self) -> Back<T> {
        if let Some(answer) = self.answer.take() {
            return Back::Here(answer);
        }
        match self.news.try_recv() {
            Ok(answer) => Back::Here(answer),
            Err(TryRecvError::Empty) => Back::Away(self),
            Err(TryRecvError::Disconnected) => Back::Lost,
        }
    }

    /// Wait until it is back: for tests.
    pub(super) fn wait(&mut self) {
        self.answer = self.answer.take().or_else(|| self.news.recv().ok());
    }
}

/// Lets the window look when the worker ends, even by a panic.
struct Woken(Context);

impl Drop for Woken {
    fn drop(&mut self) {
        self.0.request_repaint();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;
    use crate::words::message;

    fn reading() -> Message {
        message!("errand-reading", path = "a file")
    }

    #[test]
    fn nobody_waits_for_an_errand_that_is_held_up() {
        let (release, held) = channel::<()>();
        let errand = Errand::send(reading(), &Context::default(), move || held.recv());
        let Back::Away(errand) = errand.look() else { unreachable!("it is held up") };
        // Giving up on it leaves its thread alone, wherever it hangs.
        drop(errand);
        release.send(()).unwrap();
    }

    #[test]
    fn an_errand_brings_its_answer_and_one_that_dies_is_lost() {
        let mut errand = Errand::send(reading(), &Context::default(), || 7);
        errand.wait();
        assert!(matches!(errand.look(), Back::Here(7)));
        let mut errand: Errand<()> =
            Errand::send(reading(), &Context::default(), || unreachable!("this is what is tested"));
        errand.wait();
        assert!(matches!(errand.look(), Back::Lost));
    }
}
