//! The program: a command of the command line, or the window.

use std::process::ExitCode;

use downhill::cli::{self, Request};

fn main() -> ExitCode {
    match cli::main() {
        Request::Done(code) => code,
        Request::Window(scenario) => window(scenario),
    }
}

#[cfg(feature = "gui")]
fn window(scenario: Option<Box<downhill::scenario::Scenario>>) -> ExitCode {
    match downhill::gui::main(scenario) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => cli::no_window(&reason),
    }
}

#[cfg(not(feature = "gui"))]
fn window(_scenario: Option<Box<downhill::scenario::Scenario>>) -> ExitCode {
    cli::no_window("this build has none")
}
