//! A grid over a rectangle, and where on it critical points may be.

use crate::math::norm;
use crate::surface::Planar;

/// Losses and gradients at the corners of cells.
pub(super) struct Grid {
    pub(super) size: usize,
    pub(super) origin: [f64; 2],
    pub(super) cell: [f64; 2],
    pub(super) gradient: [Vec<f64>; 2],
    pub(super) loss: Vec<f64>,
}

impl Grid {
    pub(super) fn new(surface: &dyn Planar, region: [[f64; 2]; 2], size: usize) -> Self {
        // A little larger than the rectangle and off its middle: critical points of well-known
        // formulas like to sit on edges, and exactly between two corners.
        Self::from(surface, region, size, -0.731)
    }

    /// The middles of the cells of the other grid.
    pub(super) fn shifted(surface: &dyn Planar, region: [[f64; 2]; 2], size: usize) -> Self {
        Self::from(surface, region, size, -0.231)
    }

    pub(super) fn from(
        surface: &dyn Planar,
        region: [[f64; 2]; 2],
        size: usize,
        shift: f64,
    ) -> Self {
        let cell = region.map(|[low, high]| (high - low) / (size as f64 - 1.618));
        let origin = [0, 1].map(|i| region[i][0] + shift * cell[i]);
        let axis =
            |i: usize| -> Vec<f64> { (0..=size).map(|k| origin[i] + cell[i] * k as f64).collect() };
        let (x, y) = (axis(0), axis(1));
        let count = x.len() * y.len();
        let (mut gx, mut gy, mut loss) = (vec![0.0; count], vec![0.0; count], vec![0.0; count]);
        surface.gradient_grid(&x, &y, &mut loss, &mut gx, &mut gy);
        Self { size, origin, cell, gradient: [gx, gy], loss }
    }

    pub(super) fn at(&self, column: f64, row: f64) -> [f64; 2] {
        [self.origin[0] + self.cell[0] * column, self.origin[1] + self.cell[1] * row]
    }

    /// The distance of two points in cells.
    pub(super) fn cells(&self, a: [f64; 2], b: [f64; 2]) -> f64 {
        norm(&[(a[0] - b[0]) / self.cell[0], (a[1] - b[1]) / self.cell[1]])
    }

    /// The steepest slope that is a number.
    pub(super) fn steepest(&self) -> f64 {
        let slopes = self.gradient.iter().flatten().map(|slope| slope.abs());
        slopes.filter(|slope| slope.is_finite()).fold(0.0, f64::max)
    }

    /// The middles of cells in which both components of the gradient may vanish.
    pub(super) fn crossings(&self) -> Vec<[f64; 2]> {
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
    pub(super) fn lowest(&self) -> Vec<[f64; 2]> {
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
