//! Whatever bytes are stored: no start panics or hangs, and every start has a valid state.
//!
//! `FUZZ_SECONDS=600 cargo test --test kept` looks for longer.

use std::fs;

use downhill::kept::{Kept, Window, read, write};
use downhill::scenario::BUNDLED;
use downhill::scenario::Scenario;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use super::text::unusual;
use super::{number, numbered, taken, used};

/// A change to some bytes.
#[derive(Clone, Debug)]
enum Damage {
    Flip(usize, u8),
    Cut(usize, usize),
    Repeat(usize, usize, usize),
    Zero(usize, usize),
    Put(usize, &'static str),
}

/// What is put in the place of a value, or anywhere.
const TOKENS: &[&str] = &[
    "NaN",
    "1e999",
    "-1e308",
    "1e9",
    "0",
    "-0.0",
    "null",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "\n",
    "\0",
    "true",
    "\u{feff}",
    "18446744073709551616",
    "inf",
    "nan",
    "[[run]]",
    "'''",
    "\\u0000",
    ",",
];

fn damage() -> impl Strategy<Value = Damage> {
    let at = || any::<usize>();
    prop_oneof![
        (at(), any::<u8>()).prop_map(|(at, byte)| Damage::Flip(at, byte)),
        (at(), 0..400usize).prop_map(|(at, length)| Damage::Cut(at, length)),
        (at(), 0..80usize, 2..60usize).prop_map(|(at, length, n)| Damage::Repeat(at, length, n)),
        (at(), 0..600usize).prop_map(|(at, length)| Damage::Zero(at, length)),
        (at(), prop::sample::select(TOKENS)).prop_map(|(at, token)| Damage::Put(at, token)),
    ]
}

impl Damage {
    fn to(&self, bytes: &mut Vec<u8>) {
        let length = bytes.len();
        let place = |at: usize| at % (length + 1);
        let part = |at: usize, some: usize| place(at)..(place(at) + some).min(length);
        match *self {
            Self::Flip(at, byte) if length > 0 => bytes[at % length] ^= byte,
            Self::Flip(..) => {}
            Self::Cut(at, some) => drop(bytes.drain(part(at, some))),
            Self::Repeat(at, some, times) => {
                let piece = bytes[part(at, some)].repeat(times);
                let end = part(at, some).end;
                bytes.splice(end..end, piece);
            }
            Self::Zero(at, some) => bytes[part(at, some)].fill(0),
            // In the place of a value, more often than anywhere.
            Self::Put(at, token) => {
                let after = |bytes: &[u8]| bytes.iter().position(|b| matches!(b, b':' | b'='));
                let start = place(at) + after(&bytes[place(at)..]).map_or(0, |found| found + 1);
                let rest = &bytes[start..];
                let end = rest.iter().position(|b| matches!(b, b',' | b'}' | b'\n'));
                let end = if at % 3 == 0 { start } else { start + end.unwrap_or(0) };
                bytes.splice(start..end, token.bytes());
            }
        }
    }
}

/// A file of a window, more or less damaged; or nothing of the kind.
fn stored() -> impl Strategy<Value = Vec<u8>> {
    let file = (0..BUNDLED.len(), prop::collection::vec(damage(), 0..6)).prop_map(|(id, all)| {
        let scenario = Scenario::parse(BUNDLED[id].text, BUNDLED[id].id).unwrap();
        let mut bytes = write(&unusual(scenario)).into_bytes();
        for damage in all {
            damage.to(&mut bytes);
        }
        bytes
    });
    prop_oneof![9 => file, 1 => prop::collection::vec(any::<u8>(), 0..2_000)]
}

/// Whether a state is one that the window can show.
fn usable(kept: &Kept) -> bool {
    let Window { size, position, zoom, left, right, charts, .. } = kept.window;
    size.iter().all(|side| Window::SIDE.contains(side))
        && position.is_none_or(|place| place.iter().all(|p| Window::PLACE.contains(p)))
        && Window::ZOOM.contains(&zoom)
        && Window::LEFT.contains(&left)
        && Window::RIGHT.contains(&right)
        && Window::CHARTS.contains(&charts)
        && (1.0..=1000.0).contains(&kept.picture.speed)
        && kept.picture.chosen.is_none_or(|map| map.iter().flatten().all(|side| side.is_finite()))
        && kept.scenario.runs.iter().all(|run| run.style < 10)
}

fn check(bytes: &[u8]) -> Result<(), TestCaseError> {
    let Ok(text) = std::str::from_utf8(bytes) else { return Ok(()) };
    match read(text, "session.toml") {
        Ok((kept, _)) => {
            prop_assert!(usable(&kept), "{:?}", kept);
            let again = write(&kept);
            prop_assert_eq!(read(&again, "session.toml"), Ok((kept, None)));
        }
        Err(word) => {
            let word = word.text();
            prop_assert!(word.contains("session.toml:") && !word.contains('\n'), "{word}");
        }
    }
    Ok(())
}

fn runner(cases: u32, seed: u8) -> TestRunner {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]))
}

#[test]
#[expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "it goes on for as long as somebody wants"
)]
fn no_stored_text_hurts_the_reader() {
    let seconds = std::env::var("FUZZ_SECONDS").ok().and_then(|s| s.parse().ok()).unwrap_or(2);
    let end = std::time::Duration::from_secs(seconds);
    let start = std::time::Instant::now();
    let mut rounds = 0u8;
    while rounds < 1 || (start.elapsed() < end && rounds < u8::MAX) {
        runner(1_000, rounds).run(&stored(), |bytes| check(&bytes)).unwrap();
        rounds += 1;
    }
    println!("{rounds},000 texts");
}

#[test]
fn every_start_has_a_state_whatever_is_stored() {
    let folder = used();
    let path = folder.path().join("session.toml");
    let previous = fs::read(folder.path().join("session.previous.toml")).unwrap();
    runner(150, 1)
        .run(&stored(), |bytes| {
            fs::write(&path, &bytes).unwrap();
            fs::write(folder.path().join("session.previous.toml"), &previous).unwrap();
            let (mut shelf, found) = taken(folder.path());
            prop_assert!(found.kept.as_ref().is_some_and(usable), "{:?}", found.words);
            shelf.put(&numbered(9)).unwrap();
            drop(shelf);
            prop_assert_eq!(number(&taken(folder.path()).1), Some(9));
            for entry in fs::read_dir(folder.path()).unwrap() {
                let path = entry.unwrap().path();
                if path.to_string_lossy().contains("damaged") {
                    fs::remove_file(path).unwrap();
                }
            }
            Ok(())
        })
        .unwrap();
}
