//! Opening and saving: a field for the path, the system's own dialog, and the bundled gallery.

use std::path::{Path, PathBuf};

use eframe::egui::{self, Context, Key, Ui, WidgetInfo, Window};

use super::ask::{Ask, Look, Notice, Wish};
use super::errand::{Back, Errand};
use super::path_field::{PathField, with_ending};
use crate::files::{read_plain, reason, replace, shown, special};
use crate::kept::Other;
use crate::scenario::Scenario;
use crate::session::Command;
use crate::words::{Message, message, tell};

/// So many of what is kept besides are offered.
const OTHERS: usize = 9;

/// The system's dialog that is back sooner was not seen by anybody, in seconds.
const UNSEEN: f64 = 1.0;

/// Read a scenario file; on failure a sentence.
pub(super) fn load(path: &Path) -> Result<Scenario, Message> {
    let text = read_plain(path).map_err(Message::verbatim)?;
    let name = shown(path);
    let scenario = Scenario::parse(&text, &name).map_err(Message::verbatim)?;
    match scenario.too_large() {
        Some(why) => Err(message!("in-file", file = name, why)),
        None => Ok(scenario),
    }
}

/// Send somebody to read a scenario file.
pub(super) fn fetch(path: PathBuf, ctx: &Context) -> Errand<Result<Scenario, Message>> {
    Errand::send(message!("errand-reading", path = shown(&path)), ctx, move || load(&path))
}

/// What lets the user choose a file: for saving, or for opening.
pub(super) type Browser = fn(bool) -> Option<PathBuf>;

/// A dialog for a file.
#[derive(Debug)]
pub(super) struct Dialog {
    save: bool,
    field: PathField,
    /// What did not work, or what is to be confirmed.
    word: Option<Message>,
    /// A file that is there already, and may be replaced if Save is pressed again.
    warned: Option<PathBuf>,
    errand: Option<Errand<Outcome>>,
    /// The system's dialog, and when it was asked for.
    browsing: Option<(Errand<Option<PathBuf>>, f64)>,
}

/// What an errand came to.
#[derive(Debug)]
enum Outcome {
    Open(Result<Box<Scenario>, Message>),
    Save(Result<(PathBuf, Box<Scenario>), Refusal>),
}

/// Why nothing was saved.
#[derive(Debug)]
enum Refusal {
    /// This is there already.
    There(PathBuf),
    /// For this reason.
    No(Message),
}

impl Dialog {
    pub(super) fn open() -> Self {
        Self {
            save: false,
            field: PathField::new(""),
            word: None,
            warned: None,
            errand: None,
            browsing: None,
        }
    }

    pub(super) fn save() -> Self {
        Self { save: true, field: PathField::new("scenario.toml"), ..Self::open() }
    }

    /// Wait until the file system has answered: for tests.
    pub(super) fn wait(&mut self) {
        if let Some(errand) = &mut self.errand {
            errand.wait();
        }
        if let Some((browsing, _)) = &mut self.browsing {
            browsing.wait();
        }
    }

    /// Show it. Returns whether it stays open.
    pub(super) fn ui(
        &mut self,
        look: &Look<'_>,
        ctx: &Context,
        (browser, others): (Browser, &dyn Fn() -> Vec<Other>),
        ask: &mut Ask,
    ) -> bool {
        let mut done = self.collect(ctx, ask);
        let title = if self.save { tell!("dialog-save-title") } else { tell!("dialog-open-title") };
        let mut open = true;
        Window::new(title.as_ref())
            .open(&mut open)
            .collapsible(false)
            .resizable(false)
            .anchor(egui::Align2::CENTER_CENTER, [0.0, 0.0])
            .show(ctx, |ui| self.content_ui(look, ui, browser, others));
        done |= ctx.input(|input| input.key_pressed(Key::Escape));
        open && !done
    }

    fn content_ui(
        &mut self,
        look: &Look<'_>,
        ui: &mut Ui,
        browser: Browser,
        others: &dyn Fn() -> Vec<Other>,
    ) {
        let mut go = false;
        ui.horizontal(|ui| {
            ui.label(tell!("dialog-file"));
            let field = self.field.ui(ui, 340.0);
            go |= field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            let browse =
                ui.add_enabled(self.browsing.is_none(), egui::Button::new(tell!("dialog-browse")));
            if browse.clicked() {
                self.browse(ui.ctx(), browser);
            }
        });
        if let Some(word) = &self.word {
            let word = egui::RichText::new(word.text()).color(super::theme::bad(look.theme));
            ui.add(egui::Label::new(word).wrap());
        }
        ui.label(tell!("dialog-endings"));
        let others = if self.save { Vec::new() } else { others() };
        if !others.is_empty() {
            ui.horizontal_wrapped(|ui| {
                ui.label(tell!("dialog-others"));
                for other in others.iter().take(OTHERS) {
                    let name = other.path.file_name().unwrap_or_default().to_string_lossy();
                    let title = if other.title.is_empty() { &*name } else { &other.title };
                    let button = ui.button(title).on_hover_text(&*name);
                    let label = tell!("dialog-other", title, name = &*name);
                    button.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &label));
                    if button.clicked() {
                        self.field.put(other.path.clone());
                        self.field.focus();
                    }
                }
                if others.len() > OTHERS {
                    let folder = others[0].path.parent().unwrap_or_else(|| Path::new(""));
                    let more = others.len() - OTHERS;
                    ui.label(tell!("dialog-more", more, folder = shown(folder)));
                }
            });
        }
        if let Some(errand) = &self.errand {
            let row = |ui: &mut Ui| {
                ui.label(errand.what.text());
                ui.button(tell!("errand-give-up")).clicked()
            };
            if ui.horizontal(row).inner {
                self.errand = None;
            }
            return;
        }
        go |= ui
            .button(if self.save { tell!("dialog-save") } else { tell!("dialog-open") })
            .clicked();
        if go {
            self.go(look, ui.ctx());
        }
    }

    fn go(&mut self, look: &Look<'_>, ctx: &Context) {
        let Some(path) = self.field.path() else {
            self.word = Some(message!("dialog-no-path"));
            return self.field.focus();
        };
        self.word = None;
        let file = shown(&path);
        let what = if self.save {
            message!("errand-saving", path = file)
        } else {
            message!("errand-reading", path = file)
        };
        self.errand = Some(if self.save {
            let scenario = Box::new(look.session.scenario().clone());
            let warned = self.warned.take();
            Errand::send(what, ctx, move || {
                let saved = save(&path, &scenario.to_toml(), warned.as_deref());
                Outcome::Save(saved.map(|path| (path, scenario)))
            })
        } else {
            Errand::send(what, ctx, move || Outcome::Open(load(&path).map(Box::new)))
        });
    }

    /// Let the system ask for a file.
    fn browse(&mut self, ctx: &Context, browser: Browser) {
        let save = self.save;
        self.word = None;
        let errand = Errand::send(message!("dialog-browse"), ctx, move || browser(save));
        self.browsing = Some((errand, ctx.input(|input| input.time)));
    }

    /// Take in what has come back. Returns whether the work is done.
    fn collect(&mut self, ctx: &Context, ask: &mut Ask) -> bool {
        if let Some((browsing, since)) = self.browsing.take() {
            match browsing.look() {
                Back::Away(browsing) => self.browsing = Some((browsing, since)),
                Back::Here(Some(path)) => self.field.put(path),
                Back::Here(None) | Back::Lost => {
                    let unseen = ctx.input(|input| input.time) - since < UNSEEN;
                    self.word = unseen.then(|| message!("dialog-no-browser"));
                }
            }
            if self.browsing.is_none() {
                self.field.focus();
            }
        }
        let word = match self.errand.take().map(Errand::look) {
            None => return false,
            Some(Back::Away(errand)) => {
                self.errand = Some(errand);
                return false;
            }
            Some(Back::Lost) => message!("dialog-lost"),
            Some(Back::Here(Outcome::Open(Ok(scenario)))) => {
                ask.wish(Wish::Open(scenario));
                return true;
            }
            Some(Back::Here(Outcome::Save(Ok((path, scenario))))) => {
                ask.wish(Wish::Session(Command::Saved(scenario)));
                let message = message!("notice-saved", path = shown(&path));
                ask.wish(Wish::Tell(Notice { message, wrong: false }));
                return true;
            }
            Some(Back::Here(Outcome::Save(Err(Refusal::There(path))))) => {
                let word = message!("dialog-there", path = shown(&path));
                self.warned = Some(path);
                word
            }
            Some(Back::Here(Outcome::Open(Err(word)) | Outcome::Save(Err(Refusal::No(word))))) => {
                word
            }
        };
        self.word = Some(word);
        self.field.focus();
        false
    }
}

/// Write a scenario where the user says, unless something else is there. Returns where it is.
fn save(path: &Path, text: &str, warned: Option<&Path>) -> Result<PathBuf, Refusal> {
    let no = |message| Err(Refusal::No(message));
    let kind = |path: &Path| path.metadata().ok().map(|there| special(there.file_type()));
    if let Some(Some(kind)) = kind(path) {
        return no(message!("save-special-folder", path = shown(path), kind));
    }
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv")) {
        return no(message!("save-csv", path = shown(path)));
    }
    let path = with_ending(path);
    match kind(&path) {
        Some(Some(kind)) => return no(message!("save-special", path = shown(&path), kind)),
        Some(None) if warned != Some(&path) => return Err(Refusal::There(path)),
        _ => {}
    }
    match replace(&path, text.as_bytes()) {
        Ok(()) => Ok(path),
        Err(error) => no(message!("save-failed", path = shown(&path), error = reason(&error))),
    }
}
