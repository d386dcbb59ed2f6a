//! Figures say who is who, on the page, in numbers that can be told apart.

use std::collections::BTreeSet;

use downhill::jobs::finish;
use downhill::run::Run;
use std::sync::Arc;

use downhill::scenario::{Scenario, bundled};
use downhill::scene::{
    Chosen, Figure, FigureRun, Frame, Item, RunView, Scene, Theme, contour_items, figure, to_svg,
};
use downhill::surface::Plane;

use super::{AREA, survey};

/// A figure of the first bundled scenario with so many runs.
fn figure_of(runs: usize, size: [f32; 2], title: &str) -> Vec<Item> {
    let text = bundled("rosenbrock_race").unwrap().text;
    let scenario = Scenario::parse(text, "rosenbrock_race").unwrap();
    let mut run = Run::new(scenario.surface.build(), &scenario.run_spec(0));
    run.finish();
    let names: Vec<String> = (1..=runs).map(|k| format!("Runner number {k}")).collect();
    let note = [
        "learning rate 0.001".to_owned(),
        "on its way: the loss fell in all of the last 10 steps".to_owned(),
    ];
    let plane = Plane::default();
    let runs: Vec<FigureRun<'_>> = names
        .iter()
        .enumerate()
        .map(|(style, label)| FigureRun {
            view: RunView {
                path: run.trajectory(),
                tape: run.tape(),
                step: 3,
                style,
                plane: &plane,
            },
            label,
            note: &note,
        })
        .collect();
    let caption = ["a caption ".repeat(40)];
    let surface = Arc::clone(run.surface()).planar().unwrap();
    let scene = Scene::of((&surface, &plane), [-1.0, 2.0], Theme::Print);
    let shown = Figure {
        title,
        caption: &caption,
        scene: &scene,
        layers: &Chosen::usual(),
        view: [[-2.0, 2.0]; 2],
        runs: &runs,
    };
    figure(&shown, size, &mut |question| finish((question.work)()))
}

fn texts(items: &[Item]) -> Vec<(&str, [f32; 2], f32)> {
    let text = |item: &'_ Item| -> bool { matches!(item, Item::Text { .. }) };
    let parts = items.iter().filter(|item| text(item)).map(|item| match item {
        Item::Text { text, at, size, .. } => (text.as_str(), *at, *size),
        _ => unreachable!(),
    });
    parts.collect()
}

#[test]
fn legends_name_every_run() {
    for (runs, size) in [
        (1, [960.0, 640.0]),
        (5, [960.0, 640.0]),
        (10, [960.0, 640.0]),
        (10, [600.0, 400.0]),
        (10, [400.0, 300.0]),
        (40, [960.0, 640.0]),
        (100, [960.0, 640.0]),
    ] {
        let items = figure_of(runs, size, "A race");
        let all = texts(&items);
        for run in 1..=runs {
            let name = format!("Runner number {run}");
            let at = all.iter().find(|(text, ..)| *text == name);
            let (_, [x, y], _) = at.unwrap_or_else(|| panic!("{name} of {runs} in {size:?}"));
            assert!(*x < size[0] && *y < size[1] && *y > 0.0, "{name} is on the page");
        }
        assert!(!all.iter().any(|(text, ..)| text.starts_with("and ")));
    }
    let five = figure_of(5, [960.0, 640.0], "A race");
    assert!(texts(&five).iter().any(|(text, ..)| text.starts_with("learning rate")));
}

#[test]
fn texts_of_a_figure_stay_on_the_page_in_a_wider_font() {
    let title = "A very long title that goes on and on, as titles of papers like to do: ".repeat(3);
    for size in [[960.0, 640.0], [600.0, 400.0], [1600.0, 500.0]] {
        for (text, [x, _], height) in texts(&figure_of(10, size, &title)) {
            if x < 50.0 {
                continue; // Numbers beside the axis end there.
            }
            // Wider than DejaVu Sans, on the average.
            let wide = 0.5 * height * text.chars().count() as f32;
            assert!(x + wide <= size[0], "{text}: {x} + {wide} in {size:?}");
        }
    }
}

#[test]
fn halos_are_texts_of_their_own_under_the_others() {
    let heights = survey("x^2 + 2*y^2", 3.0);
    let frame = Frame { view: [[-3.0, 3.0]; 2], area: AREA }.with_equal_units();
    let items = contour_items(&heights, &frame, Theme::Light, 1.0);
    let svg = to_svg(&items, [900.0, 500.0], "");
    assert!(!svg.contains("paint-order"));
    let labels = texts(&items);
    assert!(!labels.is_empty());
    for (text, ..) in labels {
        let lines: Vec<&str> =
            svg.lines().filter(|l| l.contains(&format!(">{text}</text>"))).collect();
        assert!(lines.len() >= 2, "{text}");
        assert!(lines[0].contains("aria-hidden") && lines[0].contains("stroke-width"));
        assert!(!lines[1].contains("stroke"), "the letters themselves are not covered");
    }
}

#[test]
fn ticks_of_a_deeply_zoomed_figure_read_differently() {
    let text = bundled("rosenbrock_race").unwrap().text;
    let scenario = Scenario::parse(text, "rosenbrock_race").unwrap();
    let surface = scenario.surface.build();
    let view = [[0.999_999_999, 1.000_000_001], [3.146_999_999_9, 3.147_000_000_1]];
    let size = [960.0, 640.0];
    let (surface, plane) = (surface.planar().unwrap(), Plane::default());
    let scene = Scene::of((&surface, &plane), [1.0, 1.0], Theme::Print);
    let of = Figure {
        title: "",
        caption: &[],
        scene: &scene,
        layers: &Chosen::usual(),
        view,
        runs: &[],
    };
    let items = figure(&of, size, &mut |question| finish((question.work)()));
    let edge = texts(&items);
    let numbers: Vec<&str> = edge
        .iter()
        .map(|(text, ..)| *text)
        .filter(|text| text.starts_with(['0', '1', '3']))
        .collect();
    let mut different = numbers.clone();
    different.sort_unstable();
    different.dedup();
    assert!(numbers.len() >= 6, "{numbers:?}");
    assert_eq!(different.len(), numbers.len(), "{numbers:?}");
}

#[test]
fn labels_of_contour_lines_read_differently_however_near_one_looks() {
    for half in [1.0, 1e-2, 1e-4] {
        let heights = survey("100 + x^2 + y^2", half);
        let frame = Frame { view: [[-half, half]; 2], area: AREA }.with_equal_units();
        let items = contour_items(&heights, &frame, Theme::Light, 1.0);
        let labels: BTreeSet<&str> = texts(&items).into_iter().map(|(text, ..)| text).collect();
        assert!(labels.len() >= 3, "{half}: {labels:?}");
        for label in labels {
            let level: f64 = label.parse().unwrap();
            let near = heights.levels.iter().map(|other| (other - level).abs());
            let off = near.fold(f64::INFINITY, f64::min);
            assert!(off < 0.1 * half * half, "{label} is none of {:?}", heights.levels);
        }
    }
}
