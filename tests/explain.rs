//! A step explained: the numbers of the rule, and by how much the loss falls.
#![expect(clippy::unwrap_used, reason = "this is only a test")]

use downhill::run::{Explained, Run};
use downhill::scenario::Scenario;

fn explain(text: &str, step: usize) -> Explained {
    let scenario = Scenario::parse(&format!("version = 1\n{text}"), "test").unwrap();
    let mut run = Run::new(scenario.surface.build(), &scenario.run_spec(0));
    run.finish();
    run.explain(step).unwrap()
}

fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() <= 5e-3 * expected.abs().max(0.1), "{found}, not {expected}");
}

#[test]
fn the_drops_of_the_first_lesson_and_of_rosenbrock() {
    let bowl = "start = [4, 2]\n[surface]\nid = \"quadratic\"\nkappa = 4\n[[run]]\noptimizer = \"gd\"\nlr = 0.1";
    let step = explain(bowl, 0);
    let drops = step.drops();
    for (found, expected) in [(drops.first_order, 8.0), (drops.model, 6.64), (drops.actual, 6.64)] {
        assert!((found - expected).abs() < 1e-12, "{found}, not {expected}");
    }
    assert_eq!(step.gradient, [4.0, 8.0]);
    assert_eq!((step.loss, step.told), ([16.0, 9.36], None));
    assert_eq!(step.rule[0].symbols, "x := x - η g");
    assert_eq!(step.rule[0].numbers, "x = (4, 2) - 0.1 (4, 8) = (3.6, 1.2)");
    let valley = "[surface]\nid = \"rosenbrock\"\n[[run]]\noptimizer = \"gd\"\nlr = 0.001";
    let drops = explain(&format!("start = [-1.2, 1]\n{valley}"), 0).drops();
    near(drops.first_order, 54.23);
    near(drops.model, 13.43);
    near(drops.actual, 18.85);
    near(drops.actual / drops.model, 1.403);
}
