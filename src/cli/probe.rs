//! `probe`: a surface at points.

use std::ffi::OsString;

use clap::Args;
use nalgebra::DMatrix;
use serde_json::json;

use super::landscape::Which;
use super::run::coordinate;
use super::{Failure, output};
use crate::math::eigenvalues;
use crate::scene::number;
use crate::surface::{Hessian, Surface, Typed};

/// Value, gradient, Hessian and 2/λmax of a surface at points.
#[derive(Debug, Args)]
pub(super) struct Probe {
    #[command(flatten)]
    landscape: Which,
    /// A point X,Y, or as many numbers as there are parameters; may be given more than once
    #[arg(long, required = true, allow_hyphen_values = true, value_name = "X,Y")]
    at: Vec<String>,
    /// Print one JSON document per point
    #[arg(long)]
    json: bool,
}

impl Probe {
    pub(super) fn main(self) -> Result<(), Failure> {
        let surface = self.landscape.read(Typed::VIEW)?.build();
        self.landscape.guard()?;
        let mut out = String::new();
        for text in &self.at {
            let at = point_on(text, surface.dim())?;
            out += &if self.json { json_line(&*surface, &at) } else { words(&*surface, &at) };
        }
        output::print(out.as_bytes())
    }
}

/// Put an `--at` before every further point, so that points may follow one another.
pub(super) fn spread_points(arguments: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut out: Vec<OsString> = Vec::new();
    for argument in arguments {
        let after_at = out.last().is_some_and(|last| last == "--at");
        let probe = out.get(1).is_some_and(|command| command == "probe");
        let is_point = argument.to_str().is_some_and(|text| point(text).is_ok());
        if probe && !after_at && is_point {
            out.push("--at".into());
        }
        out.push(argument);
    }
    out
}

fn point(text: &str) -> Result<Vec<f64>, Failure> {
    let number = |part: &str| part.trim().parse::<f64>().ok().filter(|x| x.is_finite());
    let numbers: Option<Vec<f64>> = text.split(',').map(number).collect();
    numbers.filter(|numbers| numbers.len() > 1).ok_or_else(|| {
        Failure::invalid(format!("--at {text:?} is not a pair of finite numbers X,Y"))
    })
}

/// A point of a surface that has as many parameters.
fn point_on(text: &str, dim: usize) -> Result<Vec<f64>, Failure> {
    let at = point(text)?;
    if at.len() == dim {
        return Ok(at);
    }
    let message = if dim == 2 {
        format!("--at {text:?} is not a pair of finite numbers X,Y")
    } else {
        format!("--at {text:?} has {} numbers; the surface has {dim} parameters", at.len())
    };
    Err(Failure::invalid(message))
}

/// Value, gradient, Hessian and eigenvalues at a point.
struct Probed {
    value: f64,
    gradient: Vec<f64>,
    hessian: DMatrix<f64>,
    eigenvalues: Vec<f64>,
}

impl Probed {
    fn new(surface: &dyn Surface, at: &[f64]) -> Self {
        let mut gradient = vec![0.0; at.len()];
        let value = surface.gradient(at, &mut gradient);
        let hessian = Hessian::new(surface, at).matrix().clone();
        Self { value, gradient, eigenvalues: eigenvalues(&hessian), hessian }
    }

    fn rows(&self) -> Vec<Vec<f64>> {
        self.hessian.row_iter().map(|row| row.iter().copied().collect()).collect()
    }

    /// λmin and λmax.
    fn ends(&self) -> [f64; 2] {
        [self.eigenvalues.first(), self.eigenvalues.last()]
            .map(|end| end.copied().unwrap_or(f64::NAN))
    }
}

fn json_line(surface: &dyn Surface, at: &[f64]) -> String {
    let found = Probed::new(surface, at);
    let mut line = serde_json::Map::new();
    for (index, x) in at.iter().enumerate() {
        line.insert(coordinate(at.len(), index), json!(x));
    }
    line.insert("value".to_owned(), json!(found.value));
    line.insert("gradient".to_owned(), json!(found.gradient));
    line.insert("hessian".to_owned(), json!(found.rows()));
    line.insert("eigenvalues".to_owned(), json!(found.eigenvalues));
    line.insert("stable_lr".to_owned(), json!(stable(found.ends()[1])));
    format!("{}\n", serde_json::Value::Object(line))
}

/// 2/λmax, where that is a rate.
fn stable(sharpness: f64) -> Option<f64> {
    let rate = 2.0 / sharpness;
    (sharpness.is_finite() && rate.is_finite() && rate > 0.0).then_some(rate)
}

fn words(surface: &dyn Surface, at: &[f64]) -> String {
    let found = Probed::new(surface, at);
    let [low, high] = found.ends();
    let stable = if let Some(stable) = stable(high) {
        format!("stable below a learning rate of 2/λmax = {}", number(stable))
    } else if !high.is_finite() {
        "no stability limit here: there is no second derivative".to_owned()
    } else {
        "no stability limit here: the curvature is nowhere positive".to_owned()
    };
    let list = |values: &[f64]| values.iter().map(|x| number(*x)).collect::<Vec<_>>().join(", ");
    let rows: Vec<String> = found.rows().iter().map(|row| format!("[{}]", list(row))).collect();
    let ends = if at.len() == 2 {
        format!("eigenvalues {} and {}", number(low), number(high))
    } else {
        format!("eigenvalues from {} to {}", number(low), number(high))
    };
    format!(
        "at ({})\n  f = {}\n  ∇f = ({})\n  ∇²f = [{}], {ends}\n  {stable}\n",
        list(at),
        number(found.value),
        list(&found.gradient),
        rows.join(", "),
    )
}
