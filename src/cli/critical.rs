//! `critical`: where the gradient of a surface vanishes.

use std::fmt::Write as _;

use clap::Args;
use serde_json::json;

use super::effort::{announce, spin};
use super::landscape::Which;
use super::{Failure, output};
use crate::scene::number;
use crate::surface::critical::{self, Search};
use crate::surface::{CriticalPoint, Plane, Section, Typed};

/// Cells a side of the grid that is searched.
const CELLS: usize = 300;

/// Minima, saddles and maxima of a surface, found on a grid and refined by Newton's method.
#[derive(Debug, Args)]
pub(super) struct Critical {
    #[command(flatten)]
    landscape: Which,
    /// Where to look along x; the surface's own view if not given
    #[arg(long, allow_hyphen_values = true, value_name = "LOW,HIGH")]
    x: Option<String>,
    /// Where to look along y
    #[arg(long, allow_hyphen_values = true, value_name = "LOW,HIGH")]
    y: Option<String>,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

impl Critical {
    pub(super) fn main(self) -> Result<(), Failure> {
        let surface = self.landscape.read(Typed::VIEW)?.build();
        self.landscape.guard()?;
        let dim = surface.dim();
        if dim != 2 {
            let message =
                format!("a grid can be searched over two parameters; the surface has {dim}");
            return Err(Failure::invalid(message));
        }
        let surface = Section::through(surface, &Plane::default());
        announce(&*surface, (CELLS * CELLS) as u64);
        let view = surface.view();
        let region =
            [side("--x", self.x.as_deref(), view[0])?, side("--y", self.y.as_deref(), view[1])?];
        let (found, too_coarse) = spin(|| {
            let found = critical::search(&*surface, region, CELLS);
            let too_coarse = critical::too_coarse(&*surface, region, CELLS, &found.points);
            (found, too_coarse)
        });
        let Search { points, not_isolated, unfinished } = found;
        let side = |[low, high]: [f64; 2]| high - low;
        let wide = (0..2).any(|i| side(region[i]) > WIDEST * side(view[i]));
        let too_wide = wide.then(|| [view[0], view[1]]);
        let notes = Notes { too_coarse, too_wide, unfinished, not_isolated };
        let inside =
            |p: &&CriticalPoint| (0..2).all(|i| (region[i][0]..=region[i][1]).contains(&p.at[i]));
        let mut points: Vec<_> = points.iter().filter(inside).collect();
        points
            .sort_by(|a, b| (a.kind as u8).cmp(&(b.kind as u8)).then(a.value.total_cmp(&b.value)));
        let out = if self.json {
            to_json(&points, &notes)
        } else {
            words(&points, region) + &notes.words()
        };
        output::print(out.as_bytes())
    }
}

/// How many times as wide as the landscape's own view a region may be searched without a warning.
const WIDEST: f64 = 10.0;

/// What is to be known of a search besides its points.
struct Notes {
    too_coarse: bool,
    /// The landscape's own view, if the region is so much wider that its forms may slip through.
    too_wide: Option<[[f64; 2]; 2]>,
    unfinished: bool,
    not_isolated: bool,
}

impl Notes {
    /// Why there may be more points than were found, if so.
    fn incomplete(&self) -> Option<String> {
        if self.too_coarse {
            return Some(format!(
                "the landscape is too fine for a grid of {CELLS} by {CELLS} cells: look at less of it with --x and --y"
            ));
        }
        if let Some([[x0, x1], [y0, y1]]) = self.too_wide {
            return Some(format!(
                "the forms of this landscape, which is shown from ({x0}, {y0}) to ({x1}, {y1}), may slip through a grid so wide"
            ));
        }
        let why = "at some places no point was settled, as where the slope breaks off: look closer with --x and --y";
        self.unfinished.then(|| why.to_owned())
    }

    fn words(&self) -> String {
        let mut out = String::new();
        if self.not_isolated {
            out += "Points that are not isolated, as along a valley floor or on a plain, are left out.\n";
        }
        if let Some(why) = self.incomplete() {
            let _ = writeln!(out, "The search is not complete: {why}.");
        }
        out
    }
}

fn side(flag: &str, text: Option<&str>, own: [f64; 2]) -> Result<[f64; 2], Failure> {
    let Some(text) = text else { return Ok(own) };
    let number = |part: &str| part.trim().parse::<f64>().ok().filter(|x| x.abs() <= 1e9);
    let pair = text.split_once(',').and_then(|(a, b)| Some([number(a)?, number(b)?]));
    pair.filter(|[low, high]| high - low >= 1e-9).ok_or_else(|| {
        Failure::invalid(format!("{flag} {text:?} is not a range LOW,HIGH within -1e9 and 1e9"))
    })
}

fn to_json(points: &[&CriticalPoint], notes: &Notes) -> String {
    let point = |p: &&CriticalPoint| {
        json!({
            "kind": p.kind.name(),
            "x": p.at[0],
            "y": p.at[1],
            "value": p.value,
            "eigenvalues": p.eigenvalues,
        })
    };
    let incomplete = notes.incomplete();
    let document = json!({
        "complete": incomplete.is_none(),
        "incomplete_because": incomplete,
        "not_isolated": notes.not_isolated,
        "points": points.iter().map(point).collect::<Vec<_>>(),
    });
    format!("{document}\n")
}

fn words(points: &[&CriticalPoint], [[x0, x1], [y0, y1]]: [[f64; 2]; 2]) -> String {
    let n = number;
    let plural = if points.len() == 1 { "" } else { "s" };
    let mut out = format!(
        "{} isolated critical point{plural} with x from {} to {}, y from {} to {}\n",
        points.len(),
        n(x0),
        n(x1),
        n(y0),
        n(y1)
    );
    for p in points {
        let [low, high] = p.eigenvalues;
        let curvature = if low.is_finite() {
            format!("eigenvalues {} and {}", n(low), n(high))
        } else {
            "at a kink".to_owned()
        };
        let _ = writeln!(
            out,
            "  {:16} ({}, {})  f = {}  {curvature}",
            p.kind.name(),
            n(p.at[0]),
            n(p.at[1]),
            n(p.value)
        );
    }
    out
}
