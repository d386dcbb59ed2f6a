//! Where scenarios come from: a file, standard input, or the bundle.

use std::path::Path;

use crate::files::{FileError, read_text, read_text_from, shown, special};
use crate::params::suggest;
use crate::scenario::{BUNDLED, MOST_HELD, Scenario, bundled};

/// Why a command did not do its work.
#[derive(Debug)]
pub enum Failure {
    /// What was asked for is not valid.
    Invalid(String),
    /// It could not be done.
    Impossible(anyhow::Error),
}

impl Failure {
    pub(super) fn invalid(message: impl std::fmt::Display) -> Self {
        Self::Invalid(message.to_string())
    }

    /// The exit status.
    pub fn status(&self) -> u8 {
        match self {
            Self::Invalid(_) => 2,
            Self::Impossible(_) => 1,
        }
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Invalid(message) => f.write_str(message),
            Self::Impossible(error) => write!(f, "{error:#}"),
        }
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::Impossible(error)
    }
}

impl From<FileError> for Failure {
    fn from(error: FileError) -> Self {
        match error {
            FileError::Io { .. } => Self::Impossible(error.into()),
            _ => Self::invalid(error),
        }
    }
}

/// Read the scenario that the command line names: a path, `-`, or the id of a bundled one.
pub fn open_scenario(path: &Path) -> Result<Scenario, Failure> {
    find(path, &[])
}

/// Commands that a path may have been meant for are proposed as well.
fn find(path: &Path, commands: &[&str]) -> Result<Scenario, Failure> {
    let id = path.to_str().unwrap_or_default();
    let name = shown(path);
    let (text, name) = if id == "-" {
        let name = "standard input";
        (read_text_from(std::io::stdin().lock(), name)?, name.to_owned())
    } else if path.exists() {
        (read_text(path)?, name)
    } else if let Some(scenario) = bundled(id) {
        (scenario.text.to_owned(), name)
    } else if path.extension().is_some() || path.components().count() > 1 {
        (read_text(path)?, name)
    } else {
        let ids = BUNDLED.iter().map(|scenario| scenario.id);
        let ids: Vec<_> = ids.chain(commands.iter().copied()).collect();
        let hint = suggest(&name, &ids);
        let kinds = if commands.is_empty() {
            "no file and no bundled scenario"
        } else {
            "no file, no bundled scenario and no command"
        };
        return Err(Failure::Invalid(format!("{kinds} is called {name:?}{hint}")));
    };
    let scenario = Scenario::parse(&text, &name).map_err(Failure::invalid)?;
    for (index, footprint) in scenario.footprints().into_iter().enumerate() {
        if footprint > MOST_HELD {
            return Err(Failure::Invalid(format!(
                "{name}: the record of run {:?} takes {} MB, and at most {} MB are allowed: give \
                 fewer steps",
                scenario.label(index),
                footprint >> 20,
                MOST_HELD >> 20
            )));
        }
    }
    Ok(scenario)
}

/// The same, for those who have to hold all runs at once.
pub(super) fn open_held(path: &Path, commands: &[&str]) -> Result<Scenario, Failure> {
    let scenario = find(path, commands)?;
    match scenario.too_large() {
        Some(why) => Err(Failure::Invalid(format!("{}: {why}", shown(path)))),
        None => Ok(scenario),
    }
}

/// The same for the window: a pipe may never end, and there would be no window.
pub(super) fn open_for_window(path: &Path, commands: &[&str]) -> Result<Scenario, Failure> {
    if let Ok(there) = path.metadata()
        && let Some(kind) = special(there.file_type())
    {
        return Err(Failure::invalid(format!("{} is {kind}, not a file", shown(path))));
    }
    open_held(path, commands)
}
