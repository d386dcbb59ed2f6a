//! Letters that the embedded fonts lack, from the fonts of the system.

use std::sync::Arc;

use eframe::egui::{Context, FallbackRequest, FontData, FontInsert};

use crate::scene::system_font;

/// Let a window find letters that it lacks in the fonts of the system. Nothing is looked for until
/// such a letter is to be shown, and each is looked for once.
pub fn use_system_fonts(ctx: &Context) {
    ctx.add_font_provider(Arc::new(|request: &FallbackRequest<'_>| {
        let font = system_font(request.cluster.chars().next()?)?;
        let data = FontData { index: font.index, ..FontData::from_owned(font.data) };
        Some(FontInsert { name: font.name, data, families: Vec::new() })
    }));
}
