//! A file of examples as a scenario: gradient descent on the loss of a model that suits them.

use std::path::Path;
use std::sync::Arc;

use super::key::Keyed as _;
use super::{MOST_LETTERS, RunConfig, Scenario, ScenarioError};
use crate::catalog::{Family as _, Pick};
use crate::optim::Optimizer;
use crate::surface::data::DataError;
use crate::surface::{DataSet, Hessian, Landscape, Surface};

/// Whether a file of this name holds examples.
pub(super) fn are_in(name: &str) -> bool {
    let extension = Path::new(name).extension();
    extension.is_some_and(|own| ["csv", "tsv"].iter().any(|known| own.eq_ignore_ascii_case(known)))
}

/// Read a table of examples. Two classes are told apart by logistic regression, other targets are
/// met by linear regression.
pub(super) fn read(text: &str, name: &str) -> Result<Scenario, ScenarioError> {
    let set = DataSet::from_csv(text).map_err(|error| {
        let line = match &error {
            DataError::Line { line, .. } => *line as usize,
            DataError::Whole(_) => 1,
        };
        let message = match error {
            DataError::Line { message, .. } | DataError::Whole(message) => message.to_string(),
        };
        ScenarioError { file: name.to_owned(), line, message }
    })?;
    let classes = set.as_classes();
    let id = if classes.is_some() { "logistic_regression" } else { "linear_regression" };
    let set = classes.unwrap_or(set);
    let pick = Pick::<dyn Surface>::new(id).map_err(|error| ScenarioError {
        file: name.to_owned(),
        line: 1,
        message: error.to_string(),
    })?;
    let surface = Landscape::Listed(pick, Some(Arc::new(set)));
    let built = surface.build();
    let mut run = RunConfig::new(Pick::of(<dyn Optimizer>::catalog()[0]));
    // Half of what the steepest direction can bear, at the start or where it is undecided: a start
    // where all is decided is flat and would bear anything.
    let sharpness = |at: &[f64]| Hessian::new(&*built, at).spectrum().high;
    let sharpness = sharpness(&built.start()).max(sharpness(&[0.0; 2]));
    if sharpness.is_finite() && sharpness > 0.0 {
        let rate: f64 = format!("{:.1e}", 1.0 / sharpness).parse().unwrap_or(run.lr);
        run.lr = rate.clamp(1e-12, 1e6);
    }
    Ok(Scenario {
        title: Path::new(name).file_stem().map_or_else(String::new, |stem| {
            let letters = stem.to_string_lossy();
            letters.chars().filter(|letter| !letter.is_control()).take(MOST_LETTERS).collect()
        }),
        surface,
        runs: vec![run],
        ..Scenario::unsaid()
    })
}
