//! Contour lines: all levels in one pass over the grid, joined without any search.
//!
//! Marching squares. Every crossing of a grid edge gets a number the first time it is met, the
//! numbers of one edge being consecutive; a cell links two crossings by their numbers. Following
//! the links gives the lines. Saddle cells are decided by the mean of their corners, as contourpy
//! does. A cell with a corner that is not finite has no line.
//!
//! Bands of rows are worked on side by side: each is crossed and traced by itself, and the pieces
//! are joined along the rows that neighbours share.

mod band;
mod chains;

use band::Band;
use chains::{Chains, join};

/// Heights on a grid: `z[row * x.len() + column]`, at `x[column]`, `y[row]`.
#[derive(Clone, Copy, Debug)]
pub struct Grid<'a> {
    /// The columns, ascending.
    pub x: &'a [f64],
    /// The rows, ascending.
    pub y: &'a [f64],
    /// The heights, row by row.
    pub z: &'a [f64],
}

/// Joined contour lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contours {
    points: Vec<[f64; 2]>,
    /// Level and end of every line; a line starts where the one before ends.
    ends: Vec<(u8, u32)>,
}

impl Contours {
    /// Every line: the index of its level, and its points. A closed line ends where it starts.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &[[f64; 2]])> {
        let starts = std::iter::once(0).chain(self.ends.iter().map(|(_, end)| *end));
        starts.zip(&self.ends).map(|(start, (level, end))| {
            (usize::from(*level), &self.points[start as usize..*end as usize])
        })
    }

    /// The number of points in all lines.
    pub fn points(&self) -> usize {
        self.points.len()
    }

    pub(in crate::maps) fn push(&mut self, level: usize, points: impl Iterator<Item = [f64; 2]>) {
        self.points.extend(points);
        self.ends.push((level as u8, self.points.len() as u32));
    }
}

/// No crossing.
const NONE: u32 = u32::MAX;
/// The class of a height that is not finite.
const HOLE: u8 = u8::MAX;
/// Rows that one worker takes: fixed, so that the number of threads never changes the lines.
const BAND: usize = 120;

/// The contour lines of `grid` at ascending `levels`, of which the first 254 count.
pub fn contours(grid: Grid<'_>, levels: &[f64]) -> Contours {
    let levels = &levels[..levels.len().min(usize::from(HOLE) - 1)];
    assert_eq!(grid.z.len(), grid.x.len() * grid.y.len(), "one height per grid point");
    if grid.x.len() < 2 || grid.y.len() < 2 || levels.is_empty() {
        return Contours::default();
    }
    let cells = grid.y.len() - 1;
    let bands = (cells / BAND).clamp(1, 16);
    let trace = |band: usize| {
        let (first, last) = (cells * band / bands, cells * (band + 1) / bands);
        Chains::trace(Band::new(grid, levels).scan(first, last))
    };
    #[cfg(not(target_arch = "wasm32"))]
    let parts: Vec<Chains> = {
        use rayon::prelude::*;
        (0..bands).into_par_iter().with_max_len(1).map(trace).collect()
    };
    #[cfg(target_arch = "wasm32")]
    let parts: Vec<Chains> = (0..bands).map(trace).collect();
    join(&parts)
}
