//! Contour lines and recomputing runs: `cargo bench --bench core`.
//!
//! The contour cases are those of contourpy's and VTK's fair comparison: 20 levels of a ready grid.

mod common;

use std::sync::Arc;

use common::{report, time};
use downhill::catalog::Pick;
use downhill::maps::{Grid, axis, contours};
use downhill::optim::Plan;
use downhill::run::{Run, VerdictContext, Watch};
use downhill::scenario::{RunConfig, Scenario, bundled};
use downhill::session::{Command, Edit, Finished, Session};
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
    judged();
}

fn contour_case(id: &str, half: f64, size: usize) {
    let view = if half == 0.0 { [[-2.0, 2.0], [-1.0, 3.0]] } else { [[-half, half]; 2] };
    let (x, y) = (axis(view[0], size), axis(view[1], size));
    let surface: Arc<dyn Surface> =
        Pick::<dyn Surface>::new(id).expect("it is in the catalog").build().into();
    let surface = surface.planar().expect("it has two parameters");
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
    let four: Vec<RunConfig> = scenario.runs[..4].to_vec();
    scenario.runs.extend(four);
    assert_eq!(scenario.runs.len(), 10);
    let mut session = Session::new(scenario);
    let mut nudge = 0.0;
    let times = time(200, || {
        nudge += 1e-6;
        session.apply(Command::Edit(Edit::Start(vec![-1.2 + nudge, 1.0])))
    });
    assert!(session.runs().iter().all(|run| run.steps() == 1000));
    report("10 runs of 1,000 steps recomputed", times, "goal: 2 ms");
}

/// What it costs to say what the same runs are doing, and to look into their optimizers, beside
/// computing them.
fn judged() {
    let file = bundled("rosenbrock_race").expect("it is bundled");
    let mut scenario = Scenario::parse(file.text, file.id).expect("it is sound");
    let four: Vec<RunConfig> = scenario.runs[..4].to_vec();
    scenario.runs.extend(four);
    let surface = scenario.surface.build();
    let specs: Vec<_> = (0..scenario.runs.len()).map(|index| scenario.run_spec(index)).collect();
    let compute = || {
        let run = |spec| {
            let mut run = Run::new(Arc::clone(&surface), spec);
            run.finish();
            run
        };
        specs.iter().map(run).collect::<Vec<_>>()
    };
    let runs = compute();
    let context = Finished::new(&scenario).context();
    let mut least = [[f64::INFINITY; 2]; 3];
    let mut keep = |which: usize, times: [f64; 2]| {
        least[which] = [0, 1].map(|k| least[which][k].min(times[k]));
    };
    // One after the other, so that a slow moment is slow for all three.
    for _ in 0..60 {
        keep(0, time(3, compute));
        keep(1, time(3, || judge(&runs, &context)));
        keep(2, time(3, || inspect(&runs)));
    }
    let [all, verdicts, inspection] = least;
    let plain = all[0] - inspection[0];
    report("10 runs of 1,000 steps, without a session", all, "");
    let share = 100.0 * verdicts[0] / plain;
    report("  their verdicts", verdicts, &format!("{share:.0} % of computing them"));
    let share = 100.0 * (verdicts[0] + inspection[0]) / plain;
    let note = format!("with verdicts {share:.0} % of computing them; goal: 20 %");
    report("  looking into their optimizers", inspection, &note);
}

fn judge(runs: &[Run], context: &VerdictContext) -> usize {
    let verdicts = |run: &Run| {
        let mut watch = Watch::new(context.clone());
        watch.follow(run, usize::MAX);
        watch.history().len()
    };
    runs.iter().map(verdicts).sum()
}

fn inspect(runs: &[Run]) -> usize {
    let mut numbers = Vec::with_capacity(100_000);
    for run in runs {
        numbers.clear();
        let mut optimizer = run.spec().optimizer.build();
        optimizer.reset(2, Plan::default());
        for _ in 0..run.steps() {
            optimizer.state(&mut numbers);
        }
    }
    numbers.len()
}
