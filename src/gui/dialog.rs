//! Opening and saving: a field for the path, the system's own dialog, and the bundled gallery.

use std::path::{Path, PathBuf};

use eframe::egui::{self, Context, Key, Ui, WidgetInfo, Window};

use super::ask::{Ask, Look, Notice, Wish};
use super::errand::{Back, Errand};
use super::path_field::{PathField, with_ending};
use crate::files::{read_plain, replace, shown, special};
use crate::kept::Other;
use crate::scenario::Scenario;
use crate::session::Command;

/// So many of what is kept besides are offered.
const OTHERS: usize = 9;

/// The system's dialog that is back sooner was not seen by anybody, in seconds.
const UNSEEN: f64 = 1.0;

/// Read a scenario file; on failure a sentence.
pub(super) fn load(path: &Path) -> Result<Scenario, String> {
    let text = read_plain(path).map_err(|error| error.to_string())?;
    let name = shown(path);
    let scenario = Scenario::parse(&text, &name).map_err(|error| error.to_string())?;
    scenario.too_large().map_or(Ok(scenario), |why| Err(format!("{name}: {why}")))
}

/// Send somebody to read a scenario file.
pub(super) fn fetch(path: PathBuf, ctx: &Context) -> Errand<Result<Scenario, String>> {
    Errand::send(format!("Reading {}…", shown(&path)), ctx, move || load(&path))
}

/// What lets the user choose a file: for saving, or for opening.
pub(super) type Browser = fn(bool) -> Option<PathBuf>;

/// A dialog for a file.
#[derive(Debug)]
pub(super) struct Dialog {
    save: bool,
    field: PathField,
    /// What did not work, or what is to be confirmed.
    word: Option<String>,
    /// A file that is there already, and may be replaced if Save is pressed again.
    warned: Option<PathBuf>,
    errand: Option<Errand<Outcome>>,
    /// The system's dialog, and when it was asked for.
    browsing: Option<(Errand<Option<PathBuf>>, f64)>,
}

/// What an errand came to.
#[derive(Debug)]
enum Outcome {
    Open(Result<Box<Scenario>, String>),
    Save(Result<(PathBuf, Box<Scenario>), Refusal>),
}

/// Why nothing was saved.
#[derive(Debug)]
enum Refusal {
    /// This is there already.
    There(PathBuf),
    /// For this reason.
    No(String),
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
        let title = if self.save { "Save the scenario" } else { "Open a scenario" };
        let mut open = true;
        Window::new(title)
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
            ui.label("File");
            let field = self.field.ui(ui, 340.0);
            go |= field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            let browse = ui.add_enabled(self.browsing.is_none(), egui::Button::new("Browse…"));
            if browse.clicked() {
                self.browse(ui.ctx(), browser);
            }
        });
        if let Some(word) = &self.word {
            let word = egui::RichText::new(word).color(super::theme::bad(look.theme));
            ui.add(egui::Label::new(word).wrap());
        }
        ui.label("A scenario is a text file ending in .toml, examples end in .csv. You can also drop one here.");
        let others = if self.save { Vec::new() } else { others() };
        if !others.is_empty() {
            ui.horizontal_wrapped(|ui| {
                ui.label("Kept unsaved, the last first, and by other windows:");
                for other in others.iter().take(OTHERS) {
                    let name = other.path.file_name().unwrap_or_default().to_string_lossy();
                    let title = if other.title.is_empty() { &*name } else { &other.title };
                    let button = ui.button(title).on_hover_text(&*name);
                    let label = format!("{title} in {name}");
                    button.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &label));
                    if button.clicked() {
                        self.field.put(other.path.clone());
                        self.field.focus();
                    }
                }
                if others.len() > OTHERS {
                    let folder = others[0].path.parent().unwrap_or_else(|| Path::new(""));
                    let more = others.len() - OTHERS;
                    ui.label(format!("and {more} more in {}", shown(folder)));
                }
            });
        }
        if let Some(errand) = &self.errand {
            let row = |ui: &mut Ui| {
                ui.label(&errand.what);
                ui.button("Give up").clicked()
            };
            if ui.horizontal(row).inner {
                self.errand = None;
            }
            return;
        }
        go |= ui.button(if self.save { "Save" } else { "Open" }).clicked();
        if go {
            self.go(look, ui.ctx());
        }
    }

    fn go(&mut self, look: &Look<'_>, ctx: &Context) {
        let Some(path) = self.field.path() else {
            self.word = Some("Type the path of a file first.".to_owned());
            return self.field.focus();
        };
        self.word = None;
        let what = if self.save { "Saving" } else { "Reading" };
        let what = format!("{what} {}…", shown(&path));
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
        let errand = Errand::send(String::new(), ctx, move || browser(save));
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
                    self.word = unseen.then(|| {
                        "This system shows no dialog for files: type the path, or drop the file on the window.".to_owned()
                    });
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
            Some(Back::Lost) => "This did not work, and nobody knows why.".to_owned(),
            Some(Back::Here(Outcome::Open(Ok(scenario)))) => {
                ask.wish(Wish::Open(scenario));
                return true;
            }
            Some(Back::Here(Outcome::Save(Ok((path, scenario))))) => {
                ask.wish(Wish::Session(Command::Saved(scenario)));
                let text = format!("Saved as {}.", shown(&path));
                ask.wish(Wish::Tell(Notice { text, wrong: false }));
                return true;
            }
            Some(Back::Here(Outcome::Save(Err(Refusal::There(path))))) => {
                let word = format!("{} is there already. Save again to replace it.", shown(&path));
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
    let no = |path: &Path, why: &str| Err(Refusal::No(format!("{} {why}", shown(path))));
    let kind = |path: &Path| path.metadata().ok().map(|there| special(there.file_type()));
    if let Some(Some(kind)) = kind(path) {
        return no(path, &format!("is {kind}: add the name of a file"));
    }
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv")) {
        return no(path, "would be opened as examples: let the name end in .toml");
    }
    let path = with_ending(path);
    match kind(&path) {
        Some(Some(kind)) => return no(&path, &format!("is {kind}: choose another name")),
        Some(None) if warned != Some(&path) => return Err(Refusal::There(path)),
        _ => {}
    }
    match replace(&path, text.as_bytes()) {
        Ok(()) => Ok(path),
        Err(error) => no(&path, &format!("could not be written: {error}")),
    }
}
