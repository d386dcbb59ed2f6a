//! A field for the path of a file.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use eframe::egui::{
    self, Event, Id, Response, TextEdit, Ui, WidgetInfo,
    text::{CCursor, CCursorRange},
    text_edit::TextEditState,
};

use crate::files::shown;
use crate::words::tell;

/// A path that is typed, or that came from somewhere else.
#[derive(Debug)]
pub(super) struct PathField {
    id: Id,
    text: String,
    /// The path that the text stands for, whose name may be no text at all.
    exact: Option<PathBuf>,
    /// Whether it is to get the keyboard.
    wants_keyboard: bool,
    /// Whether its text is to be selected then: what is typed takes its place.
    selects: bool,
}

impl PathField {
    /// A field that gets the keyboard when it is shown first.
    pub(super) fn new(text: &str) -> Self {
        let id = Id::unique("path of a file");
        Self { id, text: text.to_owned(), exact: None, wants_keyboard: true, selects: true }
    }

    /// Put a path into it that was chosen elsewhere.
    pub(super) fn put(&mut self, path: PathBuf) {
        self.text = shown(&path);
        self.exact = Some(path);
    }

    /// Give it the keyboard, its text selected.
    pub(super) fn focus(&mut self) {
        self.wants_keyboard = true;
        self.selects = true;
    }

    /// The path, if there is one.
    pub(super) fn path(&self) -> Option<PathBuf> {
        if let Some(exact) = &self.exact {
            return Some(exact.clone());
        }
        let text = self.text.trim();
        (!text.is_empty()).then(|| expanded(text, std::env::home_dir().as_deref()))
    }

    /// Show it.
    pub(super) fn ui(&mut self, ui: &mut Ui, width: f32) -> Response {
        let ctx = ui.ctx().clone();
        if self.wants_keyboard {
            if ctx.memory(|memory| memory.has_focus(self.id)) {
                self.wants_keyboard = false;
            } else {
                self.take_over(&ctx);
            }
        }
        let field = ui.add(TextEdit::singleline(&mut self.text).id(self.id).desired_width(width));
        field.widget_info(|| {
            WidgetInfo::labeled(egui::Role::TextInput, true, &*tell!("dialog-path-heard"))
        });
        if field.changed() {
            self.exact = None;
        }
        field
    }

    /// Ask for the keyboard. Until it comes, a frame or two from now, what is typed counts already.
    fn take_over(&mut self, ctx: &egui::Context) {
        let mut typed = String::new();
        ctx.input_mut(|input| {
            input.events.retain(|event| match event {
                Event::Text(text) | Event::Paste(text) => {
                    typed.push_str(text);
                    false
                }
                _ => true,
            });
        });
        if !typed.is_empty() {
            if std::mem::take(&mut self.selects) {
                self.text.clear();
            }
            self.text.push_str(&typed);
            self.exact = None;
        }
        let end = CCursor::new(self.text.chars().count());
        let start = if self.selects { CCursor::new(0) } else { end };
        let mut state = TextEditState::load(ctx, self.id).unwrap_or_default();
        state.cursor.set_char_range(Some(CCursorRange::two(start, end)));
        state.store(ctx, self.id);
        ctx.memory_mut(|memory| memory.request_focus(self.id));
    }
}

/// A path as a shell reads it: `~` is the home folder.
fn expanded(text: &str, home: Option<&Path>) -> PathBuf {
    match (text.strip_prefix('~'), home) {
        (Some(""), Some(home)) => home.to_owned(),
        (Some(rest), Some(home)) if rest.starts_with(std::path::is_separator) => {
            home.join(rest.trim_start_matches(std::path::is_separator))
        }
        _ => PathBuf::from(text),
    }
}

/// A path that ends in `.toml` if it had no ending.
pub(super) fn with_ending(path: &Path) -> PathBuf {
    if path.extension().is_some() {
        return path.to_owned();
    }
    let mut name = OsString::from(path);
    name.push(".toml");
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tilde_is_the_home_folder() {
        let home = Some(Path::new("/home/ada"));
        let check = |text: &str, is: &str| assert_eq!(expanded(text, home), Path::new(is));
        check("~", "/home/ada");
        check("~/a b.toml", "/home/ada/a b.toml");
        check("~bob/a.toml", "~bob/a.toml");
        check("a~/b.toml", "a~/b.toml");
        assert_eq!(expanded("~/a.toml", None), Path::new("~/a.toml"));
    }

    #[test]
    fn a_name_without_an_ending_gets_one() {
        let check = |text: &str, is: &str| assert_eq!(with_ending(Path::new(text)), Path::new(is));
        check("mine", "mine.toml");
        check("a.b/mine", "a.b/mine.toml");
        check("mine.txt", "mine.txt");
        check(".mine", ".mine.toml");
    }

    #[cfg(unix)]
    #[test]
    fn names_that_are_no_text_keep_their_bytes() {
        use std::os::unix::ffi::OsStringExt as _;
        let path = PathBuf::from(OsString::from_vec(b"/home/ada/bad\xff.toml".to_vec()));
        let mut field = PathField::new("");
        field.put(path.clone());
        assert_eq!(field.path(), Some(path));
    }
}
