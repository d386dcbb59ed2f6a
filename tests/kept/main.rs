//! What a window keeps is there at the next start, whatever happened in between, and no stored
//! bytes can hurt a start. Needs no display.
#![expect(clippy::unwrap_used, reason = "this is only a test")]

mod faults;
mod fuzz;
mod kills;
mod shelf;
mod text;

use std::path::Path;

use downhill::files::Disk;
use downhill::kept::{Found, Kept, Picture, Shelf, Window};
use downhill::scenario::{Scenario, bundled};

/// A state that is told from others by its number.
pub(crate) fn numbered(number: u64) -> Kept {
    let mut scenario = Scenario::parse(bundled("ravine").unwrap().text, "ravine").unwrap();
    scenario.seed = number;
    Kept { scenario, changed: false, picture: Picture::default(), window: Window::default() }
}

/// The number of a state.
pub(crate) fn number(found: &Found) -> Option<u64> {
    found.kept.as_ref().map(|kept| kept.scenario.seed)
}

/// Take what is kept in a folder, as the next start does.
pub(crate) fn taken(folder: &Path) -> (Shelf, Found) {
    Shelf::take(folder, Disk::new())
}

/// A folder in which state 1, then state 2 was put.
pub(crate) fn used() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let (mut shelf, found) = taken(folder.path());
    assert!(found.kept.is_none() && found.words.is_empty(), "{found:?}");
    shelf.put(&numbered(1)).unwrap();
    shelf.put(&numbered(2)).unwrap();
    folder
}

/// The names in a folder, without the locks.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| !name.contains(".lock"));
    names.sort();
    names
}
