//! What the window keeps from start to start, and how it looks when it opens.

use eframe::egui::{Context, ThemePreference, ViewportCommand};

use super::ask::Notice;
use super::view::View;
use crate::kept::{Keeper, Kept, Light, Other, Picture, Window};
use crate::session::Session;

/// As many frames of a new window tell nothing about it: it is still on its way to its place.
const FRESH: u64 = 5;

/// Tells the keeper whatever is new.
pub(super) struct Keeping {
    keeper: Keeper,
    last: Option<Kept>,
}

impl Keeping {
    pub(super) fn new(keeper: Keeper, ctx: &Context) -> Self {
        let ctx = ctx.clone();
        keeper.wake(move || ctx.request_repaint());
        Self { keeper, last: None }
    }

    /// Keep what there is now, if it is not what was kept last.
    pub(super) fn keep(&mut self, session: &Session, view: &View) {
        let scenario = session.scenario();
        let (picture, window) = (picture(session, view), view.window);
        let changed = session.changed();
        let same = |last: &Kept| {
            last.picture == picture
                && last.window == window
                && last.changed == changed
                && last.scenario == *scenario
        };
        if !self.last.as_ref().is_some_and(same) {
            let kept = Kept { scenario: scenario.clone(), changed, picture, window };
            self.keeper.keep(kept.clone());
            self.last = Some(kept);
        }
    }

    /// Keep what is left for another scenario, if it is in no file yet.
    pub(super) fn leave(&self, session: &Session, view: &View) {
        let changed = session.changed();
        if changed {
            let (picture, window) = (picture(session, view), view.window);
            let scenario = session.scenario().clone();
            self.keeper.leave(Kept { scenario, changed, picture, window });
        }
    }

    /// What can be opened besides.
    pub(super) fn others(&self) -> Vec<Other> {
        self.keeper.others()
    }

    /// What the user should know by now.
    pub(super) fn news(&self) -> Option<Notice> {
        self.keeper.news().map(|message| Notice { message, wrong: true })
    }

    /// Wait until everything is kept.
    pub(super) fn settle(&self) {
        self.keeper.flush().wait();
    }
}

fn picture(session: &Session, view: &View) -> Picture {
    let speed = session.player().speed();
    Picture { speed, chosen: view.map.chosen, follows: view.map.follows }
}

/// Give the context what is kept of it.
pub(super) fn dress(ctx: &Context, window: &Window) {
    ctx.set_zoom_factor(window.zoom);
    ctx.set_theme(match window.light {
        Light::System => ThemePreference::System,
        Light::Light => ThemePreference::Light,
        Light::Dark => ThemePreference::Dark,
    });
}

/// Take down how the window is.
pub(super) fn observe(ctx: &Context, window: &mut Window) {
    let frames = ctx.cumulative_pass_nr();
    if frames < FRESH {
        // Some window systems forget what was asked of a window that was not shown yet.
        if frames == 1 && window.fullscreen {
            ctx.send_viewport_cmd(ViewportCommand::Fullscreen(true));
        } else if frames == 1 && window.maximized {
            ctx.send_viewport_cmd(ViewportCommand::Maximized(true));
        }
        return;
    }
    window.zoom = ctx.zoom_factor();
    window.light = match ctx.options(|options| options.theme_preference) {
        ThemePreference::System => Light::System,
        ThemePreference::Light => Light::Light,
        ThemePreference::Dark => Light::Dark,
    };
    ctx.input(|input| {
        let info = input.viewport();
        if info.minimized == Some(true) {
            return;
        }
        window.maximized = info.maximized.unwrap_or(window.maximized);
        window.fullscreen = info.fullscreen.unwrap_or(window.fullscreen);
        if window.maximized || window.fullscreen {
            return;
        }
        window.size = (input.content_rect().size() * window.zoom).into();
        if let Some(outer) = info.outer_rect {
            window.position = Some((outer.min.to_vec2() * window.zoom).into());
        }
    });
}
