//! Downhill: an interactive laboratory for loss landscapes.
//!
//! A [`Surface`](surface::Surface) is a loss over some parameters, of which a
//! [`Plane`](surface::Plane) is shown; an
//! [`Optimizer`](optim::Optimizer) walks down on it; a [`Run`](run::Run) records the walk; a
//! [`Scenario`](scenario::Scenario) compares several. The window and the command line show the
//! same [`scene`]. Everything below `gui` is a plain library.
//!
//! ```
//! use downhill::{run::Run, scenario::{Scenario, bundled}};
//! # fn main() -> Result<(), downhill::scenario::ScenarioError> {
//! let file = bundled("overshoot").expect("it is bundled");
//! let scenario = Scenario::parse(file.text, file.id)?;
//! let mut run = Run::new(scenario.surface.build(), &scenario.run_spec(4));
//! run.finish();
//! assert!((run.trajectory().last()[1].abs() - 140_130.0).abs() < 1.0);
//! # Ok(())
//! # }
//! ```
//!
//! # Who may import whom
//!
//! This table is read by `tests/architecture`, which refuses every other import. It also refuses
//! files that need each other in a circle, whichever module they are in; a `mod.rs` is the common
//! room of the files below it.
//!
//! | module | purpose | may import |
//! |---|---|---|
//! | `words` | every sentence, in the languages there are | — |
//! | `math` | numbers that carry derivatives, eigenvalues, norms | — |
//! | `params` | knobs, declared once | `words` |
//! | `jobs` | long work, newest question wins | — |
//! | `files` | read whole, written whole or not at all | `words` |
//! | `catalog` | families, entries, picks, descriptions | `params` `words` |
//! | `surface` | loss landscapes | `catalog` `math` `params` `words` |
//! | `optim` | update rules | `catalog` `math` `params` |
//! | `schedule` | learning-rate schedules | `catalog` `params` |
//! | `noise` | batch noise | `catalog` `params` |
//! | `run` | one optimizer on one surface, recorded | `catalog` `math` `noise` `optim` `params` `schedule` `surface` `words` |
//! | `maps` | heights, contour lines | `jobs` `surface` |
//! | `scene` | layers, display lists, colours, SVG and PNG painters | `jobs` `maps` `math` `optim` `params` `run` `surface` `words` |
//! | `scenario` | the ground state, its file format, the bundled gallery | `catalog` `noise` `optim` `params` `run` `scene` `schedule` `surface` `words` |
//! | `session` | edits, undo, the clock | `catalog` `math` `noise` `optim` `params` `run` `scenario` `scene` `schedule` `surface` `words` |
//! | `kept` | what survives a restart | `files` `scenario` `session` `words` |
//! | `cli` | the commands | `catalog` `files` `jobs` `math` `noise` `optim` `params` `run` `scenario` `scene` `schedule` `session` `surface` `words` |
//! | `gui` | the window | `catalog` `files` `jobs` `kept` `maps` `math` `noise` `optim` `params` `run` `scenario` `scene` `schedule` `session` `surface` `words` |
//!
//! # What holds everywhere
//!
//! * Equal specifications give equal runs, bit for bit: no clock, no global, a generator per run.
//! * Numbers cannot fail: a NaN is a verdict. Errors exist where text, files and flags come in.
//! * Panels look and ask; [`Session::apply`](session::Session::apply) alone changes the scenario.
//! * A knob is declared once; sliders, flags, file keys and tables are read from that line. So is a
//!   key of the scenario format, an action, a layer of the map, a tab, a command.
//! * What is found out is handed on as a [`Message`](words::Message), and becomes words where it is
//!   shown. No sentence stands in the code.
//! * What grows is a list: one file each, one line in the list. No behaviour hangs on a name; what a
//!   member of a list is like, its facts say.
//! * The window and `render` walk one list of [layers](scene::LAYERS). A layer draws what a
//!   [`Scene`](scene::Scene) holds through a [`Projection`](scene::Projection).
//! * What is kept from frame to frame is kept under [numbers](scene::Key), which change with what it
//!   was made from.
//! * Only `gui` knows the toolkit; only `scenario` knows the file format.

pub mod catalog;
#[cfg(not(target_arch = "wasm32"))]
pub mod cli;
pub mod files;
#[cfg(feature = "gui")]
pub mod gui;
pub mod jobs;
pub mod kept;
pub mod maps;
pub mod math;
pub mod noise;
pub mod optim;
pub mod params;
pub mod run;
pub mod scenario;
pub mod scene;
pub mod schedule;
pub mod session;
pub mod surface;
pub mod words;
