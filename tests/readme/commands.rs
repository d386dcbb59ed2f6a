//! The commands of the README do what they say.

use std::fs;
use std::process::Command;

/// The words of a line, as a shell splits them.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            _ => words.last_mut().unwrap().push(letter),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[test]
fn every_command_works_as_it_stands() {
    let readme = include_str!("../../README.md");
    let blocks = readme.split("```console\n").skip(1);
    let lines = blocks.flat_map(|block| block.split("```").next().unwrap().lines());
    let commands: Vec<&str> = lines.filter(|line| line.starts_with("downhill ")).collect();
    assert!(commands.len() > 5, "{commands:?}");
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("points.csv"), "x,y\n1,2\n2,3\n3,5\n").unwrap();
    for command in commands {
        let output = Command::new(env!("CARGO_BIN_EXE_downhill"))
            .args(&words(command)[1..])
            .current_dir(folder.path())
            .output()
            .unwrap();
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{command}: {errors}");
    }
}
