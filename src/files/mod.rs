//! Files: read whole, written whole or not at all.

use std::io::{Read, Write as _};
use std::path::Path;

/// More than this is no text that we read, in bytes.
const LARGEST: u64 = 4 << 20;

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The system says no.
    #[error("could not read {name}: {error}")]
    Io {
        /// The file, as the user called it.
        name: String,
        /// What the system says.
        error: std::io::Error,
    },
    /// It is too large to be what we look for.
    #[error("{name}: a file of more than {} MB is no scenario", LARGEST >> 20)]
    TooLarge {
        /// The file.
        name: String,
    },
    /// It is not text.
    #[error("{name}:{line}: this is not text; a scenario is a TOML file")]
    NotText {
        /// The file.
        name: String,
        /// The line where it stops being text.
        line: usize,
    },
}

/// Read a text file.
pub fn read_text(path: &Path) -> Result<String, FileError> {
    let name = path.display().to_string();
    match std::fs::File::open(path) {
        Ok(file) => read_text_from(file, &name),
        Err(error) => Err(FileError::Io { name, error }),
    }
}

/// Read a text, called `name` in messages.
pub fn read_text_from(source: impl Read, name: &str) -> Result<String, FileError> {
    let name = || name.to_owned();
    let mut bytes = Vec::new();
    let read = source.take(LARGEST + 1).read_to_end(&mut bytes);
    read.map_err(|error| FileError::Io { name: name(), error })?;
    if bytes.len() as u64 > LARGEST {
        return Err(FileError::TooLarge { name: name() });
    }
    String::from_utf8(bytes).map_err(|error| {
        let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = good.split(|byte| *byte == b'\n').count();
        FileError::NotText { name: name(), line }
    })
}

/// Replace a file by a complete new one: written beside it under another name, then renamed. What
/// is no plain file, such as a pipe or a device, is written to as it is.
pub fn replace(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    // A link stays; what it leads to is replaced.
    let path = &path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let old = std::fs::metadata(path).ok();
    if old.as_ref().is_some_and(|old| !old.is_file()) {
        return std::fs::OpenOptions::new().write(true).open(path)?.write_all(bytes);
    }
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty())
        && !folder.is_dir()
    {
        let message = format!("there is no folder {}", folder.display());
        return Err(std::io::Error::new(std::io::ErrorKind::NotFound, message));
    }
    // The name of the file beside it is nobody's business.
    write_beside(path, old, bytes).map_err(|error| error.kind().into())
}

fn write_beside(path: &Path, old: Option<std::fs::Metadata>, bytes: &[u8]) -> std::io::Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let usual = || std::fs::Permissions::from_mode(0o666);
        builder.permissions(old.map_or_else(usual, |old| old.permissions()));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}
