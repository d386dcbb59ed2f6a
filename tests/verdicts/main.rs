//! What a run is said to be doing, and since when.
#![expect(clippy::unwrap_used, reason = "this is only a test")]

mod defaults;
mod lamps;
mod lessons;
mod limits;
mod said;
mod truth;

use downhill::run::{Lamps, Run, Verdict, VerdictContext, VerdictId};
use downhill::scenario::Scenario;
use downhill::session::{Finished, Session};
use downhill::surface::{CriticalPoint, Kind};

fn context(scenario: &Scenario) -> VerdictContext {
    Finished::new(scenario).context()
}

/// The first run of a scenario with these lines, under way.
pub(crate) fn begun(head: &str, surface: &str, run: &str) -> (Scenario, Run) {
    let text = format!("version = 1\n{head}\n[surface]\n{surface}\n[[run]]\n{run}\n");
    let scenario = Scenario::parse(&text, "test").unwrap();
    let walk = Run::new(scenario.surface.build(), &scenario.run_spec(0));
    (scenario, walk)
}

/// The same at its end.
pub(crate) fn finished(head: &str, surface: &str, run: &str) -> (Scenario, Run) {
    let (scenario, mut walk) = begun(head, surface, run);
    walk.finish();
    (scenario, walk)
}

/// The last verdict on it.
fn verdict(head: &str, surface: &str, run: &str) -> Verdict {
    let (scenario, walk) = finished(head, surface, run);
    walk.verdict(walk.steps(), &context(&scenario))
}

#[track_caller]
fn check(verdict: &Verdict, id: VerdictId, step: u64, words: &str) {
    assert_eq!((verdict.id, verdict.step), (id, step), "{verdict}");
    assert!(verdict.text().contains(words), "{verdict}");
}

#[test]
fn a_bowl_however_narrow_has_a_minimum() {
    let found = verdict(
        "start = [0, 0]",
        "id = \"quadratic\"\nkappa = 1e6",
        "optimizer = \"gd\"\nlr = 1e-7",
    );
    check(&found, VerdictId::Converged, 0, "fell below 1e-8 at step 0");
}

#[test]
fn divergence_is_dated_from_where_it_began_not_from_infinity() {
    let found = verdict("steps = 5000", "id = \"quadratic\"", "optimizer = \"gd\"\nlr = 0.5");
    assert_eq!(found.id, VerdictId::Diverged);
    assert!(found.step < 10, "{found}");
    assert!(found.text().contains("beyond the largest number"), "{found}");
}

#[test]
fn the_view_decides_who_left_the_map_and_nothing_else() {
    let far = "\n[view]\nx = [3, 3.05]\ny = [3, 3.05]";
    let run = |lr: &str| format!("optimizer = \"gd\"\nlr = {lr}{far}");
    let found = verdict("steps = 2000", "id = \"quadratic\"", &run("0.1"));
    assert_eq!(found.id, VerdictId::Converged, "{found}");
    let found = verdict("steps = 5", "id = \"quadratic\"", &run("0.1"));
    check(&found, VerdictId::LeftTheMap, 0, "off the map since its start");
}

#[test]
fn a_start_far_away_has_not_diverged() {
    let found = verdict(
        "steps = 5\nstart = [1e6, 0]",
        "id = \"quadratic\"",
        "optimizer = \"gd\"\nlr = 0.01",
    );
    assert_eq!(found.id, VerdictId::LeftTheMap, "{found}");
}

#[test]
fn saddles_plateaus_and_kinks_are_told_apart() {
    let at = |surface: &str, start: &str| {
        let run = "optimizer = \"gd\"\nlr = 0.01";
        verdict(&format!("steps = 10\nstart = {start}"), &format!("id = {surface:?}"), run)
    };
    check(&at("hyperbolic_saddle", "[0, 0]"), VerdictId::StuckAtSaddle, 0, "stuck at a saddle");
    check(&at("ackley", "[0, 0]"), VerdictId::Converged, 0, "converged");
    check(&at("himmelblau", "[3, 2]"), VerdictId::Converged, 0, "converged");
}

#[test]
fn zero_over_zero_is_not_called_infinity() {
    let found = verdict(
        "steps = 5\nstart = [-4, 0]",
        "id = \"quadratic\"",
        "optimizer = \"adagrad\"\neps = 0",
    );
    check(&found, VerdictId::NoValue, 0, "has no value");
}

#[test]
fn a_run_with_steps_left_is_on_its_way() {
    let (scenario, mut walk) = begun("", "id = \"quadratic\"", "optimizer = \"gd\"\nlr = 0.01");
    walk.advance(7);
    check(&walk.verdict(7, &context(&scenario)), VerdictId::Descending, 0, "descending");
    walk.finish();
    check(&walk.verdict(200, &context(&scenario)), VerdictId::OutOfBudget, 200, "200 steps");
    check(&walk.verdict(7, &context(&scenario)), VerdictId::Descending, 0, "descending");
}

#[test]
fn a_landscape_that_walks_away_is_judged_where_it_is() {
    let left_behind = verdict(
        "steps = 200\nstart = [0, 0]\ndrift = [0.1, 0.0]",
        "id = \"gaussian_well\"",
        "optimizer = \"gd\"\nlr = 1e-6",
    );
    assert_eq!(left_behind.id, VerdictId::OnPlateau);
    let (scenario, follows) = finished(
        "steps = 200\nstart = [0, 0]\ndrift = [3.0, 0.0]",
        "id = \"sphere\"",
        "optimizer = \"gd\"\nlr = 0.3",
    );
    assert!(follows.trajectory().last()[0] > 550.0);
    assert_ne!(follows.verdict(200, &context(&scenario)).id, VerdictId::Diverged);
}

#[test]
fn what_is_discovered_is_taken_in_bit_by_bit() {
    let text = "version = 1\nsteps = 60000\n[surface]\nid = \"himmelblau\"\n";
    let run = "[[run]]\noptimizer = \"adam\"\nlr = 0.001\n";
    let scenario = Scenario::parse(&format!("{text}{run}{run}{run}{run}"), "test").unwrap();
    let mut session = Session::new(scenario);
    while session.tick(0.0) {}
    let before = session.lamps(3);
    assert!(before.target.is_some());
    // Somewhere it goes lower than anybody knew: nobody is at the target any more.
    let deeper = CriticalPoint {
        at: [90.0, 90.0],
        value: -1e6,
        kind: Kind::Minimum,
        eigenvalues: [1.0, 1.0],
    };
    session.discover(session.ground().number(), &[deeper]);
    assert_eq!(session.lamps(3), before, "the old answer, until the new one is known");
    let verdict = session.verdict(3);
    let mut ticks = 0;
    while session.tick(0.0) {
        ticks += 1;
    }
    assert!(ticks >= 2, "not all at once");
    assert_eq!(session.lamps(3), Lamps { target: None, ..before });
    assert_eq!(session.verdict(3), verdict);
}
