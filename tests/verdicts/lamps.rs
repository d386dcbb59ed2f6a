//! Three signs of convergence that disagree, and the back and forth along the steepest direction.

use downhill::run::{Lamps, Run, Swing, Watch};
use downhill::scenario::Scenario;

use crate::{context, finished};

/// When each lamp first lights in a run.
fn first(scenario: &Scenario, run: &Run) -> [Option<u64>; 3] {
    let mut watch = Watch::new(context(scenario));
    watch.follow(run, usize::MAX);
    let mut first = [None; 3];
    for step in 0..run.trajectory().len() {
        let Lamps { gradient, change, target } = watch.lamps(step);
        for (first, lamp) in first.iter_mut().zip([gradient, change, target]) {
            *first = first.or(lamp);
        }
    }
    first
}

const BOWL: &str = "id = \"quadratic\"\nkappa = 25";

/// The steps are those of `tests/reference/limits.py`.
#[test]
fn lamps_light_when_they_are_known_to() {
    let (scenario, run) = finished(
        "steps = 200\nstart = [-9, 2]",
        BOWL,
        "optimizer = \"gd\"\nlr = 0.07692307692307693",
    );
    assert_eq!(first(&scenario, &run), [Some(116), Some(108), Some(44)]);
    let (scenario, run) =
        finished("steps = 500\nstart = [-9, 2]", BOWL, "optimizer = \"gd\"\nlr = 0.08");
    assert_eq!(first(&scenario, &run), [None, Some(76), None]);
    let last = run.trajectory().len() - 1;
    assert!((run.trajectory().loss()[last] - 50.0).abs() < 1e-9);
    let saddle = "formula = \"0.5*x^2 + 0.25*y^4 - 0.5*y^2\"\nx = [-1.5, 1.5]\ny = [-1.5, 1.5]";
    let (scenario, run) =
        finished("steps = 250\nstart = [1, 0]", saddle, "optimizer = \"gd\"\nlr = 0.1");
    assert_eq!(first(&scenario, &run), [Some(88), Some(60), None]);
    let squared = "id = \"logistic_regression\"\nloss = \"squared\"";
    let (scenario, run) =
        finished("steps = 100\nstart = [-10, 0]", squared, "optimizer = \"gd\"\nlr = 0.1");
    assert_eq!(first(&scenario, &run), [None, Some(5), None]);
}

#[test]
fn the_swing_is_what_it_is_known_to_be() {
    let swing = |lr: f64| {
        let run = format!("optimizer = \"gd\"\nlr = {lr}");
        let (_, run) = finished("steps = 10\nstart = [-9, 2]", BOWL, &run);
        Swing::of(&run, 10, &[0.0, 1.0]).unwrap()
    };
    // Along the steepest axis, of curvature 25, each step multiplies by 1 - 25 η.
    assert_eq!(swing(0.03).flips, 0.0);
    for (lr, growth) in [(0.05, 0.25), (0.079, 0.975), (0.08, 1.0), (0.081, 1.025), (0.09, 1.25)] {
        let found = swing(lr);
        assert_eq!(found.flips, 1.0, "{lr}");
        assert!((found.growth - growth).abs() < 1e-9, "{lr}: {}", found.growth);
    }
}
