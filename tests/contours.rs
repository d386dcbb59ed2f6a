//! Contour lines against contourpy's: the same lines, the same number of points, the same length.
//! Made by `reference/contours.py`.

use downhill::maps::{Contours, Grid, axis, contours};
use downhill::surface::{Landscape, Planar};
use proptest::prelude::*;
use serde_json::Value as Json;

/// Heights of a surface on a grid.
fn survey(surface: &dyn Planar, x: &[f64], y: &[f64]) -> Vec<f64> {
    let mut z = Vec::new();
    for y in y {
        let mut row = vec![0.0; x.len()];
        surface.values(x, &vec![*y; x.len()], &mut row);
        z.extend(row);
    }
    z
}

/// Points, whether it is closed, length, lowest x and lowest y of a line.
fn summary(line: &[[f64; 2]]) -> (usize, bool, f64, f64, f64) {
    let length = line.windows(2).map(|w| (w[1][0] - w[0][0]).hypot(w[1][1] - w[0][1])).sum();
    let lowest = |axis: usize| line.iter().map(|p| p[axis]).fold(f64::INFINITY, f64::min);
    (line.len(), line[0] == line[line.len() - 1], length, lowest(0), lowest(1))
}

#[test]
fn lines_are_those_of_contourpy() {
    let data: Json = serde_json::from_str(include_str!("reference/contours.json")).unwrap();
    for case in data["grids"].as_array().unwrap() {
        let name = case["surface"].as_str().unwrap();
        let number = |json: &Json| json.as_f64().unwrap();
        let side = |k: usize| [number(&case["view"][k][0]), number(&case["view"][k][1])];
        let x = axis(side(0), case["nx"].as_u64().unwrap() as usize);
        let y = axis(side(1), case["ny"].as_u64().unwrap() as usize);
        let z = survey(&*Landscape::parse(name).unwrap().build().planar().unwrap(), &x, &y);
        let levels: Vec<f64> = case["levels"].as_array().unwrap().iter().map(number).collect();
        let found = contours(Grid { x: &x, y: &y, z: &z }, &levels);
        for (level, expected) in case["lines"].as_array().unwrap().iter().enumerate() {
            let mut ours: Vec<_> = found
                .lines()
                .filter(|(of, _)| *of == level)
                .map(|(_, line)| summary(line))
                .collect();
            ours.sort_by(|a, b| a.partial_cmp(b).unwrap());
            let theirs: Vec<_> = expected
                .as_array()
                .unwrap()
                .iter()
                .map(|l| {
                    (
                        l[0].as_u64().unwrap() as usize,
                        l[1].as_bool().unwrap(),
                        number(&l[2]),
                        number(&l[3]),
                        number(&l[4]),
                    )
                })
                .collect();
            assert_eq!(ours.len(), theirs.len(), "{name} level {level}");
            // Symmetric surfaces have lines alike to rounding: match each with one that is free.
            let mut free = theirs;
            for line in ours {
                let alike = |other: &(usize, bool, f64, f64, f64)| {
                    let near = |a: f64, b: f64| (a - b).abs() <= 1e-9 * b.abs().max(1.0);
                    (line.0, line.1) == (other.0, other.1)
                        && near(line.2, other.2)
                        && near(line.3, other.3)
                        && near(line.4, other.4)
                };
                let place = free.iter().position(alike);
                let place =
                    place.unwrap_or_else(|| panic!("{name} level {level}: {line:?} in {free:?}"));
                free.remove(place);
            }
        }
    }
}

#[test]
fn a_saddle_cell_is_decided_by_the_mean_of_its_corners() {
    // High at the lower left and the upper right; the mean is 0.5.
    let z = [1.0, 0.0, 0.0, 1.0];
    let axis = [0.0, 1.0];
    let grid = Grid { x: &axis, y: &axis, z: &z };
    // Below the mean the high corners are one: lines cut off the low ones. Above it is the other
    // way round.
    for (level, cut) in [(0.4, [[1.0, 0.0], [0.0, 1.0]]), (0.6, [[0.0, 0.0], [1.0, 1.0]])] {
        let found = contours(grid, &[level]);
        assert_eq!(found.lines().count(), 2);
        for (_, line) in found.lines() {
            let near = |corner: &[f64; 2]| {
                line.iter().all(|p| (p[0] - corner[0]).abs() + (p[1] - corner[1]).abs() < 0.5)
            };
            assert!(cut.iter().any(near), "level {level}: {line:?}");
        }
    }
}

#[test]
fn holes_have_no_lines_and_break_none() {
    let x = axis([-1.0, 1.0], 101);
    let y = axis([-1.0, 1.0], 101);
    let mut z: Vec<f64> = y.iter().flat_map(|y| x.iter().map(move |x| x * x + y * y)).collect();
    let whole = contours(Grid { x: &x, y: &y, z: &z }, &[0.25]);
    assert_eq!(whole.lines().count(), 1);
    for (k, hole) in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY].into_iter().enumerate() {
        z[101 * 50 + 75 + k] = hole;
    }
    let broken = contours(Grid { x: &x, y: &y, z: &z }, &[0.25]);
    let lines: Vec<_> = broken.lines().collect();
    assert_eq!(lines.len(), 1);
    let (_, line) = lines[0];
    assert_ne!(line[0], line[line.len() - 1], "open where the hole is");
    assert!(line.iter().flatten().all(|x| x.is_finite()));
}

#[test]
fn nothing_comes_of_nothing() {
    let none = |x: &[f64], y: &[f64], z: &[f64], levels: &[f64]| {
        assert_eq!(contours(Grid { x, y, z }, levels), Contours::default());
    };
    none(&[], &[], &[], &[1.0]);
    none(&[1.0], &[1.0, 2.0], &[0.0, 2.0], &[1.0]);
    none(&[1.0, 2.0], &[1.0, 2.0], &[0.0; 4], &[]);
    none(&[1.0, 2.0], &[1.0, 2.0], &[0.0; 4], &[1.0]);
    none(&[1.0, 2.0], &[1.0, 2.0], &[f64::NAN; 4], &[1.0]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the heights: lines lie on the grid, end at its edge or at holes, or are closed.
    #[test]
    fn lines_are_closed_or_end_at_an_edge(
        z in prop::collection::vec(prop_oneof![9 => -1.0..1.0, 1 => Just(f64::NAN)], 9 * 7),
        levels in prop::collection::vec(-1.0..1.0, 1..6),
    ) {
        let mut levels = levels;
        levels.sort_by(f64::total_cmp);
        let (x, y) = (axis([0.0, 8.0], 9), axis([0.0, 6.0], 7));
        let found = contours(Grid { x: &x, y: &y, z: &z }, &levels);
        let holes = z.iter().any(|z| z.is_nan());
        for (level, line) in found.lines() {
            prop_assert!(level < levels.len() && line.len() >= 2);
            for p in line {
                prop_assert!((0.0..=8.0).contains(&p[0]) && (0.0..=6.0).contains(&p[1]));
            }
            let edge = |p: &[f64; 2]| p[0] == 0.0 || p[0] == 8.0 || p[1] == 0.0 || p[1] == 6.0;
            let (first, last) = (&line[0], &line[line.len() - 1]);
            prop_assert!(first == last || holes || (edge(first) && edge(last)), "{:?}", line);
        }
    }
}
