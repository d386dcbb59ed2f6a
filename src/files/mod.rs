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

use std::fmt::Write as _;
use std::path::Path;

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
