//! Opening and saving.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use downhill::gui::App;
use eframe::egui::{Event, Key, Modifiers, Theme};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::{click, press, scenario, session, settle, window};

/// Type, as a keyboard does: keys and what they come to.
fn type_text(harness: &mut Harness<'static, App>, text: &str) {
    for letter in text.chars() {
        if let Some(key) = Key::from_name(&letter.to_uppercase().to_string()) {
            harness.key_down(key);
            harness.event(Event::Text(letter.to_string()));
            harness.key_up(key);
        } else {
            harness.event(Event::Text(letter.to_string()));
        }
    }
    harness.run_steps(1);
}

/// Open the dialog with its key, type a path and confirm it.
fn confirm(harness: &mut Harness<'static, App>, key: Key, path: &str) {
    harness.key_press_modifiers(Modifiers::COMMAND, key);
    type_text(harness, path);
    press(harness, Key::Enter);
    settle(harness);
}

fn shows(harness: &Harness<'static, App>, text: &str) -> bool {
    harness.query_all_by_label_contains(text).next().is_some()
}

#[track_caller]
fn assert_shows(harness: &Harness<'static, App>, text: &str) {
    assert!(shows(harness, text), "{text}");
}

fn path_field(harness: &Harness<'static, App>) -> String {
    harness.get_by_label("File path").accesskit_node().value().unwrap_or_default()
}

#[test]
fn a_bad_file_gets_a_sentence_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bad.toml");
    fs::write(&path, "version = 1\n[surface]\nid = \"rosenbrok\"\n").unwrap();
    let mut harness = window("local_minima");
    let before = session(&harness).scenario().clone();
    let ctx = harness.ctx.clone();
    harness.state_mut().open_file(&ctx, &path);
    settle(&mut harness);
    let notice = harness.state().notice().unwrap();
    assert!(notice.contains("bad.toml:3: ") && notice.contains("did you mean rosenbrock?"));
    assert!(harness.query_by_label(&notice).is_some());
    assert_eq!(*session(&harness).scenario(), before);
    click(&mut harness, "Dismiss");
    assert_eq!(harness.state().notice(), None);
}

#[test]
fn a_scenario_is_saved_and_opened_by_typing_its_path() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.toml").display().to_string();
    let mut harness = window("ravine");
    confirm(&mut harness, Key::S, &path);
    assert_eq!(harness.state().notice().as_deref(), Some(format!("Saved as {path}.").as_str()));
    let mut other = window("saddle");
    confirm(&mut other, Key::O, &path);
    assert_eq!(*session(&other).scenario(), scenario("ravine"));
}

#[test]
fn what_is_typed_right_after_the_key_is_a_path_and_no_shortcut() {
    let mut harness = window("ravine");
    let (light, step) = (harness.ctx.theme(), session(&harness).player().step());
    let before = session(&harness).scenario().clone();
    // All in one frame, as after a hiccup: d is light or dark, r restarts, n draws noise.
    harness.key_press_modifiers(Modifiers::COMMAND, Key::O);
    type_text(&mut harness, "drn");
    harness.run_steps(3);
    for letter in ["/d", "e", "ar", ".toml"] {
        type_text(&mut harness, letter);
    }
    assert_eq!(path_field(&harness), "drn/dear.toml");
    // Nor when the field has lost the keyboard.
    harness.get_by_label_contains("A scenario is a text file").click();
    harness.run_steps(3);
    type_text(&mut harness, "drn ");
    assert_eq!(harness.ctx.theme(), light);
    assert_eq!(session(&harness).player().step(), step);
    assert_eq!(*session(&harness).scenario(), before);
    press(&mut harness, Key::Escape);
    press(&mut harness, Key::D);
    let other = if light == Theme::Dark { Theme::Light } else { Theme::Dark };
    assert_eq!(harness.ctx.theme(), other, "once the dialog is closed, keys are keys again");
}

#[test]
fn typing_replaces_the_name_that_was_proposed() {
    let mut harness = window("ravine");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::S);
    harness.run_steps(4);
    assert_eq!(path_field(&harness), "scenario.toml");
    type_text(&mut harness, "mine");
    assert_eq!(path_field(&harness), "mine");
}

#[test]
fn a_bundled_scenario_is_opened_from_the_menu() {
    let mut harness = window("ravine");
    click(&mut harness, "Scenarios");
    click(&mut harness, &scenario("saddle").title);
    assert_eq!(*session(&harness).scenario(), scenario("saddle"));
}

#[test]
fn a_name_without_an_ending_is_saved_as_toml() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine").display().to_string();
    let mut harness = window("ravine");
    confirm(&mut harness, Key::S, &path);
    assert_eq!(
        harness.state().notice().as_deref(),
        Some(format!("Saved as {path}.toml.").as_str())
    );
    assert!(folder.path().join("mine.toml").is_file());
}

#[test]
fn a_file_is_replaced_only_when_asked_twice() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.toml");
    fs::write(&path, "precious").unwrap();
    let mut harness = window("ravine");
    confirm(&mut harness, Key::S, &folder.path().join("mine").display().to_string());
    assert_shows(&harness, "mine.toml is there already. Save again to replace it.");
    assert_eq!(fs::read_to_string(&path).unwrap(), "precious");
    click(&mut harness, "Save");
    settle(&mut harness);
    assert_eq!(fs::read_to_string(&path).unwrap(), scenario("ravine").to_toml());
}

/// What is no plain file is refused with a sentence, and the window goes on.
fn check_refused(key: Key, path: &str, word: &str) {
    let mut harness = window("ravine");
    confirm(&mut harness, key, path);
    assert_shows(&harness, word);
    assert_eq!(*session(&harness).scenario(), scenario("ravine"));
    press(&mut harness, Key::Escape);
    assert!(harness.query_by_label("File path").is_none());
}

#[test]
fn folders_are_neither_opened_nor_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().display().to_string();
    check_refused(Key::O, &path, "is a folder, not a file");
    check_refused(Key::S, &path, "is a folder: add the name of a file");
    fs::create_dir(folder.path().join("mine.toml")).unwrap();
    let path = folder.path().join("mine").display().to_string();
    check_refused(Key::S, &path, "mine.toml is a folder: choose another name");
}

#[test]
fn a_scenario_is_not_saved_under_a_name_that_would_be_opened_as_examples() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.csv").display().to_string();
    check_refused(Key::S, &path, "would be opened as examples");
}

#[test]
fn a_file_of_four_gigabytes_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.toml");
    fs::File::create(&path).unwrap().set_len(4 << 30).unwrap();
    check_refused(Key::O, &path.display().to_string(), "the file is larger than 4 MB");
}

#[cfg(unix)]
#[test]
fn pipes_and_devices_are_refused_and_nothing_waits_for_them() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&path).status().unwrap();
    assert!(made.success());
    let pipe = path.display().to_string();
    check_refused(Key::O, &pipe, "is a pipe, not a file");
    check_refused(Key::S, &pipe, "is a pipe: add the name of a file");
    check_refused(Key::O, "/dev/zero", "is a device, not a file");
    let mut harness = window("ravine");
    let ctx = harness.ctx.clone();
    harness.state_mut().open_file(&ctx, &path);
    settle(&mut harness);
    assert_eq!(
        harness.state().notice().as_deref(),
        Some(format!("{pipe} is a pipe, not a file").as_str())
    );
}

#[test]
fn a_system_without_a_dialog_for_files_says_so_and_the_path_is_typed() {
    let mut harness = window("ravine");
    harness.state_mut().browse_with(|_| None);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::O);
    harness.run_steps(3);
    click(&mut harness, "Browse…");
    settle(&mut harness);
    assert_shows(&harness, "This system shows no dialog for files: type the path");
    type_text(&mut harness, "here");
    assert_eq!(path_field(&harness), "here", "the field has the keyboard");
}

#[test]
fn a_dialog_that_was_closed_is_no_fault() {
    static CLOSED: AtomicBool = AtomicBool::new(false);
    let mut harness = window("ravine");
    harness.state_mut().browse_with(|_| {
        while !CLOSED.load(Ordering::Relaxed) {
            std::thread::yield_now();
        }
        None
    });
    harness.key_press_modifiers(Modifiers::COMMAND, Key::O);
    harness.run_steps(3);
    click(&mut harness, "Browse…");
    // A second and more, by the window's clock.
    for _ in 0..80 {
        harness.step();
    }
    CLOSED.store(true, Ordering::Relaxed);
    settle(&mut harness);
    assert!(!shows(&harness, "This system shows no dialog"));
}

#[test]
fn the_window_goes_on_while_a_dialog_is_open_elsewhere() {
    let mut harness = window("ravine");
    harness.state_mut().browse_with(|_| {
        std::thread::sleep(std::time::Duration::from_hours(1));
        None
    });
    harness.key_press_modifiers(Modifiers::COMMAND, Key::O);
    harness.run_steps(3);
    click(&mut harness, "Browse…");
    press(&mut harness, Key::Escape);
    press(&mut harness, Key::Home);
    assert!(harness.query_by_label("File path").is_none());
    click(&mut harness, "Undo");
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_whose_name_is_no_text_is_opened_and_written_under_its_own_bytes() {
    use std::os::unix::ffi::OsStringExt as _;
    fn bad() -> PathBuf {
        let name = std::ffi::OsString::from_vec(b"downhill-test-bad\xff.toml".to_vec());
        std::env::temp_dir().join(name)
    }
    let mut harness = window("ravine");
    harness.state_mut().browse_with(|_| Some(bad()));
    for (key, button) in [(Key::S, "Save"), (Key::O, "Open")] {
        harness.key_press_modifiers(Modifiers::COMMAND, key);
        harness.run_steps(3);
        click(&mut harness, "Browse…");
        settle(&mut harness);
        click(&mut harness, button);
        settle(&mut harness);
        if shows(&harness, "is there already") {
            click(&mut harness, button);
            settle(&mut harness);
        }
        assert!(harness.query_by_label("File path").is_none(), "{button} is done");
    }
    assert_eq!(fs::read_to_string(bad()).unwrap(), scenario("ravine").to_toml());
    fs::remove_file(bad()).unwrap();
}
