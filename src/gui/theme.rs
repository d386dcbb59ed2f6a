//! Fonts and colours of the window, made from those of the maps.

use eframe::egui::{
    self, Color32, CornerRadius, FontDefinitions, FontFamily, Stroke, TextStyle, Visuals,
    style::HandleShape,
};

use crate::scene::{Color, Theme};

/// A colour of ours as one of the toolkit's.
pub(super) fn color(Color([r, g, b, a]): Color) -> Color32 {
    Color32::from_rgba_unmultiplied(r, g, b, a)
}

/// The theme that the window has now.
pub(super) fn current(ui: &egui::Ui) -> Theme {
    of(ui.visuals())
}

/// The theme of some visuals.
pub(super) fn of(visuals: &Visuals) -> Theme {
    if visuals.dark_mode { Theme::Dark } else { Theme::Light }
}

/// The colour of bad news.
pub(super) fn bad(theme: Theme) -> Color32 {
    color(theme.palette().bad)
}

/// The colour of good news.
pub(super) fn good(theme: Theme) -> Color32 {
    color(theme.palette().good)
}

/// The colour of what calls for care.
pub(super) fn warn(theme: Theme) -> Color32 {
    color(theme.palette().warn)
}

/// The colour of what matters less.
pub(super) fn faint(theme: Theme) -> Color32 {
    color(theme.palette().faint)
}

/// Give a window our fonts and colours, for both themes.
pub(super) fn install(ctx: &egui::Context) {
    let mut fonts = FontDefinitions::default();
    // The proportional font lacks ∇, arrows and norms; the monospaced one has them.
    let fallback = "Hack".to_owned();
    if let Some(family) = fonts.families.get_mut(&FontFamily::Proportional) {
        family.push(fallback);
    }
    ctx.set_fonts(fonts);
    for theme in [egui::Theme::Dark, egui::Theme::Light] {
        ctx.style_mut_of(theme, |style| {
            style.visuals = visuals(theme);
            for (text, font) in &mut style.text_styles {
                font.size = match text {
                    TextStyle::Small => 12.0,
                    TextStyle::Heading => 18.0,
                    TextStyle::Monospace => 13.0,
                    _ => 14.0,
                };
            }
            style.spacing.item_spacing = egui::vec2(8.0, 6.0);
            style.spacing.slider_width = 150.0;
            style.interaction.tooltip_delay = 0.4;
        });
    }
}

fn visuals(theme: egui::Theme) -> Visuals {
    let (mut visuals, palette) = match theme {
        egui::Theme::Dark => (Visuals::dark(), Theme::Dark.palette()),
        egui::Theme::Light => (Visuals::light(), Theme::Light.palette()),
    };
    visuals.handle_shape = HandleShape::Circle;
    visuals.slider_trailing_fill = true;
    visuals.panel_fill = color(palette.paper);
    visuals.window_fill = color(palette.paper);
    visuals.override_text_color = Some(color(palette.text));
    visuals.window_corner_radius = CornerRadius::same(8);
    let accent = if theme == egui::Theme::Dark {
        Color32::from_rgb(56, 116, 168)
    } else {
        Color32::from_rgb(150, 196, 232)
    };
    visuals.selection.bg_fill = accent;
    visuals.selection.stroke = Stroke::new(1.0, color(palette.text));
    visuals.hyperlink_color = accent;
    let card = if theme == egui::Theme::Dark {
        Color32::from_rgb(27, 33, 44)
    } else {
        Color32::from_rgb(255, 255, 255)
    };
    visuals.faint_bg_color = card;
    // Behind charts and in fields.
    visuals.extreme_bg_color = color(palette.ramp[0]);
    visuals
}
