//! Contour lines and recomputing runs: `cargo bench --bench core`.
//!
//! The contour cases are those of contourpy's and VTK's fair comparison: 20 levels of a ready grid.

mod common;

use common::{report, time};
use downhill::catalog::Pick;
use downhill::maps::{Grid, axis, contours};
use downhill::scenario::{Contestant, Scenario, bundled};
use downhill::session::{Command, Edit, Session};
use downhill::surface::Surface;

fn main() {
    for size in [512, 1024] {
        for (id, half) in
            [("himmelblau", 6.0), ("rosenbrock", 0.0), ("ackley", 5.0), ("rastrigin", 5.12)]
        {
            contour_case(id, half, size);
        }
    }
    recompute();
}

fn contour_case(id: &str, half: f64, size: usize) {
    let view = if half == 0.0 { [[-2.0, 2.0], [-1.0, 3.0]] } else { [[-half, half]; 2] };
    let (x, y) = (axis(view[0], size), axis(view[1], size));
    let surface = Pick::<dyn Surface>::new(id).expect("it is in the catalog").build();
    let mut z = vec![0.0; size * size];
    for (row, y) in z.chunks_exact_mut(size).zip(&y) {
        surface.values(&x, &vec![*y; size], row);
    }
    let low = z.iter().copied().fold(f64::INFINITY, f64::min);
    let high = z.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let smooth = matches!(id, "himmelblau" | "rosenbrock");
    let level = |k: i32| {
        if smooth {
            1e-3 * high * 900f64.powf(f64::from(k) / 19.0)
        } else {
            low + (high - low) * f64::from(k + 1) / 21.0
        }
    };
    let levels: Vec<f64> = (0..20).map(level).collect();
    let grid = Grid { x: &x, y: &y, z: &z };
    let points = contours(grid, &levels).points();
    let times = time(60, || contours(grid, &levels));
    report(&format!("contours, {id}, {size}², 20 levels"), times, &format!("{points} points"));
}

/// Ten runs of a thousand steps, all of them anew, as while the start is dragged.
fn recompute() {
    let file = bundled("rosenbrock_race").expect("it is bundled");
    let mut scenario = Scenario::parse(file.text, file.id).expect("it is sound");
    let four: Vec<Contestant> = scenario.runs[..4].to_vec();
    scenario.runs.extend(four);
    assert_eq!(scenario.runs.len(), 10);
    let mut session = Session::new(scenario);
    let mut nudge = 0.0;
    let times = time(200, || {
        nudge += 1e-6;
        session.apply(Command::Edit(Edit::Start([-1.2 + nudge, 1.0])))
    });
    assert!(session.runs().iter().all(|run| run.steps() == 1000));
    report("10 runs of 1,000 steps recomputed", times, "goal: 2 ms");
}
