//! What the lessons say of their runs, said by the verdicts.

use downhill::run::{VerdictId, Watch};

use crate::{context, finished, verdict};
use VerdictId::*;

/// All verdicts on a run, with the steps at which they began.
fn story(head: &str, surface: &str, run: &str) -> Vec<(usize, VerdictId)> {
    let (scenario, walk) = finished(head, surface, run);
    let mut watch = Watch::thorough(context(&scenario));
    watch.follow(&walk, usize::MAX);
    watch.history().to_vec()
}

#[track_caller]
fn ends(story: &[(usize, VerdictId)], id: VerdictId) {
    assert_eq!(story.last().unwrap().1, id, "{story:?}");
}

#[track_caller]
fn never(story: &[(usize, VerdictId)], ids: &[VerdictId]) {
    assert!(story.iter().all(|(_, id)| !ids.contains(id)), "{story:?}");
}

#[test]
fn l02_five_learning_rates() {
    let bowl = "id = \"quadratic\"\nkappa = 25";
    let head = "steps = 50\nstart = [-9, 2]";
    let view = "\n[view]\nx = [-10, 10]\ny = [-3, 3]";
    let at = |lr: f64| story(head, bowl, &format!("optimizer = \"gd\"\nlr = {lr}{view}"));
    for (lr, id) in [
        (0.002, OutOfBudget),
        (0.04, OutOfBudget),
        (1.0 / 13.0, Overshooting),
        (0.079, Overshooting),
        (0.08, Cycling),
        (0.081, Diverging),
        (0.09, Diverged),
    ] {
        let story = at(lr);
        ends(&story, id);
        if lr <= 0.08 {
            never(&story, &[Diverging, Diverged]);
        }
    }
    // Long before it has left: named at its fourth point.
    let first = at(0.09).into_iter().find(|(_, id)| *id == Diverging).unwrap().0;
    assert!(first <= 4, "{first}");
}

#[test]
fn what_has_diverged_names_the_limit_of_the_model_and_promises_nothing() {
    let bowl = "id = \"quadratic\"\nkappa = 25";
    let found = verdict("steps = 200\nstart = [-9, 2]", bowl, "optimizer = \"gd\"\nlr = 0.09");
    assert_eq!(found.id, Diverged);
    assert!(
        found.text().contains("η = 0.09 is above 0.08, the limit of the quadratic model"),
        "{found}"
    );
    assert!(!found.text().contains("held"), "{found}");
}

#[test]
fn no_limit_is_named_to_those_that_fall_for_ever_or_learn_from_batches() {
    for (head, surface, lr) in [
        ("steps = 2000\nstart = [-1, 0]", "id = \"monkey_saddle\"", 0.01),
        (
            "steps = 300\nstart = [-3, 3]\nnoise = { id = \"minibatch\" }",
            "id = \"linear_regression\"\nhalf = true",
            2.5,
        ),
    ] {
        let found = verdict(head, surface, &format!("optimizer = \"gd\"\nlr = {lr}"));
        assert_eq!(found.id, Diverged);
        assert!(!found.text().contains("the limit of"), "{found}");
    }
}

#[test]
fn l04_only_nesterov_explodes() {
    let bowl = "id = \"quadratic\"\nkappa = 100";
    let head = "steps = 1400\nstart = [-9, 1]";
    let at = |run: &str| story(head, bowl, run);
    let gd = at("optimizer = \"gd\"\nlr = 0.018");
    let momentum = at("optimizer = \"momentum\"\nlr = 0.018\nmomentum = 0.9");
    for story in [&gd, &momentum, &at("optimizer = \"momentum\"\nlr = 0.01\nmomentum = 0.99")] {
        never(story, &[Diverging, Diverged]);
    }
    ends(&momentum, Converged);
    let nesterov = at("optimizer = \"nesterov\"\nlr = 0.018\nmomentum = 0.9");
    ends(&nesterov, Diverged);
    let first = nesterov.iter().find(|(_, id)| *id == Diverging).unwrap().0;
    assert!(first <= 6, "{nesterov:?}");
}

const SADDLE: &str = "formula = \"0.5*x^2 + 0.25*y^4 - 0.5*y^2\"\nx = [-1.5, 1.5]\ny = [-1.5, 1.5]";

#[test]
fn l14_the_saddle_holds_them_up() {
    let from = |y: &str, steps: u32| {
        let head = format!("steps = {steps}\nstart = [1, {y}]");
        story(&head, SADDLE, "optimizer = \"gd\"\nlr = 0.1")
    };
    ends(&from("0", 250), StuckAtSaddle);
    ends(&from("1e-8", 400), Converged);
    assert!(from("1e-8", 400).iter().any(|(_, id)| *id == StuckAtSaddle));
    never(&from("1e-2", 400), &[StuckAtSaddle, Diverging]);
}

#[test]
fn l16_rattles_and_learns() {
    let net = "id = \"scalar_net\"";
    let from = |start: &str, lr: f64, steps: u32| {
        let head = format!("steps = {steps}\nstart = {start}");
        story(&head, net, &format!("optimizer = \"gd\"\nlr = {lr}"))
    };
    for (start, lr, steps) in
        [("[3, 0.2]", 0.2, 3000), ("[2.5, 0.2]", 0.2, 3000), ("[4, 0.1]", 0.1, 6000)]
    {
        let story = from(start, lr, steps);
        ends(&story, Converged);
        never(&story, &[Diverged]);
    }
    ends(&from("[3.5, 0.25]", 0.2, 800), Diverged);
}

#[test]
fn l17_newton_goes_wherever_the_gradient_vanishes() {
    let from = |start: &str, run: &str| story(&format!("steps = 10\nstart = {start}"), SADDLE, run);
    ends(&from("[1, 0.4]", "optimizer = \"newton\""), StuckAtSaddle);
    ends(&from("[1, 0.4]", "optimizer = \"newton\"\nsaddle_free = true"), Converged);
    ends(&from("[1, 1.5]", "optimizer = \"newton\""), Converged);
    let thrown = from("[1, 0.57]", "optimizer = \"newton\"");
    assert!(thrown.contains(&(1, LeftTheMap)), "{thrown:?}");
}
