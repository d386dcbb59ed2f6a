//! A handful of reference pictures, painted on the CPU: the same dots on every machine.

use downhill::catalog::Pick;
use downhill::run::Change;
use downhill::session::{Command, Edit, Play, RunEdit};
use eframe::egui::{Theme, Vec2};
use egui_kittest::SnapshotOptions;

use super::{click, session, sized};

/// How alike a picture must be.
fn options() -> SnapshotOptions {
    SnapshotOptions::new().threshold(0.6).max_failed_pixels(60)
}

#[test]
fn the_first_start() {
    let mut harness = sized("local_minima", Vec2::new(1280.0, 800.0));
    harness.snapshot_options("first_start", &options());
}

#[test]
fn a_small_bright_room() {
    let mut harness = sized("batch_noise", Vec2::new(1024.0, 640.0));
    harness.ctx.set_theme(Theme::Light);
    super::settle(&mut harness);
    harness.snapshot_options("small_and_light", &options());
}

#[test]
fn a_diverging_run() {
    let mut harness = sized("overshoot", Vec2::new(1024.0, 640.0));
    click(&mut harness, "Restart");
    for _ in 0..12 {
        click(&mut harness, "Step forward");
    }
    assert_eq!(session(&harness).player().step(), 12);
    super::settle(&mut harness);
    harness.snapshot_options("diverging", &options());
}

#[test]
fn a_projector() {
    let mut harness = sized("ravine", Vec2::new(1280.0, 800.0));
    harness.ctx.set_zoom_factor(1.5);
    super::settle(&mut harness);
    harness.snapshot_options("zoomed", &options());
}

#[test]
fn a_batch_that_wobbles() {
    let mut harness = sized("mini_batches", Vec2::new(1280.0, 800.0));
    click(&mut harness, "Contours of the batch on the map");
    click(&mut harness, "Restart");
    for _ in 0..5 {
        click(&mut harness, "Step forward");
    }
    super::settle(&mut harness);
    harness.snapshot_options("batch", &options());
}

#[test]
fn an_adam_step_explained() {
    let mut harness = sized("ravine", Vec2::new(1280.0, 800.0));
    harness
        .state_mut()
        .apply(Command::Edit(Edit::Run(0, RunEdit::Optimizer(Pick::new("adam").unwrap()))));
    harness.state_mut().apply(Command::Edit(Edit::Run(0, RunEdit::Lr(0.9))));
    click(&mut harness, "Restart");
    click(&mut harness, "Step forward");
    super::settle(&mut harness);
    harness.snapshot_options("explained", &options());
}

#[test]
fn a_branch_and_its_ghost() {
    let mut harness = sized("what_if", Vec2::new(1280.0, 800.0));
    harness.ctx.set_theme(Theme::Light);
    harness.state_mut().apply(Command::Play(Play::Seek(20)));
    let change = Change { step: 20, at: Some(vec![-6.0, -2.0]), ..Change::default() };
    harness.state_mut().apply(Command::Edit(Edit::Run(2, RunEdit::Change(change))));
    super::settle(&mut harness);
    harness.snapshot_options("branch", &options());
}
