//! Landscapes over two parameters: what a map can be drawn of.

use std::borrow::Cow;

use nalgebra::DMatrix;

use super::Surface;

/// Writes a loss on rows of a grid whose columns are known, row by row.
pub type Gridded<'a> = Box<dyn Fn(&[f64], &mut [f64]) + Sync + 'a>;

/// A loss over two parameters: a surface that has two, or a [`Section`](super::Section) of one that
/// has more.
pub trait Planar: Surface {
    /// The loss at many points; all slices have one length.
    fn values(&self, x: &[f64], y: &[f64], out: &mut [f64]);

    /// The gradient at many points; all slices have one length.
    fn gradients(&self, x: &[f64], y: &[f64], gx: &mut [f64], gy: &mut [f64]);

    /// The loss on grids with these columns, made ready once for as many rows as one likes.
    fn gridded<'a>(&'a self, x: &'a [f64]) -> Gridded<'a> {
        Box::new(|y, out| {
            for (row, y) in out.chunks_mut(x.len()).zip(y) {
                self.values(x, &vec![*y; x.len()], row);
            }
        })
    }

    /// The loss on a grid, row by row; `out` is `x.len() * y.len()` long.
    fn grid(&self, x: &[f64], y: &[f64], out: &mut [f64]) {
        self.gridded(x)(y, out);
    }

    /// The loss and its gradient on a grid, row by row; all slices are as long as that of
    /// [`grid`](Self::grid).
    fn gradient_grid(&self, x: &[f64], y: &[f64], out: &mut [f64], gx: &mut [f64], gy: &mut [f64]) {
        let rows = gx.chunks_mut(x.len()).zip(gy.chunks_mut(x.len()));
        for ((gx, gy), y) in rows.zip(y) {
            self.gradients(x, &vec![*y; x.len()], gx, gy);
        }
        self.grid(x, y, out);
    }
}

impl dyn Planar + '_ {
    /// The rectangle worth looking at.
    pub fn region(&self) -> [[f64; 2]; 2] {
        let view = self.view();
        [view[0], view[1]]
    }

    /// What its parameters are called.
    pub fn axes(&self) -> [Cow<'static, str>; 2] {
        [0, 1].map(|axis| self.parameter(axis))
    }
}

/// ∇²f at a point of the plane: xx, xy, yy.
pub fn hessian_2d(surface: &dyn Planar, x: &[f64]) -> [f64; 3] {
    let mut h = DMatrix::zeros(2, 2);
    surface.hessian(x, &mut h);
    [h[(0, 0)], h[(0, 1)], h[(1, 1)]]
}
