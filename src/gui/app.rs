//! The application: it owns the session, shows the panels and does what they ask.

use std::path::Path;

use eframe::egui::{self, Context, Frame as Margin, Panel};

use super::act::drag_escaped;
use super::ask::{Ask, Look, Notice, Wish};
use super::dialog::load;
use super::maps::Maps;
use super::view::{Kept, Tab, View};
use super::{panels, theme, widgets};
use crate::scenario::{Scenario, bundled};
use crate::session::{Command, Play, Session};
use crate::surface::Landscape;

/// The key of what we keep in eframe's storage.
const STORAGE: &str = "downhill";

/// The scenario of the very first start.
const FIRST: &str = "local_minima";

/// The window.
pub struct App {
    pub(super) session: Session,
    maps: Maps,
    pub(super) view: View,
    pub(super) notice: Option<Notice>,
}

impl App {
    /// A window on `scenario`; without one, on what was open last, or on the first of all.
    pub fn new(context: &eframe::CreationContext<'_>, scenario: Option<Scenario>) -> Self {
        theme::install(&context.egui_ctx);
        let kept: Kept = context
            .storage
            .and_then(|storage| eframe::get_value(storage, STORAGE))
            .unwrap_or_default();
        let opened = scenario.is_some();
        let mut app = Self {
            session: Session::new(scenario.or_else(|| restore(&kept)).unwrap_or_else(first)),
            maps: Maps::new(&context.egui_ctx),
            view: View::default(),
            notice: None,
        };
        if !opened {
            app.view.map.chosen = kept.chosen;
        }
        if kept.speed > 0.0 {
            app.session.apply(Command::Play(Play::Speed(kept.speed)));
        }
        app
    }

    /// The session, to look at.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Tell the session something: for tests.
    pub fn apply(&mut self, command: Command) {
        self.command(command);
    }

    /// Where the map is on the screen: for tests that drag on it.
    pub fn map_frame(&self) -> Option<crate::scene::Frame> {
        self.view.map.frame
    }

    /// What the window tells the user, if anything.
    pub fn notice(&self) -> Option<&str> {
        self.notice.as_ref().map(|notice| notice.text.as_str())
    }

    /// Wait until the map is surveyed: for tests and pictures.
    pub fn wait_for_maps(&mut self) {
        self.maps.landscape.wait();
        self.maps.discovery.wait();
    }

    /// Drop every picture, curve and texture that is kept from frame to frame: for tests that
    /// compare what was kept with what is made anew. Let some frames pass, and wait for the map.
    pub fn forget_caches(&mut self) {
        self.maps.forget();
        self.view.data.batches = None;
    }

    /// Open a scenario file; on failure say why and keep what is open.
    pub fn open_file(&mut self, path: &Path) {
        match load(path) {
            Ok(scenario) => self.open(scenario),
            Err(text) => self.notice = Some(Notice { text, wrong: true }),
        }
    }

    fn open(&mut self, scenario: Scenario) {
        self.session.apply(Command::Open(Box::new(scenario)));
        self.view.explained = 0;
        self.view.map.whole();
        self.view.charts.part = None;
        self.view.dialog = None;
        self.notice = None;
    }

    fn fulfil(&mut self, ctx: &Context, ask: Ask) {
        for wish in ask.0 {
            match wish {
                // What was dragged still follows the hand in the frame in which it is let go.
                Wish::Session(Command::Edit(_)) if drag_escaped(ctx) => {}
                Wish::Session(command) => self.command(command),
                Wish::Act(action) => self.act(ctx, action),
                Wish::Open(scenario) => self.open(*scenario),
                Wish::Settle => self.session.settle(),
                Wish::Explain(index) => {
                    self.view.explained = index;
                    self.view.side.open = Some(true);
                    if self.view.side.tab == Some(Tab::Data) || self.view.side.tab.is_none() {
                        self.view.side.tab = Some(Tab::Step);
                    }
                }
                Wish::Tell(notice) => self.notice = Some(notice),
                Wish::Dismiss => self.notice = None,
            }
        }
    }

    pub(super) fn command(&mut self, command: Command) {
        let about = |app: &Self| {
            let surface = &app.session.scenario().surface;
            let typed = matches!(surface, Landscape::Typed(_)).then(|| surface.domain());
            (surface.id().to_owned(), typed)
        };
        let before = about(self);
        let edit = if let Command::Edit(edit) = &command { Some(edit.clone()) } else { None };
        if self.session.apply(command)
            && let Some(edit) = edit
        {
            self.view.stay(&edit);
        }
        self.view.explained = self.view.explained.min(self.session.runs().len() - 1);
        if about(self) != before {
            self.view.map.chosen = None;
        }
    }

    fn dropped(&mut self, ctx: &Context) {
        let dropped = ctx.input(|input| input.raw.dropped_files.clone());
        if let Some(file) = dropped.first() {
            self.open_file(file.path());
        }
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        self.keys(ctx);
        self.dropped(ctx);
        let dt = ctx.input(|input| f64::from(input.stable_dt));
        if self.session.tick(dt) {
            ctx.request_repaint();
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        let theme = theme::current(ui);
        let mut ask = Ask::default();
        let look = Look { session: &self.session, theme };
        let bar = Margin::side_top_panel(ui.style()).inner_margin(8);
        Panel::top("top").frame(bar).show(ui, |ui| panels::top::ui(&look, ui, &mut ask));
        if let Some(notice) = &self.notice {
            Panel::top("notice").show(ui, |ui| panels::notice_ui(&look, ui, notice, &mut ask));
        }
        Panel::left("scenario").default_size(374.0).size_range(280.0..=480.0).show(ui, |ui| {
            let formula = &mut self.view.formula;
            panels::left::ui(&look, ui, formula, &mut self.maps, &mut ask);
        });
        // Sliders were turned: everything below shows what that comes to, in this same frame.
        self.fulfil(&ctx, std::mem::take(&mut ask));
        let look = Look { session: &self.session, theme };
        self.view.explained = self.view.explained.min(self.session.runs().len() - 1);
        let tab = panels::side::tab(&look, &self.view, ctx.content_rect().width());
        if let Some(tab) = tab {
            let side = Panel::right("side").resizable(true).default_size(300.0);
            side.size_range(240.0..=480.0)
                .show(ui, |ui| panels::side::ui(&look, ui, tab, &mut self.view, &mut ask));
        }
        Panel::bottom("charts").resizable(true).default_size(236.0).size_range(150.0..=420.0).show(
            ui,
            |ui| {
                panels::transport::ui(&look, ui, &mut ask);
                panels::charts::ui(&look, ui, &mut self.view.charts, &mut self.maps, &mut ask);
            },
        );
        if self.session.ground().surface().material().is_none() {
            self.view.data.batch.clear();
        }
        let paper = Margin::central_panel(ui.style()).inner_margin(4);
        egui::CentralPanel::default().frame(paper).show(ui, |ui| {
            let look = Look { session: &self.session, theme };
            let map = panels::map::ui(&look, ui, &mut self.view, &mut self.maps, &mut ask);
            self.fulfil(&ctx, std::mem::take(&mut ask));
            let look = Look { session: &self.session, theme };
            panels::map::paint(&look, ui, &map, (&self.view, tab), &mut self.maps);
            let found = self.maps.discovery.search(&ctx, self.session.ground(), map.region());
            if let Some(found) = found {
                let landscape = self.session.ground().landscape().clone();
                self.session.discover(&landscape, &found);
                ctx.request_repaint();
            }
        });
        let look = Look { session: &self.session, theme };
        panels::help::ui(&ctx, &mut self.view.help);
        if let Some(dialog) = &mut self.view.dialog
            && !dialog.ui(&look, &ctx, &mut ask)
        {
            self.view.dialog = None;
        }
        self.fulfil(&ctx, ask);
        if let Some(text) = widgets::refusal(&ctx) {
            self.notice = Some(Notice { text, wrong: true });
        }
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        let scenario = self.session.scenario();
        let kept = Kept {
            scenario: scenario.to_toml(),
            styles: scenario.runs.iter().map(|run| run.style).collect(),
            hidden: scenario.runs.iter().map(|run| run.hidden).collect(),
            speed: self.session.player().speed(),
            chosen: self.view.map.chosen,
        };
        eframe::set_value(storage, STORAGE, &kept);
    }
}

/// The scenario that was open last.
fn restore(kept: &Kept) -> Option<Scenario> {
    let mut scenario = Scenario::parse(&kept.scenario, "the last session").ok()?;
    for (run, style) in scenario.runs.iter_mut().zip(&kept.styles) {
        run.style = *style;
    }
    for (run, hidden) in scenario.runs.iter_mut().zip(&kept.hidden) {
        run.hidden = *hidden;
    }
    Some(scenario)
}

/// The scenario of the very first start.
fn first() -> Scenario {
    let text = bundled(FIRST).map_or("", |scenario| scenario.text);
    Scenario::parse(text, FIRST).unwrap_or_else(|error| unreachable!("a bundled scenario: {error}"))
}
