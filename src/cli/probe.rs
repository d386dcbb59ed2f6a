//! `probe`: a surface at points.

use std::ffi::OsString;

use clap::Args;
use serde_json::json;

use super::landscape::Which;
use super::{Failure, output};
use crate::math::eigen;
use crate::scene::number;
use crate::surface::{Surface, Typed, hessian_2d};

/// Value, gradient, Hessian and 2/λmax of a surface at points.
#[derive(Debug, Args)]
pub(super) struct Probe {
    #[command(flatten)]
    landscape: Which,
    /// A point X,Y; may be given more than once
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
            let at = point(text)?;
            out += &if self.json { json_line(&*surface, at) } else { words(&*surface, at) };
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

fn point(text: &str) -> Result<[f64; 2], Failure> {
    let number = |part: &str| part.trim().parse::<f64>().ok().filter(|x| x.is_finite());
    let pair = text.split_once(',').and_then(|(x, y)| Some([number(x)?, number(y)?]));
    pair.ok_or_else(|| {
        Failure::invalid(format!("--at {text:?} is not a pair of finite numbers X,Y"))
    })
}

fn json_line(surface: &dyn Surface, at: [f64; 2]) -> String {
    let mut gradient = [0.0; 2];
    let value = surface.gradient(&at, &mut gradient);
    let [xx, xy, yy] = hessian_2d(surface, &at);
    let curvature = eigen([xx, xy, yy]);
    let stable = stable(curvature.high);
    let line = json!({
        "x": at[0],
        "y": at[1],
        "value": value,
        "gradient": gradient,
        "hessian": [[xx, xy], [xy, yy]],
        "eigenvalues": [curvature.low, curvature.high],
        "stable_lr": stable,
    });
    format!("{line}\n")
}

/// 2/λmax, where that is a rate.
fn stable(sharpness: f64) -> Option<f64> {
    let rate = 2.0 / sharpness;
    (sharpness.is_finite() && rate.is_finite() && rate > 0.0).then_some(rate)
}

fn words(surface: &dyn Surface, at: [f64; 2]) -> String {
    let mut gradient = [0.0; 2];
    let value = surface.gradient(&at, &mut gradient);
    let [xx, xy, yy] = hessian_2d(surface, &at);
    let curvature = eigen([xx, xy, yy]);
    let stable = if let Some(stable) = stable(curvature.high) {
        format!("stable below a learning rate of 2/λmax = {}", number(stable))
    } else if !curvature.high.is_finite() {
        "no stability limit here: there is no second derivative".to_owned()
    } else {
        "no stability limit here: the curvature is nowhere positive".to_owned()
    };
    let n = number;
    format!(
        "at ({}, {})\n  f = {}\n  ∇f = ({}, {})\n  ∇²f = [[{}, {}], [{}, {}]], eigenvalues {} and {}\n  {stable}\n",
        n(at[0]),
        n(at[1]),
        n(value),
        n(gradient[0]),
        n(gradient[1]),
        n(xx),
        n(xy),
        n(xy),
        n(yy),
        n(curvature.low),
        n(curvature.high),
    )
}
