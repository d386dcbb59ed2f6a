//! Which landscape a command is about: one of the catalog, or a typed formula.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use super::{Failure, output};
use crate::files::{read_text, shown};
use crate::surface::{DataSet, Landscape, Typed};

/// A surface by its id, or a formula.
#[derive(Debug, Args)]
pub(super) struct Which {
    /// The surface: an id, or id:knob=value,knob=value
    #[arg(required_unless_present = "formula", conflicts_with = "formula")]
    surface: Option<String>,
    /// A formula in x and y instead, such as "(a-x)^2 + b*(y-x^2)^2"
    #[arg(long, allow_hyphen_values = true, value_name = "TEXT")]
    formula: Option<String>,
    /// The number of a free name of the formula; may be given more than once
    #[arg(long = "let", allow_hyphen_values = true, value_name = "NAME=NUMBER")]
    lets: Vec<String>,
    /// A CSV file of examples, for a surface that learns from some
    #[arg(long, value_name = "FILE", conflicts_with = "formula")]
    data: Option<PathBuf>,
}

impl Which {
    /// Refuse to write over the file of examples.
    pub(super) fn guard(&self) -> Result<(), Failure> {
        output::guard(Path::new("/dev/stdout"), self.data.as_deref())
    }

    /// The landscape; a formula is about the part `view` of the plane.
    pub(super) fn read(&self, view: [[f64; 2]; 2]) -> Result<Landscape, Failure> {
        if let Some(formula) = &self.formula {
            return self.typed(formula, view).map(Landscape::Typed);
        }
        if let Some(stray) = self.lets.first() {
            let message =
                format!("--let {stray:?} belongs to --formula; knobs are written id:knob=value");
            return Err(Failure::invalid(message));
        }
        let text = self.surface.as_deref().unwrap_or_default();
        let landscape = Landscape::parse(text).map_err(Failure::invalid)?;
        match (&self.data, landscape) {
            (Some(path), Landscape::Listed(pick, _)) => {
                let built = pick.build();
                let Some(data) = built.data() else {
                    let message = format!("--data: {} does not learn from examples", pick.id());
                    return Err(Failure::invalid(message));
                };
                let name = shown(path);
                let set = DataSet::from_csv(&read_text(path)?)
                    .map_err(|error| Failure::invalid(error.in_file(&name)))?;
                let set = set
                    .accepted_by(data)
                    .map_err(|why| Failure::invalid(format!("{name}: {why}")))?;
                Ok(Landscape::Listed(pick, Some(Arc::new(set))))
            }
            (_, landscape) => Ok(landscape),
        }
    }

    fn typed(&self, formula: &str, view: [[f64; 2]; 2]) -> Result<Typed, Failure> {
        let mut lets: Vec<(&str, f64)> = Vec::new();
        for piece in &self.lets {
            let number = |text: &str| text.trim().parse::<f64>().ok().filter(|x| x.is_finite());
            let pair =
                piece.split_once('=').and_then(|(name, text)| Some((name.trim(), number(text)?)));
            let Some(pair) = pair else {
                let message = format!("--let {piece:?} is not written as name=number");
                return Err(Failure::invalid(message));
            };
            if lets.iter().any(|(known, _)| *known == pair.0) {
                let message = format!("--let {piece:?}: {} has a number already", pair.0);
                return Err(Failure::invalid(message));
            }
            lets.push(pair);
        }
        let value =
            |name: &str| lets.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
        let typed = Typed::parse(formula, value, view)
            .map_err(|error| Failure::invalid(format!("--formula, {error}")))?;
        match typed.stranger(lets.iter().map(|(name, _)| *name)) {
            Some(why) => Err(Failure::invalid(format!("--let: {why}"))),
            None => Ok(typed),
        }
    }
}
