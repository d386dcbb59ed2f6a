//! Items as PNG: the SVG, rasterised with embedded fonts. No display, no GPU, and no font of the
//! system as long as the embedded ones have all letters.

use resvg::{tiny_skia, usvg};

use super::{Item, encode_rgba, fonts, to_svg};
use crate::words::{Message, message};

/// Why a picture could not be made.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.message())]
pub enum PngError {
    /// The rasteriser did not accept our SVG.
    Rasterise(String),
    /// It has more dots than memory holds: columns, rows.
    TooLarge(u32, u32),
    /// The encoder failed.
    Encode(#[from] png::EncodingError),
}

impl PngError {
    /// What to say of it.
    pub fn message(&self) -> Message {
        match self {
            Self::Rasterise(why) => message!("png-rasterise", why),
            Self::TooLarge(width, height) => {
                let why = message!("png-too-large", width = *width, height = *height);
                message!("png-rasterise", why)
            }
            Self::Encode(error) => message!("png-encode", why = error.to_string()),
        }
    }
}

/// Paint items on a picture of `size` pixels, each drawn as `scale` by `scale` dots.
pub fn to_png(items: &[Item], size: [f32; 2], scale: f32) -> Result<Vec<u8>, PngError> {
    let svg = to_svg(items, size, "");
    let tree = usvg::Tree::from_str(&svg, &fonts::options())
        .map_err(|error| PngError::Rasterise(error.to_string()))?;
    let [width, height] = size.map(|side| (side * scale).round().max(1.0) as u32);
    let mut pixels =
        tiny_skia::Pixmap::new(width, height).ok_or(PngError::TooLarge(width, height))?;
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut pixels.as_mut());
    // In place: a large picture is a few hundred megabytes.
    let rgba = pixels.take_demultiplied();
    Ok(encode_rgba(width as usize, height as usize, &rgba)?)
}
