//! A file of examples as a scenario: gradient descent on the loss of a model that suits them.

use std::path::Path;
use std::sync::Arc;

use super::{Contestant, Scenario, ScenarioError, silence};
use crate::catalog::{Family as _, Pick};
use crate::math::eigen;
use crate::optim::Optimizer;
use crate::run::Budget;
use crate::surface::data::DataError;
use crate::surface::{DataSet, Landscape, Surface, hessian_2d};

/// Whether a file of this name holds examples.
pub(super) fn are_in(name: &str) -> bool {
    let extension = Path::new(name).extension();
    extension.is_some_and(|extension| extension.eq_ignore_ascii_case("csv"))
}

/// Read comma-separated examples. Targets that are all 0 or 1 are told apart by logistic
/// regression, others are met by linear regression.
pub(super) fn read(text: &str, name: &str) -> Result<Scenario, ScenarioError> {
    let set = DataSet::from_csv(text).map_err(|error| {
        let line = match &error {
            DataError::Line { line, .. } => *line as usize,
            DataError::Whole(_) => 1,
        };
        let message = match error {
            DataError::Line { message, .. } | DataError::Whole(message) => message,
        };
        ScenarioError { file: name.to_owned(), line, message }
    })?;
    let binary = set.examples.iter().all(|example| matches!(example.target, 0.0 | 1.0));
    let id = if binary { "logistic_regression" } else { "linear_regression" };
    let pick = Pick::<dyn Surface>::new(id).map_err(|error| ScenarioError {
        file: name.to_owned(),
        line: 1,
        message: error.to_string(),
    })?;
    let surface = Landscape::Listed(pick, Some(Arc::new(set)));
    let built = surface.build();
    let mut run = Contestant::new(Pick::of(<dyn Optimizer>::catalog()[0]));
    // Half of what the steepest direction at the start can bear.
    let sharpness = eigen(hessian_2d(&*built, &built.start())).high;
    if sharpness.is_finite() && sharpness > 0.0 {
        let rate: f64 = format!("{:.1e}", 1.0 / sharpness).parse().unwrap_or(run.lr);
        run.lr = rate.clamp(1e-12, 1e6);
    }
    Ok(Scenario {
        title: Path::new(name).file_stem().map_or_else(String::new, |stem| {
            stem.to_string_lossy().chars().filter(|letter| !letter.is_control()).collect()
        }),
        seed: 0,
        budget: Budget::Steps(200),
        surface,
        start: None,
        drift: [0.0; 2],
        bounds: None,
        noise: silence(),
        runs: vec![run],
        view: None,
    })
}
