//! A step explained: the numbers of the rule, and by how much the loss falls.
#![expect(clippy::unwrap_used, reason = "this is only a test")]

mod rules;

use downhill::catalog::Family as _;
use downhill::optim::Optimizer;
use downhill::params::Domain;
use downhill::run::Run;
use downhill::scenario::Scenario;

fn walk(text: &str) -> Run {
    let scenario = Scenario::parse(&format!("version = 1\n{text}"), "test").unwrap();
    let mut run = Run::new(scenario.surface.build(), &scenario.run_spec(0));
    run.finish();
    run
}

fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() <= 5e-3 * expected.abs().max(0.1), "{found}, not {expected}");
}

#[test]
fn the_drops_of_the_first_lesson_and_of_rosenbrock() {
    let bowl = "start = [4, 2]\n[surface]\nid = \"quadratic\"\nkappa = 4\n[[run]]\noptimizer = \"gd\"\nlr = 0.1";
    let run = walk(bowl);
    let step = run.explain(0).unwrap();
    let drops = step.drops();
    for (found, expected) in [(drops.first_order, 8.0), (drops.model, 6.64), (drops.actual, 6.64)] {
        assert!((found - expected).abs() < 1e-12, "{found}, not {expected}");
    }
    assert_eq!(step.gradient, [4.0, 8.0]);
    assert_eq!((step.loss, step.told), ([16.0, 9.36], None));
    assert_eq!(run.rule(0)[0].symbols, "θ := θ - η g");
    assert_eq!(run.rule(0)[0].numbers, "θ = (4, 2) - 0.1 (4, 8) = (3.6, 1.2)");
    let valley = "[surface]\nid = \"rosenbrock\"\n[[run]]\noptimizer = \"gd\"\nlr = 0.001";
    let drops = walk(&format!("start = [-1.2, 1]\n{valley}")).explain(0).unwrap().drops();
    // Of `tests/reference/limits.py`.
    near(drops.first_order, 54.23);
    near(drops.model, 13.43);
    near(drops.actual, 18.85);
    near(drops.actual / drops.model, 1.403);
}

/// What stands on the right of the first lines, in symbols, at the knobs named.
fn rule(optimizer: &str, knobs: &str) -> String {
    let text = format!(
        "start = [4, 2]\n[surface]\nid = \"quadratic\"\n[[run]]\noptimizer = {optimizer:?}\n{knobs}"
    );
    let lines = walk(&text).rule(3);
    lines.iter().map(|line| line.symbols.clone()).collect::<Vec<_>>().join("; ")
}

#[test]
fn a_rule_is_shown_as_its_knobs_make_it() {
    assert_eq!(rule("gd", ""), "θ := θ - η g");
    assert_eq!(rule("gd", "weight_decay = 0.1"), "θ := θ - η (g + ω θ)");
    assert_eq!(rule("momentum", "dampening = 0.1"), "v := μ v + (1 - τ) g; θ := θ - η v");
    assert!(rule("adam", "").contains("m_hat = m/(1 - β₁^k)"));
    assert!(rule("adam", "bias_correction = false").contains("m_hat = m; v_hat = v"));
    assert!(rule("adam", "amsgrad = true").contains("v: the largest running mean"));
    let decoupled = rule("nadam", "weight_decay = 0.1\ndecoupled_weight_decay = true");
    assert!(decoupled.contains("θ := (1 - η ω) θ - η") && !decoupled.contains("g + ω θ"));
    assert!(rule("nadam", "weight_decay = 0.1").contains("(g + ω θ)"));
}

#[test]
fn no_rule_is_filled_with_what_is_no_number() {
    for entry in <dyn Optimizer>::catalog() {
        for spec in entry.specs().iter().filter(|spec| matches!(spec.domain, Domain::Choice(_))) {
            let Domain::Choice(words) = spec.domain else { continue };
            for word in words {
                let knob = format!("{} = {:?}", spec.id, word.id);
                let text = format!(
                    "start = [4, 2]\nsteps = 6\n[surface]\nid = \"quadratic\"\n[[run]]\noptimizer = {:?}\n{knob}",
                    entry.id
                );
                let run = walk(&text);
                for step in 0..run.steps() as usize {
                    for line in run.rule(step) {
                        let said = &line.numbers;
                        assert!(!said.contains("undefined"), "{} with {knob}: {said}", entry.id);
                    }
                }
            }
        }
        // A word has no letter that a number has.
        let words = entry.specs().iter().filter(|spec| matches!(spec.domain, Domain::Choice(_)));
        let symbols: Vec<_> =
            words.map(|spec| spec.symbol).filter(|symbol| !symbol.is_empty()).collect();
        let run =
            walk(&format!("[surface]\nid = \"quadratic\"\n[[run]]\noptimizer = {:?}", entry.id));
        for track in run.tape().tracks() {
            assert!(
                !symbols.contains(&track.symbol),
                "{}: two things are {}",
                entry.id,
                track.symbol
            );
        }
    }
}

#[test]
fn conjugate_gradients_say_which_beta_they_have_used() {
    let text = |update: &str| {
        format!(
            "start = [4, 2]\nsteps = 4\n[surface]\nid = \"rosenbrock\"\n[[run]]\noptimizer = \"conjugate_gradient\"\nupdate = {update:?}"
        )
    };
    for (update, formula) in [
        ("polak_ribiere", "max(0, g·(g - g_prev)/‖g_prev‖²)"),
        ("fletcher_reeves", "‖g‖²/‖g_prev‖²"),
        ("hestenes_stiefel", "g·(g - g_prev)/(d·(g - g_prev))"),
        ("steepest", "0"),
    ] {
        let run = walk(&text(update));
        let lines = run.rule(2);
        assert_eq!(lines[0].symbols, format!("β = {formula}"));
        // The direction is made of the β of this step: -g + β d is what comes out.
        let beta = run.tape().find("beta", 3).unwrap()[0];
        let find = |id: &str, step: usize| run.tape().find(id, step).unwrap().to_vec();
        let (g, d, next) = (find("gradient", 3), find("direction", 2), find("direction", 3));
        for axis in 0..2 {
            let expected = -g[axis] + beta * d[axis];
            assert!((next[axis] - expected).abs() <= 1e-9 * expected.abs().max(1e-9));
        }
        let shown = downhill::scene::number(beta);
        assert!(lines[1].numbers.contains(&format!("+ {shown} (")), "{}", lines[1].numbers);
    }
}

#[test]
fn a_momentum_that_grows_is_not_that_of_a_schedule() {
    let knobs = "growing = true\nschedule = { id = \"one_cycle\" }";
    let text = format!(
        "start = [4, 2]\nsteps = 9\n[surface]\nid = \"quadratic\"\n[[run]]\noptimizer = \"nesterov\"\n{knobs}"
    );
    for line in walk(&text).rule(3).iter().filter(|line| line.symbols.contains('μ')) {
        assert!(line.numbers.is_empty() || line.numbers.contains('μ'), "{}", line.numbers);
    }
}
