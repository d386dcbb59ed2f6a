//! Opening and saving: a field for the path, the system's own dialog, and the bundled gallery.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};

use eframe::egui::{self, Context, Key, TextEdit, Ui, WidgetInfo, Window};

use super::ask::{Ask, Look, Notice, Wish};
use crate::files::{read_text, replace, shown};
use crate::scenario::Scenario;

/// Read a scenario file; on failure a sentence.
pub(super) fn load(path: &Path) -> Result<Scenario, String> {
    let text = read_text(path).map_err(|error| error.to_string())?;
    let name = shown(path);
    let scenario = Scenario::parse(&text, &name).map_err(|error| error.to_string())?;
    scenario.too_large().map_or(Ok(scenario), |why| Err(format!("{name}: {why}")))
}

/// A dialog for a file.
#[derive(Debug)]
pub(super) struct Dialog {
    save: bool,
    path: String,
    error: Option<String>,
    /// A file that is there already, and may be replaced if Save is pressed again.
    warned: String,
    browsing: Option<Receiver<Option<PathBuf>>>,
}

impl Dialog {
    pub(super) fn open() -> Self {
        Self {
            save: false,
            path: String::new(),
            error: None,
            warned: String::new(),
            browsing: None,
        }
    }

    pub(super) fn save() -> Self {
        Self { save: true, path: "scenario.toml".to_owned(), ..Self::open() }
    }

    /// Show it. Returns whether it stays open.
    pub(super) fn ui(&mut self, look: &Look<'_>, ctx: &Context, ask: &mut Ask) -> bool {
        self.collect();
        let title = if self.save { "Save the scenario" } else { "Open a scenario" };
        let mut open = true;
        let mut done = false;
        Window::new(title)
            .open(&mut open)
            .collapsible(false)
            .resizable(false)
            .anchor(egui::Align2::CENTER_CENTER, [0.0, 0.0])
            .show(ctx, |ui| done = self.content_ui(look, ui, ask));
        open && !done && !ctx.input(|input| input.key_pressed(Key::Escape))
    }

    fn content_ui(&mut self, look: &Look<'_>, ui: &mut Ui, ask: &mut Ask) -> bool {
        let mut go = false;
        ui.horizontal(|ui| {
            ui.label("File");
            let field = ui.add(TextEdit::singleline(&mut self.path).desired_width(340.0));
            field.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, "File path"));
            go |= field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            if ui.button("Browse…").clicked() {
                self.browse(ui.ctx().clone());
            }
        });
        if let Some(error) = &self.error {
            ui.colored_label(super::theme::bad(look.theme), error);
        }
        ui.label("A scenario is a text file ending in .toml, examples end in .csv. You can also drop one here.");
        go |= ui.button(if self.save { "Save" } else { "Open" }).clicked();
        if go && self.path.trim().is_empty() {
            self.error = Some("Type the path of a file first.".to_owned());
        } else if go {
            return if self.save { self.write(look, ask) } else { self.read(ask) };
        }
        false
    }

    fn read(&mut self, ask: &mut Ask) -> bool {
        let path = self.path.trim();
        match load(Path::new(path)) {
            Ok(scenario) => ask.wish(Wish::Open(Box::new(scenario))),
            Err(error) => self.error = Some(error),
        }
        self.error.is_none()
    }

    fn write(&mut self, look: &Look<'_>, ask: &mut Ask) -> bool {
        let path = self.path.trim();
        if self.warned != path && Path::new(path).exists() {
            self.error = Some(format!("{path} is there already. Save again to replace it."));
            path.clone_into(&mut self.warned);
            return false;
        }
        match replace(Path::new(path), look.session.scenario().to_toml().as_bytes()) {
            Ok(()) => {
                let text = format!("Saved as {path}.");
                ask.wish(Wish::Tell(Notice { text, wrong: false }));
                true
            }
            Err(error) => {
                self.error = Some(format!("could not write {path}: {error}"));
                false
            }
        }
    }

    /// Let the system ask for a file, on a thread of its own.
    fn browse(&mut self, ctx: Context) {
        let (sender, receiver) = channel();
        let save = self.save;
        let worker = std::thread::Builder::new().name("file dialog".to_owned());
        let started = worker.spawn(move || {
            let dialog =
                rfd::FileDialog::new().add_filter("scenario or examples", &["toml", "csv"]);
            let chosen = if save {
                dialog.set_file_name("scenario.toml").save_file()
            } else {
                dialog.pick_file()
            };
            // The dialog may be closed by now.
            let _ = sender.send(chosen);
            ctx.request_repaint();
        });
        match started {
            Ok(_) => self.browsing = Some(receiver),
            Err(error) => self.error = Some(format!("the system's dialog did not open: {error}")),
        }
    }

    fn collect(&mut self) {
        let news = self.browsing.as_ref().and_then(|browsing| browsing.try_recv().ok());
        if let Some(chosen) = news {
            self.browsing = None;
            if let Some(path) = chosen {
                self.path = path.display().to_string();
            }
        }
    }
}
