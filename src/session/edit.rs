//! Changes to a scenario, each a plain value.

use std::sync::Arc;

use super::Ground;
use super::effects::{add, change_surface, move_example, rename, sensible_rate};
use crate::catalog::Pick;
use crate::noise::Noise;
use crate::optim::Optimizer;
use crate::params::Value;
use crate::run::{Budget, Change, Clip};
use crate::scenario::{
    BUDGET, CLIP, COORDINATE, Contestant, LARGEST_SEED, LEARNING_RATE, MOST_LETTERS, Scenario,
    admits,
};
use crate::schedule::Sequence;
use crate::surface::{DataSet, Landscape, Typed};

/// A change to the scenario. One that makes no sense (no such run, a value out of range) changes
/// nothing.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Another surface. The start and the view become its own; every rate with a stability limit
    /// keeps its share of that limit.
    Surface(Landscape),
    /// Another formula. Start and rates stay.
    Formula(Typed),
    /// Other examples to learn from.
    Examples(Arc<DataSet>),
    /// Another place for one example: its feature and its target.
    Example(usize, [f64; 2]),
    /// A knob of the surface.
    SurfaceKnob(String, Value),
    /// Where the balls are dropped.
    Start([f64; 2]),
    /// How far the landscape moves with every step.
    Drift([f64; 2]),
    /// What every run may spend.
    Budget(Budget),
    /// The seed of all noise.
    Seed(u64),
    /// Another kind of noise.
    Noise(Pick<dyn Noise>),
    /// A knob of the noise.
    NoiseKnob(&'static str, Value),
    /// One more run, with default knobs.
    AddRun(Pick<dyn Optimizer>),
    /// One more run like run number so-and-so, right after it.
    CloneRun(usize),
    /// One run less.
    RemoveRun(usize),
    /// Another optimizer for a run; its own default rate comes along, and nothing changes on its way.
    RunOptimizer(usize, Pick<dyn Optimizer>),
    /// The learning rate of a run.
    RunLr(usize, f64),
    /// What becomes of a run's learning rate.
    RunSchedule(usize, Sequence),
    /// What bounds a run's gradients.
    RunClip(usize, Clip),
    /// A knob of a run's optimizer.
    RunKnob(usize, &'static str, Value),
    /// What becomes different on a run's way, besides what already does.
    Change(usize, Change),
    /// Nothing becomes different on a run's way.
    ForgetChanges(usize),
    /// The name of a run; empty for the optimizer's.
    RunLabel(usize, String),
    /// Whether a run is left out of the picture.
    HideRun(usize, bool),
    /// Show this run only; or all, if it is the only one already.
    SoloRun(usize),
}

impl Edit {
    /// Make the change. Returns false if it makes no sense.
    pub(super) fn apply(&self, scenario: &mut Scenario, ground: &Ground) -> bool {
        match self {
            Self::Surface(landscape) => change_surface(scenario, ground, landscape),
            Self::Formula(typed) => {
                scenario.start = Some(scenario.start());
                scenario.title.clear();
                let stays = match &scenario.surface {
                    Landscape::Typed(old) => old.view() == typed.view(),
                    Landscape::Listed(..) => false,
                };
                scenario.view = scenario.view.filter(|_| stays);
                scenario.surface = Landscape::Typed(typed.clone());
            }
            Self::Examples(set) if ground.surface().refuse(set).is_some() => return false,
            Self::Examples(set) => match &mut scenario.surface {
                Landscape::Listed(_, own) => {
                    *own = Some(Arc::clone(set));
                    scenario.title.clear();
                }
                Landscape::Typed(_) => return false,
            },
            Self::Example(index, at) => return move_example(scenario, ground, *index, *at),
            Self::SurfaceKnob(id, value) => {
                return scenario.surface.set(id, *value);
            }
            Self::Start(at) => {
                if !at.iter().all(|x| admits(COORDINATE, *x)) {
                    return false;
                }
                scenario.start = Some(*at);
            }
            Self::Drift(drift) => {
                if !drift.iter().all(|x| admits(COORDINATE, *x)) {
                    return false;
                }
                scenario.drift = *drift;
            }
            Self::Budget(budget) => {
                let Ok(amount) = u32::try_from(budget.amount()) else { return false };
                if BUDGET.admit(Value::Count(amount)).is_none() {
                    return false;
                }
                scenario.budget = *budget;
                return scenario.affordable() && scenario.too_large().is_none();
            }
            Self::Seed(seed) => {
                if *seed > LARGEST_SEED {
                    return false;
                }
                scenario.seed = *seed;
            }
            Self::Noise(pick) => scenario.noise = pick.clone(),
            Self::NoiseKnob(id, value) => return scenario.noise.set(id, *value).is_ok(),
            Self::AddRun(pick) => return add(scenario, ground, pick),
            other => return other.apply_to_run(scenario, ground),
        }
        true
    }

    fn apply_to_run(&self, scenario: &mut Scenario, ground: &Ground) -> bool {
        let Some(index) = self.run() else { return false };
        let alone = |runs: &[Contestant]| {
            runs.iter().enumerate().all(|(i, run)| run.hidden == (i != index))
        };
        let solo = alone(&scenario.runs);
        let many = scenario.runs.len();
        let start = scenario.start();
        let Some(run) = scenario.runs.get_mut(index) else { return false };
        match self {
            Self::CloneRun(_) => {
                let copy = Contestant { style: usize::MAX, hidden: false, ..run.clone() };
                scenario.runs.insert(index + 1, copy);
                scenario.assign_style(index + 1);
                return scenario.affordable() && scenario.too_large().is_none();
            }
            Self::RemoveRun(_) => {
                if many == 1 {
                    return false;
                }
                scenario.runs.remove(index);
            }
            Self::RunOptimizer(_, pick) => {
                run.lr = sensible_rate(ground, pick, run.start.unwrap_or(start));
                run.label = None;
                run.optimizer = pick.clone();
                run.changes.clear();
                scenario.assign_style(index);
            }
            Self::RunLr(_, lr) => {
                if !admits(LEARNING_RATE, *lr) {
                    return false;
                }
                rename(run, [run.lr, *lr].map(Value::Real));
                run.lr = *lr;
            }
            Self::RunKnob(_, id, value) => {
                let old = run.optimizer.get(id);
                if run.optimizer.set(id, *value).is_err() {
                    return false;
                }
                rename(run, [old.unwrap_or(*value), *value]);
            }
            Self::RunSchedule(_, schedule) => run.schedule = schedule.clone(),
            Self::RunClip(_, clip) => {
                let (Clip::Norm(most) | Clip::Value(most)) = clip else {
                    run.clip = Clip::None;
                    return true;
                };
                if !admits(CLIP, *most) {
                    return false;
                }
                run.clip = *clip;
            }
            Self::Change(_, change) => {
                return run.change(change)
                    && scenario.affordable()
                    && scenario.too_large().is_none();
            }
            Self::ForgetChanges(_) => run.changes.clear(),
            Self::RunLabel(_, label) => {
                // A longer one could not be read back.
                let label: String = label.trim().chars().take(MOST_LETTERS).collect();
                run.label = (!label.is_empty()).then_some(label);
            }
            Self::HideRun(_, hidden) => run.hidden = *hidden,
            _ => {
                for (i, run) in scenario.runs.iter_mut().enumerate() {
                    run.hidden = !solo && i != index;
                }
            }
        }
        true
    }

    /// The run this change is about.
    pub(super) fn run(&self) -> Option<usize> {
        match self {
            Self::CloneRun(index)
            | Self::RemoveRun(index)
            | Self::RunOptimizer(index, _)
            | Self::RunLr(index, _)
            | Self::RunSchedule(index, _)
            | Self::RunClip(index, _)
            | Self::RunKnob(index, ..)
            | Self::Change(index, _)
            | Self::ForgetChanges(index)
            | Self::RunLabel(index, _)
            | Self::HideRun(index, _)
            | Self::SoloRun(index) => Some(*index),
            _ => None,
        }
    }

    /// Whether this change goes on with the previous one, as while a slider is dragged: the two
    /// are undone together.
    pub(super) fn continues(&self, previous: &Self) -> bool {
        match (self, previous) {
            (Self::Start(_), Self::Start(_))
            | (Self::Drift(_), Self::Drift(_))
            | (Self::Formula(_), Self::Formula(_))
            | (Self::Budget(_), Self::Budget(_))
            | (Self::Seed(_), Self::Seed(_)) => true,
            (Self::SurfaceKnob(a, _), Self::SurfaceKnob(b, _)) => a == b,
            (Self::NoiseKnob(a, _), Self::NoiseKnob(b, _)) => a == b,
            (Self::RunLr(a, _), Self::RunLr(b, _))
            | (Self::RunSchedule(a, _), Self::RunSchedule(b, _))
            | (Self::RunClip(a, _), Self::RunClip(b, _))
            | (Self::Example(a, _), Self::Example(b, _))
            | (Self::RunLabel(a, _), Self::RunLabel(b, _)) => a == b,
            (Self::RunKnob(a, x, _), Self::RunKnob(b, y, _)) => a == b && x == y,
            (Self::Change(a, x), Self::Change(b, y)) => a == b && x.same_things(y),
            _ => false,
        }
    }
}
