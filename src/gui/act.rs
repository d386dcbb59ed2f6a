//! What the actions do.

use eframe::egui::{Context, Event, Key, Popup, ThemePreference, ViewportCommand};

use super::ask::{Look, Notice};
use super::dialog::Dialog;
use super::widgets::drag_escaped;
use super::{Action, App, panels, tabs, theme};
use crate::scenario::LARGEST_SEED;
use crate::scene::{LAYERS, Layer, Phase};
use crate::session::{Command, Edit, Eye, Play, RunEdit, SPEEDS};
use crate::surface::Landscape;
use crate::words::message;

/// Whether a key was pressed, by itself: a key that is held down counts once.
fn pressed(ctx: &Context, wanted: Key) -> bool {
    let this = |event: &Event| {
        matches!(event, Event::Key { key, pressed: true, repeat: false, modifiers, .. }
            if *key == wanted && modifiers.is_none())
    };
    ctx.input(|input| input.events.iter().any(this))
}

impl App {
    pub(super) fn act(&mut self, ctx: &Context, action: Action) {
        let play = |app: &mut Self, play| {
            app.view.side.phase = None;
            app.command(Command::Play(play));
        };
        match action {
            Action::PlayPause => play(self, Play::Toggle),
            Action::StepForward => play(self, Play::StepForward),
            Action::StepBack => play(self, Play::StepBack),
            Action::Restart => play(self, Play::Restart),
            Action::End => play(self, Play::End),
            Action::Faster | Action::Slower => {
                let now = self.session.player().speed();
                let speed = if action == Action::Faster {
                    SPEEDS.iter().find(|speed| **speed > now)
                } else {
                    SPEEDS.iter().rev().find(|speed| **speed < now)
                };
                play(self, Play::Speed(*speed.unwrap_or(&now)));
            }
            Action::RateDown | Action::RateUp | Action::MarkBelow | Action::MarkAbove => {
                let index = self.view.explained;
                let rule = &self.session.scenario().runs[index].optimizer;
                if rule.entry().facts.lr.is_none() {
                    return;
                }
                if let Some(lr) = panels::rate::turned(&self.session, index, action) {
                    self.session.settle();
                    self.command(Command::Edit(Edit::Run(index, RunEdit::Lr(lr))));
                }
            }
            Action::SubStep | Action::SubStepBack => self.sub_step(action == Action::SubStep),
            Action::Explain => {
                let width = ctx.content_rect().width();
                let look =
                    Look { session: &self.session, theme: theme::of(&ctx.global_style().visuals) };
                let open = panels::side::tab(&look, &self.view, width).is_some();
                self.view.side.open = Some(!open);
            }
            Action::Undo => self.command(Command::Undo),
            Action::Redo => self.command(Command::Redo),
            Action::NewSeed => {
                let seed = (self.session.scenario().seed + 1) % LARGEST_SEED;
                self.session.settle();
                self.command(Command::Edit(Edit::Seed(seed)));
            }
            Action::ResetView => self.view.map.whole(),
            Action::Follow => {
                let follows = !self.view.map.follows;
                self.view.map.whole();
                self.view.map.follows = follows;
            }
            Action::SwitchTheme => {
                let dark = ctx.global_style().visuals.dark_mode;
                let other = if dark { ThemePreference::Light } else { ThemePreference::Dark };
                ctx.set_theme(other);
            }
            Action::Formula => self.type_formula(),
            Action::Open => self.view.dialog = Some(Dialog::open()),
            Action::Save => self.view.dialog = Some(Dialog::save()),
            Action::FullScreen => {
                let full = !ctx.input(|input| input.viewport().fullscreen.unwrap_or(false));
                ctx.send_viewport_cmd(ViewportCommand::Fullscreen(full));
            }
            Action::Help => self.view.help = !self.view.help,
        }
    }

    /// Put the keyboard into the field for the formula; a landscape from the list is typed first.
    fn type_formula(&mut self) {
        let scenario = self.session.scenario();
        if let Landscape::Listed(pick, _) = &scenario.surface {
            let Some(typed) = panels::surface::typed_twin(scenario, pick) else {
                let name = scenario.surface.name();
                let message = message!("notice-no-formula", surface = name);
                self.notice = Some(Notice { message, wrong: true });
                return;
            };
            self.session.settle();
            self.command(Command::Edit(Edit::Formula(typed)));
        }
        self.view.formula.focus = true;
    }

    /// A drag that ends by Escape has never been; without one the sheet of keys is closed.
    fn escape(&mut self, ctx: &Context) {
        if ctx.drag_started_id().is_some() {
            self.session.settle();
        }
        if drag_escaped(ctx) {
            self.session.cancel();
            self.view.map.grip = None;
            for tab in tabs::TABS {
                (tab.let_go)(&mut self.view.tabs);
            }
        } else if ctx.input(|input| input.key_pressed(Key::Escape)) {
            self.view.help = false;
        }
    }

    /// Show the next of cost, gradient and update, or the one before; then the step beside it.
    fn sub_step(&mut self, on: bool) {
        let play = |app: &mut Self, play| app.session.apply(Command::Play(play));
        tabs::turn_to(&mut self.view, |tab| tab.parts);
        let last = self.session.player().step() >= self.session.player().horizon();
        self.view.side.phase = Some(match (self.view.side.phase, on) {
            (None, true) | (Some(Phase::Gradient), false) => Phase::Cost,
            (None | Some(Phase::Update), false) | (Some(Phase::Cost), true) => Phase::Gradient,
            (Some(Phase::Gradient), true) => Phase::Update,
            (Some(Phase::Update), true) if last => Phase::Update,
            (Some(Phase::Update), true) => {
                play(self, Play::StepForward);
                Phase::Cost
            }
            (Some(Phase::Cost), false) => {
                play(self, Play::StepBack);
                Phase::Update
            }
        });
    }

    /// Keys without modifiers go to the widget that has the focus, if there is one. While a dialog
    /// is open they are for it, and so is whatever edits text.
    pub(super) fn keys(&mut self, ctx: &Context) {
        self.escape(ctx);
        // A list that is open has the keys as well.
        let listed = Popup::is_any_open(ctx);
        let focused = ctx.memory(|memory| memory.focused().is_some());
        // Ctrl+Z also matches Ctrl+Shift+Z, so the longer one has to be asked first; and what
        // opens a dialog before what is typed into it.
        let mut all: Vec<_> = Action::ALL
            .iter()
            .flat_map(|action| action.shortcuts().map(|keys| (*action, keys)))
            .collect();
        all.sort_by_key(|(action, keys)| (!action.opens_dialog(), !keys.modifiers.shift));
        for (action, shortcut) in all {
            let everywhere = action.opens_dialog() || action == Action::Help;
            let free = match self.view.dialog {
                Some(_) => everywhere || action == Action::FullScreen,
                None => !(focused || listed) || everywhere || shortcut.modifiers.command,
            };
            if free && ctx.input_mut(|input| input.consume_shortcut(&shortcut)) {
                self.act(ctx, action);
            }
        }
        if self.view.dialog.is_none() && !focused {
            self.switch_layers(ctx);
        }
    }

    /// A digit switches a layer on and off. One that a tab has brought is there whatever anybody
    /// says, and one that does not apply is not there to be switched.
    fn switch_layers(&mut self, ctx: &Context) {
        let digit = |layer: &Layer| {
            let key = layer.key.and_then(|key| Key::from_name(key.encode_utf8(&mut [0; 4])));
            key.is_some_and(|key| pressed(ctx, key))
        };
        for layer in LAYERS.iter().filter(|layer| digit(layer)) {
            let look =
                Look { session: &self.session, theme: theme::of(&ctx.global_style().visuals) };
            let tab = panels::side::tab(&look, &self.view, ctx.content_rect().width());
            let scene = look.session.scene(Eye { batch: true, ..self.view.eye(look.theme) });
            if (layer.applies)(&scene) && !tab.is_some_and(|tab| tab.brings(layer)) {
                let chosen = self.session.scenario().layers().toggled(layer);
                self.session.settle();
                self.command(Command::Edit(Edit::Layers(chosen)));
            }
        }
    }
}
