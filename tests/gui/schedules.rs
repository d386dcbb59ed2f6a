//! Schedules and clipping, chosen on a run's card.

use downhill::run::Clip;
use egui_kittest::kittest::Queryable as _;

use super::{click, session, window};

#[test]
fn a_schedule_is_chosen_and_another_follows_it() {
    let mut harness = window("ravine");
    click(&mut harness, "Knobs of Gradient descent");
    click(&mut harness, "Schedule of Gradient descent");
    click(&mut harness, "Linear warm-up");
    click(&mut harness, "Add a stage to the schedule of Gradient descent");
    let stages = session(&harness).scenario().runs[0].schedule.stages();
    let ids: Vec<_> = stages.iter().map(|stage| (stage.schedule.id(), stage.steps)).collect();
    assert_eq!(ids, [("linear_warmup", 10), ("cosine", 0)]);
    let run = &session(&harness).runs()[0];
    let lr = run.trajectory().lr();
    assert!(lr[0] < 0.34 * lr[10] && lr[lr.len() - 2] < 1e-3 * lr[10], "{lr:?}");
    click(&mut harness, "Remove schedule 1 of Gradient descent");
    assert_eq!(session(&harness).scenario().runs[0].schedule.to_string(), "cosine");
}

#[test]
fn gradients_are_clipped_from_the_card() {
    let mut harness = window("ravine");
    click(&mut harness, "Knobs of Gradient descent");
    click(&mut harness, "Clipping of Gradient descent");
    click(&mut harness, "norm");
    let run = &session(&harness).runs()[0];
    assert_eq!(run.spec().clip, Clip::Norm(1.0));
    let (path, lr) = (run.trajectory(), run.spec().lr);
    let step = (path.point(1)[0] - path.point(0)[0]).hypot(path.point(1)[1] - path.point(0)[1]);
    assert!((step - lr).abs() < 1e-5 * lr, "a step along a gradient of norm 1");
}

#[test]
fn a_word_is_chosen_and_a_rule_without_a_rate_shows_none() {
    let mut harness = window("curvature");
    click(&mut harness, "Knobs of BFGS");
    click(&mut harness, "line_search of BFGS");
    click(&mut harness, "armijo");
    let optimizer = &session(&harness).scenario().runs[2].optimizer;
    assert_eq!(optimizer.to_string(), "bfgs:line_search=armijo");
    assert!(harness.query_by_label("Learning rate of BFGS").is_some());
    assert!(harness.query_by_label("Learning rate of Nelder–Mead").is_none());
}
