//! Whatever comes in is answered: a result, or one sentence. `FUZZ_CASES=100000 cargo test
//! --release --test fuzz` tries as many of each kind; `FUZZ_SEED=7` others.
#![expect(clippy::unwrap_used, reason = "this is only a test")]

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use downhill::files::read_text_from;
use downhill::run::{Run, VerdictContext};
use downhill::scenario::{BUNDLED, LEARNING_RATE, Scenario, admits};
use downhill::session::Finished;
use rand::{RngExt as _, SeedableRng as _};
use rand_pcg::Pcg64Mcg;

/// Tables to begin with.
const TABLES: &[&str] = &[
    "x,y\n1,2\n2,3.5\n3,4\n",
    "x;y\r\n1,0;1,5\r\n2,0;2,75\r\n3,0;4,0\r\n",
    "sep=;\na;b;c\n1;2;0\n2;1;1\n4;4;1\n",
    "\"\",\"speed, km/h\",\"class\"\n\"1\",1,\"yes\"\n\"2\",3,\"no\"\n\"3\",4,\"no\"\n",
    "\u{feff}a\tb\n1\t-1\n2\t1\n3\t1\n",
    ",x,y,\n0,1,2,\n1,,3,\n,,,\n",
    "1e3,1E-3\n-0,+.5\n\u{2212}4,5.\n",
];
/// What is put in somewhere.
const PIECES: &[&str] = &[
    ",",
    ";",
    "\t",
    "\n",
    "\r\n",
    "\r",
    "\"",
    "\"\"",
    "'",
    ".",
    "-",
    "+",
    "e",
    "E9",
    "1e308",
    "-1e-320",
    "NaN",
    "inf",
    "NA",
    "yes",
    "no",
    "0",
    "-1",
    "99999999999999999999",
    "1_000",
    "0x1F",
    "1.234,5",
    "sep=",
    "\u{feff}",
    "\u{0}",
    "\u{1b}[2J",
    "\u{202e}",
    "\u{fffe}",
    "\u{1F600}",
    "[",
    "]",
    "{",
    "}",
    "=",
    "#",
    "[[run]]\noptimizer = \"adam\"\n",
    "steps = 1000000\n",
    "nan",
    "[surface]\n",
    "true",
];

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// How many of a kind are tried, and what they are made of.
fn fuzz(usual: u64, case: impl Fn(&mut Pcg64Mcg)) {
    let seed = number("FUZZ_SEED").unwrap_or(1);
    for index in 0..number("FUZZ_CASES").unwrap_or(usual) {
        let mut rng = Pcg64Mcg::seed_from_u64(seed.wrapping_mul(1 << 32) + index);
        case(&mut rng);
    }
}

fn any<'a, T: ?Sized>(rng: &mut Pcg64Mcg, of: &[&'a T]) -> &'a T {
    of[rng.random_range(0..of.len())]
}

/// Bytes with a few things changed in them.
fn mutated(rng: &mut Pcg64Mcg, seeds: &[&str]) -> Vec<u8> {
    let mut bytes = any(rng, seeds).as_bytes().to_vec();
    for _ in 0..rng.random_range(0..8) {
        let at = rng.random_range(0..=bytes.len());
        let end = (at + rng.random_range(0..20)).min(bytes.len());
        match rng.random_range(0..7) {
            0 => drop(bytes.drain(at..end)),
            1 => bytes.insert(at, rng.random()),
            2 => drop(bytes.splice(at..at, bytes[at..end].to_vec())),
            3 => drop(bytes.splice(at..end, any(rng, PIECES).bytes())),
            4 => {
                let other = any(rng, seeds).as_bytes();
                let from = rng.random_range(0..=other.len());
                bytes.truncate(at);
                bytes.extend_from_slice(&other[from..]);
            }
            5 if !bytes.is_empty() => {
                let at = at.min(bytes.len() - 1);
                bytes[at] ^= 1 << rng.random_range(0..8);
            }
            _ => drop(bytes.splice(at..at, any(rng, PIECES).bytes())),
        }
    }
    if rng.random_range(0..8) == 0 {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        bytes = vec![0xff, 0xfe];
        bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    }
    bytes
}

/// Read what is in a file of this name as a scenario, and if it is one, what it promises.
fn is_answered(bytes: &[u8], name: &str) {
    let told = || String::from_utf8_lossy(bytes).into_owned();
    let read = read_text_from(bytes, name).map_err(|error| error.to_string());
    let parsed =
        read.and_then(|text| Scenario::parse(&text, name).map_err(|error| error.to_string()));
    let scenario = match parsed {
        Ok(scenario) => scenario,
        Err(words) => {
            assert!(words.starts_with(name) && words.lines().count() == 1, "{words}\n{}", told());
            return;
        }
    };
    let again = Scenario::parse(&scenario.to_toml(), "again");
    assert_eq!(again.as_ref(), Ok(&scenario), "{}", told());
    let surface = scenario.surface.build();
    let whole = Finished::new(&scenario).context();
    let context = VerdictContext { lowest: None, ..whole };
    for index in 0..scenario.runs.len().min(3) {
        assert!(admits(LEARNING_RATE, scenario.runs[index].lr), "{}", told());
        let mut run = Run::new(std::sync::Arc::clone(&surface), &scenario.run_spec(index));
        run.advance(5);
        assert!(!run.verdict(5, &context).text().is_empty());
    }
}

#[test]
fn tables_of_all_sorts_are_read_or_answered() {
    fuzz(2000, |rng| is_answered(&mutated(rng, TABLES), "table.csv"));
}

#[test]
fn scenarios_of_all_sorts_are_read_or_answered() {
    let seeds: Vec<&str> = BUNDLED.iter().map(|scenario| scenario.text).collect();
    fuzz(300, |rng| is_answered(&mutated(rng, &seeds), "some.toml"));
}

/// Words of command lines.
const WORDS: &[&str] = &[
    "run",
    "render",
    "probe",
    "critical",
    "list",
    "describe",
    "help",
    "--help",
    "--version",
    "-o",
    "--output",
    "--format",
    "csv",
    "json",
    "--json",
    "--force",
    "--at",
    "0,0",
    "1,-1",
    "-3,4",
    "nan,1",
    "--formula",
    "x^2+y^2",
    "a*x",
    "x^",
    "--let",
    "a=1",
    "a=",
    "--data",
    "pts.csv",
    "--x",
    "-2,2",
    "--y",
    "--size",
    "300x300",
    "1x1",
    "--scale",
    "1",
    "99",
    "--theme",
    "dark",
    "--step",
    "3",
    "-1",
    "overshoot",
    "saddle",
    "quadratic",
    "quadratic:kappa=3",
    "linear_regression",
    "adam",
    "adem",
    "surfaces",
    "scenarios",
    "planets",
    "pts.csv",
    "out.csv",
    "out.json",
    "out.svg",
    "out.png",
    "no/such.csv",
    ".",
    "/",
    "",
    "-",
    "--",
    "-x",
    "=",
    "--=",
    "/dev/null",
    "sweep",
    "\u{1b}[2J",
    "\u{202e}",
    "\u{1F600}",
    "ünïcode.toml",
];

fn command_line(rng: &mut Pcg64Mcg) -> Vec<OsString> {
    let word = |rng: &mut Pcg64Mcg| -> OsString {
        match rng.random_range(0..20) {
            0 => "x".repeat(rng.random_range(1..100_000)).into(),
            1 => unreadable(rng),
            2 => format!("{}={}", any(rng, WORDS), any(rng, WORDS)).into(),
            _ => any(rng, WORDS).into(),
        }
    };
    let first: OsString = any(rng, &WORDS[..6]).into();
    let others = rng.random_range(0..7);
    std::iter::once(first).chain((0..others).map(|_| word(rng))).collect()
}

#[cfg(unix)]
fn unreadable(rng: &mut Pcg64Mcg) -> OsString {
    use std::os::unix::ffi::OsStringExt as _;
    let byte = |_| rng.random_range(1..=255);
    OsString::from_vec((0..10).map(byte).filter(|byte| *byte != b'/').collect())
}

#[cfg(not(unix))]
fn unreadable(_rng: &mut Pcg64Mcg) -> OsString {
    "\u{fffd}".into()
}

/// Run the program; what it says must be bearable, and what it leaves must be in order.
fn is_well_behaved(words: &[OsString], folder: &Path) {
    let points = "x,y\n1,2\n2,3\n3,5\n";
    fs::write(folder.join("pts.csv"), points).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_downhill"));
    command.args(words).current_dir(folder);
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env_remove("WAYLAND_SOCKET");
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut said = Vec::new();
    let mut pipe = child.stderr.take().unwrap();
    std::io::Read::read_to_end(&mut pipe, &mut said).unwrap();
    let mut waited = 0;
    while child.try_wait().unwrap().is_none() {
        assert!(waited < 60_000, "{words:?} hangs");
        waited += 1;
        std::thread::sleep(Duration::from_millis(1));
    }
    let status = child.wait().unwrap().code();
    let said = String::from_utf8(said).unwrap();
    assert!(matches!(status, Some(0..=2)), "{words:?}: {status:?} {said}");
    assert!(!said.contains("panicked"), "{words:?}: {said}");
    assert!((status == Some(0)) || !said.is_empty(), "{words:?} says nothing");
    assert!(said.len() < 8000 && said.lines().count() <= 3, "{words:?}: {said}");
    let wild = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
    assert!(!said.contains(wild), "{words:?}: {said:?}");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        assert!(!name.starts_with(".downhill-"), "{words:?} leaves {name}");
        if name == "pts.csv" {
            let forced = words.iter().any(|word| word == "--force");
            assert!(forced || fs::read_to_string(&path).unwrap() == points, "{words:?}");
        } else {
            fs::remove_file(path).unwrap();
        }
    }
}

#[test]
fn command_lines_of_all_sorts_are_answered() {
    let folder = tempfile::tempdir().unwrap();
    fuzz(150, |rng| is_well_behaved(&command_line(rng), folder.path()));
}
