//! What comes from the disk and what goes there.

use std::path::{Path, PathBuf};

use eframe::egui::Context;

use super::App;
use super::ask::Notice;
use super::dialog::fetch;
use super::errand::{Back, Errand};
use super::keeping::{self, Keeping};
use super::tabs::TABS;
use crate::words::message;

impl App {
    /// Wait until the file system has answered: for tests.
    pub fn wait_for_files(&mut self) {
        if let Some(dropped) = &mut self.dropped {
            dropped.wait();
        }
        if let Some(dialog) = &mut self.view.dialog {
            dialog.wait();
        }
        for tab in TABS {
            (tab.wait)(&mut self.view.tabs);
        }
    }

    /// Wait until everything is kept: for tests.
    pub fn wait_for_keeper(&mut self) {
        if let Some(keeping) = &mut self.keeping {
            keeping.keep(&self.session, &self.view);
            keeping.settle();
        }
    }

    /// Let something else than the system's dialog choose files: for tests.
    pub fn browse_with(&mut self, browser: fn(bool) -> Option<PathBuf>) {
        self.view.browser = browser;
    }

    /// Open a scenario file as soon as it is read; on failure say why and keep what is open.
    pub fn open_file(&mut self, ctx: &Context, path: &Path) {
        self.dropped = Some(fetch(path.to_owned(), ctx));
    }

    /// Take in files that were dropped on the window, and what the keeper has to say.
    pub(super) fn arrivals(&mut self, ctx: &Context) {
        let files = ctx.input(|input| input.raw.dropped_files.clone());
        if let Some(file) = files.first() {
            self.open_file(ctx, file.path());
        }
        match self.dropped.take().map(Errand::look) {
            None => {}
            Some(Back::Away(errand)) => self.dropped = Some(errand),
            Some(Back::Here(Ok(scenario))) => self.open(scenario),
            Some(Back::Here(Err(message))) => {
                self.notice = Some(Notice { message, wrong: true });
            }
            Some(Back::Lost) => {
                let message = message!("notice-unread");
                self.notice = Some(Notice { message, wrong: true });
            }
        }
        if let Some(news) = self.keeping.as_ref().and_then(Keeping::news) {
            self.notice = Some(news);
        }
    }

    /// Keep what there is now.
    pub(super) fn keep(&mut self, ctx: &Context) {
        keeping::observe(ctx, &mut self.view.window);
        if let Some(keeping) = &mut self.keeping {
            keeping.keep(&self.session, &self.view);
        }
    }
}
