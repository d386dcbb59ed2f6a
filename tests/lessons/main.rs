//! The numbers of well-known lessons, from the surfaces, data and noises of the catalog.
//!
//! Each was computed independently by `tests/reference/lessons.py`, in plain double precision or in
//! closed form; step counts are meant to within one.
#![expect(clippy::unwrap_used, reason = "this is only a test")]

mod data;
mod moving;
mod networks;

use downhill::run::Run;
use std::sync::Arc;

use downhill::scenario::Scenario;
use downhill::surface::critical::find;
use downhill::surface::{Hessian, Kind, Landscape, Surface};

/// The finished runs of a scenario, given without its version.
pub(crate) fn walk(text: &str) -> Vec<Run> {
    let scenario = Scenario::parse(&format!("version = 1\n{text}"), "lesson").unwrap();
    (0..scenario.runs.len())
        .map(|index| {
            let mut run = Run::new(scenario.surface.build(), &scenario.run_spec(index));
            run.finish();
            run
        })
        .collect()
}

/// The one run of a scenario.
pub(crate) fn one(text: &str) -> Run {
    walk(text).pop().unwrap()
}

pub(crate) fn near(found: f64, expected: f64, tolerance: f64, what: &str) {
    assert!((found - expected).abs() <= tolerance, "{what}: {found}, expected {expected}");
}

pub(crate) fn steps(found: Option<usize>, expected: usize, what: &str) {
    let found = found.unwrap_or(usize::MAX);
    assert!(found.abs_diff(expected) <= 1, "{what}: {found} steps, expected {expected}");
}

/// The first step at which the loss is below `bound`.
pub(crate) fn first_below(run: &Run, bound: f64) -> Option<usize> {
    run.trajectory().loss().iter().position(|loss| *loss < bound)
}

pub(crate) fn build(name: &str) -> Arc<dyn Surface> {
    Landscape::parse(name).unwrap().build()
}

pub(crate) fn gradient(surface: &dyn Surface, at: [f64; 2]) -> [f64; 2] {
    let mut out = [0.0; 2];
    surface.gradient(&at, &mut out);
    out
}

pub(crate) fn condition(surface: &dyn Surface) -> f64 {
    let curvature = Hessian::new(surface, &[0.0, 0.0][..]).spectrum();
    curvature.high / curvature.low
}

/// The lowest minimum within a rectangle.
pub(crate) fn minimum(surface: &Arc<dyn Surface>, region: [[f64; 2]; 2]) -> ([f64; 2], f64) {
    let points = find(&*Arc::clone(surface).planar().unwrap(), region, 64);
    let minima = points.iter().filter(|point| point.kind == Kind::Minimum);
    let lowest = minima.min_by(|a, b| a.value.total_cmp(&b.value)).unwrap();
    (lowest.at, lowest.value)
}
