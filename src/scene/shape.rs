//! Markers.

use std::f32::consts::TAU;

/// The shape of a marker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// A disc.
    Circle,
    /// A triangle, point up.
    TriangleUp,
    /// A triangle, point down.
    TriangleDown,
    /// A square.
    Square,
    /// A square on its corner.
    Diamond,
    /// A star with five points.
    Star,
    /// A plus sign.
    Plus,
    /// A pentagon.
    Pentagon,
    /// A circle with a hole.
    Ring,
    /// A hexagon.
    Hexagon,
    /// Two crossing lines: a saddle.
    Cross,
    /// An empty triangle: a maximum.
    Peak,
    /// A disc in a ring: a minimum.
    Target,
}

impl Shape {
    /// The outline for radius 1, y down, as fine as `radius` pixels want it. Every point of it is
    /// seen from the middle.
    pub fn outline(self, radius: f32) -> Vec<[f32; 2]> {
        match self {
            Self::Circle | Self::Ring | Self::Target => regular(corners(radius), 0.0, |_| 0.9),
            Self::TriangleUp | Self::Peak => regular(3, -0.25, |_| 1.15),
            Self::TriangleDown => regular(3, 0.25, |_| 1.15),
            Self::Square => regular(4, 0.125, |_| 1.15),
            Self::Diamond => regular(4, 0.0, |_| 1.15),
            Self::Star => regular(10, -0.25, |k| if k % 2 == 0 { 1.25 } else { 0.52 }),
            Self::Pentagon => regular(5, -0.25, |_| 1.05),
            Self::Hexagon => regular(6, 0.0, |_| 1.05),
            Self::Plus => cross(0.0),
            Self::Cross => cross(0.125),
        }
    }

    /// Whether only the line around it is drawn.
    pub fn hollow(self) -> bool {
        matches!(self, Self::Ring | Self::Peak | Self::Target)
    }
}

/// Corners of a polygon that is nowhere more than some hundredths of a pixel off its circle.
fn corners(radius: f32) -> usize {
    const OFF: f32 = 0.08;
    let half = (1.0 - OFF / radius.max(2.0 * OFF)).acos();
    ((0.5 * TAU / half).ceil() as usize).clamp(8, 96)
}

/// `n` points around the middle, the first at `turn` of a full circle.
fn regular(n: usize, turn: f32, radius: impl Fn(usize) -> f32) -> Vec<[f32; 2]> {
    let point = |k: usize| {
        let angle = TAU * (turn + k as f32 / n as f32);
        [radius(k) * angle.cos(), radius(k) * angle.sin()]
    };
    (0..n).map(point).collect()
}

/// A plus sign, turned.
fn cross(turn: f32) -> Vec<[f32; 2]> {
    let (arm, half) = (1.1, 0.32);
    let corner = [[arm, -half], [arm, half], [half, half]];
    let quarter = |k: u8, [x, y]: [f32; 2]| {
        let (sin, cos) = (TAU * (turn + f32::from(k) / 4.0)).sin_cos();
        [x * cos - y * sin, x * sin + y * cos]
    };
    (0..4).flat_map(|k| corner.map(|point| quarter(k, point))).collect()
}
