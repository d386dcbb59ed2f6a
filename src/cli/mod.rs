//! The commands.
//!
//! Data goes to standard output or to `-o`, words to standard error. The exit status is 0 when
//! the work is done, 1 when it could not be done, 2 when what was asked for is not valid.

mod catalog;
mod critical;
mod landscape;
mod output;
mod probe;
mod render;
mod run;
mod source;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

pub use source::{Failure, open_scenario};

use crate::scenario::Scenario;

/// Watch optimizers descend, overshoot and diverge on loss landscapes.
#[derive(Debug, Parser)]
#[command(name = "downhill", version, args_conflicts_with_subcommands = true)]
#[command(after_help = "Without a command the window opens.")]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// A scenario file, or the id of a bundled scenario, to open in the window
    file: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List what there is of a kind
    List(catalog::List),
    /// Describe one surface, optimizer, schedule, noise or scenario
    Describe(catalog::Describe),
    /// Value, gradient, Hessian and 2/λmax of a surface at points
    Probe(probe::Probe),
    /// Minima, saddles and maxima of a surface
    Critical(critical::Critical),
    /// Run a scenario and write every step of every run
    Run(run::Run),
    /// Draw a scenario as a picture
    Render(render::Render),
}

/// What the command line asks for.
#[derive(Debug)]
pub enum Request {
    /// The window, with a scenario to open.
    Window(Option<Box<Scenario>>),
    /// Nothing more: the command is done.
    Done(ExitCode),
}

/// Read the command line and do what it says, unless it asks for the window.
pub fn main() -> Request {
    let words = probe::spread_points(std::env::args_os().map(|w| w.to_string_lossy().into_owned()));
    let arguments = match Arguments::try_parse_from(words) {
        Ok(arguments) => arguments,
        Err(error) if error.use_stderr() => {
            return Request::Done(complain(&Failure::invalid(sentence(&error))));
        }
        Err(help) => {
            // A closed pipe is not worth a word.
            let _ = help.print();
            return Request::Done(ExitCode::SUCCESS);
        }
    };
    let result = match arguments.command {
        None => match arguments.file.map(|file| open_scenario(&file)).transpose() {
            Ok(scenario) => return Request::Window(scenario.map(Box::new)),
            Err(failure) => Err(failure),
        },
        Some(Command::List(list)) => list.main(),
        Some(Command::Describe(describe)) => describe.main(),
        Some(Command::Probe(probe)) => probe.main(),
        Some(Command::Critical(critical)) => critical.main(),
        Some(Command::Run(run)) => run.main(),
        Some(Command::Render(render)) => render.main(),
    };
    Request::Done(match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => complain(&failure),
    })
}

/// What is wrong with the command line, in one sentence.
fn sentence(error: &clap::Error) -> String {
    let text = error.to_string();
    let lines = text.lines().map(str::trim).take_while(|line| !line.is_empty());
    let line = lines.collect::<Vec<_>>().join(" ");
    line.strip_prefix("error: ").unwrap_or(&line).to_owned()
}

/// Say on standard error why it did not work.
pub fn complain(failure: &Failure) -> ExitCode {
    // Who closed the terminal needs no words.
    let _ = writeln!(std::io::stderr(), "downhill: {failure}");
    ExitCode::from(failure.status())
}

/// There is no window, for a reason. Says what to do instead, in two lines.
pub fn no_window(reason: &str) -> ExitCode {
    let _ = writeln!(std::io::stderr(), "downhill: the window cannot open: {reason}.");
    let hint = "Pictures need none: try  downhill render overshoot -o overshoot.png";
    let _ = writeln!(std::io::stderr(), "{hint}");
    ExitCode::FAILURE
}
