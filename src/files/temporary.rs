//! Temporary files: they stand beside their target, carry a name that tells whose they are, and
//! hold a lock for as long as somebody writes to them.

use std::ffi::OsStr;
use std::fs::{File, Permissions, TryLockError};
use std::io::{Error, ErrorKind, Result};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::NamedTempFile;

const PREFIX: &str = ".downhill-";
const SUFFIX: &str = ".tmp";

/// The temporaries of this program.
static LIVE: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn live() -> MutexGuard<'static, Vec<PathBuf>> {
    LIVE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A file that is gone when it is dropped, unless it got another name.
#[derive(Debug)]
pub(super) struct Temporary(Option<NamedTempFile>);

impl Temporary {
    /// A new one in a folder, with the permissions that it is to have in the end.
    pub(super) fn create(folder: &Path, permissions: Option<&Permissions>) -> Result<Self> {
        let mut live = live();
        // Again only if somebody who removes what the dead have left took it for such.
        for _ in 0..100 {
            let file = create(folder, permissions)?;
            let ours = match file.as_file().try_lock() {
                Ok(()) => file.path().exists(),
                Err(TryLockError::WouldBlock) => false,
                // A file system without locks: nobody can take it for left behind either.
                Err(TryLockError::Error(_)) => true,
            };
            if ours {
                live.push(file.path().to_owned());
                return Ok(Self(Some(file)));
            }
        }
        Err(ErrorKind::ResourceBusy.into())
    }

    /// The file itself.
    pub(super) fn file(&mut self) -> Result<&mut File> {
        let file = self.0.as_mut().ok_or(ErrorKind::NotFound)?;
        Ok(file.as_file_mut())
    }

    /// Give it the name of its target, in whose place it is from now on.
    pub(super) fn rename(mut self, target: &Path) -> Result<()> {
        let mut live = live();
        let file = self.0.take().ok_or(ErrorKind::NotFound)?;
        live.retain(|path| path != file.path());
        file.persist(target).map_err(|error| error.error)?;
        Ok(())
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let Some(file) = self.0.take() else { return };
        let mut live = live();
        live.retain(|path| path != file.path());
        drop(file);
    }
}

fn create(folder: &Path, permissions: Option<&Permissions>) -> Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let usual = || Permissions::from_mode(0o666);
        builder.permissions(permissions.cloned().unwrap_or_else(usual));
    }
    #[cfg(not(unix))]
    let _ = permissions;
    // The name of the file beside the target is nobody's business.
    builder.tempfile_in(folder).map_err(|error| Error::from(error.kind()))
}

/// Remove the temporaries of this program and hold up everybody who is about to make or rename
/// one, for as long as what is returned lives: the program is about to end.
#[cfg(unix)]
pub(super) fn abandon() -> MutexGuard<'static, Vec<PathBuf>> {
    let mut live = live();
    for path in live.drain(..) {
        // It may be gone; there is nobody left to tell.
        let _ = std::fs::remove_file(path);
    }
    live
}

/// Remove the temporaries of writers that were killed: nobody holds their lock.
pub(super) fn remove_stale(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten().filter(|entry| is_ours(&entry.file_name())) {
        if !entry.file_type().is_ok_and(|kind| kind.is_file()) {
            continue;
        }
        let path = entry.path();
        let Ok(file) = File::open(&path) else { continue };
        if file.try_lock().is_ok() {
            // Under its lock, so that nobody has just made it. It is left if the system says no.
            let _ = std::fs::remove_file(&path);
        }
    }
}

fn is_ours(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    name.starts_with(PREFIX.as_bytes()) && name.ends_with(SUFFIX.as_bytes())
}
