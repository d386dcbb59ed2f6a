//! What if: another rate, other knobs or another place from some step on.
#![expect(clippy::unwrap_used, reason = "this is only a test")]

mod files;
mod ghosts;
mod runs;

use downhill::run::{Change, Run};
use downhill::scenario::Scenario;

/// A change before some step that is yet to say what it changes.
fn before(step: u64) -> Change {
    Change { step, ..Change::default() }
}

fn parse(text: &str) -> Result<Scenario, String> {
    Scenario::parse(text, "file.toml").map_err(|error| error.to_string())
}

/// One optimizer on a bowl with curvatures 1 along x and 10 along y; the run's own lines.
fn bowl(optimizer: &str, lines: &str) -> String {
    format!(
        "version = 1\nsteps = 60\nstart = [-4.0, 2.0]\n[surface]\nid = \"quadratic\"\n\
         [[run]]\noptimizer = \"{optimizer}\"\n{lines}"
    )
}

/// The first run of a scenario, to its end.
fn run(scenario: &Scenario) -> Run {
    let mut run = Run::new(scenario.surface.build(), &scenario.run_spec(0));
    run.finish();
    run
}

fn run_of(optimizer: &str, lines: &str) -> Run {
    run(&parse(&bowl(optimizer, lines)).unwrap())
}
