//! The commands.
//!
//! Data goes to standard output or to `-o`, words to standard error. The exit status is 0 when
//! the work is done, 1 when it could not be done, 2 when what was asked for is not valid.

mod catalog;
mod critical;
mod effort;
mod landscape;
mod language;
mod output;
mod probe;
mod render;
mod run;
mod source;
mod words;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{CommandFactory as _, Parser, Subcommand};

pub use language::declared_texts;
pub use source::{Failure, open_scenario};
use words::say;

use crate::files::{on_signals, shown};
use crate::params::suggest;
use crate::scenario::Scenario;
use crate::words::{Language, speaking};

/// Watch optimizers descend, overshoot and diverge on loss landscapes.
#[derive(Debug, Parser)]
#[command(name = "downhill", version, args_conflicts_with_subcommands = true)]
#[command(after_help = "Without a command the window opens.")]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// A scenario file, or the id of a bundled scenario, to open in the window
    file: Option<PathBuf>,
    /// The language to speak, as en; `list languages` names them
    // It has been taken out of the command line when that is read: this is for the help.
    #[arg(long = "lang", value_name = "CODE", global = true)]
    _language: Option<String>,
}

/// The commands: what each says of itself stands in its own file.
macro_rules! commands {
    ($($module:ident::$name:ident),+ $(,)?) => {
        #[derive(Debug, Subcommand)]
        enum Command {
            $($name($module::$name),)+
        }

        impl Command {
            fn main(self) -> Result<(), Failure> {
                // Without a watch for signals only what is written to a file would be left behind.
                let _ = on_signals(effort::clear);
                match self {
                    $(Self::$name(command) => command.main(),)+
                }
            }
        }
    };
}

commands! {
    catalog::List,
    catalog::Describe,
    probe::Probe,
    critical::Critical,
    run::Run,
    render::Render,
}

/// What the command line asks for.
#[derive(Debug)]
pub enum Request {
    /// The window, with a scenario to open, and a language if one was asked for.
    Window(Option<Box<Scenario>>, Option<&'static Language>),
    /// Nothing more: the command is done.
    Done(ExitCode),
}

/// Read the command line and do what it says, unless it asks for the window.
pub fn main() -> Request {
    words::on_panic();
    match language::taken(std::env::args_os()) {
        Ok((words, chosen)) => {
            let spoken = chosen.unwrap_or_else(Language::of_system);
            speaking(spoken, || answer(probe::spread_points(words.into_iter()), chosen))
        }
        Err(failure) => Request::Done(speaking(Language::of_system(), || complain(&failure))),
    }
}

/// Do what the command line says.
fn answer(words: Vec<OsString>, language: Option<&'static Language>) -> Request {
    if let Some(why) = no_command(&words) {
        return Request::Done(complain(&Failure::invalid(why)));
    }
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
    let Some(command) = arguments.command else {
        let open = |file: PathBuf| source::open_for_window(&file, &commands());
        return match arguments.file.map(open).transpose() {
            Ok(scenario) => Request::Window(scenario.map(Box::new), language),
            Err(failure) => Request::Done(complain(&failure)),
        };
    };
    Request::Done(match command.main() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => complain(&failure),
    })
}

/// The names of the commands.
fn commands() -> Vec<&'static str> {
    // The table of commands is made once and read until the end.
    static TABLE: std::sync::LazyLock<clap::Command> = std::sync::LazyLock::new(Arguments::command);
    TABLE.get_subcommands().map(clap::Command::get_name).collect()
}

/// Why the first of several words is neither a command nor anything else.
fn no_command(words: &[OsString]) -> Option<String> {
    let [_, first, others @ ..] = words else { return None };
    let is_flag = |word: &OsString| word.as_encoded_bytes().starts_with(b"-");
    let second = others.iter().find(|word| !is_flag(word))?;
    let name = first.to_str().unwrap_or_default();
    let commands = commands();
    if is_flag(first) || name == "help" || commands.contains(&name) {
        return None;
    }
    let [first, second] = [first, second].map(|word| shown(Path::new(word)));
    if Path::new(&first).exists() {
        return Some(format!("unexpected {second:?}: the window opens one file"));
    }
    Some(format!("there is no command {first:?}{}", suggest(&first, &commands)))
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
    say(&failure.to_string());
    ExitCode::from(failure.status())
}

/// There is no window, for a reason. Says what to do instead, in two lines.
pub fn no_window(reason: &str) -> ExitCode {
    say(&format!("the window cannot open: {reason}."));
    say("pictures need none: try  downhill render overshoot -o overshoot.png");
    ExitCode::FAILURE
}
