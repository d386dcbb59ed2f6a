//! Texts that are read whole.

use std::io::Read;
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
