//! The ground state: one comparison, whole and always valid.
//!
//! A [`Scenario`] is what is saved, shared and undone. Runs and maps are computed from it and
//! thrown away at will. Text becomes a scenario in [`Scenario::parse`] only.

mod budget;
mod change;
mod choice;
mod clip;
mod codec;
mod dimensions;
mod error;
mod examples;
mod file;
mod gallery;
mod key;
mod landscape;
mod levels;
mod lists;
mod plane;
mod run_config;
mod stages;
mod tree;
mod view;

pub use error::ScenarioError;
pub use gallery::{BUNDLED, Bundled, bundled};
pub use key::KeyDoc;
pub use levels::{Level, levels};
pub use plane::PlaneChoice;
pub use run_config::RunConfig;
pub use view::View;

use std::collections::HashSet;

use budget::Spending;
use choice::Choice;
use codec::{Heading, Maybe, Pair, Place, Rectangle, Table, Text, Whole};
use key::{Keyed as _, keys};

use crate::catalog::{Pick, ids};
use crate::noise::{Noise, silence};
use crate::optim::Optimizer;
use crate::params::{Domain, Value};
use crate::run::{Budget, RunSpec, cost};
use crate::scene::Chosen;
use crate::surface::{Landscape, Planar, Plane, Surface};
use crate::words::number;

/// The largest seed that a number field can hold exactly.
pub const LARGEST_SEED: u64 = 1 << 53;

/// What a learning rate may be.
pub const LEARNING_RATE: Domain = Domain::log(1e-12, 1e6);
/// What a bound on gradients may be.
pub const CLIP: Domain = Domain::log(1e-9, 1e9);
/// What a budget may be.
pub const BUDGET: Domain = Domain::count(1, 1_000_000);
/// What a coordinate of a start or of a view may be.
pub const COORDINATE: Domain = Domain::real(-1e9, 1e9);
/// What the step of a change may be.
pub const CHANGE_STEP: Domain = Domain::count(0, 1_000_000);
/// The most changes one run may meet with.
pub const MOST_CHANGES: usize = 50;
/// The most schedules that may follow one another in a run.
pub const MOST_STAGES: usize = 50;
/// The most runs one scenario may hold.
pub const MOST_RUNS: usize = 100;
/// The most steps that all runs of one scenario may take together.
pub const MOST_STEPS: u64 = 10_000_000;
/// The most that the record of one run may take, and those of all runs of a picture or the window, in
/// bytes.
pub const MOST_HELD: u64 = 300 << 20;
/// Steps of all runs whose records are surely smaller.
const FEW_STEPS: u64 = 200_000;
/// The most letters that a title or the name of a run or a column may have.
pub const MOST_LETTERS: usize = 200;
/// The number of identities (colour, dash and marker) there are.
pub const STYLES: usize = 10;

keys! {
    /// A surface, a start, and optimizers to compare on it.
    pub struct Scenario {
        /// What it shows, in a few words.
        title: String = String::new(), "title" ("\"Momentum in a ravine\"") Text;
        /// The seed of all noise.
        seed: u64 = 0, "seed" ("42") Whole { always: true };
        /// What every run may spend.
        budget: Budget = Budget::Steps(200), "steps" | "gradient_evaluations" ("200") Spending;
        /// Where the ball is dropped; without it the surface's own start.
        start: Option<Vec<f64>> = None, "start" ("[-4.0, 2.0]") Maybe(Place);
        /// How far the landscape moves with every step.
        drift: [f64; 2] = [0.0; 2], "drift" ("[0.01, 0.0]") Pair(COORDINATE);
        /// The box that every point is put back into after its step.
        bounds: Option<[[f64; 2]; 2]> = None, "bounds" ("{ x = [-5.0, 5.0], y = [-5.0, 5.0] }") Maybe(Rectangle("bounds: "));
        /// The landscape.
        surface: Landscape = Landscape::default(), "surface" ("{ id = \"quadratic\", kappa = 25.0 }") Heading(landscape::Surfaces);
        /// What disturbs the gradients of all runs alike.
        noise: Pick<dyn Noise> = silence(), "noise" ("{ id = \"gaussian\", sigma = 0.5 }") Heading(Choice("[noise] "));
        /// The runs, in order.
        runs: Vec<RunConfig> = Vec::new(), "run" ("[{ optimizer = \"adam\" }]") run_config::Runs;
        /// What is shown.
        view: View = View::default(), "view" ("{ x = [-5.0, 5.0], y = [-3.0, 3.0] }") Heading(Table("[view] "));
    }
    own {}
}

/// The first surface of the catalog, without runs.
impl Default for Scenario {
    fn default() -> Self {
        Self::unsaid()
    }
}

impl Scenario {
    /// Where the balls are dropped that have no start of their own.
    pub fn start(&self) -> Vec<f64> {
        self.start.clone().unwrap_or_else(|| self.start_on(&*self.surface.build()))
    }

    /// The same, for whoever has built the surface.
    pub fn start_on(&self, surface: &dyn Surface) -> Vec<f64> {
        self.start.clone().unwrap_or_else(|| surface.start())
    }

    /// The plane through the parameters of a surface, its own, that is shown: without a word that of
    /// the first two, through the start.
    pub fn plane_on(&self, surface: &dyn Surface) -> Plane {
        let chosen = self.view.plane.clone().unwrap_or_default();
        chosen.through(&self.start_on(surface)).unwrap_or_default()
    }

    /// The part of that plane to show, given the surface on it.
    pub fn view_on(&self, shown: &dyn Planar) -> [[f64; 2]; 2] {
        self.view.part.unwrap_or_else(|| shown.region())
    }

    /// What lies on the map.
    pub fn layers(&self) -> Chosen {
        self.view.layers.clone().unwrap_or_else(Chosen::usual)
    }

    /// Everything that decides run number `index`.
    pub fn run_spec(&self, index: usize) -> RunSpec {
        let run = &self.runs[index];
        let start = run.start.clone().unwrap_or_else(|| self.start());
        RunSpec {
            optimizer: run.optimizer.clone(),
            lr: run.lr,
            schedule: run.schedule.clone(),
            noise: run.noise.as_ref().unwrap_or(&self.noise).clone(),
            clip: run.clip,
            region: self.surface.domain(start.len()),
            start,
            drift: self.drift.to_vec(),
            bounds: self.bounds.map_or_else(Vec::new, |bounds| bounds.to_vec()),
            seed: run.seed.unwrap_or(self.seed),
            budget: run.steps.map_or(self.budget, Budget::Steps),
            changes: run.changes.clone(),
        }
    }

    /// Steps of all runs, weighed by what they cost.
    fn steps(&self) -> u64 {
        let amount = |run: &RunConfig| {
            let steps = run.steps.unwrap_or_else(|| self.budget.amount());
            steps.saturating_mul(cost(&run.optimizer, &run.changes))
        };
        self.runs.iter().map(amount).fold(0, u64::saturating_add)
    }

    /// Why its runs take too long to be run at all, if so.
    pub fn too_long(&self) -> Option<String> {
        if self.steps() <= MOST_STEPS {
            return None;
        }
        let cost = |run: &&RunConfig| cost(&run.optimizer, &run.changes);
        let dear = self.runs.iter().max_by_key(cost).filter(|run| cost(run) > 1);
        let why = dear.map_or_else(String::new, |run| {
            format!(" (a step of {} counts as {})", run.optimizer.id(), cost(&run))
        });
        Some(format!("the runs take more than {MOST_STEPS} steps in all{why}: give fewer"))
    }

    /// Whether its runs take as many steps as those of another scenario, of the same methods.
    pub fn takes_as_much_as(&self, other: &Self) -> bool {
        let same = |(a, b): (&RunConfig, &RunConfig)| {
            a.optimizer == b.optimizer
                && a.steps == b.steps
                && a.changes == b.changes
                && a.schedule == b.schedule
        };
        self.budget == other.budget
            && self.surface == other.surface
            && self.runs.len() == other.runs.len()
            && self.runs.iter().zip(&other.runs).all(same)
    }

    /// Why the window cannot show it, if so: it has too many runs, or they take too long or too
    /// much.
    pub fn too_much(&self) -> Option<String> {
        let many = self.runs.len();
        let runs = || format!("{many} runs are too many; at most {MOST_RUNS}");
        let too_many = (many > MOST_RUNS).then(runs);
        too_many.or_else(|| self.too_long()).or_else(|| self.too_large())
    }

    /// Why its runs cannot be held all at once, as a picture or the window has to, if so.
    pub fn too_large(&self) -> Option<String> {
        if self.steps() <= FEW_STEPS {
            return None;
        }
        let all = self.footprints().into_iter().fold(0, u64::saturating_add);
        (all > MOST_HELD).then(|| {
            format!(
                "its runs take {} MB, and a picture or the window holds at most {} MB: give fewer \
                 steps, or write them with run",
                all >> 20,
                MOST_HELD >> 20
            )
        })
    }

    /// What the records of its runs will take, in bytes, one after the other.
    pub fn footprints(&self) -> Vec<u64> {
        let surface = self.surface.build();
        (0..self.runs.len()).map(|index| self.run_spec(index).footprint(&surface)).collect()
    }

    /// What the runs are called: by their labels, or the optimizers' names, numbered from the
    /// second of a name on.
    pub fn labels(&self) -> Vec<String> {
        let mut taken = HashSet::new();
        let name = |run: &RunConfig| {
            let plain = run.label.as_deref().unwrap_or_else(|| run.optimizer.entry().name);
            let mut label = plain.to_owned();
            let mut number = 2;
            while !taken.insert(label.clone()) {
                label = format!("{plain} {number}");
                number += 1;
            }
            label
        };
        self.runs.iter().map(name).collect()
    }

    /// What run number `index` is called.
    pub fn label(&self, index: usize) -> String {
        self.labels().swap_remove(index)
    }

    /// Give run number `index` the identity of its optimizer, or the first that nobody has.
    pub fn assign_style(&mut self, index: usize) {
        let taken = |style: usize| {
            self.runs.iter().enumerate().any(|(i, r)| i != index && r.style == style)
        };
        let id = self.runs[index].optimizer.id();
        let own =
            ids::<dyn Optimizer>().iter().position(|other| *other == id).unwrap_or(0) % STYLES;
        let free = std::iter::once(own).chain(0..STYLES).find(|style| !taken(*style));
        self.runs[index].style = free.unwrap_or(index % STYLES);
    }

    /// Read a scenario. `name` is what errors call the file; if it ends in .csv the file holds
    /// examples, and the scenario is a model that learns from them.
    pub fn parse(text: &str, name: &str) -> Result<Self, ScenarioError> {
        if examples::are_in(name) { examples::read(text, name) } else { file::parse(text, name) }
    }

    /// Write the scenario. Reading it back gives the same runs, bit for bit; which of them were
    /// hidden, and colours that were not the first choice, are the window's own.
    pub fn to_toml(&self) -> String {
        file::write(self)
    }
}

/// Whether a number belongs to a domain of real numbers.
pub fn admits(domain: Domain, value: f64) -> bool {
    domain.admit(Value::Real(value)).is_some()
}

/// The value of a knob in a few digits, as names and headings tell it.
pub fn told(value: Value) -> String {
    match value {
        Value::Real(value) => number(value),
        other => other.to_string(),
    }
}
