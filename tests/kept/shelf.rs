//! What lies in the folder: damaged files, strange ones, other windows, no folder at all.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use downhill::files::Disk;
use downhill::kept::{Keeper, Kept, Other, Shelf, Window, read, write};

use super::{names, number, numbered, taken, used};

/// Whatever `spoil` puts in the place of the file is set aside, and the last good state is open.
fn check(spoil: impl FnOnce(&Path)) -> String {
    let folder = used();
    let path = folder.path().join("session.toml");
    fs::remove_file(&path).unwrap();
    spoil(&path);
    let (mut shelf, found) = taken(folder.path());
    let words = joined(&found.words);
    assert_eq!(number(&found), Some(1), "the one before: {words}");
    let damaged = folder.path().join("session.toml.damaged");
    assert!(damaged.symlink_metadata().is_ok(), "{words}");
    assert!(words.contains(&damaged.display().to_string()), "{words}");
    shelf.put(&numbered(5)).unwrap();
    drop(shelf);
    let (_, found) = taken(folder.path());
    assert_eq!((number(&found), found.words.len()), (Some(5), 0), "{:?}", found.words);
    words
}

#[test]
fn what_cannot_be_read_is_set_aside_and_named() {
    let whole = write(&numbered(2));
    check(|path| fs::write(path, &whole[..whole.len() / 2]).unwrap());
    check(|path| fs::write(path, "").unwrap());
    check(|path| fs::write(path, vec![0; 100_000]).unwrap());
    check(|path| fs::write(path, b"\xff\xfe\x00\xd8").unwrap());
    check(|path| fs::write(path, "[".repeat(1_000_000)).unwrap());
    check(|path| fs::write(path, format!("version = {}\n", "[".repeat(100_000))).unwrap());
    let other = whole.replacen("version = 1", "version = 2", 1);
    let words = check(|path| fs::write(path, other).unwrap());
    assert!(words.contains("this program reads version = 1 only"), "{words}");
}

#[test]
fn a_file_of_four_gigabytes_is_set_aside_unread() {
    let words = check(|path| fs::File::create(path).unwrap().set_len(4 << 30).unwrap());
    assert!(words.contains("the file is larger than 4 MB"), "{words}");
}

#[test]
fn a_folder_of_that_name_is_set_aside() {
    let words = check(|path| fs::create_dir(path).unwrap());
    assert!(words.contains("is a folder, not a file"), "{words}");
}

#[cfg(unix)]
#[test]
fn a_pipe_and_a_device_of_that_name_are_set_aside_unopened() {
    let words = check(|path| {
        assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    });
    assert!(words.contains("is a pipe, not a file"), "{words}");
    let words = check(|path| std::os::unix::fs::symlink("/dev/zero", path).unwrap());
    assert!(words.contains("is a device, not a file"), "{words}");
}

#[test]
fn something_else_in_the_place_of_the_lock_is_set_aside() {
    let folder = used();
    let lock = folder.path().join("session.lock");
    fs::remove_file(&lock).unwrap();
    fs::create_dir(&lock).unwrap();
    let (mut shelf, found) = taken(folder.path());
    assert_eq!(number(&found), Some(2));
    shelf.put(&numbered(3)).unwrap();
    let (_, other) = taken(folder.path());
    assert!(other.kept.is_none(), "it is locked again");
}

#[test]
fn damaged_files_do_not_replace_each_other() {
    let folder = used();
    for text in ["one", "two", "three"] {
        fs::write(folder.path().join("session.toml"), text).unwrap();
        drop(taken(folder.path()));
    }
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    assert_eq!(read("session.toml.damaged"), "one");
    assert_eq!(read("session.toml.damaged-2"), "two");
    assert_eq!(read("session.toml.damaged-3"), "three");
}

#[test]
fn a_wrong_value_keeps_the_scenario_and_a_copy_of_the_file() {
    let folder = used();
    let path = folder.path().join("session.toml");
    let text = fs::read_to_string(&path).unwrap().replace("\"zoom\":1.0", "\"zoom\":0.0");
    fs::write(&path, &text).unwrap();
    let (_, found) = taken(folder.path());
    assert_eq!(found.kept, Some(numbered(2)));
    let words = joined(&found.words);
    assert!(words.contains("zoom 0 is not in 0.2 to 5"), "{words}");
    assert!(words.contains("session.toml.damaged"), "{words}");
    assert_eq!(fs::read_to_string(folder.path().join("session.toml.damaged")).unwrap(), text);
}

#[test]
fn two_windows_keep_their_work_in_two_files_and_both_find_it_again() {
    let folder = used();
    let (mut first, found) = taken(folder.path());
    assert_eq!((number(&found), found.words.len()), (Some(2), 0));
    let (mut second, found) = taken(folder.path());
    let words = joined(&found.words);
    assert!(found.kept.is_none() && words.contains("session-2.toml"), "{words}");
    second.put(&numbered(20)).unwrap();
    first.put(&numbered(10)).unwrap();
    second.put(&numbered(21)).unwrap();
    assert_ne!(first.path(), second.path());
    drop((first, second));
    let (first, found) = taken(folder.path());
    assert_eq!(number(&found), Some(10));
    assert_eq!(number(&taken(folder.path()).1), Some(21));
    drop(first);
    assert_eq!(number(&taken(folder.path()).1), Some(10), "the place is free again");
}

#[test]
fn a_folder_that_cannot_be_made_is_told_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let (keeper, found) = Keeper::start(file.join("downhill"), Disk::new());
    assert!(found.kept.is_none());
    for round in 0..3 {
        keeper.keep(numbered(round));
        keeper.flush().wait();
        let news = keeper.news();
        assert_eq!(news.is_some(), round == 0, "{news:?}");
        if let Some(news) = news.map(|news| news.to_string()) {
            assert!(news.contains("Nothing you do is kept: ") && news.contains("file"), "{news}");
        }
    }
}

#[test]
fn the_newest_state_is_on_the_disk_when_the_keeper_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let (keeper, _) = Keeper::start(folder.path().to_owned(), Disk::new());
    for number in 1..=100 {
        keeper.keep(numbered(number));
    }
    drop(keeper);
    assert_eq!(number(&taken(folder.path()).1), Some(100));
    let own = |name: &String| ["session.toml", "session.previous.toml"].contains(&name.as_str());
    assert!(names(folder.path()).iter().all(own), "{:?}", names(folder.path()));
}

#[test]
fn a_scenario_too_large_to_be_read_again_does_not_replace_the_last_one() {
    let folder = used();
    let (mut shelf, _) = taken(folder.path());
    let mut large = numbered(9);
    large.scenario.title = "x".repeat(5 << 20);
    assert!(shelf.put(&large).unwrap_err().text().contains("more than 4 MB"));
    drop(shelf);
    assert_eq!(number(&taken(folder.path()).1), Some(2));
}

#[test]
fn a_scenario_that_would_not_be_read_again_does_not_replace_the_last_one() {
    let folder = used();
    let (mut shelf, _) = taken(folder.path());
    let mut wrong = numbered(9);
    wrong.scenario.runs.clear();
    wrong.scenario.title = "x".repeat(1_000);
    let why = shelf.put(&wrong).unwrap_err().to_string();
    assert!(why.contains("would not be read again"), "{why}");
    drop(shelf);
    assert_eq!(number(&taken(folder.path()).1), Some(2));
}

#[test]
fn the_window_is_kept_too() {
    let folder = tempfile::tempdir().unwrap();
    let (mut shelf, _): (Shelf, _) = taken(folder.path());
    let window = Window { zoom: 2.0, position: Some([10.0, 20.0]), ..Window::default() };
    shelf.put(&Kept { window, ..numbered(1) }).unwrap();
    drop(shelf);
    assert_eq!(taken(folder.path()).1.kept.unwrap().window, window);
}

#[test]
fn work_that_was_left_unsaved_lies_in_files_of_its_own_the_last_first() {
    let folder = used();
    let (shelf, _) = taken(folder.path());
    for number in [3, 4, 3] {
        shelf.leave(&numbered(number)).unwrap();
    }
    let names = |shelf: &Shelf| -> Vec<String> {
        let name = |other: Other| other.path.file_name().unwrap().to_string_lossy().into_owned();
        shelf.others().into_iter().map(name).collect()
    };
    assert_eq!(names(&shelf).len(), 2, "3 is left once: {:?}", names(&shelf));
    for number in 5..140 {
        std::thread::sleep(Duration::from_millis(5));
        shelf.leave(&numbered(number)).unwrap();
    }
    let left: Vec<u64> = shelf
        .others()
        .iter()
        .map(|other| {
            read(&fs::read_to_string(&other.path).unwrap(), "left").unwrap().0.scenario.seed
        })
        .collect();
    assert_eq!(left, (41..140).rev().collect::<Vec<u64>>(), "the oldest go");
    drop(shelf);
    let (_, found) = taken(folder.path());
    assert_eq!((number(&found), found.words.len()), (Some(2), 0), "they are no state of a window");
}

#[test]
fn what_cannot_be_left_safely_is_not_replaced() {
    let folder = used();
    let (keeper, _) = Keeper::start(folder.path().to_owned(), Disk::new());
    for number in 1..100 {
        fs::create_dir(folder.path().join(format!("session.unsaved-{number}.toml"))).unwrap();
    }
    keeper.leave(numbered(2));
    keeper.keep(numbered(3));
    keeper.flush().wait();
    assert!(keeper.news().unwrap().text().starts_with("Nothing you do is kept: "));
    drop(keeper);
    assert_eq!(number(&taken(folder.path()).1), Some(2), "it is all there is of it");
}

fn joined(words: &[downhill::words::Message]) -> String {
    words.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}
