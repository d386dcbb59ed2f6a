//! Maps of a surface: heights on a grid, the scale of a topographic map, contour lines.

mod contour;
mod heights;
mod share;
mod simplify;
mod tone;

pub use contour::{Contours, Grid, contours};
pub use heights::{Heights, Survey, axis, on_grid, sketch};
pub use tone::Tone;
