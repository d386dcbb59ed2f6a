//! The files of one window: its own, the last good one beside it, what was left unsaved, and what
//! was damaged.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::{Kept, text};
use crate::files::{Disk, FileError, LARGEST, read_plain, reason, refused, shown};
use crate::words::{Message, message};

/// The most windows whose work is kept at a time.
const MOST: usize = 99;
/// The most files of work that was left unsaved; then the oldest goes, which is told.
const MOST_UNSAVED: usize = 99;
/// Of so many the titles are read.
const MOST_TITLES: usize = 9;
/// The most files that are set aside under one name.
const MOST_DAMAGED: usize = 99;

/// The place where one window keeps what it has: a file that no other window writes.
#[derive(Debug)]
pub struct Shelf {
    disk: Disk,
    path: PathBuf,
    /// What the file holds, as far as we know.
    last: Option<String>,
    /// Held for as long as the window is open.
    lock: Option<File>,
    /// Why nothing may be written.
    blocked: Option<Message>,
}

/// What was there.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// What the window had when it was kept last.
    pub kept: Option<Kept>,
    /// What the user should know, in sentences.
    pub words: Vec<Message>,
}

/// Something else that can be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    /// Its file.
    pub path: PathBuf,
    /// The title of its scenario, as far as it was read.
    pub title: String,
}

enum Lock {
    Mine(File),
    Theirs,
    /// This cannot be locked, so it is not known whether another window is open.
    Unknown(Message),
}

impl Shelf {
    /// Take the first place in a folder that no other window has, and read what is there.
    pub fn take(folder: &Path, disk: Disk) -> (Self, Found) {
        let mut found = Found::default();
        let mut shelf = Self::at(numbered(folder, 1), disk);
        if std::fs::create_dir_all(folder).is_err() {
            // Why not is told when there is something to write.
            return (shelf, found);
        }
        for number in 1..=MOST {
            shelf.path = numbered(folder, number);
            match lock(&shelf.path.with_extension("lock")) {
                Lock::Mine(file) => shelf.lock = Some(file),
                Lock::Theirs if number == MOST => {
                    shelf.blocked = Some(message!("kept-windows", most = MOST));
                    return (shelf, found);
                }
                Lock::Theirs => continue,
                Lock::Unknown(why) => shelf.blocked = Some(why),
            }
            if number > 1 {
                found.words.push(message!("kept-another-window", path = shown(&shelf.path)));
            }
            break;
        }
        shelf.find(&mut found);
        (shelf, found)
    }

    fn at(path: PathBuf, disk: Disk) -> Self {
        Self { disk, path, last: None, lock: None, blocked: None }
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The last good file before this one.
    pub fn previous(&self) -> PathBuf {
        self.path.with_extension("previous.toml")
    }

    /// Read what is there: the file, or the last good one beside it.
    fn find(&mut self, found: &mut Found) {
        let (path, told) = (self.path.clone(), found.words.len());
        found.kept = self.look(&path, found);
        if found.kept.is_some() {
            return;
        }
        let missing = found.words.len() == told;
        let previous = self.previous();
        found.kept = self.look(&previous, found);
        if found.kept.is_some() {
            let name = shown(&previous);
            found.words.push(if missing {
                message!("kept-missing", path = shown(&path), name)
            } else {
                message!("kept-just-before", name)
            });
        }
        // Whichever it was: the file itself does not hold it.
        self.last = None;
    }

    /// Read one file. What cannot be read is set aside.
    fn look(&mut self, path: &Path, found: &mut Found) -> Option<Kept> {
        let read = match read_plain(path) {
            Ok(text) => text::read(&text, &shown(path)).map(|read| (read, text)),
            Err(FileError::Io { error, .. }) if error.kind() == ErrorKind::NotFound => return None,
            // It may be good and only be locked away: it stays where it is, and is not replaced.
            Err(error @ FileError::Io { .. }) => {
                found.words.push(message!("kept-sentence", what = error.message()));
                self.blocked = Some(message!("kept-unread", path = shown(path)));
                return None;
            }
            Err(error) => Err(error.message()),
        };
        match read {
            Ok(((kept, None), text)) => {
                self.last = Some(text);
                Some(kept)
            }
            Ok(((kept, Some(wrong)), text)) => {
                let copied = free_name(path)
                    .and_then(|copy| self.disk.replace(&copy, text.as_bytes()).map(|()| copy));
                found.words.push(match copied {
                    Ok(copy) => message!("kept-mended-copy", wrong, copy = shown(&copy)),
                    Err(_) => message!("kept-mended", wrong),
                });
                Some(kept)
            }
            Err(wrong) => {
                found.words.push(self.set_aside(path, wrong));
                None
            }
        }
    }

    fn set_aside(&mut self, path: &Path, wrong: Message) -> Message {
        let moved =
            free_name(path).and_then(|damaged| std::fs::rename(path, &damaged).map(|()| damaged));
        match moved {
            Ok(damaged) => message!("kept-aside", wrong, damaged = shown(&damaged)),
            Err(error) => {
                let error = reason(&error);
                self.blocked = Some(message!("kept-not-aside", path = shown(path), error));
                message!("kept-sentence", what = wrong)
            }
        }
    }

    /// What can be opened besides: work that was left unsaved here, the last first, and what other
    /// windows keep, or kept when they were closed.
    pub fn others(&self) -> Vec<Other> {
        let mut unsaved: Vec<_> =
            self.unsaved().filter_map(|path| Some((written(&path)?, path))).collect();
        unsaved.sort_by_key(|(written, _)| std::cmp::Reverse(*written));
        let folder = self.path.parent().unwrap_or_else(|| Path::new(""));
        let windows = (1..=MOST).map(|number| numbered(folder, number));
        let windows = windows.filter(|path| *path != self.path && path.is_file());
        let others = unsaved.into_iter().map(|(_, path)| path).chain(windows);
        let other = |(index, path): (usize, PathBuf)| {
            let text = (index < MOST_TITLES).then(|| read_plain(&path).ok()).flatten();
            let read = text.and_then(|text| text::read(&text, "").ok());
            let title = read.map_or_else(String::new, |(kept, _)| kept.scenario.title);
            Other { path, title }
        };
        others.enumerate().map(other).collect()
    }

    fn unsaved(&self) -> impl Iterator<Item = PathBuf> {
        let name = |number| self.path.with_extension(format!("unsaved-{number}.toml"));
        (1..=MOST_UNSAVED).map(name)
    }

    /// Keep what the window leaves for another scenario, in a file of its own, once. Returns the file
    /// that had to go for it, if there were too many.
    pub fn leave(&self, kept: &Kept) -> Result<Option<PathBuf>, Message> {
        if let Some(why) = &self.blocked {
            return Err(why.clone());
        }
        let scenario = Some(&kept.scenario);
        let there = |path: &PathBuf| {
            let text = read_plain(path).ok();
            let read = text.and_then(|text| text::read(&text, "").ok());
            read.is_some_and(|(there, _)| Some(&there.scenario) == scenario)
        };
        if self.unsaved().any(|path| there(&path)) {
            return Ok(None);
        }
        let free = self.unsaved().find(|path| path.symlink_metadata().is_err());
        let oldest =
            if free.is_none() { self.unsaved().min_by_key(|path| written(path)) } else { None };
        let Some(path) = free.as_ref().or(oldest.as_ref()) else { return Ok(None) };
        let put = self.disk.replace(path, text::write(kept).as_bytes());
        put.map_err(|error| failed(path, &error))?;
        Ok(oldest)
    }

    /// Put down what the window has. Until this is done, what was there before stays whole.
    pub fn put(&mut self, kept: &Kept) -> Result<(), Message> {
        let path = shown(&self.path);
        if let Some(why) = &self.blocked {
            return Err(why.clone());
        }
        let text = text::write(kept);
        if self.last.as_ref() == Some(&text) {
            return Ok(());
        }
        if text.len() as u64 > LARGEST {
            return Err(message!("kept-too-large", path, most = LARGEST >> 20));
        }
        // What the next start would refuse does not take the place of what it would read.
        text::read(&text, &path).map_err(|why| message!("kept-unreadable", why))?;
        let put = || {
            if let Some(folder) = self.path.parent() {
                std::fs::create_dir_all(folder)?;
            }
            if let Some(last) = &self.last {
                self.disk.replace(&self.previous(), last.as_bytes())?;
            }
            self.disk.replace(&self.path, text.as_bytes())
        };
        put().map_err(|error| failed(&self.path, &error))?;
        self.last = Some(text);
        Ok(())
    }
}

/// What the system has against a file.
fn failed(path: &Path, error: &std::io::Error) -> Message {
    message!("kept-in-file", path = shown(path), why = reason(error))
}

/// When a file was written, if it is there.
fn written(path: &Path) -> Option<SystemTime> {
    path.metadata().ok()?.modified().ok()
}

/// The file of a window.
fn numbered(folder: &Path, number: usize) -> PathBuf {
    match number {
        1 => folder.join("session.toml"),
        _ => folder.join(format!("session-{number}.toml")),
    }
}

/// The first name for a damaged file that is free.
fn free_name(path: &Path) -> std::io::Result<PathBuf> {
    let name = |number: usize| {
        let mut name = path.as_os_str().to_owned();
        name.push(".damaged");
        if number > 1 {
            name.push(format!("-{number}"));
        }
        PathBuf::from(name)
    };
    let mut names = (1..=MOST_DAMAGED).map(name);
    let free = names.find(|name| name.symlink_metadata().is_err());
    free.ok_or_else(|| refused(ErrorKind::Other, message!("kept-damaged")))
}

fn lock(path: &Path) -> Lock {
    let special = path.symlink_metadata().is_ok_and(|there| !there.is_file());
    if special && let Err(error) = free_name(path).and_then(|free| std::fs::rename(path, free)) {
        return Lock::Unknown(failed(path, &error));
    }
    let file = match OpenOptions::new().create(true).append(true).open(path) {
        Ok(file) => file,
        Err(error) => return Lock::Unknown(failed(path, &error)),
    };
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Lock::Theirs,
        // Or else a file system that knows no locks; the last window wins there.
        Ok(()) | Err(TryLockError::Error(_)) => Lock::Mine(file),
    }
}
