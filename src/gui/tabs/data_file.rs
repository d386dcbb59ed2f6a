//! A file of examples of one's own.

use std::path::Path;
use std::sync::Arc;

use eframe::egui::{self, RichText, TextEdit, Ui, WidgetInfo};

use crate::files::{self, read_plain};
use crate::gui::ask::{Ask, Look, Wish};
use crate::gui::errand::{Back, Errand};
use crate::gui::theme;
use crate::session::Edit;
use crate::surface::DataSet;

/// The file that is typed, and who is sent to read it.
#[derive(Default)]
pub(super) struct DataFile {
    path: String,
    /// What is wrong with it.
    error: Option<String>,
    errand: Option<Errand<Result<(String, DataSet), String>>>,
}

/// Read a file of examples; on failure a sentence.
fn load(path: &Path) -> Result<DataSet, String> {
    let text = read_plain(path).map_err(|error| error.to_string())?;
    DataSet::from_csv(&text).map_err(|error| error.in_file(&files::shown(path)))
}

impl DataFile {
    /// Wait until it is read. For tests.
    pub(super) fn wait(&mut self) {
        if let Some(errand) = &mut self.errand {
            errand.wait();
        }
    }

    /// A field for its path, and what came of reading it.
    pub(super) fn ui(&mut self, look: &Look<'_>, ui: &mut Ui, ask: &mut Ask) {
        ui.label(RichText::new("Own examples: a CSV file with columns x, y").small().weak());
        let mut go = false;
        ui.horizontal(|ui| {
            let width = ui.available_width() - 60.0;
            let field = TextEdit::singleline(&mut self.path).id_salt("path").desired_width(width);
            let field = ui.add(field.hint_text("points.csv"));
            field.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, "Data file"));
            go |= field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            go |= ui.button("Read").clicked();
        });
        if go {
            self.error = None;
            let path = self.path.trim().to_owned();
            if path.is_empty() {
                self.error = Some("Type the path of a file first.".to_owned());
            } else {
                let what = format!("Reading {path}…");
                self.errand = Some(Errand::send(what, ui.ctx(), move || {
                    load(Path::new(&path)).map(|set| (path, set))
                }));
            }
        }
        match self.errand.take().map(Errand::look) {
            None => {}
            Some(Back::Away(errand)) => {
                ui.label(RichText::new(&errand.what).small());
                if !ui.small_button("Give up").clicked() {
                    self.errand = Some(errand);
                }
            }
            Some(Back::Here(Ok((path, set)))) => {
                let Some(data) = look.session.ground().surface().data() else { return };
                match set.accepted_by(data) {
                    Err(why) => self.error = Some(format!("{path}: {why}")),
                    Ok(set) => {
                        ask.edit(Edit::Examples(Arc::new(set)));
                        ask.wish(Wish::Settle);
                    }
                }
            }
            Some(Back::Here(Err(error))) => self.error = Some(error),
            Some(Back::Lost) => self.error = Some("The file could not be read.".to_owned()),
        }
        if let Some(error) = &self.error {
            let text = RichText::new(error).small().color(theme::bad(look.theme));
            ui.add(egui::Label::new(text).wrap());
        }
    }
}
