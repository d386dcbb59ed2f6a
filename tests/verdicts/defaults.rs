//! Every optimizer at its usual rate on every smooth landscape: what it is said to be doing.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use downhill::catalog::{Entry, Family as _, Pick};
use downhill::optim::Optimizer;
use downhill::run::{Run, VerdictId, Watch};
use downhill::scenario::{RunConfig, Scenario};
use downhill::surface::{Landscape, Surface};

use crate::context;

/// Landscapes with kinks, tips or cliffs where there is no curvature to judge by.
const ROUGH: &[&str] =
    &["ackley", "bukin6", "cross_in_tray", "eggholder", "schwefel", "adversarial_sum"];

/// The letter of a verdict in the table.
fn letter(id: VerdictId) -> char {
    match id {
        VerdictId::Descending => 'd',
        VerdictId::Crawling => 'k',
        VerdictId::Overshooting => 'o',
        VerdictId::Cycling => 'y',
        VerdictId::Diverging => 'G',
        VerdictId::Diverged => 'X',
        VerdictId::NoValue => 'N',
        VerdictId::LeftTheMap => 'L',
        VerdictId::Converged => 'C',
        VerdictId::StuckAtSaddle => 's',
        VerdictId::OnPlateau => 'p',
        VerdictId::NoiseFloor => 'n',
        VerdictId::OutOfBudget => 'b',
    }
}

/// The last verdict on a run of 2,000 steps, with a mark if it was ever said to diverge.
fn cell(surface: &Arc<dyn Surface>, scenario: &Scenario) -> String {
    let mut run = Run::new(Arc::clone(surface), &scenario.run_spec(0));
    run.finish();
    let mut watch = Watch::thorough(context(scenario));
    watch.follow(&run, usize::MAX);
    let last = letter(watch.verdict(&run, run.trajectory().len() - 1).id);
    let alarm = watch.history().iter().find(|(_, id)| *id == VerdictId::Diverging);
    match alarm {
        Some((step, _)) => format!("{last}!{step}"),
        None => last.to_string(),
    }
}

#[test]
fn verdicts_at_the_usual_rates_are_those_in_the_table() {
    let optimizers = <dyn Optimizer>::catalog();
    let mut table = String::from("surface");
    for entry in optimizers {
        let _ = write!(table, " {}", entry.id);
    }
    table.push('\n');
    let smooth = |entry: &&&Entry<dyn Surface>| !ROUGH.contains(&entry.id);
    for entry in <dyn Surface>::catalog().iter().filter(smooth) {
        let landscape = Landscape::Listed(Pick::of(entry), None);
        let surface = landscape.build();
        let _ = write!(table, "{}", entry.id);
        for optimizer in optimizers {
            let text = "version = 1\nsteps = 2000\n[surface]\nid = \"sphere\"\n[[run]]\noptimizer = \"gd\"";
            let mut scenario = Scenario::parse(text, "test").unwrap();
            scenario.surface = landscape.clone();
            scenario.runs = vec![RunConfig::new(Pick::of(optimizer))];
            let _ = write!(table, " {}", cell(&surface, &scenario));
        }
        table.push('\n');
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/verdicts/defaults.txt");
    if std::env::var("UPDATE").is_ok() {
        std::fs::write(&path, &table).unwrap();
    }
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    for (line, known) in table.lines().zip(known.lines().chain(std::iter::repeat(""))) {
        assert_eq!(line, known);
    }
}
