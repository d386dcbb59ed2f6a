//! The window in another language: what that has is said in it, the rest in English.

use downhill::gui::App;
use downhill::session::{Command, Play};
use downhill::words::{Language, speaking};
use eframe::egui::Vec2;
use egui_kittest::{Harness, kittest::Queryable as _};

use super::{scenario, settle, soft};

static SOME: Language = Language::new(
    "de",
    "Some",
    &["
top-layers = Ebenen
left-runs = { $count ->
    [one] { $count } Lauf
   *[other] { $count } Läufe
}
action-undo-text = Zurück
tab-this-step-name = Dieser Schritt
layer-paths-name = Wege
verdict-start = am Start
optimizer-adam-summary = Adam.
"],
);

#[test]
fn the_window_speaks_another_language_as_far_as_it_goes() {
    let mut harness = Harness::builder()
        .with_size(Vec2::new(1280.0, 800.0))
        .with_step_dt(1.0 / 60.0)
        .with_max_steps(30)
        .renderer(soft::Soft::default())
        .build_eframe(|context| speaking(&SOME, || App::new(context, Some(scenario("overshoot")))));
    settle(&mut harness);
    for label in ["Ebenen", "Zurück", "Dieser Schritt", "Redo", "Add a run"] {
        assert!(harness.query_by_label(label).is_some(), "{label}");
    }
    for label in ["Layers", "Undo", "This step"] {
        assert!(harness.query_by_label(label).is_none(), "{label}");
    }
    assert!(harness.query_by_label_contains("Läufe").is_some());
    harness.state_mut().apply(Command::Play(Play::Restart));
    harness.run_steps(3);
    assert!(harness.query_all_by_label("am Start").next().is_some());
    harness.get_by_label("Ebenen").click();
    harness.run_steps(4);
    assert!(harness.query_by_label_contains("Wege").is_some());
}
