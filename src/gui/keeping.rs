//! What the window keeps from start to start, and how it looks when it opens.

use eframe::egui::{Context, Rect, ThemePreference, ViewportBuilder, ViewportCommand, vec2};

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
        self.keeper.news().map(|text| Notice { text, wrong: true })
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

/// The window as it is to be made.
pub(super) fn builder(window: &Window) -> ViewportBuilder {
    let builder = ViewportBuilder::default()
        .with_title("Downhill")
        .with_app_id("downhill")
        .with_inner_size(window.size)
        .with_min_inner_size(Window::SMALLEST)
        .with_maximized(window.maximized)
        .with_fullscreen(window.fullscreen);
    match window.position {
        Some(position) => builder.with_position(position),
        None => builder,
    }
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

/// Where a window has to go because no screen shows its upper edge, at which it could be moved.
pub(super) fn brought_back(window: Rect, screens: &[Rect]) -> Option<[i32; 2]> {
    let edge = Rect::from_min_size(window.min, vec2(window.width(), 32.0));
    let shown = |screen: &Rect| {
        let part = screen.intersect(edge);
        part.width() >= 64.0 && part.height() >= 16.0
    };
    let screen = screens.first().filter(|_| !screens.iter().any(shown))?;
    let room = (screen.size() - window.size()).max(vec2(0.0, 0.0));
    let to = screen.min + 0.5 * room;
    Some([to.x as i32, to.y as i32])
}

/// Bring a window back that is on a screen which is gone.
pub(super) fn bring_back(context: &eframe::CreationContext<'_>) {
    let Some(window) = context.winit_window() else { return };
    let Ok(mut place) = window.outer_position() else { return };
    let rect = |x: i32, y: i32, width: u32, height: u32| {
        let min = eframe::egui::pos2(x as f32, y as f32);
        Rect::from_min_size(min, vec2(width as f32, height as f32))
    };
    let size = window.outer_size();
    let ours = rect(place.x, place.y, size.width, size.height);
    let screens: Vec<Rect> = window
        .available_monitors()
        .map(|screen| {
            let (at, size) = (screen.position(), screen.size());
            rect(at.x, at.y, size.width, size.height)
        })
        .collect();
    if let Some([x, y]) = brought_back(ours, &screens) {
        (place.x, place.y) = (x, y);
        window.set_outer_position(place);
    }
}

#[cfg(test)]
mod tests {
    use eframe::egui::pos2;

    use super::*;

    const SCREEN: Rect = Rect { min: pos2(0.0, 0.0), max: pos2(1920.0, 1080.0) };
    const RIGHT: Rect = Rect { min: pos2(1920.0, 0.0), max: pos2(3840.0, 1080.0) };

    fn at(x: f32, y: f32) -> Rect {
        Rect::from_min_size(pos2(x, y), vec2(1280.0, 800.0))
    }

    #[test]
    fn a_window_on_a_screen_stays() {
        for [x, y] in [[0.0, 0.0], [600.0, 200.0], [-1000.0, 500.0], [1800.0, 1000.0]] {
            assert_eq!(brought_back(at(x, y), &[SCREEN]), None, "at {x}, {y}");
        }
        assert_eq!(brought_back(at(2500.0, 100.0), &[SCREEN, RIGHT]), None, "on the second screen");
    }

    #[test]
    fn a_window_on_a_screen_that_is_gone_comes_back() {
        for [x, y] in [[2500.0, 100.0], [-1279.0, 0.0], [0.0, -799.0], [0.0, 1079.0], [-6e4, 6e4]] {
            let back = brought_back(at(x, y), &[SCREEN]);
            assert_eq!(back, Some([320, 140]), "from {x}, {y}");
        }
        let large = Rect::from_min_size(pos2(9e3, 9e3), vec2(4000.0, 3000.0));
        assert_eq!(brought_back(large, &[SCREEN]), Some([0, 0]), "larger than the screen");
    }

    #[test]
    fn without_a_screen_nothing_is_known() {
        assert_eq!(brought_back(at(9e3, 9e3), &[]), None);
    }
}
