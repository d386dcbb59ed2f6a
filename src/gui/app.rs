//! The application: it owns the session, shows the panels and does what they ask.

use eframe::egui::{self, Context, Frame as Margin, Panel};

use super::ask::{Ask, Look, Notice, Wish};
use super::errand::Errand;
use super::keeping::{self, Keeping};
use super::maps::Maps;
use super::view::View;
use super::widgets::{contained, drag_escaped};
use super::{bring_back, panels, tabs, theme, widgets};
use crate::kept::{Found, Keeper, Window};
use crate::scenario::{Scenario, bundled};
use crate::session::{Command, Play, Session};
use crate::surface::Landscape;
use crate::words::{Message, message, speaking};

/// The scenario of the very first start.
const FIRST: &str = "local_minima";

/// The window.
pub struct App {
    pub(super) session: Session,
    maps: Maps,
    pub(super) view: View,
    pub(super) notice: Option<Notice>,
    /// A file that was dropped on the window.
    pub(super) dropped: Option<Errand<Result<Scenario, Message>>>,
    pub(super) keeping: Option<Keeping>,
}

impl App {
    /// A window on `scenario`, or on the first of all, that keeps nothing.
    pub fn new(context: &eframe::CreationContext<'_>, scenario: Option<Scenario>) -> Self {
        Self::kept(context, scenario, None, Found::default())
    }

    /// A window on `scenario`; without one, on what was found, or on the first of all. What is
    /// done in it goes to the keeper.
    pub fn kept(
        context: &eframe::CreationContext<'_>,
        scenario: Option<Scenario>,
        keeper: Option<Keeper>,
        found: Found,
    ) -> Self {
        let ctx = &context.egui_ctx;
        theme::install(ctx);
        let mut view = View::default();
        let mut session = None;
        if let Some(kept) = found.kept {
            view.window = kept.window;
            view.map.chosen = kept.picture.chosen;
            view.map.follows = kept.picture.follows;
            let found = session.insert(Session::resume(kept.scenario, kept.changed));
            found.apply(Command::Play(Play::Speed(kept.picture.speed)));
        }
        keeping::dress(ctx, &view.window);
        bring_back(context);
        let told = found.words;
        let wrong = !told.is_empty();
        let mut app = Self {
            maps: Maps::new(ctx),
            view,
            notice: joined(told.clone()).map(|message| Notice { message, wrong }),
            dropped: None,
            keeping: keeper.map(|keeper| Keeping::new(keeper, ctx)),
            session: match (session, &scenario) {
                (Some(session), _) => session,
                (None, Some(scenario)) => Session::new(scenario.clone()),
                (None, None) => Session::new(first()),
            },
        };
        if let Some(scenario) = scenario.filter(|scenario| scenario != app.session.scenario()) {
            let mut told = told;
            if app.session.changed() && app.keeping.is_some() {
                let left = app.session.scenario().title.clone();
                told.push(if left.is_empty() {
                    message!("notice-not-saved")
                } else {
                    message!("notice-titled-not-saved", title = left)
                });
            }
            app.open(scenario);
            app.notice = joined(told).map(|message| Notice { message, wrong });
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
    pub fn notice(&self) -> Option<String> {
        let notice = self.notice.as_ref()?;
        Some(speaking(self.view.language, || notice.message.to_string()))
    }

    /// Wait until the map is surveyed: for tests and pictures.
    pub fn wait_for_maps(&mut self) {
        self.maps.layers.wait();
        self.maps.discovery.wait();
        self.maps.tries.wait();
        self.maps.thumbnails.wait();
    }

    /// Drop every picture, curve and texture that is kept from frame to frame: for tests that
    /// compare what was kept with what is made anew. Let some frames pass, and wait for the map.
    pub fn forget_caches(&mut self) {
        self.maps.forget();
    }

    pub(super) fn open(&mut self, scenario: Scenario) {
        if let Some(keeping) = &self.keeping {
            keeping.leave(&self.session, &self.view);
        }
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
                    tabs::turn_to(&mut self.view, |tab| tab.explains);
                }
                Wish::Tell(notice) => self.notice = Some(notice),
                Wish::Dismiss => self.notice = None,
                Wish::Speak(language) => {
                    self.view.language = language;
                    self.view.window.language = Some(language);
                    // Labels on the map are words.
                    self.maps.forget();
                }
            }
        }
    }

    pub(super) fn command(&mut self, command: Command) {
        let about = |app: &Self| {
            let surface = &app.session.scenario().surface;
            let typed = matches!(surface, Landscape::Typed(_)).then(|| surface.domain(2));
            (surface.id().to_owned(), typed, app.session.scenario().view.plane.clone())
        };
        let before = about(self);
        let edits = matches!(command, Command::Edit(_));
        let done = self.session.apply(command);
        if edits && done {
            self.session.shift().into_iter().for_each(|shift| self.view.stay(shift));
        } else if edits && let Some(why) = self.session.refusal() {
            let message = message!("notice-too-much", why = why.clone());
            self.notice = Some(Notice { message, wrong: true });
        }
        self.view.explained = self.view.explained.min(self.session.runs().len() - 1);
        if about(self) != before {
            self.view.map.chosen = None;
        }
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        speaking(self.view.language, || self.move_on(ctx));
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        speaking(self.view.language, || self.show(ui));
    }
}

impl App {
    fn move_on(&mut self, ctx: &Context) {
        self.keys(ctx);
        self.arrivals(ctx);
        let dt = ctx.input(|input| f64::from(input.stable_dt));
        if self.session.tick(dt) {
            ctx.request_repaint();
        }
        self.maps.tries.search(ctx, &mut self.session);
        self.keep(ctx);
    }

    fn show(&mut self, ui: &mut egui::Ui) {
        let ctx = ui.ctx().clone();
        let theme = theme::current(ui);
        let mut ask = Ask::default();
        let look = Look { session: &self.session, theme };
        let bar = Margin::side_top_panel(ui.style()).inner_margin(8);
        let tab = panels::side::tab(&look, &self.view, ctx.content_rect().width());
        Panel::top("top").frame(bar).show(ui, |ui| panels::top::ui(&look, ui, tab, &mut ask));
        if let Some(notice) = &self.notice {
            panels::notice_ui(&look, &ctx, notice, &mut ask);
        }
        let kept = self.view.window;
        let left = Panel::left("scenario").default_size(kept.left).size_range(Window::LEFT);
        let left = left.show(ui, |ui| {
            let formula = &mut self.view.formula;
            contained(ui, |ui| panels::left::ui(&look, ui, formula, &mut self.maps, &mut ask));
        });
        self.view.window.left = left.response.rect.width();
        // Sliders were turned: everything below shows what that comes to, in this same frame.
        self.fulfil(&ctx, std::mem::take(&mut ask));
        let look = Look { session: &self.session, theme };
        self.view.explained = self.view.explained.min(self.session.runs().len() - 1);
        let tab = panels::side::tab(&look, &self.view, ctx.content_rect().width());
        if let Some(tab) = tab {
            let side = Panel::right("side").resizable(true).default_size(kept.right);
            let side = side.size_range(Window::RIGHT).show(ui, |ui| {
                contained(ui, |ui| panels::side::ui(&look, ui, tab, &mut self.view, &mut ask));
            });
            self.view.window.right = side.response.rect.width();
        }
        let charts = Panel::bottom("charts").resizable(true).default_size(kept.charts);
        let charts = charts.size_range(Window::CHARTS).show(ui, |ui| {
            contained(ui, |ui| {
                panels::transport::ui(&look, ui, &mut ask);
                panels::charts::ui(&look, ui, &mut self.view.charts, &mut self.maps, &mut ask);
            });
        });
        self.view.window.charts = charts.response.rect.height();
        let paper = Margin::central_panel(ui.style()).inner_margin(4);
        egui::CentralPanel::default().frame(paper).show(ui, |ui| {
            let look = Look { session: &self.session, theme };
            let map = panels::map::ui(&look, ui, &mut self.view, &mut ask);
            self.fulfil(&ctx, std::mem::take(&mut ask));
            let look = Look { session: &self.session, theme };
            panels::map::paint(&look, ui, &map, (&self.view, tab), &mut self.maps.layers);
            let found = self.maps.discovery.search(&ctx, self.session.ground(), map.region());
            if let Some((ground, found)) = found {
                self.session.discover(ground, &found);
                ctx.request_repaint();
            }
        });
        let look = Look { session: &self.session, theme };
        panels::help::ui(&ctx, &mut self.view.help);
        let others = || self.keeping.as_ref().map_or_else(Vec::new, Keeping::others);
        if let Some(dialog) = &mut self.view.dialog
            && !dialog.ui(&look, &ctx, (self.view.browser, &others), &mut ask)
        {
            self.view.dialog = None;
        }
        if let Some(errand) = &self.dropped
            && panels::errand_ui(&ctx, &errand.what)
        {
            self.dropped = None;
        }
        self.fulfil(&ctx, ask);
        if let Some(message) = widgets::refusal(&ctx) {
            self.notice = Some(Notice { message, wrong: true });
        }
        self.keep(&ctx);
    }
}

/// Several sentences, if there are any.
fn joined(sentences: Vec<Message>) -> Option<Message> {
    sentences.into_iter().reduce(|before, next| message!("notice-and", before, next))
}

/// The scenario of the very first start.
fn first() -> Scenario {
    let text = bundled(FIRST).map_or("", |scenario| scenario.text);
    Scenario::parse(text, FIRST).unwrap_or_else(|error| unreachable!("a bundled scenario: {error}"))
}
