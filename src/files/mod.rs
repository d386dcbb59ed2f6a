//! Files: read whole, written whole or not at all.
//!
//! Names are bytes and stay [`Path`]s. A write goes to a temporary file beside its target, is
//! brought to the disk, and only then takes the target's name; whoever reads meets the old
//! contents or the new, also after a power cut. [`on_signals`] removes the temporaries of a
//! program that is told to stop; those of one that was killed are removed by the next write to the
//! same folder.

mod read;
mod signals;
mod temporary;
mod write;

pub use read::{FileError, LARGEST, read_plain, read_text, read_text_from, special};
pub use signals::on_signals;
pub use write::{Disk, DiskStep, Draft, replace};

use std::fmt::{self, Write as _};
use std::io::{Error, ErrorKind};
use std::path::Path;

use crate::words::Message;

/// A name for messages: what is no text in it, or would play with a terminal, is written as `\xff`
/// or `\u{1b}`.
pub fn shown(path: &Path) -> String {
    let mut out = String::new();
    for piece in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        out.extend(piece.valid().chars().map(|letter| match letter {
            letter if letter.is_control() => letter.escape_default().to_string(),
            letter => letter.to_string(),
        }));
        for byte in piece.invalid() {
            let _ = write!(out, "\\x{byte:02x}");
        }
    }
    out
}

/// Why the system, or this room, says no: for other messages, in which it becomes words.
pub fn reason(error: &Error) -> Message {
    let own = error.get_ref().and_then(|inner| inner.downcast_ref::<Refused>());
    own.map_or_else(|| Message::verbatim(error), |Refused(why)| why.clone())
}

/// A refusal of our own, among the errors of the system.
#[derive(Debug)]
struct Refused(Message);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Refused {}

/// An error of the system that says this.
pub fn refused(kind: ErrorKind, why: Message) -> Error {
    Error::new(kind, Refused(why))
}

/// Whether two names lead to one plain file, by whatever links.
pub fn same(one: &Path, other: &Path) -> bool {
    #[cfg(unix)]
    {
        let files = std::fs::metadata(one).ok().zip(std::fs::metadata(other).ok());
        files.is_some_and(|(one, other)| one.is_file() && identity(&one) == identity(&other))
    }
    #[cfg(not(unix))]
    {
        let files = one.canonicalize().ok().zip(other.canonicalize().ok());
        files.is_some_and(|(one, other)| one == other)
    }
}

/// What tells one file from all others.
#[cfg(unix)]
fn identity(file: &std::fs::Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt as _;
    (file.dev(), file.ino())
}
