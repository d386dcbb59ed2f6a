//! Texts that are read whole.

use std::fmt;
use std::fs::FileType;
use std::io::Read;
use std::path::Path;

use super::{reason, shown};
use crate::words::{Message, message};

/// More than this is no text that we read, in bytes.
pub const LARGEST: u64 = 4 << 20;

/// Why a file could not be read.
#[derive(Debug)]
pub enum FileError {
    /// The system says no.
    Io {
        /// The file, as the user called it.
        name: String,
        /// What the system says.
        error: std::io::Error,
    },
    /// It is too large to be what we look for.
    TooLarge {
        /// The file.
        name: String,
    },
    /// It is no plain file: whoever opens it may wait for ever.
    NotPlain {
        /// What the user named.
        name: String,
        /// What it is.
        kind: Message,
    },
    /// It is not text.
    NotText {
        /// The file.
        name: String,
        /// The line where it stops being text.
        line: usize,
    },
}

impl FileError {
    /// The whole sentence.
    pub fn message(&self) -> Message {
        match self {
            Self::Io { name, error } => message!("file-unread", name, error = reason(error)),
            Self::TooLarge { name } => message!("file-too-large", name, most = LARGEST >> 20),
            Self::NotPlain { name, kind } => message!("file-not-plain", name, kind = kind.clone()),
            Self::NotText { name, line } => message!("file-not-text", name, line = *line),
        }
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}

impl std::error::Error for FileError {}

/// Read a text file.
pub fn read_text(path: &Path) -> Result<String, FileError> {
    let name = shown(path);
    match std::fs::File::open(path) {
        Ok(file) => read_text_from(file, &name),
        Err(error) => Err(FileError::Io { name, error }),
    }
}

/// Read a text file, and nothing else: a pipe or a device is refused before it is opened.
pub fn read_plain(path: &Path) -> Result<String, FileError> {
    let name = || shown(path);
    let there = path.metadata().map_err(|error| FileError::Io { name: name(), error })?;
    match special(there.file_type()) {
        Some(kind) => Err(FileError::NotPlain { name: name(), kind }),
        None => read_text(path),
    }
}

/// What something is that is no plain file.
pub fn special(kind: FileType) -> Option<Message> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt as _;
        if kind.is_fifo() {
            return Some(message!("file-is-pipe"));
        } else if kind.is_socket() {
            return Some(message!("file-is-socket"));
        } else if kind.is_block_device() || kind.is_char_device() {
            return Some(message!("file-is-device"));
        }
    }
    if kind.is_dir() {
        return Some(message!("file-is-folder"));
    }
    (!kind.is_file()).then(|| message!("file-is-else"))
}

/// Read a text, called `name` in messages: UTF-8, or UTF-16 that shows in its first two bytes.
pub fn read_text_from(source: impl Read, name: &str) -> Result<String, FileError> {
    let name = || name.to_owned();
    let mut bytes = Vec::new();
    let read = source.take(LARGEST + 1).read_to_end(&mut bytes);
    read.map_err(|error| FileError::Io { name: name(), error })?;
    if bytes.len() as u64 > LARGEST {
        return Err(FileError::TooLarge { name: name() });
    }
    decode(bytes).map_err(|line| FileError::NotText { name: name(), line })
}

/// The text of a file; or else the line where it stops being one.
fn decode(bytes: Vec<u8>) -> Result<String, usize> {
    match bytes[..] {
        [0xff, 0xfe, ..] => wide(&bytes[2..], u16::from_le_bytes),
        [0xfe, 0xff, ..] => wide(&bytes[2..], u16::from_be_bytes),
        // Without that, letters of ASCII show it: no text has a zero in it.
        [0, letter, ..] if letter.is_ascii_graphic() => wide(&bytes, u16::from_be_bytes),
        [letter, 0, ..] if letter.is_ascii_graphic() => wide(&bytes, u16::from_le_bytes),
        _ => {
            let zero = bytes.iter().position(|byte| *byte == 0);
            let line = |good: &[u8]| good.split(|byte| *byte == b'\n').count();
            match (String::from_utf8(bytes), zero) {
                (Ok(text), None) => Ok(text),
                (Ok(text), Some(zero)) => Err(line(&text.as_bytes()[..zero])),
                (Err(error), _) => Err(line(&error.as_bytes()[..error.utf8_error().valid_up_to()])),
            }
        }
    }
}

fn wide(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, usize> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(pairs.len());
    for letter in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        text.push(letter.map_err(|_stray| text.lines().count().max(1))?);
    }
    if rest.is_empty() { Ok(text) } else { Err(text.lines().count().max(1)) }
}
