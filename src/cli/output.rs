//! Where results go: standard output, or a file that is written whole or not at all.

use std::io::{BufWriter, ErrorKind, IsTerminal as _, Result, StdoutLock, Write};
use std::path::Path;

use anyhow::Context as _;
use clap::Args;

use super::{Failure, words};
use crate::files::{self, Disk, Draft, shown};

/// Files that results may be written over.
#[derive(Debug, Args)]
pub(super) struct Force {
    /// Write over files that are read-only, and over those that are read from
    #[arg(long)]
    force: bool,
}

/// The place that results are written to, bit by bit.
pub(super) enum Output {
    File(Draft, String),
    Standard(BufWriter<StdoutLock<'static>>),
    /// Standard output that somebody looks at.
    Terminal(BufWriter<StdoutLock<'static>>),
}

impl Output {
    /// Open a file, or standard output if none is named. No file among `inputs` is written over
    /// unless it is asked for.
    pub(super) fn open(
        path: Option<&Path>,
        inputs: &[&Path],
        force: &Force,
    ) -> std::result::Result<Self, Failure> {
        if !force.force {
            guard(path.unwrap_or_else(|| Path::new("/dev/stdout")), inputs.iter().copied())?;
        }
        let Some(path) = path else { return Ok(Self::standard()) };
        let name = shown(path);
        let hint = |error: &std::io::Error| match error.kind() {
            ErrorKind::PermissionDenied if path.is_file() => "; --force replaces it",
            _ => "",
        };
        match Disk::forcing(force.force).draft(path) {
            Ok(draft) => Ok(Self::File(draft, name)),
            Err(error) => {
                let hint = hint(&error);
                Err(anyhow::anyhow!("could not write {name}: {error}{hint}").into())
            }
        }
    }

    fn standard() -> Self {
        let out = std::io::stdout();
        let looked_at = out.is_terminal();
        let out = BufWriter::with_capacity(1 << 16, out.lock());
        if looked_at { Self::Terminal(out) } else { Self::Standard(out) }
    }

    /// All is written, if `result` says so: bring it to its place. A reader that went away is no
    /// error, wherever the data went.
    pub(super) fn close(self, result: Result<()>) -> std::result::Result<(), Failure> {
        let (name, result) = match self {
            Self::File(draft, name) => (name, result.and_then(|()| draft.commit())),
            Self::Standard(mut out) | Self::Terminal(mut out) => {
                ("standard output".to_owned(), result.and_then(|()| out.flush()))
            }
        };
        match result {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            result => Ok(result.with_context(|| format!("could not write {name}"))?),
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        match self {
            Self::File(draft, _) => draft.write(bytes),
            Self::Standard(out) => out.write(bytes),
            Self::Terminal(out) => {
                for piece in bytes.utf8_chunks() {
                    for line in piece.valid().split_inclusive('\n') {
                        let (line, end) = line.strip_suffix('\n').map_or((line, ""), |l| (l, "\n"));
                        write!(out, "{}{end}", words::plain(line))?;
                    }
                    out.write_all(piece.invalid())?;
                }
                Ok(bytes.len())
            }
        }
    }

    fn flush(&mut self) -> Result<()> {
        match self {
            Self::File(draft, _) => draft.flush(),
            Self::Standard(out) | Self::Terminal(out) => out.flush(),
        }
    }
}

/// Refuse to write over what is read from, by whatever name.
pub(super) fn guard<'a>(
    target: &Path,
    inputs: impl IntoIterator<Item = &'a Path>,
) -> std::result::Result<(), Failure> {
    for input in inputs {
        let source = if input.as_os_str() == "-" { Path::new("/dev/stdin") } else { input };
        if files::same(source, target) {
            let source = match input.as_os_str().to_str() {
                Some("-") => "standard input".to_owned(),
                _ => shown(input),
            };
            let target = shown(target);
            return Err(Failure::invalid(format!(
                "{target} is {source}, which is read from: write to another file, or --force it"
            )));
        }
    }
    Ok(())
}

/// Write to standard output.
pub(super) fn print(bytes: &[u8]) -> std::result::Result<(), Failure> {
    let mut out = Output::standard();
    let result = out.write_all(bytes);
    out.close(result)
}
