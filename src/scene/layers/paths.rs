//! The path of a run: where it went, where it is, where it will go.

use super::Layer;
use crate::math::norm;
use crate::run::{Tape, Trajectory};
use crate::scene::clip::pixel32;
use crate::scene::thin::{Piece, pieces, thin};
use crate::scene::{Anchor, Color, Item, Key, Part, Projection, STYLES, SceneRun, Shape, Theme};
use crate::surface::Plane;
use crate::words::tell;

pub(super) static LAYER: Layer = Layer {
    id: "paths",
    name: "Paths",
    summary: "Where every run has been, where its ball is, and where it will go.",
    key: Some('8'),
    usual: true,
    applies: |scene| !scene.runs.is_empty(),
    reads: &[Part::Runs, Part::Clock],
    question: None,
    items: |canvas| {
        let (scene, plane) = (canvas.scene, canvas.plane);
        let mut items = Vec::new();
        for run in &scene.runs {
            let place = plane.region().into_iter().flatten().collect::<Vec<_>>();
            let area = plane.area().into_iter().flatten().map(f64::from).collect::<Vec<_>>();
            let key =
                Key::default().with(scene.surface.1).with(run.revision).reals(&place).reals(&area);
            let trace =
                canvas.memo.keep(key, || Trace::new(run.run.trajectory(), scene.plane, plane));
            let run = RunView::of(run, scene.plane);
            items.extend(path_items(run, &trace, plane, scene.theme, 1.0));
        }
        items
    },
};

/// The least distance between two step dots, in pixels.
const DOTS: f64 = 10.0;
/// The most step dots of one run.
const MOST_DOTS: usize = 300;

/// A run as it is to be shown.
#[derive(Clone, Copy, Debug)]
pub struct RunView<'a> {
    /// The whole path.
    pub path: &'a Trajectory,
    /// What the optimizer held at every step.
    pub tape: &'a Tape,
    /// The step the ball is at.
    pub step: usize,
    /// The row of its identity in [`STYLES`].
    pub style: usize,
    /// The plane on which it is seen.
    pub plane: &'a Plane,
}

impl<'a> RunView<'a> {
    /// A run of a scene, on its plane.
    pub fn of(run: &SceneRun<'a>, plane: &'a Plane) -> Self {
        let (path, tape) = (run.run.trajectory(), run.run.tape());
        Self { path, tape, step: run.step, style: run.style, plane }
    }

    /// Where the point after so many steps lies on the plane.
    pub fn at(&self, step: usize) -> [f64; 2] {
        self.plane.coordinates(self.path.point(step))
    }
}

/// What of a path is worth drawing on a frame: independent of where the ball is.
#[derive(Clone, Debug)]
pub struct Trace {
    /// The points of the line, by their steps.
    line: Vec<u32>,
    /// The steps that get a dot.
    dots: Vec<u32>,
}

impl Trace {
    /// The steps whose points make the line.
    pub(super) fn line(&self) -> &[u32] {
        &self.line
    }

    /// Choose the points of a path that can be told apart on a frame.
    pub fn new(path: &Trajectory, plane: &Plane, projection: &dyn Projection) -> Self {
        let pixel = |point: &[f64]| projection.pixel(plane.coordinates(point));
        let pixels: Vec<[f64; 2]> = path.points().map(pixel).collect();
        let mut last = [f64::NEG_INFINITY; 2];
        let mut apart = |at: &[f64; 2]| {
            let far = (at[0] - last[0]).hypot(at[1] - last[1]) >= DOTS;
            if far {
                last = *at;
            }
            far
        };
        let visible = pixels.iter().enumerate().filter(|(_, at)| projection.holds(**at, 0.0));
        let dots = visible.filter(|(_, at)| apart(at)).map(|(step, _)| step as u32);
        Self { line: thin(&pixels), dots: dots.take(MOST_DOTS).collect() }
    }
}

/// The items of a run on a map. `scale` enlarges lines and marks.
pub fn path_items(
    run: RunView<'_>,
    trace: &Trace,
    projection: &dyn Projection,
    theme: Theme,
    scale: f32,
) -> Vec<Item> {
    let style = &STYLES[run.style % STYLES.len()];
    let palette = theme.palette();
    let color = theme.run(style);
    let width = 2.2 * style.width * scale;
    let mut items = Vec::new();
    let mut line = |points: &[[f32; 2]], color: Color, width: f32, dash: &'static [f32]| {
        items.push(Item::Line { points: points.to_vec(), color, width, dash });
    };
    let pixel = |step: u32| projection.pixel(run.at(step as usize));
    let now = run.step as u32;
    let split = trace.line.partition_point(|step| *step <= now);
    let (before, after) = trace.line.split_at(split);
    let here = std::iter::once(now);
    let place = |step: u32| (step, pixel(step));
    for Piece { points, leap } in
        pieces(here.clone().chain(after.iter().copied()).map(place), projection)
    {
        line(&points, color.alpha(if leap { 30 } else { 95 }), 0.5 * width, style.dash);
    }
    let past = pieces(before.iter().copied().chain(here).map(place), projection);
    // A run that diverges leaps across the picture hundreds of times: it must not cover all else.
    let (leaps, past): (Vec<_>, Vec<_>) = past.into_iter().partition(|piece| piece.leap);
    for piece in &leaps {
        line(&piece.points, color.alpha(60), 0.5 * width, style.dash);
    }
    for piece in &past {
        line(&piece.points, palette.casing.alpha(150), width + 1.6 * scale, &[]);
    }
    for piece in &past {
        line(&piece.points, color, width, style.dash);
    }
    items.extend(trace.dots.iter().take_while(|step| **step < now).map(|step| Item::Mark {
        at: pixel32(pixel(*step)),
        shape: Shape::Circle,
        radius: 2.6 * scale,
        fill: color,
        edge: palette.casing,
    }));
    items.push(head(run, projection, theme, scale));
    if let Item::Arrow { at, .. } = items[items.len() - 1] {
        items.push(distance(run, projection, theme, at, scale));
    }
    items
}

/// The ball, or the arrow at the edge where it left the picture.
fn head(run: RunView<'_>, projection: &dyn Projection, theme: Theme, scale: f32) -> Item {
    let style = &STYLES[run.style % STYLES.len()];
    let (fill, edge) = (theme.run(style), theme.palette().casing);
    let point = run.at(run.step);
    let at = projection.pixel(point);
    if projection.holds(at, 0.0) {
        let radius = 7.0 * scale;
        return Item::Mark { at: pixel32(at), shape: style.marker, radius, fill, edge };
    }
    let middle = projection.middle();
    let toward = direction(point, projection);
    let reach = (0..2)
        .map(|axis| {
            let half = f64::from(projection.area()[axis][1]) - middle[axis] - 4.0;
            half / toward[axis].abs().max(1e-12)
        })
        .fold(f64::INFINITY, f64::min);
    Item::Arrow {
        at: pixel32([middle[0] + reach * toward[0], middle[1] + reach * toward[1]]),
        angle: toward[1].atan2(toward[0]) as f32,
        size: 18.0 * scale,
        fill,
        edge,
    }
}

/// The direction on the picture from its middle to a point, however far.
fn direction(point: [f64; 2], projection: &dyn Projection) -> [f64; 2] {
    let part = |axis: usize| {
        let [low, high] = projection.region()[axis];
        let pixels = f64::from(projection.area()[axis][1] - projection.area()[axis][0]);
        // Half of each keeps the difference finite.
        (0.5 * point[axis] - 0.25 * (low + high)) / (high - low) * pixels
    };
    let far = [part(0), -part(1)];
    let size = far[0].abs().max(far[1].abs());
    let scaled = far.map(|part| part / size);
    let length = norm(&scaled);
    if length.is_finite() && length > 0.0 { scaled.map(|part| part / length) } else { [1.0, 0.0] }
}

/// How far the ball is from the edge of the picture.
fn distance(
    run: RunView<'_>,
    projection: &dyn Projection,
    theme: Theme,
    tip: [f32; 2],
    scale: f32,
) -> Item {
    let point = run.at(run.step);
    let beyond = |axis: usize| {
        let [low, high] = projection.region()[axis];
        (point[axis] - high).max(low - point[axis]).max(0.0)
    };
    let palette = theme.palette();
    let middle = projection.middle();
    let right = f64::from(tip[0]) > middle[0];
    let side = if right { -1.0 } else { 1.0 };
    let lift = if f64::from(tip[1]) > middle[1] { -1.0 } else { 1.0 };
    Item::Text {
        at: [tip[0] + side * 24.0 * scale, tip[1] + lift * 12.0 * scale],
        text: match norm(&[beyond(0), beyond(1)]) {
            far if far.is_finite() => tell!("ball-away", far).into_owned(),
            _ => tell!("ball-out-of-reach").into_owned(),
        },
        size: 12.0 * scale,
        color: theme.run(&STYLES[run.style % STYLES.len()]),
        halo: palette.casing,
        anchor: if right { Anchor::End } else { Anchor::Start },
    }
}
