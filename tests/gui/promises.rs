//! Rates that are promised were tried, away from the window.

use downhill::run::VerdictId;
use downhill::session::{Command, Edit, RunEdit};
use egui_kittest::kittest::Queryable as _;

use crate::{session, window};

#[test]
fn the_card_of_a_diverging_run_names_a_rate_that_was_tried() {
    let mut harness = window("overshoot");
    let wait = |harness: &mut egui_kittest::Harness<'static, downhill::gui::App>| {
        for _ in 0..3 {
            // Long enough for the window to see that nobody drags anything.
            harness.run_steps(20);
            harness.state_mut().wait_for_maps();
        }
        harness.run_steps(3);
    };
    wait(&mut harness);
    let verdict = session(&harness).verdict(4);
    assert_eq!(verdict.id, VerdictId::Diverged);
    assert!(verdict.text().contains("(tried)"), "{verdict}");
    assert!(harness.query_by_label(&verdict.text()).is_some(), "{verdict}");
    let held = verdict.evidence.iter().find(|(id, _)| *id == "held_lr").unwrap().1;
    // What was said of one rate is not said of another.
    harness.state_mut().apply(Command::Edit(Edit::Run(4, RunEdit::Lr(0.5))));
    assert!(!session(&harness).verdict(4).text().contains("(tried)"));
    harness.state_mut().apply(Command::Edit(Edit::Run(4, RunEdit::Lr(held))));
    wait(&mut harness);
    let verdict = session(&harness).verdict(4);
    assert!(!matches!(verdict.id, VerdictId::Diverged | VerdictId::Diverging), "{verdict}");
}
