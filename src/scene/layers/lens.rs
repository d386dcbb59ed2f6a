//! The curvature at a place: the two directions, and the quadratic model around it.

use super::Layer;
use super::step::target;
use crate::maps::{Grid, axis, contours};
use crate::math::{Eigen, eigen};
use crate::scene::clip::pixel32;
use crate::scene::{Item, Part, Projection, Scene, SceneRun, Theme, line_items};
use crate::surface::{Form, Hessian, Plane, hessian_2d};

/// The layer of the curvature.
pub static LAYER: Layer = Layer {
    id: "curvature",
    name: "Curvature",
    summary: "The two directions of the curvature at the ball, and the quadratic model there.",
    key: Some('0'),
    usual: false,
    applies: |scene| scene.explained.is_some() || scene.place.is_some(),
    reads: &[Part::Moved, Part::Explained, Part::Place],
    question: None,
    items: |canvas| {
        let draw = |lens| lens_items(&lens, canvas.plane, canvas.scene.theme);
        Lens::of(canvas.scene).map_or_else(Vec::new, draw)
    },
};

/// The model is drawn this far around its place, as a share of the map.
const AROUND: f64 = 0.22;
/// The longer arm of the cross, as a share of the shorter side of the map.
const ARM: f64 = 0.2;
/// Points a side of the grid on which the model's contour lines are found.
const SIZE: usize = 72;

/// The second-order picture of a landscape at a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lens {
    /// The place.
    pub at: [f64; 2],
    /// The loss there.
    pub loss: f64,
    /// ∇f there.
    pub gradient: [f64; 2],
    /// ∇²f there: xx, xy, yy.
    pub hessian: [f64; 3],
    /// Whether the directions of the plane are at right angles and of length 1: otherwise those of
    /// the curvature are not seen on it.
    pub square: bool,
}

impl Lens {
    /// That of a scene: at its place, or at the ball of the explained run.
    pub fn of(scene: &Scene<'_>) -> Option<Self> {
        let [dx, dy] = scene.moved;
        let (at, under) = match (scene.place, scene.explained) {
            (Some(at), _) => (at, [at[0] - dx, at[1] - dy]),
            (None, Some(of)) => return Some(Self::at_ball(of, scene.plane)),
            (None, None) => return None,
        };
        let surface = &**scene.surface.0;
        let mut gradient = [0.0; 2];
        let loss = surface.gradient(&under, &mut gradient);
        Some(Self {
            at,
            loss,
            gradient,
            hessian: hessian_2d(surface, &under),
            square: scene.plane.axes().is_some(),
        })
    }

    /// That of the ball of a run, which may lie beside the plane: along the plane's directions.
    fn at_ball(of: SceneRun<'_>, plane: &Plane) -> Self {
        let (surface, under) = (of.run.surface(), of.run.under(of.step));
        let mut gradient = vec![0.0; under.len()];
        let loss = surface.gradient(&under, &mut gradient);
        let hessian = Hessian::new(&**surface, &*under).on(plane);
        let at = plane.coordinates(of.run.trajectory().point(of.step));
        Self {
            at,
            loss,
            gradient: plane.slopes(&gradient),
            hessian,
            square: plane.axes().is_some(),
        }
    }

    /// Eigenvalues and the steepest direction.
    pub fn eigen(&self) -> Eigen {
        eigen(self.hessian)
    }

    /// What it looks like there.
    pub fn form(&self) -> Form {
        let Eigen { low, high, .. } = self.eigen();
        Form::of([low, high])
    }

    /// λmax/λmin where the landscape is a bowl.
    pub fn condition(&self) -> Option<f64> {
        let Eigen { low, high, .. } = self.eigen();
        (self.form() == Form::Bowl).then(|| high / low)
    }

    /// Where the quadratic model has its minimum, if it has one.
    pub fn minimum(&self) -> Option<[f64; 2]> {
        let ([xx, xy, yy], [gx, gy]) = (self.hessian, self.gradient);
        if self.form() != Form::Bowl {
            return None;
        }
        let det = xx * yy - xy * xy;
        Some([self.at[0] - (yy * gx - xy * gy) / det, self.at[1] - (xx * gy - xy * gx) / det])
    }

    /// The quadratic model.
    fn model(&self, at: [f64; 2]) -> f64 {
        let [dx, dy] = [at[0] - self.at[0], at[1] - self.at[1]];
        let [xx, xy, yy] = self.hessian;
        let bend = xx * dx * dx + 2.0 * xy * dx * dy + yy * dy * dy;
        self.loss + self.gradient[0] * dx + self.gradient[1] * dy + 0.5 * bend
    }
}

/// The items of a lens on a map.
pub fn lens_items(lens: &Lens, projection: &dyn Projection, theme: Theme) -> Vec<Item> {
    if !projection.holds(projection.pixel(lens.at), 0.0)
        || !lens.hessian.iter().all(|h| h.is_finite())
    {
        return Vec::new();
    }
    let mut items = model_items(lens, projection, theme);
    if lens.square {
        items.extend(cross_items(lens, projection, theme));
    }
    if let Some(minimum) = lens.minimum() {
        let at = projection.pixel(minimum);
        if projection.holds(at, 0.0) {
            items.push(target(at, theme.palette().accent, theme));
        }
    }
    items
}

/// Three contour lines of the model: through the place, above it and below it.
fn model_items(lens: &Lens, projection: &dyn Projection, theme: Theme) -> Vec<Item> {
    // A square of the picture: of the plane it may be a strip.
    let [width, height] = projection.area().map(|[low, high]| f64::from(high - low));
    let side = |which: usize, pixels: f64| {
        let [low, high] = projection.region()[which];
        let half = AROUND * width.min(height) / pixels * (high - low);
        axis([lens.at[which] - half, lens.at[which] + half], SIZE)
    };
    let (x, y) = (side(0, width), side(1, height));
    let z: Vec<f64> =
        y.iter().flat_map(|y| x.iter().map(|x| lens.model([*x, *y])).collect::<Vec<_>>()).collect();
    let (low, high) = z.iter().fold((f64::MAX, f64::MIN), |(a, b), z| (a.min(*z), b.max(*z)));
    let step = (high - low) / 7.0;
    if !(step.is_finite() && step > 0.0) {
        return Vec::new();
    }
    let levels = [lens.loss - step, lens.loss, lens.loss + step];
    let lines = contours(Grid { x: &x, y: &y, z: &z }, &levels);
    let line = |(level, line): (usize, &[[f64; 2]])| {
        let stroke = (theme.palette().accent, if level == 1 { 1.8 } else { 1.1 });
        let points: Vec<[f64; 2]> = line.iter().map(|at| projection.pixel(*at)).collect();
        line_items(points, projection.area(), stroke, &[6.0, 4.0])
    };
    lines.lines().flat_map(line).collect()
}

/// The two directions, as half axes of the model's ellipse: the less a direction curves, the longer
/// its arm. On axes of unequal scale they are at no right angle on the picture.
fn cross_items(lens: &Lens, projection: &dyn Projection, theme: Theme) -> Vec<Item> {
    let Eigen { low, high, direction: [vx, vy] } = lens.eigen();
    let [width, height] = projection.area().map(|[low, high]| f64::from(high - low));
    let middle = projection.pixel(lens.at);
    let palette = theme.palette();
    let arm = |[dx, dy]: [f64; 2], value: f64| {
        let unit = projection.direction([dx, dy])?;
        // How long a unit of this direction is on the picture.
        let pixels = [width, height];
        let scale = [0, 1].map(|axis| {
            pixels[axis] / (projection.region()[axis][1] - projection.region()[axis][0])
        });
        let stretch = (dx * scale[0]).hypot(dy * scale[1]) / scale[0].max(scale[1]);
        Some((unit, stretch / value.abs().sqrt().max(1e-9), value))
    };
    let arms: Vec<_> = [arm([vx, vy], high), arm([-vy, vx], low)].into_iter().flatten().collect();
    let longest = arms.iter().map(|arm| arm.1).fold(0.0, f64::max);
    let line = |([dx, dy], length, value): ([f64; 2], f64, f64)| {
        let reach = (ARM * width.min(height) * length / longest).max(7.0);
        let end = |sign: f64| [middle[0] + sign * reach * dx, middle[1] + sign * reach * dy];
        Item::Line {
            points: vec![pixel32(end(-1.0)), pixel32(end(1.0))],
            color: if value < 0.0 { palette.carry } else { palette.ink },
            width: 2.2,
            dash: &[],
        }
    };
    arms.into_iter().map(line).collect()
}
