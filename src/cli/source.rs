//! Where scenarios come from: a file, standard input, or the bundle.

use std::path::Path;

use crate::files::{FileError, read_text, read_text_from};
use crate::params::suggest;
use crate::scenario::{BUNDLED, Scenario, bundled};

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
    let name = path.to_string_lossy();
    let (text, name) = if name == "-" {
        let name = "standard input";
        (read_text_from(std::io::stdin().lock(), name)?, name.into())
    } else if path.exists() {
        (read_text(path)?, name)
    } else if let Some(scenario) = bundled(&name) {
        (scenario.text.to_owned(), name)
    } else if path.extension().is_some() || path.components().count() > 1 {
        (read_text(path)?, name)
    } else {
        let ids: Vec<_> = BUNDLED.iter().map(|scenario| scenario.id).collect();
        let hint = suggest(&name, &ids);
        let message = format!("no file and no bundled scenario is called {name:?}{hint}");
        return Err(Failure::Invalid(message));
    };
    Scenario::parse(&text, &name).map_err(Failure::invalid)
}
