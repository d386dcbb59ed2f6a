//! The program and its files: nothing of the user's is lost, nothing is left behind.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "this is only a test")]

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::time::Duration;

use tempfile::TempDir;

const POINTS: &str = "x,y\n1,2\n2,3\n3,5\n";

fn program(arguments: &[&OsStr]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_downhill"));
    command.args(arguments).env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    command
}

fn downhill(arguments: &[&OsStr]) -> Output {
    program(arguments).output().unwrap()
}

/// A folder with a file of examples.
fn folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let points = folder.path().join("pts.csv");
    fs::write(&points, POINTS).unwrap();
    (folder, points)
}

fn names(folder: &Path) -> Vec<OsString> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    names
}

fn words(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn what_is_read_is_not_written_over() {
    let (folder, points) = folder();
    let path = |name: &str| folder.path().join(name);
    fs::hard_link(&points, path("hard.csv")).unwrap();
    symlink("hard.csv", path("soft.csv")).unwrap();
    symlink("pts.csv", path("picture.svg")).unwrap();
    let dotted = folder.path().join("./pts.csv");
    for target in [&points, &path("hard.csv"), &path("soft.csv"), &dotted] {
        let output = downhill(&["run".as_ref(), points.as_ref(), "-o".as_ref(), target.as_ref()]);
        assert_eq!(output.status.code(), Some(2), "{}", target.display());
        assert!(words(&output).contains("which is read from"), "{}", words(&output));
        let input = fs::File::open(&points).unwrap();
        let mut piped = program(&["run".as_ref(), "-".as_ref(), "-o".as_ref(), target.as_ref()]);
        assert_eq!(piped.stdin(input).output().unwrap().status.code(), Some(2));
    }
    let picture = path("picture.svg");
    let output = downhill(&["render".as_ref(), points.as_ref(), "-o".as_ref(), picture.as_ref()]);
    assert_eq!(output.status.code(), Some(2), "{}", words(&output));
    let mut appended = program(&["run".as_ref(), points.as_ref()]);
    let end = fs::OpenOptions::new().append(true).open(&points).unwrap();
    assert_eq!(appended.stdout(end).status().unwrap().code(), Some(2));
    let critical = ["critical", "linear_regression", "--data"].map(OsStr::new);
    let mut appended = program(&[&critical[..], &[points.as_ref()]].concat());
    let end = fs::OpenOptions::new().append(true).open(&points).unwrap();
    assert_eq!(appended.stdout(end).status().unwrap().code(), Some(2));
    assert_eq!(fs::read_to_string(&points).unwrap(), POINTS);
    let forced = ["run".as_ref(), points.as_ref(), "-o".as_ref(), points.as_ref()];
    let output = downhill(&[&forced[..], &["--force".as_ref()]].concat());
    assert!(output.status.success(), "{}", words(&output));
    assert!(fs::read_to_string(&points).unwrap().starts_with("run,step,"));
}

#[test]
fn a_read_only_file_is_written_over_by_force_only() {
    let (folder, points) = folder();
    let old = folder.path().join("old.csv");
    fs::write(&old, "precious").unwrap();
    fs::set_permissions(&old, fs::Permissions::from_mode(0o444)).unwrap();
    let run = ["run".as_ref(), points.as_ref(), "-o".as_ref(), old.as_ref()];
    let output = downhill(&run);
    assert_eq!(output.status.code(), Some(1));
    assert!(words(&output).contains("read-only; --force replaces it"), "{}", words(&output));
    assert_eq!(fs::read_to_string(&old).unwrap(), "precious");
    assert!(downhill(&[&run[..], &["--force".as_ref()]].concat()).status.success());
    assert!(fs::read_to_string(&old).unwrap().starts_with("run,step,"));
}

#[test]
fn names_that_are_no_text_are_names() {
    let (folder, points) = folder();
    let path = |name: &[u8]| folder.path().join(OsStr::from_bytes(name));
    let (one, other) = (path(b"bad\xff.csv"), path(b"bad\xfe.csv"));
    for target in [&one, &other] {
        let run = ["run".as_ref(), points.as_ref(), "-o".as_ref(), target.as_ref()];
        assert!(downhill(&run).status.success());
    }
    assert!(one.exists() && other.exists());
    let data = ["probe", "linear_regression", "--at", "0,0", "1,1", "--data"].map(OsStr::new);
    fs::copy(&points, &one).unwrap();
    assert!(downhill(&[&data[..], &[one.as_ref()]].concat()).status.success());
    let output = downhill(&["run".as_ref(), path(b"no\xff\x1b[2J.csv").as_ref()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(words(&output).contains("no\\xff\\u{1b}[2J.csv"), "{}", words(&output));
    assert!(!output.stderr.contains(&0x1b));
}

#[test]
fn a_reader_that_goes_away_is_no_error_whatever_the_pipe_is_called() {
    for to in [&["-o", "/dev/stdout", "--format", "csv"][..], &["--format", "json"], &[]] {
        let to: Vec<&OsStr> = to.iter().map(OsStr::new).collect();
        let mut command = program(&[&["run".as_ref(), "schedules".as_ref()], &to[..]].concat());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = [0; 1];
        std::io::Read::read_exact(child.stdout.as_mut().unwrap(), &mut first).unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{to:?}: {}", words(&output));
        assert_eq!(words(&output), "");
    }
}

#[test]
fn what_standard_output_was_sent_to_is_added_to() {
    let (folder, points) = folder();
    let log = folder.path().join("log");
    fs::write(&log, "before\n").unwrap();
    let to = ["run".as_ref(), points.as_ref(), "-o".as_ref(), "/dev/stdout".as_ref()];
    let mut command = program(&[&to[..], &["--format".as_ref(), "csv".as_ref()]].concat());
    let end = fs::OpenOptions::new().append(true).open(&log).unwrap();
    assert!(command.stdout(end).status().unwrap().success());
    assert!(fs::read_to_string(&log).unwrap().starts_with("before\nrun,step,"));
}

/// A run that takes long and writes much, into `out.json` of a folder, once it has begun to write.
fn long_run(folder: &Path, before: &str) -> Child {
    let scenario = folder.join("long.toml");
    let run = "[[run]]\noptimizer = \"adam\"\n".repeat(10);
    let text = format!("version = 1\nsteps = 1000000\n[surface]\nid = \"beale\"\n{run}");
    fs::write(&scenario, text).unwrap();
    let shell = format!("{before} exec \"$0\" run long.toml -o out.json");
    let mut command = Command::new("sh");
    command.args(["-c", &shell, env!("CARGO_BIN_EXE_downhill")]).current_dir(folder);
    let mut child = command.stderr(Stdio::null()).spawn().unwrap();
    let begins = (0..2000).any(|_| {
        std::thread::sleep(Duration::from_millis(10));
        temporaries(folder) > 0
    });
    if !begins {
        child.kill().unwrap();
        child.wait().unwrap();
        panic!("it does not begin");
    }
    child
}

fn temporaries(folder: &Path) -> usize {
    let ours = |name: &&OsString| name.as_bytes().starts_with(b".downhill-");
    names(folder).iter().filter(ours).count()
}

fn send(signal: &str, child: &Child) {
    let id = child.id().to_string();
    assert!(Command::new("kill").args([signal, &id]).status().unwrap().success());
}

fn ended(mut child: Child) -> ExitStatus {
    child.wait().unwrap()
}

#[test]
fn signals_end_a_write_without_a_trace() {
    for (signal, status) in [("-INT", 130), ("-TERM", 143), ("-HUP", 129)] {
        let (folder, _) = folder();
        fs::write(folder.path().join("out.json"), "old").unwrap();
        let child = long_run(folder.path(), "");
        send(signal, &child);
        assert_eq!(ended(child).code(), Some(status), "{signal}");
        assert_eq!(names(folder.path()), ["long.toml", "out.json", "pts.csv"], "{signal}");
        assert_eq!(fs::read_to_string(folder.path().join("out.json")).unwrap(), "old");
    }
}

#[test]
fn signals_that_are_ignored_from_outside_stay_ignored() {
    let (folder, _) = folder();
    let child = long_run(folder.path(), "trap '' HUP;");
    send("-HUP", &child);
    std::thread::sleep(Duration::from_millis(100));
    send("-TERM", &child);
    assert_eq!(ended(child).code(), Some(143));
}

#[test]
fn what_a_killed_run_leaves_the_next_write_removes() {
    let (folder, points) = folder();
    let child = long_run(folder.path(), "");
    send("-KILL", &child);
    assert_eq!(ended(child).code(), None);
    assert_eq!(temporaries(folder.path()), 1, "nobody can help that");
    let other = folder.path().join("other.csv");
    let run = ["run".as_ref(), points.as_ref(), "-o".as_ref(), other.as_ref()];
    assert!(downhill(&run).status.success());
    assert_eq!(temporaries(folder.path()), 0);
}

#[test]
fn long_runs_are_written_in_little_memory() {
    let folder = tempfile::tempdir().unwrap();
    let run = "[[run]]\noptimizer = \"adam\"\n".repeat(4);
    let text = format!("version = 1\nsteps = 100000\n[surface]\nid = \"quadratic\"\n{run}");
    fs::write(folder.path().join("long.toml"), text).unwrap();
    for format in ["csv", "json"] {
        // Address space: more than memory, and what the system can bound.
        let shell = format!("ulimit -v 400000; exec \"$0\" run long.toml --format {format}");
        let mut command = Command::new("sh");
        command.args(["-c", &shell, env!("CARGO_BIN_EXE_downhill")]);
        command.env("RAYON_NUM_THREADS", "1").current_dir(folder.path());
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).split(b'\n').count();
        assert!(child.wait().unwrap().success(), "{format}");
        assert_eq!(lines, if format == "csv" { 1 + 4 * 100_001 } else { 1 });
    }
}

#[test]
fn long_work_and_classes_without_a_minimum_are_announced_before_it_begins() {
    let (folder, _) = folder();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("apart.csv"), "x,y\n1,0\n2,0\n3,1\n").unwrap();
    let output = downhill(&["run".as_ref(), path("apart.csv").as_ref()]);
    assert!(output.status.success() && words(&output).contains("no minimum"), "{output:?}");
    let rows: Vec<String> = (0..10_000).map(|k| format!("{},{}", k % 97, k % 2)).collect();
    fs::write(path("many.csv"), rows.join("\n")).unwrap();
    let critical = ["critical", "logistic_regression", "--data"].map(OsStr::new);
    let mut command = program(&[&critical[..], &[path("many.csv").as_ref()]].concat());
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stderr.take().unwrap()).read_line(&mut line).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(line.contains("this takes about 40 seconds, for 9e8 evaluations"), "{line}");
}

#[test]
fn what_does_not_fit_is_refused_with_what_would() {
    let (folder, _) = folder();
    let path = folder.path().join("long.toml");
    let begin = "version = 1\n[surface]\nid = \"beale\"\n";
    let runs = "[[run]]\noptimizer = \"adam\"\nsteps = 1000000\n".repeat(10);
    fs::write(&path, format!("{begin}{runs}")).unwrap();
    let picture = folder.path().join("long.png");
    let output = downhill(&["render".as_ref(), path.as_ref(), "-o".as_ref(), picture.as_ref()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(words(&output).contains("the window holds at most 300 MB"), "{}", words(&output));
    let label = "n".repeat(1_000_000);
    fs::write(&path, format!("{begin}[[run]]\noptimizer = \"gd\"\nlabel = \"{label}\"\n")).unwrap();
    let output = downhill(&["run".as_ref(), path.as_ref()]);
    assert_eq!(output.status.code(), Some(2));
    let said = "long.toml:6: [[run]] label has 1000000 letters; at most 200 are allowed";
    assert!(words(&output).contains(said), "{}", words(&output));
}

#[test]
fn words_on_a_terminal_stay_words() {
    let long = format!("x{}", "y".repeat(100_000));
    for arguments in [
        &["run", "\u{1b}]0;title\u{7}.toml"][..],
        &["run", "a\u{202e}b\n.toml"],
        &["describe", "\u{9b}2J"],
        &["probe", "quadratic", "--at", "\u{1b}[2J"],
        &["run", &long],
        &["describe", &long],
        &["probe", &long, "--at", "0,0"],
        &["probe", "quadratic", "--at", &long],
        &["probe", "--formula", &long, "--at", "0,0"],
        &["run", "saddle", "--format", &long],
        &["run", "saddle", "-o", &long],
        &["render", "saddle", "-o", &long],
        &["render", "saddle", "-o", "x.png", "--size", &long],
        &[&long],
        &[&long, "b"],
        &["list", &long],
        &[&format!("--{long}")],
    ] {
        let arguments: Vec<&OsStr> = arguments.iter().map(OsStr::new).collect();
        let output = downhill(&arguments);
        assert!(matches!(output.status.code(), Some(1 | 2)));
        let words = String::from_utf8(output.stderr).unwrap();
        assert!(words.len() < 2000 && words.lines().count() == 1, "{words}");
        assert!(!words.trim_end().contains(|c: char| c.is_control() || c == '\u{202e}'), "{words}");
    }
}
