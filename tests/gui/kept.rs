//! What survives a restart, and what a start makes of what it finds.

use std::fs;
use std::path::Path;

use downhill::files::Disk;
use downhill::gui::App;
use downhill::kept::{Keeper, Kept, Picture, Window, read, write};
use downhill::scenario::Scenario;
use downhill::session::{Command, Edit, Play};
use eframe::egui::{Key, Modifiers, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::{click, press, scenario, session};

/// A window that keeps what it has in a folder.
fn start(folder: &Path, scenario: Option<Scenario>) -> Harness<'static, App> {
    let (keeper, found) = Keeper::start(folder.to_owned(), Disk::new());
    let mut harness = Harness::builder()
        .with_size(Vec2::new(1280.0, 800.0))
        .with_step_dt(1.0 / 60.0)
        .build_eframe(move |context| App::kept(context, scenario, Some(keeper), found));
    harness.run_steps(8);
    harness
}

/// What is on the disk, while the window is still open.
fn on_disk(harness: &mut Harness<'static, App>, folder: &Path) -> Kept {
    harness.state_mut().wait_for_keeper();
    let text = fs::read_to_string(folder.join("session.toml")).unwrap();
    let (kept, wrong) = read(&text, "session.toml").unwrap();
    assert_eq!(wrong, None);
    kept
}

#[test]
fn the_state_survives_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = start(folder.path(), Some(scenario("ravine")));
    click(&mut harness, "Hide Gradient descent");
    click(&mut harness, "Clone Momentum 0.67");
    harness.state_mut().apply(Command::Play(Play::Speed(200.0)));
    harness.run_steps(1);
    let left = session(&harness).scenario().clone();
    drop(harness);
    let restarted = start(folder.path(), None);
    assert_eq!(*session(&restarted).scenario(), left);
    assert_eq!(session(&restarted).player().speed(), 200.0);
    assert_eq!(restarted.state().notice(), None);
}

#[test]
fn an_edit_is_on_the_disk_while_the_window_is_open() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = start(folder.path(), Some(scenario("ravine")));
    harness.state_mut().apply(Command::Edit(Edit::Seed(77)));
    let kept = on_disk(&mut harness, folder.path());
    assert_eq!(kept.scenario, *session(&harness).scenario());
    click(&mut harness, "Undo");
    let kept = on_disk(&mut harness, folder.path());
    assert_eq!(kept.scenario, scenario("ravine"), "undoing is an edit, too");
}

#[test]
fn sizes_zoom_and_light_survive_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = start(folder.path(), None);
    let first = on_disk(&mut harness, folder.path()).window;
    let window = Window { zoom: 1.2, left: 420.0, charts: 200.0, ..first };
    drop(harness);
    let path = folder.path().join("session.toml");
    let (kept, _) = read(&fs::read_to_string(&path).unwrap(), "session.toml").unwrap();
    fs::write(&path, write(&Kept { window, ..kept })).unwrap();
    let mut harness = start(folder.path(), None);
    assert_eq!(harness.ctx.zoom_factor(), 1.2);
    let again = on_disk(&mut harness, folder.path()).window;
    assert_eq!((again.left, again.charts, again.zoom), (420.0, 200.0, 1.2));
    let light = again.light;
    press(&mut harness, Key::D);
    let again = on_disk(&mut harness, folder.path()).window;
    assert!(again.light != light, "{light:?}");
}

#[test]
fn a_start_on_a_damaged_file_says_so_and_shows_what_was_before() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = start(folder.path(), Some(scenario("saddle")));
    on_disk(&mut harness, folder.path());
    harness.state_mut().apply(Command::Edit(Edit::Seed(5)));
    harness.run_steps(1);
    drop(harness);
    fs::write(folder.path().join("session.toml"), "version = 2\n").unwrap();
    let harness = start(folder.path(), None);
    assert_eq!(*session(&harness).scenario(), scenario("saddle"));
    let notice = harness.state().notice().unwrap();
    assert!(notice.contains("session.toml.damaged"), "{notice}");
    assert!(harness.query_by_label(&notice).is_some(), "it is on the screen");
}

#[test]
fn a_file_named_on_the_command_line_does_not_cost_what_was_open() {
    let folder = tempfile::tempdir().unwrap();
    drop(start(folder.path(), Some(scenario("saddle"))));
    let mut harness = start(folder.path(), Some(scenario("ravine")));
    assert_eq!(*session(&harness).scenario(), scenario("ravine"));
    click(&mut harness, "Undo");
    assert_eq!(*session(&harness).scenario(), scenario("saddle"));
}

#[test]
fn what_was_not_saved_outlives_files_named_on_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = start(folder.path(), Some(scenario("saddle")));
    harness.state_mut().apply(Command::Edit(Edit::Seed(5)));
    harness.run_steps(1);
    let work = session(&harness).scenario().clone();
    drop(harness);
    let resumed = start(folder.path(), None);
    assert!(session(&resumed).changed(), "a restart saves nothing");
    drop(resumed);
    let harness = start(folder.path(), Some(scenario("ravine")));
    let notice = harness.state().notice().unwrap();
    assert!(notice.contains("was not saved"), "{notice}");
    drop(harness);
    for name in ["overshoot", "saddle"] {
        let harness = start(folder.path(), Some(scenario(name)));
        assert_eq!(harness.state().notice(), None, "what was open is in {name}");
    }
    let mut harness = start(folder.path(), None);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::O);
    harness.run_steps(3);
    let button = format!("{} in session.unsaved-1.toml", work.title);
    click(&mut harness, &button);
    press(&mut harness, Key::Enter);
    harness.state_mut().wait_for_files();
    harness.run_steps(3);
    assert_eq!(*session(&harness).scenario(), work);
}

#[test]
fn what_was_saved_is_not_left_besides() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = start(folder.path(), Some(scenario("saddle")));
    harness.state_mut().apply(Command::Edit(Edit::Seed(5)));
    assert!(session(&harness).changed());
    harness.run_steps(1);
    let saved = Box::new(session(&harness).scenario().clone());
    harness.state_mut().apply(Command::Saved(saved));
    assert!(!session(&harness).changed());
    harness.run_steps(1);
    drop(harness);
    let harness = start(folder.path(), Some(scenario("ravine")));
    assert_eq!(harness.state().notice(), None);
    drop(harness);
    assert!(!folder.path().join("session.unsaved-1.toml").exists());
}

#[test]
fn a_second_window_says_where_it_keeps_what_is_done_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let first = start(folder.path(), Some(scenario("saddle")));
    let second = start(folder.path(), Some(scenario("ravine")));
    let notice = second.state().notice().unwrap();
    assert!(notice.contains("Another window is open") && notice.contains("session-2.toml"));
    drop((first, second));
    // One window alone finds it, too.
    let mut alone = start(folder.path(), None);
    alone.key_press_modifiers(Modifiers::COMMAND, Key::O);
    alone.run_steps(3);
    let button = format!("{} in session-2.toml", scenario("ravine").title);
    click(&mut alone, &button);
    press(&mut alone, Key::Enter);
    alone.state_mut().wait_for_files();
    alone.run_steps(3);
    assert_eq!(*session(&alone).scenario(), scenario("ravine"));
    click(&mut alone, "Undo");
    drop(alone);
    let first = start(folder.path(), None);
    let second = start(folder.path(), None);
    assert_eq!(*session(&first).scenario(), scenario("saddle"));
    assert_eq!(*session(&second).scenario(), scenario("ravine"));
}

#[test]
fn a_home_that_cannot_be_written_is_told_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let mut harness = start(&file.join("downhill"), None);
    harness.state_mut().wait_for_keeper();
    harness.run_steps(2);
    let notice = harness.state().notice().unwrap();
    assert!(notice.starts_with("Nothing you do is kept: "), "{notice}");
    click(&mut harness, "Dismiss");
    for seed in 1..4 {
        harness.state_mut().apply(Command::Edit(Edit::Seed(seed)));
        harness.state_mut().wait_for_keeper();
        harness.run_steps(2);
        assert_eq!(harness.state().notice(), None);
    }
}

#[test]
fn the_extremes_of_what_is_kept_can_be_shown() {
    let maps = [
        None,
        Some([[-1e15, 1e15], [-1e-15, 1e-15]]),
        Some([[1.0, 1.0 + 1e-15], [0.0, 1.0]]),
        Some([[0.0, 5e-324], [0.0, 5e-324]]),
    ];
    for (zoom, chosen) in [0.2, 5.0, 1.0].into_iter().flat_map(|zoom| maps.map(|map| (zoom, map))) {
        let folder = tempfile::tempdir().unwrap();
        let picture = Picture { chosen, ..Picture::default() };
        let window = Window { zoom, left: 480.0, right: 480.0, charts: 420.0, ..Window::default() };
        let kept = Kept { scenario: scenario("ravine"), changed: true, picture, window };
        fs::write(folder.path().join("session.toml"), write(&kept)).unwrap();
        let mut harness = start(folder.path(), None);
        harness.state_mut().wait_for_maps();
        harness.run_steps(2);
        assert_eq!(harness.state().notice(), None, "zoom {zoom}, map {chosen:?}");
        assert_eq!(on_disk(&mut harness, folder.path()).picture.chosen, chosen);
    }
}
