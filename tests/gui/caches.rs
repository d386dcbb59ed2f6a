//! What is kept from frame to frame is what would be painted anew.

use downhill::catalog::Pick;
use downhill::gui::App;
use downhill::run::Change;
use downhill::session::{Command, Edit, Play, RunEdit};
use eframe::egui::epaint::ClippedShape;
use eframe::egui::{Key, Theme, vec2};
use egui_kittest::Harness;

use super::{click, on_map, press, scenario, settle, wheel, window};

fn picture(harness: &mut Harness<'static, App>) -> Vec<ClippedShape> {
    settle(harness);
    harness.output().shapes.clone()
}

/// The frame shows the same when everything kept is dropped.
fn nothing_is_stale(harness: &mut Harness<'static, App>, after: &str) {
    let kept = picture(harness);
    harness.state_mut().forget_caches();
    let fresh = picture(harness);
    assert_eq!(kept.len(), fresh.len(), "after {after}");
    for (kept, fresh) in kept.iter().zip(&fresh) {
        assert!(
            kept == fresh,
            "after {after}: something at {:?}",
            kept.shape.visual_bounding_rect()
        );
    }
}

#[test]
fn charts_over_epochs_are_those_over_epochs() {
    let mut harness = window("mini_batches");
    for along in ["samples", "epochs", "steps"] {
        click(&mut harness, along);
        nothing_is_stale(&mut harness, along);
    }
    for series in ["learning rate", "sharpness and its limit", "error by direction"] {
        click(&mut harness, "Second chart");
        click(&mut harness, series);
        nothing_is_stale(&mut harness, series);
    }
    click(&mut harness, "Contours of the batch on the map");
    for step in [0, 1, 7] {
        harness.state_mut().apply(Command::Play(Play::Seek(step)));
        nothing_is_stale(&mut harness, "a step of the batch");
    }
    press(&mut harness, Key::D);
    nothing_is_stale(&mut harness, "the other theme, over the batch");
}

#[test]
fn after_every_edit_and_switch_the_frame_is_what_it_would_be_from_nothing() {
    let mut harness = window("local_minima");
    nothing_is_stale(&mut harness, "the start");
    let change = Change { step: 20, at: Some(vec![-1.0, -2.0]), ..Change::default() };
    let commands = [
        Command::Edit(Edit::Run(0, RunEdit::Lr(0.004))),
        Command::Edit(Edit::Run(1, RunEdit::Hide(true))),
        Command::Edit(Edit::Run(2, RunEdit::Solo)),
        Command::Edit(Edit::Run(1, RunEdit::Hide(false))),
        Command::Edit(Edit::Run(0, RunEdit::Clone)),
        Command::Edit(Edit::Run(3, RunEdit::Remove)),
        Command::Edit(Edit::Run(0, RunEdit::Optimizer(Pick::new("adam").unwrap()))),
        Command::Edit(Edit::Start(vec![1.0, 1.5])),
        Command::Edit(Edit::Run(0, RunEdit::Change(change))),
        Command::Play(Play::Seek(30)),
        Command::Undo,
        Command::Undo,
        Command::Redo,
        Command::Play(Play::Seek(3)),
        Command::Open(Box::new(scenario("moving_target"))),
        Command::Play(Play::Seek(11)),
        Command::Open(Box::new(scenario("ravine"))),
    ];
    for command in commands {
        let after = format!("{command:?}");
        harness.state_mut().apply(command);
        nothing_is_stale(&mut harness, &after[..after.len().min(60)]);
    }
    click(&mut harness, "Curvature");
    nothing_is_stale(&mut harness, "the tab of the curvature");
    harness.ctx.set_theme(Theme::Light);
    nothing_is_stale(&mut harness, "the light theme");
    harness.ctx.set_zoom_factor(1.3);
    nothing_is_stale(&mut harness, "a larger window");
    harness.set_size(vec2(1000.0, 700.0));
    nothing_is_stale(&mut harness, "a smaller window");
    let map = on_map(&harness, [0.0, 0.0]);
    wheel(&mut harness, map, 6.0);
    nothing_is_stale(&mut harness, "a look from nearer");
}
