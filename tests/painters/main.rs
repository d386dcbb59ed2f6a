//! What a picture costs is bounded, and what it says is true, wherever things lie.
#![expect(clippy::unwrap_used, reason = "this is only a test")]

mod figures;
mod layers;

use downhill::catalog::Pick;
use downhill::jobs::finish;
use downhill::maps::{Grid, Heights, Survey, axis, contours};
use downhill::optim::{Due, Part};
use downhill::run::{Explained, Run};
use downhill::scenario::{BUNDLED, Scenario, bundled};
use downhill::scene::{
    Along, Color, Curve, Frame, Item, Lens, Phase, RunView, Stroke, Theme, Trace, batch_items,
    bounds_items, cloud_items, contour_items, critical_items, ghost_items, lens_items, line_items,
    path_items, sound, start_pin, step_items, to_png, to_svg,
};
use downhill::session::Finished;
use downhill::surface::{CriticalPoint, Kind, Plane, Surface, Typed};

/// Numbers that coordinates may be.
const WILD: [f64; 12] = [
    0.0,
    1e-300,
    -1e-300,
    1.0,
    -1.0,
    1e30,
    -1e30,
    1e300,
    -1e300,
    f64::NAN,
    f64::INFINITY,
    f64::NEG_INFINITY,
];
pub(crate) const AREA: [[f32; 2]; 2] = [[0.0, 900.0], [0.0, 500.0]];
/// The most points that the lines of one list may have, and its most items.
const MOST: usize = 40_000;

fn pairs() -> impl Iterator<Item = [f64; 2]> + Clone {
    WILD.into_iter().flat_map(|x| WILD.map(|y| [x, y]))
}

/// Frames on views of every size: flat, huge, not a number.
fn frames() -> Vec<Frame> {
    let views = pairs().map(|side| [side, [-1.0, 1.0]]).chain(pairs().map(|side| [side, side]));
    let raw = views.map(|view| Frame { view, area: AREA });
    raw.clone().chain(raw.map(Frame::with_equal_units)).collect()
}

/// Points of all lines, and items.
fn cost(items: &[Item]) -> usize {
    let points = |item: &Item| match item {
        Item::Line { points, .. } => points.len(),
        _ => 0,
    };
    items.iter().map(points).sum::<usize>() + items.len()
}

/// The list is short, and so are the pictures made of it: dashes are not drawn off the page.
fn bounded(items: &[Item], what: &str) {
    assert!(cost(items) <= MOST, "{what}: {}", cost(items));
    let svg = to_svg(items, [900.0, 500.0], what);
    assert!(svg.len() < 100 * MOST, "{what}: {} bytes", svg.len());
    for word in svg.split(['"', ' ', ',']).filter(|word| word.contains(['N', 'i'])) {
        assert!(!["NaN", "inf", "-inf"].contains(&word), "{what}: {word} in the picture");
    }
}

#[test]
fn any_two_numbers_make_a_range_that_an_axis_can_show() {
    for [low, high] in pairs() {
        let [a, b] = sound([low, high]);
        assert!(a < b && (b - a).is_finite() && a.is_finite(), "{low} {high}: {a} {b}");
        let between: Vec<f64> = (0..=100).map(|k| a + (b - a) * f64::from(k) / 100.0).collect();
        assert!(between.is_sorted_by(|one, other| one < other), "{low} {high}");
        assert_eq!(sound([a, b]), [a, b], "a range that can be shown is left alone");
    }
    for fine in [[-5.0, 5.0], [3.147, 3.147_000_001], [1e9, 1e9 + 1.0], [1e-200, 2e-200]] {
        assert_eq!(sound(fine), fine);
    }
    assert_eq!(sound([2.0, 1.0]), [1.0, 2.0]);
    assert_eq!(sound([5.0, 5.0]), [2.5, 7.5]);
}

#[test]
fn lines_between_any_points_are_short_and_on_the_page() {
    for dash in [&[][..], &[5.0, 4.0]] {
        for frame in frames() {
            let line: Vec<[f64; 2]> = pairs().map(|at| frame.pixel(at)).collect();
            let items: Vec<Item> = line_items(line, AREA, (Color::rgb(0), 2.0), dash).collect();
            bounded(&items, "a line");
            for item in &items {
                let Item::Line { points, .. } = item else { panic!() };
                let far = |[x, y]: &[f32; 2]| x.abs() > 1000.0 || y.abs() > 600.0;
                assert!(!points.iter().any(far), "{frame:?}");
            }
        }
    }
    // A painter that is given lines as they are cuts them, too; the rasteriser comes back.
    let points: Vec<[f32; 2]> = pairs().map(|at| at.map(|side| side as f32)).collect();
    let color = Color::rgb(0x00_80_00);
    let items = [
        Item::Line { points: points.clone(), color, width: 2.0, dash: &[3.0, 3.0] },
        Item::Line { points: vec![[0.0, 0.0], [1e13, 5e12]], color, width: 2.0, dash: &[3.0, 3.0] },
    ];
    bounded(&items, "lines as they are");
    assert!(!to_png(&items, [300.0, 200.0], 1.0).unwrap().is_empty());
    for at in points {
        let mark = downhill::scene::Shape::Star;
        let (fill, edge, size) = (color, Color::NONE, 10.0);
        let items = [
            Item::Mark { at, shape: mark, radius: 5.0, fill, edge },
            Item::Arrow { at, angle: at[0], size, fill, edge },
        ];
        bounded(&items, "a mark");
    }
}

#[test]
fn steps_lenses_and_boxes_anywhere_are_bounded() {
    for frame in frames().into_iter().step_by(7) {
        for at in pairs() {
            bounded(&start_pin(at, &frame, Theme::Dark, 1.0), "the pin");
            for v in pairs().step_by(7) {
                let step = Explained {
                    left: at.to_vec(),
                    from: at.to_vec(),
                    to: v.to_vec(),
                    loss: v,
                    gradient: v.to_vec(),
                    told: Some(v.to_vec()),
                    clipped: Some(at.to_vec()),
                    bend: at[0],
                    parts: vec![
                        Part { due: Due::Push, vector: v.to_vec() },
                        Part { due: Due::Carry, vector: at.to_vec() },
                    ],
                    reach: Some(v.to_vec()),
                };
                let seen = (&step, &Plane::default());
                bounded(&step_items(seen, v[0], Phase::Update, &frame, Theme::Dark), "a step");
                let box_of: Vec<_> = bounds_items([at, v], &frame, Theme::Light, 1.0).collect();
                bounded(&box_of, "a box");
            }
        }
    }
}

#[test]
fn the_lens_is_bounded_whatever_the_curvature() {
    for frame in frames().into_iter().step_by(7) {
        let at = [0, 1].map(|k| 0.5 * (frame.view[k][0] + frame.view[k][1]));
        for [a, b] in pairs().step_by(3) {
            for c in [0.0, 1.0, -1e300, f64::NAN] {
                let lens = Lens { at, loss: a, gradient: [b, c], hessian: [a, c, b], square: true };
                bounded(&lens_items(&lens, &frame, Theme::Dark), "a lens");
            }
        }
    }
}

#[test]
fn paths_of_all_bundled_runs_are_bounded_on_every_frame() {
    for bundled in BUNDLED {
        let scenario = Scenario::parse(bundled.text, bundled.id).unwrap();
        let mut run = Run::new(scenario.surface.build(), &scenario.run_spec(0));
        run.finish();
        let path = run.trajectory();
        let (view, plane) = (Finished::new(&scenario).context().view, Plane::default());
        let usual = Frame { view, area: AREA }.with_equal_units();
        for frame in frames().into_iter().step_by(11).chain([usual]) {
            let trace = Trace::new(path, &plane, &frame);
            for step in [0, path.len() / 2, path.len() - 1] {
                let view = RunView { path, tape: run.tape(), step, style: 1, plane: &plane };
                bounded(&path_items(view, &trace, &frame, Theme::Dark, 1.0), bundled.id);
                bounded(&cloud_items(view, &frame, Theme::Dark, 1.0), bundled.id);
            }
            bounded(&ghost_items((path, &plane), 2, &frame, Theme::Dark), bundled.id);
        }
    }
}

pub(crate) fn survey(formula: &str, half: f64) -> Heights {
    let typed = Typed::parse(formula, |_| None, [[-half, half]; 2]).unwrap();
    finish(Survey::new(typed.build(), None, [[-half, half]; 2], 256))
}

#[test]
fn contour_lines_of_the_roughest_landscape_are_bounded() {
    let rough = [("sin(1e9*x)*cos(1e9*y)", 5.0), ("sin(1000*x*y)", 9.0), ("0*x", 1.0)];
    let sizes = [("1e-300*(x^2 + y^2)", 1.0), ("1e300*x*y", 1.0), ("ln(x)", 1e-9), ("x", 1e9)];
    for (formula, half) in rough.into_iter().chain(sizes) {
        let heights = survey(formula, half);
        for area in [AREA, [[0.0, 90.0], [0.0, 50.0]]] {
            let frame = Frame { view: [[-half, half]; 2], area }.with_equal_units();
            bounded(&contour_items(&heights, &frame, Theme::Dark, 1.0), formula);
            bounded(&batch_items(&heights.lines, &frame, Color::rgb(0), 1.0), formula);
        }
    }
}

#[test]
fn of_thousands_of_minima_the_deepest_of_each_neighbourhood_are_marked() {
    let frame = Frame { view: [[0.0, 90.0], [0.0, 50.0]], area: AREA };
    let point = |k: usize| CriticalPoint {
        at: [(k % 90) as f64 + 0.5, (k / 90) as f64 + 0.5],
        kind: Kind::Minimum,
        value: if k == 4321 { -1.0 } else { 1.0 },
        eigenvalues: [1.0, 1.0],
    };
    let all: Vec<CriticalPoint> = (0..4500).map(point).collect();
    let items = critical_items(&all, &frame, Theme::Dark, 1.0);
    bounded(&items, "minima");
    let places: Vec<[f32; 2]> = items
        .iter()
        .filter_map(|item| if let Item::Mark { at, .. } = item { Some(*at) } else { None })
        .collect();
    // A target is two marks.
    assert!((60..=240).contains(&places.len()), "{}", places.len());
    let deepest = frame.pixel(all[4321].at).map(|side| side as f32);
    assert!(places.contains(&deepest), "the deepest of all is there");
    for quarter in 0..4 {
        let inside = |at: &&[f32; 2]| at[0] as usize / 225 == quarter;
        assert!(places.iter().filter(inside).count() >= 10, "they are all over the map");
    }
}

#[test]
fn curves_full_of_holes_are_bounded_and_break_where_there_is_nothing() {
    let scenario = Scenario::parse(bundled("ravine").unwrap().text, "ravine").unwrap();
    let mut spec = scenario.run_spec(0);
    spec.budget = downhill::run::Budget::Steps(200_000);
    let mut run = Run::new(scenario.surface.build(), &spec);
    run.finish();
    let path = run.trajectory();
    let last = path.len() - 1;
    assert!(last > 1000);
    let every_second = |step: usize| if step.is_multiple_of(2) { f64::NAN } else { step as f64 };
    for height in [every_second, |step| WILD[step % WILD.len()], |_| f64::NAN] {
        let curve = Curve::new(Stroke::Own, last, 1, height);
        let pieces = curve.pieces(path, Along::Steps, 200);
        let points: usize = pieces.iter().map(Vec::len).sum();
        assert!(points <= 3 * 200 && pieces.len() <= 600, "{points} {}", pieces.len());
    }
    let gap = |step: usize| if (300..600).contains(&step) { f64::NAN } else { 1.0 };
    let curve = Curve::new(Stroke::Own, last, 1, gap);
    let pieces = curve.pieces(path, Along::Steps, 200);
    assert_eq!(pieces.len(), 2, "one gap");
}

#[test]
fn a_part_of_a_curve_is_what_the_curve_is_there() {
    for stride in [1, 3, 7] {
        let whole = Curve::new(Stroke::Own, 100, stride, |step| (step as f64 - 40.0).powi(2));
        for [from, to] in [[0, 100], [10, 20], [39, 41], [100, 100], [0, 0], [95, 1000]] {
            let part = whole.part([from, to]);
            for step in from..=to.min(100) {
                assert_eq!(part.near(step), whole.near(step), "{stride}: {step} of {from}..{to}");
            }
        }
        assert!(whole.part([30, 50]).extent().unwrap()[1] < 1000.0);
    }
}

/// The tangent of a step on a frame, and its arrow: both as directions in the plane.
fn drawn(step: &Explained, frame: &Frame) -> ([f64; 2], [f64; 2]) {
    let items = step_items((step, &Plane::default()), 1.0, Phase::Gradient, frame, Theme::Dark);
    let line = |item: &Item| {
        let Item::Line { points, .. } = item else { panic!("{item:?}") };
        let [from, to] = [points[0], points[1]].map(|at| frame.data(at));
        [to[0] - from[0], to[1] - from[1]]
    };
    (line(&items[0]), line(&items[1]))
}

#[test]
fn the_tangent_touches_the_contour_line_on_axes_of_any_scale() {
    let surface = Pick::<dyn Surface>::new("rosenbrock").unwrap().build();
    for view in
        [[[-2.0, 2.0], [-1.0, 3.0]], [[-1.0, 1.0], [-50.0, 50.0]], [[-500.0, 500.0], [-1.0, 4.0]]]
    {
        let frame = Frame { view, area: AREA }.with_equal_units();
        let from = [0.4, 0.9];
        let mut gradient = [0.0; 2];
        let loss = surface.gradient(&from, &mut gradient);
        let step = Explained {
            left: from.to_vec(),
            from: from.to_vec(),
            to: from.to_vec(),
            loss: [loss; 2],
            gradient: gradient.to_vec(),
            told: None,
            clipped: None,
            bend: 0.0,
            parts: Vec::new(),
            reach: None,
        };
        let (tangent, arrow) = drawn(&step, &frame);
        // The contour line through the place, found without any gradient.
        let small = 1e-3 * (view[0][1] - view[0][0]).min(view[1][1] - view[1][0]);
        let (x, y) = (axis([0.4 - small, 0.4 + small], 40), axis([0.9 - small, 0.9 + small], 40));
        let z: Vec<f64> = y
            .iter()
            .flat_map(|y| x.iter().map(|x| surface.value(&[*x, *y])).collect::<Vec<_>>())
            .collect();
        let lines = contours(Grid { x: &x, y: &y, z: &z }, &[loss]);
        let (_, line) = lines.lines().next().unwrap();
        let along = [0, 1].map(|k| line[line.len() - 1][k] - line[0][k]);
        let cross = |a: [f64; 2], b: [f64; 2]| {
            (a[0] * b[1] - a[1] * b[0]) / (a[0].hypot(a[1]) * b[0].hypot(b[1]))
        };
        assert!(cross(tangent, along).abs() < 0.02, "{view:?}: the tangent cuts the line");
        assert!(cross(arrow, gradient).abs() < 1e-4, "{view:?}: the arrow is off the gradient");
    }
}

#[test]
fn the_arms_of_the_lens_are_the_directions_of_the_curvature_on_axes_of_any_scale() {
    let frame = Frame { view: [[-1.0, 1.0], [-50.0, 50.0]], area: AREA };
    let lens = Lens {
        at: [0.0; 2],
        loss: 0.0,
        gradient: [0.0; 2],
        hessian: [5.0, 1.0, 0.5],
        square: true,
    };
    let items = lens_items(&lens, &frame, Theme::Dark);
    let arms: Vec<[f64; 2]> = items
        .iter()
        .filter_map(|item| match item {
            Item::Line { points, dash: [], .. } => {
                let [a, b] = [points[0], points[1]].map(|at| frame.data(at));
                Some([b[0] - a[0], b[1] - a[1]])
            }
            _ => None,
        })
        .collect();
    let [vx, vy] = lens.eigen().direction;
    for (arm, [dx, dy]) in arms.iter().zip([[vx, vy], [-vy, vx]]) {
        let off = (arm[0] * dy - arm[1] * dx) / arm[0].hypot(arm[1]);
        assert!(off.abs() < 1e-3, "{arm:?} {dx} {dy}");
    }
    assert_eq!(arms.len(), 2);
}
