//! The colours of a map: by height, with soft hill shading.

use std::sync::Arc;

use super::{Raster, Theme};
use crate::maps::Heights;

/// The colours of a map.
#[derive(Clone, Debug)]
pub struct Topography {
    /// One dot per grid point, the highest y on top.
    pub raster: Arc<Raster>,
    /// The middle of the outermost dots: low and high x, low and high y.
    pub view: [[f64; 2]; 2],
}

/// Shades of a colour, from full shadow to full light.
const SHADES: usize = 32;
/// Colours of the ramp.
const TONES: usize = 256;

/// Colour the heights: by their tone, with light falling in from the upper left.
pub fn topography(heights: &Heights, theme: Theme) -> Topography {
    let (nx, ny) = (heights.x.len(), heights.y.len());
    let table = colours(theme);
    let hole = theme.palette().hole.0;
    let slope = nx as f32 / 14.0;
    let row_of = |row: usize| &heights.tones[row * nx..(row + 1) * nx];
    let mut rgba = Vec::with_capacity(4 * nx * ny);
    for row in (0..ny).rev() {
        let (here, above, below) =
            (row_of(row), row_of((row + 1).min(ny - 1)), row_of(row.saturating_sub(1)));
        for column in 0..nx {
            let tone = here[column];
            if tone.is_nan() {
                rgba.extend_from_slice(&hole);
                continue;
            }
            let across = here[(column + 1).min(nx - 1)] - here[column.saturating_sub(1)];
            let light = ((across - above[column] + below[column]) * slope).clamp(-1.0, 1.0);
            // Beside a hole there is no slope; as a number it counts as the deepest shadow.
            let shade = ((0.5 + 0.5 * light) * (SHADES - 1) as f32 + 0.5) as usize;
            let tone = (tone.clamp(0.0, 1.0) * (TONES - 1) as f32 + 0.5) as usize;
            rgba.extend_from_slice(&table[tone * SHADES + shade]);
        }
    }
    let ends = |axis: &[f64]| [axis[0], axis[axis.len() - 1]];
    Topography {
        raster: Arc::new(Raster { width: nx, height: ny, rgba }),
        view: [ends(&heights.x), ends(&heights.y)],
    }
}

/// The colours of all tones in all shades. Shadow goes towards the end of the ramp where paths
/// have the most contrast.
fn colours(theme: Theme) -> Vec<[u8; 4]> {
    let palette = theme.palette();
    let depth = if theme == Theme::Dark { 0.34 } else { 0.16 };
    let share = |k: usize, n: usize| k as f32 / (n - 1) as f32;
    (0..TONES)
        .flat_map(|tone| {
            let plain = palette.heat(f64::from(share(tone, TONES)));
            (0..SHADES)
                .map(move |shade| plain.mix(palette.casing, (1.0 - share(shade, SHADES)) * depth).0)
        })
        .collect()
}

impl Topography {
    /// The rectangle that the dots cover: half a dot more on every side than their middles.
    pub fn covers(&self) -> [[f64; 2]; 2] {
        let grow = |[low, high]: [f64; 2], n: usize| {
            let half = 0.5 * (high - low) / (n - 1) as f64;
            [low - half, high + half]
        };
        [grow(self.view[0], self.raster.width), grow(self.view[1], self.raster.height)]
    }
}
