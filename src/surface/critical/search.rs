//! Looking for critical points on a grid, and refining what is found.

use std::collections::HashMap;

use super::{CriticalPoint, Kind, around, kind_at};
use crate::math::{eigen, norm};
use crate::surface::{Surface, hessian_2d};

/// Steps of Newton's method from one guess.
const REFINEMENTS: usize = 60;
/// Steps of Newton's method per cell of the grid: a landscape that is all waves is not searched to
/// its end.
const STEPS: usize = 4;
/// Places at which a kink is looked for.
const KINKS: usize = 64;
/// Steps of the search for a kink from one guess.
const SEARCHES: usize = 200;

/// The critical points in a rectangle that a grid of `size` by `size` cells shows: where both
/// components of the gradient change their sign, refined by Newton's method; and minima at kinks.
/// Points that are not isolated, as on a ring or along a valley floor, are left out.
pub fn find(surface: &dyn Surface, region: [[f64; 2]; 2], size: usize) -> Vec<CriticalPoint> {
    let grid = Grid::new(surface, region, size);
    let mut found = Found { cell: grid.cell, points: Vec::new(), places: HashMap::new() };
    let mut left = STEPS * size * size;
    for guess in grid.crossings() {
        let near = |point: &CriticalPoint| grid.cells(point.at, guess) < 1.6;
        // From the middle of the cell, and from around it where that leads astray.
        for shift in [[0.0, 0.0], [0.3, 0.3], [-0.3, 0.3], [0.3, -0.3], [-0.3, -0.3]] {
            let start = [0, 1].map(|i| guess[i] + shift[i] * grid.cell[i]);
            if let Some(point) = refine(surface, start, &mut left).filter(near) {
                found.add(point);
                break;
            }
        }
    }
    for guess in grid.lowest().into_iter().take(KINKS) {
        if !found.near(guess, 2.0)
            && let Some(point) = kink(surface, guess, grid.cell)
        {
            found.add(point);
        }
    }
    found.isolated()
}

/// Losses and gradients at the corners of cells.
struct Grid {
    size: usize,
    origin: [f64; 2],
    cell: [f64; 2],
    gradient: [Vec<f64>; 2],
    loss: Vec<f64>,
}

impl Grid {
    fn new(surface: &dyn Surface, region: [[f64; 2]; 2], size: usize) -> Self {
        // A little larger than the rectangle and off its middle: critical points of well-known
        // formulas like to sit on edges, and exactly between two corners.
        let cell = region.map(|[low, high]| (high - low) / (size as f64 - 1.618));
        let origin = [0, 1].map(|i| region[i][0] - 0.731 * cell[i]);
        let axis =
            |i: usize| -> Vec<f64> { (0..=size).map(|k| origin[i] + cell[i] * k as f64).collect() };
        let (x, y) = (axis(0), axis(1));
        let count = x.len() * y.len();
        let (mut gx, mut gy, mut loss) = (vec![0.0; count], vec![0.0; count], vec![0.0; count]);
        surface.gradient_grid(&x, &y, &mut loss, &mut gx, &mut gy);
        Self { size, origin, cell, gradient: [gx, gy], loss }
    }

    fn at(&self, column: f64, row: f64) -> [f64; 2] {
        [self.origin[0] + self.cell[0] * column, self.origin[1] + self.cell[1] * row]
    }

    /// The distance of two points in cells.
    fn cells(&self, a: [f64; 2], b: [f64; 2]) -> f64 {
        norm(&[(a[0] - b[0]) / self.cell[0], (a[1] - b[1]) / self.cell[1]])
    }

    /// The middles of cells in which both components of the gradient may vanish.
    fn crossings(&self) -> Vec<[f64; 2]> {
        let width = self.size + 1;
        let changes = |component: &[f64], corner: usize| {
            let corners = [corner, corner + 1, corner + width, corner + width + 1];
            let corners = corners.map(|k| component[k]);
            corners.iter().any(|g| *g <= 0.0) && corners.iter().any(|g| *g >= 0.0)
        };
        let mut out = Vec::new();
        for row in 0..self.size {
            for column in 0..self.size {
                let corner = row * width + column;
                if self.gradient.iter().all(|component| changes(component, corner)) {
                    out.push(self.at(column as f64 + 0.5, row as f64 + 0.5));
                }
            }
        }
        out
    }

    /// Corners that lie lower than their eight neighbours.
    fn lowest(&self) -> Vec<[f64; 2]> {
        let width = self.size + 1;
        let mut out = Vec::new();
        for row in 1..self.size {
            for column in 1..self.size {
                let here = self.loss[row * width + column];
                let rows = row - 1..=row + 1;
                let neighbours = rows.flat_map(|r| (column - 1..=column + 1).map(move |c| (r, c)));
                let mut others = neighbours.filter(|(r, c)| (*r, *c) != (row, column));
                if others.all(|(r, c)| self.loss[r * width + c] > here) {
                    out.push(self.at(column as f64, row as f64));
                }
            }
        }
        out
    }
}

/// Points found so far, by the cell in which they are.
struct Found {
    cell: [f64; 2],
    points: Vec<CriticalPoint>,
    places: HashMap<[i64; 2], Vec<usize>>,
}

impl Found {
    fn place(&self, at: [f64; 2]) -> [i64; 2] {
        [0, 1].map(|i| (at[i] / self.cell[i]).floor() as i64)
    }

    fn distance(&self, a: [f64; 2], b: [f64; 2]) -> f64 {
        norm(&[(a[0] - b[0]) / self.cell[0], (a[1] - b[1]) / self.cell[1]])
    }

    /// The points within `cells` cells.
    fn around(&self, at: [f64; 2], cells: f64) -> impl Iterator<Item = usize> {
        let [column, row] = self.place(at);
        let reach = cells.ceil() as i64;
        let columns = column - reach..=column + reach;
        let places = columns.flat_map(move |c| (row - reach..=row + reach).map(move |r| [c, r]));
        let here = move |index: &usize| self.distance(self.points[*index].at, at) < cells;
        places.filter_map(|place| self.places.get(&place)).flatten().copied().filter(here)
    }

    fn near(&self, at: [f64; 2], cells: f64) -> bool {
        self.around(at, cells).next().is_some()
    }

    fn add(&mut self, point: CriticalPoint) {
        if self.near(point.at, 1e-5) {
            return;
        }
        let place = self.place(point.at);
        self.places.entry(place).or_default().push(self.points.len());
        self.points.push(point);
    }

    /// Without the points whose Hessian is flat one way and which have a neighbour like them.
    fn isolated(&self) -> Vec<CriticalPoint> {
        let flat = |point: &CriticalPoint| {
            let [low, high] = point.eigenvalues;
            low.abs().min(high.abs()) <= 1e-5 * low.abs().max(high.abs())
        };
        let alone = |index: &usize| {
            let point = &self.points[*index];
            !flat(point)
                || self
                    .around(point.at, 4.0)
                    .all(|other| other == *index || !flat(&self.points[other]))
        };
        (0..self.points.len()).filter(alone).map(|index| self.points[index]).collect()
    }
}

/// Newton's method; `None` if it does not come to rest.
fn refine(surface: &dyn Surface, guess: [f64; 2], left: &mut usize) -> Option<CriticalPoint> {
    let size = surface.view().iter().map(|[low, high]| high - low).fold(0.0, f64::max);
    let mut at = guess;
    let mut gradient = [0.0; 2];
    let mut best = f64::INFINITY;
    for _ in 0..REFINEMENTS.min(*left) {
        *left -= 1;
        surface.gradient(&at, &mut gradient);
        let [xx, xy, yy] = hessian_2d(surface, &at);
        let determinant = xx * yy - xy * xy;
        let step = [
            (yy * gradient[0] - xy * gradient[1]) / determinant,
            (xx * gradient[1] - xy * gradient[0]) / determinant,
        ];
        let length = norm(&step);
        let still = length >= best && length < 1e-9 * size;
        if gradient == [0.0; 2] || still || length < 1e-14 * size {
            let curvature = eigen([xx, xy, yy]);
            let eigenvalues = [curvature.low, curvature.high];
            let value = surface.value(&at);
            let known = curvature.low.is_finite();
            let kind = if known { Kind::of(eigenvalues) } else { kind_at(surface, at) };
            let there = value.is_finite() && (known || kind == Kind::Minimum);
            return there.then_some(CriticalPoint { at, value, kind, eigenvalues });
        }
        if !length.is_finite() {
            return None;
        }
        best = length;
        at = [at[0] - step[0], at[1] - step[1]];
    }
    None
}

/// A minimum without a gradient near `guess`: steps that shrink find it, and the loss grows from
/// it like a distance, not like its square.
fn kink(surface: &dyn Surface, guess: [f64; 2], cell: [f64; 2]) -> Option<CriticalPoint> {
    let size = norm(&cell);
    let (mut at, mut value, mut length) = (guess, surface.value(&guess), size);
    for _ in 0..SEARCHES {
        if length <= 1e-14 * size {
            break;
        }
        let better = around(length, 64)
            .map(|by| [at[0] + by[0], at[1] + by[1]])
            .map(|next| (next, surface.value(&next)))
            .filter(|(_, next)| *next < value)
            .min_by(|a, b| a.1.total_cmp(&b.1));
        match better {
            Some((next, lower)) => (at, value) = (next, lower),
            None => length *= 0.5,
        }
    }
    // A kink at a round place is not found to the last digit.
    let grain = 1e-9 * size;
    let round = at.map(|x| (x / grain).round() * grain);
    if surface.value(&round) <= value {
        (at, value) = (round, surface.value(&round));
    }
    // Uphill all around, also between the directions that were tried; and where it is steepest ten
    // times as far is about ten times as high or more, not three times as along an edge that is
    // sharper than any kink, whose lowest place no step finds.
    let rise = |by: [f64; 2]| surface.value(&[at[0] + by[0], at[1] + by[1]]) - value;
    let (near, far) = (1e-5 * size, 1e-4 * size);
    let steepest = |length: f64| around(length, 64).map(rise).fold(0.0, f64::max);
    let kinked = length <= 1e-14 * size
        && around(near, 1024).all(|by| rise(by) > 0.0)
        && steepest(far) > 5.0 * steepest(near);
    let near = norm(&[at[0] - guess[0], at[1] - guess[1]]) < 3.0 * size;
    let eigenvalues = [f64::NAN; 2];
    (kinked && near).then_some(CriticalPoint { at, value, kind: Kind::Minimum, eigenvalues })
}
