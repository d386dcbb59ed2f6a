//! How often the methods without gradients find the deepest of Rastrigin's 121 valleys, as other
//! programs of the same methods do: `reference/alternatives.py`. Statistics over many seeds.
#![expect(clippy::unwrap_used, reason = "this is only a test")]

use std::sync::Arc;

use downhill::catalog::{Family as _, Pick};
use downhill::math::Real;
use downhill::run::{Budget, Clip, Run, RunSpec};
use downhill::schedule::Sequence;
use downhill::surface::{Formula, Surface};
use rand::SeedableRng as _;
use rand_distr::{Distribution as _, Uniform};
use rand_pcg::Pcg64Mcg;

/// The lowest loss that a method met, from a start drawn by chance.
fn lowest(surface: &Arc<dyn Surface>, optimizer: &str, steps: u64, most: u64, seed: u64) -> f64 {
    let mut rng = Pcg64Mcg::seed_from_u64(seed ^ 0x5EED);
    let side = Uniform::new(-5.12, 5.12).unwrap();
    let spec = RunSpec {
        optimizer: Pick::parse(optimizer).unwrap(),
        lr: 1.0,
        schedule: Sequence::default(),
        noise: Pick::parse("none").unwrap(),
        clip: Clip::None,
        start: vec![side.sample(&mut rng), side.sample(&mut rng)],
        region: vec![[-5.12, 5.12]; 2],
        drift: Vec::new(),
        bounds: Vec::new(),
        changes: Vec::new(),
        seed,
        budget: Budget::Steps(steps),
    };
    let mut run = Run::new(Arc::clone(surface), &spec);
    run.finish();
    assert!(run.evaluations().value <= most, "{:?}", run.evaluations());
    run.tape().find("best_loss", run.steps() as usize).unwrap()[0]
}

fn rastrigin() -> Arc<dyn Surface> {
    let pick = Pick::<dyn Surface>::new("rastrigin").unwrap();
    // The box that a scenario on this surface searches.
    assert_eq!(pick.entry().facts.domain, [[-5.12, 5.12]; 2]);
    pick.build().into()
}

/// The share of the seeds that end below 0.99, in the deepest valley.
fn check(optimizer: &str, seeds: u64, [steps, most]: [u64; 2], expected: f64, tolerance: f64) {
    let surface = rastrigin();
    let won =
        (0..seeds).filter(|seed| lowest(&surface, optimizer, steps, most, *seed) < 0.99).count();
    let share = won as f64 / seeds as f64;
    assert!((share - expected).abs() <= tolerance, "{optimizer}: {share}, expected {expected}");
}

#[test]
fn simulated_annealing_wins_two_times_in_three() {
    check("simulated_annealing", 1000, [1999, 2000], 0.69, 0.055);
    check("simulated_annealing", 1000, [499, 500], 0.26, 0.03);
}

#[test]
fn the_genetic_algorithm_always_wins() {
    check("genetic", 200, [52, 2000], 1.0, 0.04);
    check("genetic", 200, [13, 500], 0.80, 0.10);
}

#[test]
fn cma_es_wins_with_a_large_population() {
    check("cma_es", 200, [50, 2000], 0.89, 0.075);
    check("cma_es", 200, [12, 500], 0.67, 0.11);
    check("cma_es:population=6", 200, [333, 2000], 0.222, 0.09);
}

downhill::params! {
    /// Branin's function above its minimum, with its box stretched to that of Rastrigin.
    struct Branin {}
}

impl Formula for Branin {
    const VIEW: [[f64; 2]; 2] = [[-5.12, 5.12]; 2];
    const START: [f64; 2] = [0.0, 0.0];

    fn eval<T: Real>(&self, x: T, y: T) -> T {
        use std::f64::consts::PI;
        let (x, y) = ((x + 5.12) / 10.24 * 15.0 - 5.0, (y + 5.12) / 10.24 * 15.0);
        let valley = y - x.squared() * (5.1 / (4.0 * PI * PI)) + x * (5.0 / PI) - 6.0;
        valley.squared() + x.cos() * (10.0 * (1.0 - 1.0 / (8.0 * PI))) + 10.0
            - 0.397_887_357_729_738_16
    }
}

fn median(surface: &Arc<dyn Surface>, samples: u64, seeds: u64) -> f64 {
    let name = format!("bayesian:samples={samples}");
    let mut found: Vec<f64> =
        (0..seeds).map(|seed| lowest(surface, &name, samples, samples, seed)).collect();
    found.sort_by(f64::total_cmp);
    f64::midpoint(found[found.len() / 2 - 1], found[found.len() / 2])
}

#[test]
fn bayesian_optimisation_needs_few_samples() {
    let found = median(&rastrigin(), 60, 16);
    assert!(found <= 1.1 + 1.2, "Rastrigin: {found}, and 6.6 by chance");
    let found = median(&(Arc::new(Branin {}) as Arc<dyn Surface>), 30, 24);
    assert!(found <= 0.13 + 0.13, "Branin: {found}, and 1.2 by chance");
}

#[test]
fn the_catalog_has_five_of_them() {
    let free = <dyn downhill::optim::Optimizer>::catalog().iter().filter(|e| e.facts.lr.is_none());
    assert_eq!(free.count(), 5);
}
