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

pub use read::{FileError, read_text, read_text_from};
pub use signals::on_signals;
pub use write::{Disk, Draft, Step, replace};

use std::path::Path;

/// Whether two names lead to one file, by whatever links.
pub fn same(one: &Path, other: &Path) -> bool {
    #[cfg(unix)]
    {
        let files = std::fs::metadata(one).ok().zip(std::fs::metadata(other).ok());
        files.is_some_and(|(one, other)| identity(&one) == identity(&other))
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
