//! Files that are replaced by a complete new one or stay as they were.

use std::fs::{File, OpenOptions, Permissions};
use std::io::{BufWriter, ErrorKind, IntoInnerError, Result, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::refused;
use super::temporary::{Temporary, remove_stale};
use crate::words::message;

/// Replace a file by a complete new one. What is no plain file, such as a pipe or a device, is
/// written to as it is. A read-only file is refused.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    Disk::new().replace(path, bytes)
}

/// One thing that a write asks of the system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiskStep {
    /// Make the temporary file.
    Create,
    /// Write some of the contents.
    Write,
    /// Bring the contents to the disk.
    Sync,
    /// Give the temporary file the name of its target.
    Rename,
    /// Bring the names in the folder to the disk.
    SyncFolder,
}

type Before = Arc<dyn Fn(DiskStep) -> Result<()> + Send + Sync>;

/// How files are written.
#[derive(Clone, Default)]
pub struct Disk {
    force: bool,
    before: Option<Before>,
}

impl std::fmt::Debug for Disk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Disk").field("force", &self.force).finish_non_exhaustive()
    }
}

impl Disk {
    /// The usual way.
    pub fn new() -> Self {
        Self::default()
    }

    /// A disk on which read-only files are replaced too, if `force`.
    pub fn forcing(force: bool) -> Self {
        Self { force, ..Self::default() }
    }

    /// A disk for tests: `before` is called ahead of every step, and an error from it takes the
    /// place of the step, as if the system had said it.
    pub fn watched(before: impl Fn(DiskStep) -> Result<()> + Send + Sync + 'static) -> Self {
        Self { before: Some(Arc::new(before)), ..Self::default() }
    }

    /// Replace a file by these bytes.
    pub fn replace(&self, path: &Path, bytes: &[u8]) -> Result<()> {
        let mut draft = self.draft(path)?;
        draft.write_all(bytes)?;
        draft.commit()
    }

    /// Begin to replace a file. Nothing is seen of it until it is committed.
    pub fn draft(&self, path: &Path) -> Result<Draft> {
        let place = Place::find(self, path)?;
        Ok(Draft(BufWriter::with_capacity(1 << 16, Sink { disk: self.clone(), place })))
    }

    fn before(&self, step: DiskStep) -> Result<()> {
        self.before.as_ref().map_or(Ok(()), |before| before(step))
    }
}

/// The new contents of a file, that take the place of the old ones when they are committed and
/// are gone without a trace when they are dropped.
#[derive(Debug)]
pub struct Draft(BufWriter<Sink>);

impl Draft {
    /// It is complete: put it in the place of the old file.
    pub fn commit(self) -> Result<()> {
        let Sink { disk, place } = self.0.into_inner().map_err(IntoInnerError::into_error)?;
        let Place::Beside { mut temporary, target, permissions } = place else { return Ok(()) };
        if let Some(permissions) = permissions {
            // Those of the old file to the letter, whatever is taken away from new files.
            temporary.file()?.set_permissions(permissions)?;
        }
        disk.before(DiskStep::Sync)?;
        temporary.file()?.sync_all()?;
        disk.before(DiskStep::Rename)?;
        temporary.rename(&target)?;
        disk.before(DiskStep::SyncFolder)?;
        sync_folder(folder_of(&target))
    }
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> Result<()> {
        self.0.flush()
    }
}

#[derive(Debug)]
struct Sink {
    disk: Disk,
    place: Place,
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        self.disk.before(DiskStep::Write)?;
        match &mut self.place {
            Place::Straight(file) => file.write(bytes),
            Place::Beside { temporary, .. } => temporary.file()?.write(bytes),
        }
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}

#[derive(Debug)]
enum Place {
    /// A pipe or a device.
    Straight(File),
    /// A file beside the one that it is to replace.
    Beside { temporary: Temporary, target: PathBuf, permissions: Option<Permissions> },
}

impl Place {
    fn find(disk: &Disk, path: &Path) -> Result<Self> {
        if path.as_os_str().as_encoded_bytes().last().is_none_or(|byte| *byte == b'/') {
            return Err(refused(ErrorKind::InvalidInput, message!("file-no-name")));
        }
        // What these lead to may be a file that somebody else has open, such as the one that
        // standard output was sent to: it is added to, not replaced.
        let borrowed = path.starts_with("/dev") || path.starts_with("/proc");
        let target = if borrowed { path.to_owned() } else { followed(path)? };
        let old = std::fs::metadata(&target).ok();
        if old.as_ref().is_some_and(std::fs::Metadata::is_dir) {
            return Err(ErrorKind::IsADirectory.into());
        }
        if borrowed || old.as_ref().is_some_and(|old| !old.is_file()) {
            disk.before(DiskStep::Create)?;
            return Ok(Self::Straight(OpenOptions::new().append(true).open(&target)?));
        }
        let folder = folder_of(&target);
        if !folder.is_dir() {
            let folder = folder.display().to_string();
            return Err(refused(ErrorKind::NotFound, message!("file-no-folder", folder)));
        }
        let permissions = old.map(|old| old.permissions());
        if let Some(permissions) = permissions.as_ref().filter(|_| !disk.force) {
            let open = || OpenOptions::new().append(true).open(&target);
            if permissions.readonly() || open().is_err() {
                return Err(refused(ErrorKind::PermissionDenied, message!("file-read-only")));
            }
        }
        remove_stale(folder);
        disk.before(DiskStep::Create)?;
        let temporary = Temporary::create(folder, permissions.as_ref())?;
        Ok(Self::Beside { temporary, target, permissions })
    }
}

/// Where links lead, also those to what is not there yet: a link stays, its target is replaced.
fn followed(path: &Path) -> Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..40 {
        let Ok(next) = path.read_link() else { return Ok(path) };
        // An absolute one takes the place of the whole.
        path = folder_of(&path).join(next);
    }
    Err(refused(ErrorKind::InvalidInput, message!("file-links")))
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Without this a power cut may take the new name back. Systems that cannot are forgiven.
fn sync_folder(folder: &Path) -> Result<()> {
    let synced =
        if cfg!(unix) { File::open(folder).map(|folder| folder.sync_all()) } else { Ok(Ok(())) };
    match synced {
        Ok(Err(error))
            if !matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) =>
        {
            Err(error)
        }
        // A folder that may not be read may still have been written to.
        Ok(_) | Err(_) => Ok(()),
    }
}
