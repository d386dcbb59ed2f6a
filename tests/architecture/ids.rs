//! No behaviour hangs on a name: what a noise, a rule or a layer is like is said by its facts.

use std::fs;
use std::path::Path;

use super::{root, source_files};

/// Families know their own knobs; the file format and the command line read names.
const OWN: [&str; 5] = ["optim", "surface", "schedule", "noise", "scenario"];

/// What in a line of code compares a name, or asks for something by its name.
fn complaint(line: &str, next: &str) -> Option<&'static str> {
    let code: String = line.split("//").next()?.split_whitespace().collect();
    let compared = ["id()==\"", "id()!=\"", ".id==\"", ".id!=\"", "name()==\"", ".name==\""];
    let turned = ["\"==id", "\"==*id", "\"==entry.id", "\"==layer.id"];
    let matched = code.contains("match") && (code.contains("id(){") || code.contains(".id{"));
    if compared.iter().chain(&turned).any(|pattern| code.contains(pattern)) {
        return Some("a name is compared");
    }
    if matched && next.trim_start().starts_with('"') {
        return Some("a name is matched");
    }
    let asked =
        ["optimizer.get(\"", "noise.get(\"", "pick.get(\"", "tape().find(\"", "tape.find(\""];
    asked.iter().any(|pattern| code.contains(pattern)).then_some("something is asked for by name")
}

fn complaints(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap();
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    let lines: Vec<&str> = code.lines().collect();
    let pairs = lines.iter().zip(lines.iter().skip(1).chain([&""]));
    let found = pairs.enumerate().filter_map(|(number, (line, next))| {
        let what = complaint(line, next)?;
        Some(format!("{}:{}: {what}: {}", path.display(), number + 1, line.trim()))
    });
    found.collect()
}

#[test]
fn no_behaviour_hangs_on_a_name() {
    let src = root().join("src");
    let own =
        |path: &Path| OWN.iter().any(|module| path.strip_prefix(&src).unwrap().starts_with(module));
    let files = source_files(&src);
    let found: Vec<String> =
        files.iter().filter(|path| !own(path)).flat_map(|path| complaints(path)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_compared_name_is_caught() {
    for line in [
        "if run.spec().noise.id() == \"none\" {",
        "let cosine = all.find(|entry| entry.id == \"cosine\");",
        "let growing = optimizer.get(\"growing\") == Some(Value::Flag(true));",
        "let rate = run.tape().find(\"rate\", step);",
    ] {
        assert!(complaint(line, "").is_some(), "{line}");
    }
    assert!(complaint("match scenario.noise.id() {", "    \"none\" => 1,").is_some());
    assert!(complaint("match verdict.id {", "    VerdictId::Diverged => 1,").is_none());
    assert!(complaint("if known.id == given {", "").is_none());
}
