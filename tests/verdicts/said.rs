//! What is said must be so: sentences that once said what was not.

use downhill::run::{Held, Run, Tries, VerdictId, Watch};
use downhill::scenario::Scenario;

use crate::{context, finished, verdict};

/// A formula, typed.
fn typed(text: &str, box_: &str) -> String {
    format!("formula = {text:?}\nx = {box_}\ny = {box_}")
}

#[test]
fn a_minimum_within_reach_for_fifty_steps_is_one() {
    for (surface, run) in [
        ("id = \"quadratic\"", "optimizer = \"rprop\"\nlr = 0.18"),
        ("id = \"ackley\"", "optimizer = \"rprop\"\nlr = 0.0037"),
        ("id = \"ackley\"", "optimizer = \"adan\"\nlr = 0.0187"),
        ("id = \"mccormick\"", "optimizer = \"asgd\"\nlr = 0.25\nstart = [-0.125, 1.9]"),
        ("id = \"quadratic\"", "optimizer = \"rmsprop\"\nlr = 1e-5"),
    ] {
        let head =
            if run.contains("1e-5") { "steps = 600\nstart = [1e-3, 1e-3]" } else { "steps = 500" };
        let found = verdict(head, surface, run);
        assert_eq!(found.id, VerdictId::Converged, "{run} on {surface}: {found}");
    }
}

#[test]
fn the_step_at_which_the_gradient_fell_is_the_one_that_is_named() {
    let text = "optimizer = \"momentum\"\nlr = 0.033\nmomentum = 0.67";
    let (scenario, run) = finished("steps = 200", "id = \"quadratic\"\nkappa = 100", text);
    let norms = run.trajectory().gradient_norm();
    let fell = norms.iter().rposition(|norm| *norm >= 1e-8).unwrap() + 1;
    let found = run.verdict(200, &context(&scenario));
    assert_eq!(
        found.text(),
        format!("converged: the gradient norm fell below 1e-8 at step {fell}")
    );
    assert!(found.step < fell as u64, "it was near for some steps before");
}

#[test]
fn a_ball_on_its_way_down_a_narrow_valley_is_at_no_minimum() {
    let found = verdict("steps = 2000", "id = \"rosenbrock\"", "optimizer = \"gd\"\nlr = 1e-5");
    assert_ne!(found.id, VerdictId::Converged, "{found}");
    let found = verdict("steps = 100", "id = \"quadratic\"", "optimizer = \"gd\"\nlr = 1e-9");
    assert_ne!(found.id, VerdictId::Converged, "{found}");
}

#[test]
fn a_ball_that_rushes_through_a_minimum_has_not_converged() {
    // A step of 1 puts it exactly there, with all its speed.
    let run = "optimizer = \"momentum\"\nlr = 1\nmomentum = 0.9";
    let (scenario, walk) =
        finished("steps = 1\nstart = [2, 1]", "id = \"quadratic\"\nkappa = 1", run);
    assert_eq!(walk.trajectory().last(), [0.0, 0.0]);
    assert_ne!(walk.verdict(1, &context(&scenario)).id, VerdictId::Converged);
}

#[test]
fn plateaus_are_neither_saddles_nor_summits() {
    for start in ["[-1.25, 5.5]", "[-4, -4]", "[9, 9]", "[-7, 2]"] {
        let head = format!("steps = 20\nstart = {start}");
        let found = verdict(&head, "id = \"easom\"", "optimizer = \"gd\"\nlr = 0.1");
        assert_eq!(found.id, VerdictId::OnPlateau, "{start}: {found}");
    }
    // Where every curvature vanishes there may still be a saddle.
    let found = verdict(
        "steps = 20\nstart = [0, 0]",
        "id = \"monkey_saddle\"",
        "optimizer = \"gd\"\nlr = 0.1",
    );
    assert_eq!(found.id, VerdictId::StuckAtSaddle, "{found}");
}

#[test]
fn swings_are_told_as_they_were_seen() {
    let (scenario, walk) = finished(
        "steps = 20\nstart = [-9, 2]",
        "id = \"quadratic\"\nkappa = 25",
        "optimizer = \"gd\"\nlr = 0.079",
    );
    let found = walk.verdict(20, &context(&scenario));
    assert_eq!(found.id, VerdictId::Overshooting);
    let width = |step: usize| {
        let path = walk.trajectory();
        (path.point(step + 1)[1] - path.point(step)[1]).abs()
    };
    let seen = |name: &str| found.evidence.iter().find(|(id, _)| *id == name).unwrap().1;
    assert!((seen("first_width") - width(10)).abs() < 1e-12);
    assert!((seen("last_width") - width(19)).abs() < 1e-12);
    assert!(found.text().contains("9 turns in the last 10 steps"), "{found}");
}

#[test]
fn a_hum_beside_a_long_way_to_go_is_no_overshooting() {
    let (scenario, walk) = finished(
        "steps = 10000\nstart = [-4, 2]",
        "id = \"quadratic\"\nkappa = 25",
        "optimizer = \"adam\"\nlr = 1e-4",
    );
    let mut watch = Watch::thorough(context(&scenario));
    watch.follow(&walk, usize::MAX);
    let story = watch.history();
    assert!(story.len() < 10, "{} verdicts: {:?}", story.len(), &story[..10]);
    assert!(story.iter().all(|(_, id)| *id != VerdictId::Overshooting), "{story:?}");
}

#[test]
fn where_no_step_leads_on_it_says_so_and_no_lamp_is_lit() {
    let run = "optimizer = \"gd\"\nlr = 0.1";
    let root = typed("sqrt(x) + y^2", "[0, 2]");
    let (scenario, walk) = finished("steps = 20\nstart = [0, 0.5]", &root, run);
    let context = context(&scenario);
    let found = walk.verdict(walk.steps(), &context);
    assert_eq!(found.id, VerdictId::NoValue, "{found}");
    assert!(found.text().contains("slope is infinite"), "{found}");
    let mut watch = Watch::new(context);
    watch.follow(&walk, usize::MAX);
    assert_eq!(watch.lamps(0).gradient, None);
    // A step into a hole.
    let found = verdict("steps = 20\nstart = [0.01, 0.5]", &root, "optimizer = \"gd\"\nlr = 1");
    assert_eq!(found.id, VerdictId::NoValue, "{found}");
    assert!(found.text().contains("in a hole") && !found.text().contains("diverged"), "{found}");
}

#[test]
fn a_run_that_ends_before_its_budget_says_when_and_why() {
    let (scenario, walk) =
        finished("steps = 2000", "id = \"tanh_neuron\"", "optimizer = \"newton\"");
    let ended = walk.ended().unwrap();
    assert_eq!(ended.step, walk.steps());
    assert!(ended.step < 2000);
    let found = walk.verdict(walk.steps(), &context(&scenario));
    let words = format!("ended there, {} steps into a budget of 2000", ended.step);
    assert!(found.text().contains(&words), "{found}");
    let before = walk.verdict(walk.steps() - 1, &context(&scenario));
    assert!(!before.text().contains("ended there"), "{before}");
}

#[test]
fn at_rest_says_what_stopped_it() {
    // Torch's tolerance, far from the bottom of a flat bowl.
    let flat = typed("1e-4*(x^2 + 2*y^2)", "[-2, 2]");
    let found = verdict("steps = 50\nstart = [0.05, 0.05]", &flat, "optimizer = \"lbfgs\"");
    assert!(found.text().contains("stopped by tolerance_change = 1e-9"), "{found}");
    // A step below the last digit of x.
    let flatter = typed("1e-6*(x^2 + y^2)", "[-5, 5]");
    let found = verdict("steps = 50\nstart = [4, 2]", &flatter, "optimizer = \"gd\"\nlr = 1e-12");
    assert!(found.text().contains("below the last digit"), "{found}");
}

#[test]
fn nothing_is_off_the_map_with_the_ball_on_it() {
    let found = verdict(
        "steps = 20\nstart = [1.878, 0.5]",
        &typed("exp(exp(exp(x))) + y^2", "[-1, 3]"),
        "optimizer = \"gd\"\nlr = 1e6",
    );
    assert_eq!((found.id, found.step), (VerdictId::Diverged, 0), "{found}");
    assert!(!found.text().contains("off the map"), "{found}");
}

/// What a diverging run is promised.
fn promise(head: &str, surface: &str, run: &str) -> (Scenario, Run, Held) {
    let (scenario, walk) = finished(head, surface, run);
    let context = context(&scenario);
    let found = walk.verdict(walk.steps(), &context);
    assert!(matches!(found.id, VerdictId::Diverged | VerdictId::Diverging), "{found}");
    let held = Tries::new(&walk, &context).finish();
    (scenario, walk, held)
}

#[test]
fn a_promised_rate_has_held_for_the_whole_budget() {
    for (surface, run, start) in [
        ("id = \"quadratic\"\nkappa = 25", "optimizer = \"gd\"\nlr = 0.09", "[-9, 2]"),
        ("id = \"goldstein_price\"", "optimizer = \"momentum\"\nlr = 0.01", "[-0.3, -0.6]"),
        ("id = \"rosenbrock\"", "optimizer = \"nesterov\"\nlr = 0.01", "[-1.2, 1]"),
        ("id = \"beale\"", "optimizer = \"gd\"\nlr = 0.1", "[3, 2]"),
    ] {
        let (mut scenario, walk, held) =
            promise(&format!("steps = 400\nstart = {start}"), surface, run);
        let Held::At(lr) = held else { panic!("{run} on {surface}: {held:?}") };
        assert!(lr < scenario.runs[0].lr);
        scenario.runs[0].lr = lr;
        let mut again = Run::new(scenario.surface.build(), &scenario.run_spec(0));
        again.finish();
        let mut watch = Watch::thorough(context(&scenario));
        watch.follow(&again, usize::MAX);
        assert_eq!((again.steps(), again.lost()), (400, None));
        assert!(again.trajectory().last_loss() <= walk.trajectory().loss()[0]);
        let bad = [VerdictId::Diverging, VerdictId::Diverged];
        assert!(watch.history().iter().all(|(_, id)| !bad.contains(id)), "{:?}", watch.history());
    }
}

#[test]
fn where_the_way_down_has_no_end_no_rate_is_promised() {
    for (surface, run) in [
        ("id = \"hyperbolic_saddle\"", "optimizer = \"gd\"\nlr = 0.5"),
        ("id = \"hyperbolic_saddle\"", "optimizer = \"radam\"\nlr = 0.5"),
        ("id = \"monkey_saddle\"", "optimizer = \"momentum\"\nlr = 0.1"),
    ] {
        let (scenario, walk, held) = promise("steps = 500", surface, run);
        assert_eq!(held, Held::Endless, "{run} on {surface}");
        let found = walk.verdict(walk.steps(), &context(&scenario)).with(held);
        assert!(found.text().contains("no rate can hold"), "{found}");
        assert!(found.evidence.iter().all(|(id, _)| *id != "held_lr"));
    }
}

#[test]
fn a_change_on_the_way_is_held_down_as_well() {
    let run = "optimizer = \"gd\"\nlr = 0.02\nchange = [{ step = 50, lr = 0.5 }]";
    let (mut scenario, _, held) =
        promise("steps = 200\nstart = [-9, 2]", "id = \"quadratic\"\nkappa = 25", run);
    let Held::At(lr) = held else { panic!("{held:?}") };
    scenario.runs[0].lr = lr.min(0.02);
    scenario.runs[0].changes[0].lr = Some(lr.min(0.5));
    let mut again = Run::new(scenario.surface.build(), &scenario.run_spec(0));
    again.finish();
    assert!(again.trajectory().last_loss() < 1.0);
}
