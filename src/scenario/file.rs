//! Format 1 of scenario files: from text to a valid scenario, or one sentence; and back.

use toml::de::DeTable;

use super::error::Result;
use super::key::Keyed as _;
use super::levels::VERSION;
use super::tree::{Source, TomlTable};
use super::{Scenario, dimensions};

pub(super) fn parse(text: &str, name: &str) -> Result<Scenario> {
    let source = Source { name, text };
    let document = DeTable::parse(text).map_err(|error| {
        let span = error.span().unwrap_or(0..0);
        let message = error.message().lines().collect::<Vec<_>>().join(" ");
        source.error(span, format!("this is not TOML: {message}"))
    })?;
    scenario(&TomlTable::root(source, document.get_ref()))
}

fn scenario(root: &TomlTable<'_>) -> Result<Scenario> {
    let version = root.need(VERSION.ids[0], "a scenario begins with version = 1")?;
    if version.seed().ok() != Some(1) {
        return Err(version.fail("this program reads version = 1 only"));
    }
    let keys: Vec<&str> = VERSION.ids.iter().copied().chain(Scenario::ids()).collect();
    root.only(&keys)?;
    let mut scenario = Scenario::unsaid();
    scenario.read_keys(root)?;
    dimensions::check(&scenario, root)?;
    if let Some(why) = scenario.too_long() {
        return Err(root.error(&why));
    }
    if scenario.runs.is_empty() {
        return Err(root.error("there is no run: add a table [[run]] with an optimizer"));
    }
    for run in &mut scenario.runs {
        run.style = usize::MAX;
    }
    for index in 0..scenario.runs.len() {
        scenario.assign_style(index);
    }
    Ok(scenario)
}

/// A scenario as text: only what differs from the defaults.
pub(super) fn write(scenario: &Scenario) -> String {
    format!("version = 1\n{}", scenario.write_keys())
}
