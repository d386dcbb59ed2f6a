//! Batch noise: as large as it says, and the same for every run of a comparison.
#![expect(clippy::unwrap_used, reason = "this is only a test")]

use std::sync::Arc;

use downhill::run::{Run, RunSpec};
use downhill::scenario::Scenario;
use downhill::surface::Surface;

fn runs(batch: u32) -> Vec<Run> {
    let text = format!(
        "version = 1\nseed = 3\nsteps = 4000\n[surface]\nid = \"quadratic\"\n\
         [noise]\nid = \"gaussian\"\nsigma = 0.8\nbatch = {batch}\n\
         [[run]]\noptimizer = \"gd\"\nlr = 0.01\n[[run]]\noptimizer = \"adam\"\nlr = 0.01\n"
    );
    let scenario = Scenario::parse(&text, "test").unwrap();
    (0..2)
        .map(|index| {
            let mut run = Run::new(scenario.surface.build(), &scenario.run_spec(index));
            run.finish();
            run
        })
        .collect()
}

/// What was added to the true gradient at every step.
fn disturbances(run: &Run) -> Vec<f64> {
    let told = run.tape().tracks()[0];
    assert_eq!(told.id, "gradient");
    let mut out = Vec::new();
    for step in 0..run.steps() as usize {
        let mut truth = [0.0; 2];
        run.surface().gradient(run.trajectory().point(step), &mut truth);
        out.extend(told.at(step + 1).iter().zip(truth).map(|(told, truth)| told - truth));
    }
    out
}

#[test]
fn the_noise_shrinks_with_the_root_of_the_batch() {
    for batch in [1, 16] {
        let noise = disturbances(&runs(batch)[0]);
        let count = noise.len() as f64;
        let mean = noise.iter().sum::<f64>() / count;
        let spread = (noise.iter().map(|n| n * n).sum::<f64>() / count).sqrt();
        let expected = 0.8 / f64::from(batch).sqrt();
        assert!((spread / expected - 1.0).abs() < 0.03, "batch {batch}: {spread}");
        assert!(mean.abs() < 0.04 * expected, "batch {batch}: mean {mean}");
    }
}

#[test]
fn all_runs_meet_the_same_noise() {
    let runs = runs(4);
    for (a, b) in disturbances(&runs[0]).iter().zip(disturbances(&runs[1])) {
        assert!((a - b).abs() < 1e-12, "{a} and {b}");
    }
}

/// The root mean square distance from the minimum of a round bowl, over 500 seeds and the steps
/// from 300 to 2000.
fn distance(noise: &str, clip: &str) -> f64 {
    let text = format!(
        "version = 1\nsteps = 2000\nstart = [0.0, 0.0]\n[surface]\nid = \"quadratic\"\nkappa = 1\n\
         [noise]\nid = \"outliers\"\nsigma = 0.5\n{noise}\n[[run]]\noptimizer = \"gd\"\nlr = 0.1\n{clip}\n"
    );
    let scenario = Scenario::parse(&text, "test").unwrap();
    let surface: Arc<dyn Surface> = scenario.surface.build();
    let (mut sum, mut count) = (0.0, 0.0);
    for seed in 0..500 {
        let spec = RunSpec { seed, ..scenario.run_spec(0) };
        let mut run = Run::new(Arc::clone(&surface), &spec);
        run.finish();
        for point in run.trajectory().points().skip(301) {
            let (x, y) = (point[0], point[1]);
            sum += x * x + y * y;
            count += 1.0;
        }
    }
    f64::sqrt(sum / count)
}

#[test]
fn one_outlier_in_a_hundred_steps_spoils_the_end_unless_it_is_clipped() {
    // √(η/(2 - η) · 2 (σ² + p s²)), and the same without outliers; clipped, the mean of simulations.
    // All three by `reference/lessons.py`.
    let calm = distance("rate = 0.0", "");
    assert!((calm - 0.1622).abs() < 0.005, "{calm}");
    let spoiled = distance("rate = 0.01\nsize = 100", "");
    assert!((spoiled - 3.25).abs() < 0.25, "{spoiled}");
    let clipped = distance("rate = 0.01\nsize = 100", "clip = { norm = 1.0 }");
    assert!((clipped - 0.158).abs() < 0.01, "{clipped}");
}
