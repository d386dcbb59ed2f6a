//! Surveying a surface: heights on a grid, coarse first.

use std::sync::Arc;

use super::share::{pieces, share};
use super::{Contours, Grid, Tone, contours, simplify};
use crate::jobs::{Report, Work};
use crate::surface::Planar;

/// Contour levels on a map.
const LEVELS: usize = 20;
/// The side of the grid of a preview.
const COARSE: usize = 96;
/// Rows surveyed in one step of work.
const ROWS: usize = 128;

/// A rectangle of the plane, surveyed.
#[derive(Clone, Debug)]
pub struct Heights {
    /// The columns.
    pub x: Vec<f64>,
    /// The rows.
    pub y: Vec<f64>,
    /// The loss, row by row.
    pub z: Vec<f64>,
    /// The scale of the map.
    pub tone: Tone,
    /// Every height on that scale, from 0 to 1; not a number where the loss is none.
    pub tones: Vec<f32>,
    /// The levels of the contour lines.
    pub levels: Vec<f64>,
    /// The contour lines, thinned to a tenth of a cell.
    pub lines: Contours,
}

/// `n` numbers, evenly spaced from the low to the high end.
pub fn axis([low, high]: [f64; 2], n: usize) -> Vec<f64> {
    (0..n).map(|i| low + (high - low) * i as f64 / (n - 1) as f64).collect()
}

/// The loss on a grid, row by row, on all processors.
pub fn on_grid(surface: &dyn Planar, x: &[f64], y: &[f64], out: &mut [f64]) {
    let gridded = surface.gridded(x);
    let rows = y.len().div_ceil(pieces()).max(1);
    let bands = out.chunks_mut(rows * x.len()).zip(y.chunks(rows));
    share(bands, |(out, y)| gridded(y, out));
}

/// Contour lines at known levels, from a coarse grid: at once.
pub fn sketch(surface: &dyn Planar, view: [[f64; 2]; 2], levels: &[f64]) -> Contours {
    // A dear surface is sketched more coarsely: it must not be felt.
    let size = (COARSE as f64 / (surface.work().get() as f64 / 8.0).sqrt().max(1.0)) as usize;
    let size = size.clamp(12, COARSE);
    let (x, y) = (axis(view[0], size), axis(view[1], size));
    let mut z = vec![0.0; size * size];
    surface.grid(&x, &y, &mut z);
    contours(Grid { x: &x, y: &y, z: &z }, levels)
}

/// The work of surveying.
pub struct Survey {
    surface: Arc<dyn Planar>,
    lowest: Option<f64>,
    view: [[f64; 2]; 2],
    size: usize,
    z: Vec<f64>,
    shown: bool,
}

impl Survey {
    /// Survey `view` with `size` points a side. `lowest` is f\*, where it is known.
    pub fn new(
        surface: Arc<dyn Planar>,
        lowest: Option<f64>,
        view: [[f64; 2]; 2],
        size: usize,
    ) -> Self {
        Self { surface, lowest, view, size: size.max(2), z: Vec::new(), shown: size <= COARSE }
    }

    /// Rows whose heights are known.
    pub fn rows_done(&self) -> usize {
        self.z.len() / self.size
    }

    /// The heights of some rows of a grid.
    fn rows(&self, size: usize, rows: std::ops::Range<usize>) -> Vec<f64> {
        let (x, y) = (axis(self.view[0], size), axis(self.view[1], size));
        let mut z = vec![0.0; size * rows.len()];
        on_grid(&*self.surface, &x, &y[rows], &mut z);
        z
    }

    fn draw(&self, z: Vec<f64>, size: usize) -> Heights {
        let (x, y) = (axis(self.view[0], size), axis(self.view[1], size));
        let tone = Tone::fit(&z, self.lowest);
        let tones = each(&z, |z| if z.is_finite() { tone.of(z) as f32 } else { f32::NAN });
        let levels = tone.levels(LEVELS);
        let lines = contours(Grid { x: &x, y: &y, z: &z }, &levels);
        let cell = [x[1] - x[0], y[1] - y[0]];
        let lines = simplify::simplify(&lines, cell, 0.1);
        Heights { x, y, z, tone, tones, levels, lines }
    }
}

/// `f` of every height, on all processors.
fn each(z: &[f64], f: impl Fn(f64) -> f32 + Sync) -> Vec<f32> {
    const MANY: usize = 16_384;
    let mut out = vec![0.0; z.len()];
    share(z.chunks(MANY).zip(out.chunks_mut(MANY)), |(z, out)| {
        out.iter_mut().zip(z).for_each(|(out, z)| *out = f(*z));
    });
    out
}

impl Work for Survey {
    type Output = Heights;

    fn step(&mut self) -> Report<Heights> {
        if !self.shown {
            self.shown = true;
            return Report::Preview(self.draw(self.rows(COARSE, 0..COARSE), COARSE));
        }
        let next = self.rows_done();
        if next < self.size {
            let rows = self.rows(self.size, next..(next + ROWS).min(self.size));
            self.z.extend(rows);
            return Report::Working;
        }
        let z = std::mem::take(&mut self.z);
        Report::Done(self.draw(z, self.size))
    }
}
