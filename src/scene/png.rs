//! Items as PNG: the SVG, rasterised with embedded fonts. No display, no GPU, and no font of the
//! system as long as the embedded ones have all letters.

use resvg::{tiny_skia, usvg};

use super::{Item, encode_rgba, fonts, to_svg};

/// Why a picture could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PngError {
    /// The rasteriser did not accept our SVG.
    #[error("the picture could not be rasterised: {0}")]
    Rasterise(String),
    /// The encoder failed.
    #[error("the picture could not be encoded: {0}")]
    Encode(#[from] png::EncodingError),
}

/// Paint items on a picture of `size` pixels, each drawn as `scale` by `scale` dots.
pub fn to_png(items: &[Item], size: [f32; 2], scale: f32) -> Result<Vec<u8>, PngError> {
    let svg = to_svg(items, size, "");
    let tree = usvg::Tree::from_str(&svg, &fonts::options())
        .map_err(|error| PngError::Rasterise(error.to_string()))?;
    let [width, height] = size.map(|side| (side * scale).round().max(1.0) as u32);
    let mut pixels = tiny_skia::Pixmap::new(width, height)
        .ok_or_else(|| PngError::Rasterise(format!("{width}x{height} dots are too many")))?;
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut pixels.as_mut());
    // In place: a large picture is a few hundred megabytes.
    let rgba = pixels.take_demultiplied();
    Ok(encode_rgba(width as usize, height as usize, &rgba)?)
}
