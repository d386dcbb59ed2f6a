//! Where results go: standard output, or a file that is written whole or not at all.

use std::io::{ErrorKind, Write as _};
use std::path::Path;

use anyhow::Context as _;

use super::Failure;
use crate::files;

/// Write to a file, or to standard output if none is named.
pub(super) fn write(path: Option<&Path>, bytes: &[u8]) -> Result<(), Failure> {
    let Some(path) = path else { return print(bytes) };
    let named = || format!("could not write {}", path.display());
    Ok(files::replace(path, bytes).with_context(named)?)
}

/// Write to standard output. A reader that went away is no error.
pub(super) fn print(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        result => Ok(result.context("could not write standard output")?),
    }
}

/// A number in CSV: the shortest text that reads back as the same.
pub(super) fn exact(value: f64) -> String {
    format!("{value:?}")
}
