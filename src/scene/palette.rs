//! All colours of maps and runs.

use super::Shape;

/// Red, green, blue and alpha, not premultiplied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Color(pub [u8; 4]);

impl Color {
    /// Nothing at all.
    pub const NONE: Self = Self([0; 4]);

    /// 0xRRGGBB, opaque.
    pub const fn rgb(hex: u32) -> Self {
        Self([(hex >> 16) as u8, (hex >> 8) as u8, hex as u8, 255])
    }

    /// The same colour, seen through.
    pub const fn alpha(self, alpha: u8) -> Self {
        let Self([r, g, b, _]) = self;
        Self([r, g, b, alpha])
    }

    /// From this colour (0) to another (1).
    pub fn mix(self, other: Self, share: f32) -> Self {
        let blend = |i: usize| {
            (f32::from(self.0[i]) * (1.0 - share) + f32::from(other.0[i]) * share).round() as u8
        };
        Self([blend(0), blend(1), blend(2), blend(3)])
    }

    /// The contrast ratio of WCAG 2 against another opaque colour, from 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let luminance = |color: Self| {
            let linear = |byte: u8| {
                let c = f64::from(byte) / 255.0;
                if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
            };
            let [r, g, b, _] = color.0;
            0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b) + 0.05
        };
        let (a, b) = (luminance(self), luminance(other));
        a.max(b) / a.min(b)
    }
}

/// Dark room, bright room, paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Light lines on a dark map.
    Dark,
    /// Dark lines on a light map.
    Light,
    /// As light, on white.
    Print,
}

/// The colours of a map in one theme.
#[derive(Debug)]
pub struct Palette {
    /// From the lowest to the highest loss.
    pub ramp: &'static [Color],
    /// Where the loss is not a number.
    pub hole: Color,
    /// Contour lines.
    pub contour: Color,
    /// Text on the map, and marks of critical points.
    pub ink: Color,
    /// Behind paths, marks and text on the map.
    pub casing: Color,
    /// The paper around the map.
    pub paper: Color,
    /// Text on the paper.
    pub text: Color,
    /// Less important text, axes.
    pub faint: Color,
    /// A step, and what a model says of it.
    pub accent: Color,
    /// The part of a step that this gradient is the reason for.
    pub push: Color,
    /// The part of a step that goes on from before.
    pub carry: Color,
    /// Good news.
    pub good: Color,
    /// What calls for care.
    pub warn: Color,
    /// Bad news.
    pub bad: Color,
}

impl Theme {
    /// Its colours.
    pub fn palette(self) -> &'static Palette {
        match self {
            Self::Dark => &DARK,
            Self::Light => &LIGHT,
            Self::Print => &PRINT,
        }
    }

    /// The colour of a run in this theme.
    pub fn run(self, style: &Style) -> Color {
        if self == Self::Dark { style.dark } else { style.light }
    }
}

impl Palette {
    /// The colour at a place between 0 and 1 on the ramp.
    pub fn heat(&self, tone: f64) -> Color {
        if tone.is_nan() {
            return self.hole;
        }
        let place = tone.clamp(0.0, 1.0) as f32 * (self.ramp.len() - 1) as f32;
        let below = (place as usize).min(self.ramp.len() - 2);
        self.ramp[below].mix(self.ramp[below + 1], place - below as f32)
    }
}

static DARK: Palette = Palette {
    ramp: &[
        Color::rgb(0x07_0B16),
        Color::rgb(0x10_1E3C),
        Color::rgb(0x16_365A),
        Color::rgb(0x1B_4F6E),
    ],
    hole: Color::rgb(0x2A_2030),
    contour: Color::rgb(0xB8_D4E8).alpha(105),
    ink: Color::rgb(0xF2_F6FA),
    casing: Color::rgb(0x00_0000),
    paper: Color::rgb(0x12_161E),
    text: Color::rgb(0xE6_EBF2),
    faint: Color::rgb(0x93_A0B4),
    accent: Color::rgb(0xFF_E27A),
    push: Color::rgb(0xFF_A98C),
    carry: Color::rgb(0x8F_D0FF),
    good: Color::rgb(0x78_DCA0),
    warn: Color::rgb(0xF0_BE5A),
    bad: Color::rgb(0xFF_8A80),
};

static LIGHT: Palette = Palette {
    ramp: &[
        Color::rgb(0xFF_FFFF),
        Color::rgb(0xED_F3F8),
        Color::rgb(0xDB_E7F0),
        Color::rgb(0xC9_DBE8),
        Color::rgb(0xB7_CFE0),
    ],
    hole: Color::rgb(0xE8_DCE4),
    contour: Color::rgb(0x2E_5878).alpha(120),
    ink: Color::rgb(0x14_2432),
    casing: Color::rgb(0xFF_FFFF),
    paper: Color::rgb(0xF7_F9FB),
    text: Color::rgb(0x18_2028),
    faint: Color::rgb(0x55_6474),
    accent: Color::rgb(0x6A_3200),
    push: Color::rgb(0x9C_1F12),
    carry: Color::rgb(0x0A_4A94),
    good: Color::rgb(0x0A_683C),
    warn: Color::rgb(0xB0_6C00),
    bad: Color::rgb(0xA8_1414),
};

static PRINT: Palette = Palette {
    paper: Color::rgb(0xFF_FFFF),
    text: Color::rgb(0x00_0000),
    faint: Color::rgb(0x40_4040),
    accent: LIGHT.accent,
    push: LIGHT.push,
    carry: LIGHT.carry,
    ramp: LIGHT.ramp,
    hole: LIGHT.hole,
    contour: LIGHT.contour,
    ink: LIGHT.ink,
    casing: LIGHT.casing,
    good: LIGHT.good,
    warn: LIGHT.warn,
    bad: LIGHT.bad,
};

/// The identity of a run: told apart by colour, by dash and by marker.
#[derive(Debug)]
pub struct Style {
    /// Its colour on a dark map.
    pub dark: Color,
    /// Its colour on a light map.
    pub light: Color,
    /// Lengths of dashes and gaps in pixels; empty for a solid line.
    pub dash: &'static [f32],
    /// Its width, times the usual one.
    pub width: f32,
    /// Its marker.
    pub marker: Shape,
}

const fn style(dark: u32, light: u32, dash: &'static [f32], width: f32, marker: Shape) -> Style {
    Style { dark: Color::rgb(dark), light: Color::rgb(light), dash, width, marker }
}

/// Ten identities. Every colour reaches a contrast of 3 against every colour of its map.
pub static STYLES: [Style; 10] = [
    style(0xFF_FFFF, 0x0B_0B0B, &[], 1.0, Shape::Circle),
    style(0xE9_9B2C, 0x4E_2100, &[14.0, 6.0], 1.0, Shape::TriangleUp),
    style(0x9B_C8F4, 0x0B_5985, &[14.0, 5.0, 3.0, 5.0], 1.0, Shape::TriangleDown),
    style(0xA6_F49B, 0x59_7A4E, &[7.0, 5.0], 1.0, Shape::Square),
    style(0xFF_DE2C, 0x59_6400, &[2.0, 5.0], 1.0, Shape::Diamond),
    style(0xF4_6F6F, 0xDE_0B37, &[], 1.5, Shape::Star),
    style(0xD3_7AB1, 0x7A_0B59, &[14.0, 5.0, 3.0, 5.0, 3.0, 5.0], 1.0, Shape::Plus),
    style(0xA6_85FF, 0x43_0BE9, &[20.0, 5.0], 1.0, Shape::Pentagon),
    style(0xB1_9B9B, 0x59_4E4E, &[4.0, 3.0], 1.0, Shape::Ring),
    style(0x43_DEC8, 0x00_7A7A, &[14.0, 4.0, 7.0, 4.0], 1.0, Shape::Hexagon),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_run_is_visible_everywhere_on_its_map() {
        for theme in [Theme::Dark, Theme::Light] {
            let palette = theme.palette();
            for (style, index) in STYLES.iter().zip(0..) {
                for k in 0..=100 {
                    let contrast = theme.run(style).contrast(palette.heat(f64::from(k) / 100.0));
                    assert!(contrast >= 3.0, "{theme:?} style {index} at {k} %: {contrast:.2}");
                }
            }
        }
    }

    #[test]
    fn runs_can_be_told_apart_without_colour() {
        for (i, a) in STYLES.iter().enumerate() {
            for b in &STYLES[..i] {
                assert_ne!(a.marker, b.marker);
                assert!(a.dash != b.dash || a.width != b.width);
            }
        }
    }

    #[test]
    fn text_is_readable() {
        for theme in [Theme::Dark, Theme::Light, Theme::Print] {
            let palette = theme.palette();
            assert!(palette.text.contrast(palette.paper) >= 7.0);
            assert!(palette.faint.contrast(palette.paper) >= 4.5);
            palette.ramp.iter().for_each(|c| assert!(palette.ink.contrast(*c) >= 7.0));
            for color in [palette.accent, palette.push, palette.carry] {
                palette.ramp.iter().for_each(|c| assert!(color.contrast(*c) >= 4.0));
                assert!(color.contrast(palette.paper) >= 4.5);
            }
        }
    }
}
