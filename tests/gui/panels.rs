//! What unfolds in the left panel pushes nothing out of it.

use downhill::params::Value;
use downhill::scenario::BUNDLED;
use downhill::session::{Command, Edit};
use eframe::egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::{on, scenario, session, settle};

#[test]
fn what_unfolds_beside_the_map_pushes_nothing_out() {
    for bundled in BUNDLED {
        let mut harness = on(scenario(bundled.id));
        settle(&mut harness);
        let wide = Edit::SurfaceKnob("dim".to_owned(), Value::Count(32));
        harness.state_mut().apply(Command::Edit(wide));
        settle(&mut harness);
        let button = format!("Clone {}", session(&harness).label(0));
        let right =
            |harness: &egui_kittest::Harness<'_, _>| harness.get_by_label(&button).rect().right();
        let before = right(&harness);
        let mut opened = 0;
        loop {
            // Each may push the next one out of sight; those of the right side are none of ours.
            let folds = harness.get_all_by_role(Role::DisclosureTriangle);
            let ours = folds.filter(|fold| fold.rect().right() < before + 60.0);
            let labels: Vec<_> = ours.map(|fold| fold.accesskit_node().label()).collect();
            let Some(fold) = labels.into_iter().flatten().nth(opened) else { break };
            harness.get_all_by_label(&fold).next().unwrap().click();
            harness.run_steps(30);
            opened += 1;
            assert_eq!(right(&harness), before, "{}: {fold}", bundled.id);
            if opened > 4 {
                break;
            }
        }
        assert!(opened > 0, "{}", bundled.id);
    }
}
