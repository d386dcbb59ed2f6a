//! Looking for critical points on a grid, and refining what is found.

use std::collections::HashMap;

use super::grid::Grid;
use super::kink::{edge_runs_on, kink};
use super::measured::Measured;
use super::newton::refine;
use super::{CriticalPoint, Kind, around};
use crate::math::{eigen, norm};
use crate::surface::Planar;

/// Steps of Newton's method per cell of the grid: a landscape that is all waves is not searched to
/// its end.
const STEPS: usize = 4;
/// A place that is so many cells away from all points that were found is not settled.
const OPEN: f64 = 3.0;
/// Places at which a kink is looked for.
const KINKS: usize = 64;

/// A slope that is so many times off what the curvature promises a cell away is not seen by a grid.
const FINER: f64 = 20.0;

/// What a search has found.
#[derive(Clone, Debug, PartialEq)]
pub struct Search {
    /// The isolated critical points.
    pub points: Vec<CriticalPoint>,
    /// Whether there are others, which are left out: on a ring, along a valley floor, on a plain.
    pub not_isolated: bool,
    /// Whether there may be more: it gave up before it had looked at all places that are worth it, or
    /// nothing was found at one where the slope breaks off or the curvature is beyond all numbers.
    pub unfinished: bool,
}

/// The isolated critical points in a rectangle that [`search`] finds.
pub fn find(surface: &dyn Planar, region: [[f64; 2]; 2], size: usize) -> Vec<CriticalPoint> {
    search(surface, region, size).points
}

/// Whether a grid is too coarse for a landscape: where all corners of a cell lie on slopes of one
/// sense, its middle lies on the opposite one; or the slope a cell away from a critical point that
/// was found is not what the curvature there promises.
pub fn too_coarse(
    surface: &dyn Planar,
    region: [[f64; 2]; 2],
    size: usize,
    found: &[CriticalPoint],
) -> bool {
    let (corners, middles) =
        (Grid::new(surface, region, size), Grid::shifted(surface, region, size));
    let surface = Measured::new(surface, region, corners.steepest());
    let width = size + 1;
    let opposite = |component: usize, corner: usize| {
        let around = [corner, corner + 1, corner + width, corner + width + 1];
        let around = around.map(|k| corners.gradient[component][k]);
        let middle = middles.gradient[component][corner];
        around.iter().all(|g| g * middle.signum() < 0.0)
    };
    let cells = (0..size).flat_map(|row| (0..size).map(move |column| row * width + column));
    let hidden = |corner: usize| opposite(0, corner) || opposite(1, corner);
    let curved = |point: &&CriticalPoint| {
        point.kind != Kind::Degenerate && point.eigenvalues.iter().all(|e| e.is_finite())
    };
    let finer = |point: &CriticalPoint| {
        let [xx, xy, yy] = surface.hessian(point.at);
        [[corners.cell[0], 0.0], [0.0, corners.cell[1]]].into_iter().any(|by| {
            let gradient = surface.gradient([0, 1].map(|i| point.at[i] + by[i]));
            let promised = [xx * by[0] + xy * by[1], xy * by[0] + yy * by[1]];
            let off = [0, 1].map(|i| gradient[i] - promised[i]);
            norm(&promised) > FINER * norm(&gradient) || norm(&off) > FINER * norm(&promised)
        })
    };
    let hidden = cells.filter(|corner| hidden(*corner)).count();
    hidden > size * size / 1000 || found.iter().filter(curved).any(finer)
}

/// Look for critical points in a rectangle by a grid of `size` by `size` cells: where both
/// components of the gradient change their sign, refined by Newton's method; and minima at kinks.
pub fn search(surface: &dyn Planar, region: [[f64; 2]; 2], size: usize) -> Search {
    let grid = Grid::new(surface, region, size);
    let surface = &Measured::new(surface, region, grid.steepest());
    let mut found = Found { cell: grid.cell, points: Vec::new(), places: HashMap::new() };
    let mut left = STEPS * size * size;
    let mut overflown = false;
    let crossings = grid.crossings();
    for guess in crossings.iter().copied() {
        // A curvature beyond the largest number helps nobody.
        overflown |= surface.hessian(guess).iter().any(|bend| bend.is_infinite());
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
    let lowest: Vec<_> = grid.lowest().into_iter().filter(|low| !found.near(*low, 2.0)).collect();
    for guess in lowest.iter().copied().take(KINKS) {
        if found.near(guess, 2.0) {
            continue;
        }
        if let Some(point) = kink(surface, guess, grid.cell) {
            found.add(point);
        }
    }
    // Where slopes or losses say that there may be something, and not even that there is nothing is
    // known, as the slope breaks off.
    let mut suspect = crossings.iter().chain(&lowest).filter(|place| !found.near(**place, OPEN));
    let open = suspect.any(|place| breaks_off(surface, *place, grid.cell));
    let unfinished = left == 0 || overflown || open;
    let (points, others): (Vec<_>, Vec<_>) =
        found.points.into_iter().partition(|point| !runs_on(surface, point, grid.cell));
    Search { points, not_isolated: !others.is_empty(), unfinished }
}

/// Whether the slope breaks off in a cell around a place: between two points that are a third of a
/// cell apart it changes by more than 0.6 of what it does over the whole cell.
fn breaks_off(surface: &Measured<'_>, at: [f64; 2], cell: [f64; 2]) -> bool {
    let place = |k: usize, axis: usize| at[axis] + (k as f64 / 3.0 - 0.5) * cell[axis];
    let slopes: Vec<[f64; 2]> =
        (0..16).map(|k| surface.gradient([place(k % 4, 0), place(k / 4, 1)])).collect();
    let change = |a: usize, b: usize| norm(&[0, 1].map(|i| slopes[a][i] - slopes[b][i]));
    let whole = [[0, 15], [3, 12], [0, 3], [0, 12], [3, 15], [12, 15]];
    let whole = whole.map(|[a, b]| change(a, b)).into_iter().fold(0.0, f64::max);
    let beside = (0..16).filter(|k| k % 4 < 3).map(|k| change(k, k + 1));
    let below = (0..12).map(|k| change(k, k + 4));
    beside.chain(below).any(|change| change > 0.6 * whole)
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
}

/// Whether a point whose Hessian is flat one way is one of many: a cell farther along the flat way,
/// put back onto the floor, the gradient vanishes as well.
fn runs_on(surface: &Measured<'_>, point: &CriticalPoint, cell: [f64; 2]) -> bool {
    let [low, high] = point.eigenvalues.map(|bend| bend * surface.unit);
    let size = low.abs().max(high.abs());
    let flat = size <= 1e-12 || low.abs().min(high.abs()) <= 1e-5 * size;
    if low.is_nan() {
        return edge_runs_on(surface, point, cell);
    }
    if !flat {
        return false;
    }
    let length = |way: [f64; 2]| 1.0 / norm(&[way[0] / cell[0], way[1] / cell[1]]);
    let moved = |way: [f64; 2], by: f64| [0, 1].map(|i| point.at[i] + by * way[i]);
    if size <= 1e-12 {
        // Flat all around: level one way, compared with the others; or no curvature to speak of
        // between here and there either, as on a plain that only a formula can tell from level.
        let rises = around(1.0, 8)
            .map(|way| norm(&surface.gradient(moved(way, length(way)))) / length(way));
        let rises: Vec<f64> = rises.collect();
        let steepest = rises.iter().copied().fold(0.0, f64::max);
        let level = steepest <= 1e-12 || rises.iter().any(|rise| *rise <= 1e-6 * steepest);
        return level || edge_runs_on(surface, point, cell);
    }
    let steep = eigen(surface.hessian(point.at));
    let [x, y] = steep.direction;
    let (across, along) =
        if high.abs() >= low.abs() { ([x, y], [-y, x]) } else { ([-y, x], [x, y]) };
    let step = length(along);
    [step, -step].into_iter().any(|step| {
        let mut at = moved(along, step);
        for _ in 0..6 {
            let g = surface.gradient(at);
            let [xx, xy, yy] = surface.hessian(at);
            let [u, v] = across;
            let bend = xx * u * u + 2.0 * xy * u * v + yy * v * v;
            let back = (g[0] * u + g[1] * v) / bend;
            at = [at[0] - back * u, at[1] - back * v];
        }
        // A floor that rises as its own curvature promises is none, however little that is.
        let slope = norm(&surface.gradient(at)) / step.abs();
        let promised = 0.5 * low.abs().min(high.abs());
        slope <= 1e-14 * size || slope <= 1e-9 * size && slope < promised.max(1e-13 * size)
    })
}
