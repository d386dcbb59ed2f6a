//! A program that is killed at a random moment: what was said to be kept is there.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use downhill::files::Disk;
use downhill::kept::Keeper;
use rand::{RngExt as _, SeedableRng as _};

use super::{names, number, numbered, taken};

/// Where the child keeps what it does.
const FOLDER: &str = "DOWNHILL_TEST_KEPT";

/// The program that is killed: it keeps one state after another, and says which are on the disk.
#[test]
#[expect(clippy::infinite_loop, reason = "it is killed")]
fn child() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let (keeper, found) = Keeper::start(Path::new(&folder).to_owned(), Disk::new());
    assert!(found.words.is_empty(), "{:?}", found.words);
    let mut state = number(&found).unwrap_or(0);
    let mut out = std::io::stdout();
    loop {
        for _ in 0..3 {
            state += 1;
            keeper.keep(numbered(state));
        }
        keeper.flush().wait();
        writeln!(out, "kept {state}").unwrap();
        out.flush().unwrap();
    }
}

#[test]
fn after_two_hundred_kills_at_random_moments_what_was_kept_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let mut random = rand_pcg::Pcg64Mcg::seed_from_u64(7);
    let (mut last, mut torn) = (0, 0);
    for round in 0..200 {
        let program = std::env::current_exe().unwrap();
        let mut child = Command::new(program)
            .args(["kills::child", "--exact", "--nocapture"])
            .env(FOLDER, folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_micros(random.random_range(0..60_000)));
        child.kill().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let said =
            lines.filter_map(|line| line.unwrap().strip_prefix("kept ")?.parse().ok()).last();
        child.wait().unwrap();
        torn += usize::from(names(folder.path()).iter().any(|name| name.contains(".tmp")));
        let (_, found) = taken(folder.path());
        assert!(found.words.is_empty(), "round {round}: {:?}", found.words);
        let there = number(&found).unwrap_or(0);
        let least: u64 = said.unwrap_or(last);
        assert!(there >= least && there >= last, "round {round}: {there}, of {least}");
        last = there;
    }
    assert!(last > 200, "the children did something: {last}");
    assert!(torn > 0, "some were killed in the middle of a write");
}
