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
use crate::words::{Message, message, tell};

/// The file that is typed, and who is sent to read it.
#[derive(Default)]
pub(super) struct DataFile {
    path: String,
    /// What is wrong with it.
    error: Option<Message>,
    errand: Option<Errand<Result<(String, DataSet), Message>>>,
}

/// Read a file of examples; on failure a sentence.
fn load(path: &Path) -> Result<DataSet, Message> {
    let text = read_plain(path).map_err(Message::verbatim)?;
    let name = files::shown(path);
    DataSet::from_csv(&text).map_err(|error| error.in_file(&name))
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
        ui.label(RichText::new(tell!("data-own")).small().weak());
        let mut go = false;
        ui.horizontal(|ui| {
            let width = ui.available_width() - 60.0;
            let field = TextEdit::singleline(&mut self.path).id_salt("path").desired_width(width);
            let field = ui.add(field.hint_text("points.csv"));
            field.widget_info(|| {
                WidgetInfo::labeled(egui::Role::TextInput, true, &*tell!("data-file"))
            });
            go |= field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            go |= ui.button(tell!("data-read")).clicked();
        });
        if go {
            self.error = None;
            let path = self.path.trim().to_owned();
            if path.is_empty() {
                self.error = Some(message!("dialog-no-path"));
            } else {
                let what = message!("errand-reading", path = &path);
                self.errand = Some(Errand::send(what, ui.ctx(), move || {
                    load(Path::new(&path)).map(|set| (path, set))
                }));
            }
        }
        match self.errand.take().map(Errand::look) {
            None => {}
            Some(Back::Away(errand)) => {
                ui.label(RichText::new(errand.what.text()).small());
                if !ui.small_button(tell!("errand-give-up")).clicked() {
                    self.errand = Some(errand);
                }
            }
            Some(Back::Here(Ok((path, set)))) => {
                let Some(data) = look.session.ground().surface().data() else { return };
                match set.accepted_by(data) {
                    Err(why) => {
                        self.error = Some(message!("in-file", file = path, why));
                    }
                    Ok(set) => {
                        ask.edit(Edit::Examples(Arc::new(set)));
                        ask.wish(Wish::Settle);
                    }
                }
            }
            Some(Back::Here(Err(error))) => self.error = Some(error),
            Some(Back::Lost) => self.error = Some(message!("data-lost")),
        }
        if let Some(error) = &self.error {
            let text = RichText::new(error.text()).small().color(theme::bad(look.theme));
            ui.add(egui::Label::new(text).wrap());
        }
    }
}
