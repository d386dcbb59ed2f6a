//! The program: a command of the command line, or the window.

#[cfg(not(target_arch = "wasm32"))]
use std::process::ExitCode;

#[cfg(not(target_arch = "wasm32"))]
use downhill::cli::{self, Request};
#[cfg(not(target_arch = "wasm32"))]
use downhill::words::{Language, speaking};

/// A page opens the window itself.
#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> ExitCode {
    match cli::main() {
        Request::Done(code) => code,
        Request::Window(scenario, language) => {
            let spoken = language.unwrap_or_else(Language::of_system);
            speaking(spoken, || window(scenario, language))
        }
    }
}

#[cfg(all(feature = "gui", not(target_arch = "wasm32")))]
fn window(
    scenario: Option<Box<downhill::scenario::Scenario>>,
    language: Option<&'static Language>,
) -> ExitCode {
    match downhill::gui::main(scenario, language) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => cli::no_window(&reason),
    }
}

#[cfg(all(not(feature = "gui"), not(target_arch = "wasm32")))]
fn window(
    _scenario: Option<Box<downhill::scenario::Scenario>>,
    _language: Option<&'static Language>,
) -> ExitCode {
    cli::no_window("this build has none")
}
