//! Changes to a scenario, each a plain value.

use std::mem::{Discriminant, discriminant};
use std::sync::Arc;

use super::effect::Effect;
use super::effects::{add, change_formula, change_plane, change_surface, drop_at, move_example};
use super::{Ground, RunEdit};
use crate::catalog::Pick;
use crate::noise::Noise;
use crate::optim::Optimizer;
use crate::params::Value;
use crate::run::Budget;
use crate::scenario::{BUDGET, COORDINATE, LARGEST_SEED, PlaneChoice, Scenario, admits};
use crate::scene::Chosen;
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
    Start(Vec<f64>),
    /// Where on the map the balls are dropped: as far beside it as they were.
    Pin([f64; 2]),
    /// Another plane through the parameters.
    Plane(PlaneChoice),
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
    /// What lies on the map.
    Layers(Chosen),
    /// One more run, with default knobs.
    AddRun(Pick<dyn Optimizer>),
    /// Something about one run.
    Run(usize, RunEdit),
}

impl Edit {
    /// Make the change. `None` if it makes no sense.
    pub(super) fn apply(&self, scenario: &mut Scenario, ground: &Ground) -> Option<Effect> {
        Some(match self {
            Self::Surface(landscape) => {
                let next = change_surface(scenario, ground, landscape);
                Effect::clears().on(next)
            }
            Self::Formula(typed) => {
                change_formula(scenario, ground, typed);
                Effect::clears().drags("")
            }
            Self::Examples(set) => {
                ground.surface().data()?.refuse(set).is_none().then_some(())?;
                let Landscape::Listed(_, own) = &mut scenario.surface else { return None };
                *own = Some(Arc::clone(set));
                scenario.title.clear();
                Effect::clears()
            }
            Self::Example(index, at) => {
                move_example(scenario, ground, *index, *at)?;
                Effect::clears().drags(&index.to_string())
            }
            Self::SurfaceKnob(id, value) => {
                scenario.surface.set(id, *value).then_some(())?;
                scenario.fit(ground.surface().dim());
                Effect::clears().drags(id)
            }
            Self::Start(at) => {
                drop_at(scenario, ground, at)?;
                Effect::clears().drags("")
            }
            Self::Pin(at) => {
                let start = scenario.start_on(&**ground.surface());
                drop_at(scenario, ground, &ground.plane().moved(&start, *at))?;
                Effect::clears().drags("")
            }
            Self::Plane(choice) => {
                change_plane(scenario, ground, choice)?;
                Effect::cosmetic()
            }
            Self::Drift(drift) => {
                (ground.surface().dim() == 2).then_some(())?;
                drift.iter().all(|x| admits(COORDINATE, *x)).then_some(())?;
                scenario.drift = drift.map(|x| x + 0.0);
                Effect::clears().drags("")
            }
            Self::Budget(budget) => {
                let amount = u32::try_from(budget.amount()).ok()?;
                BUDGET.admit(Value::Count(amount))?;
                scenario.budget = *budget;
                Effect::clears().drags("")
            }
            Self::Seed(seed) => {
                (*seed <= LARGEST_SEED).then_some(())?;
                scenario.seed = *seed;
                Effect::clears().drags("")
            }
            Self::Noise(pick) => {
                scenario.noise = pick.clone();
                Effect::clears()
            }
            Self::NoiseKnob(id, value) => {
                scenario.noise.set(id, *value).ok()?;
                Effect::clears().drags(id)
            }
            Self::Layers(chosen) => {
                scenario.view.layers = (*chosen != Chosen::usual()).then(|| chosen.clone());
                Effect::cosmetic()
            }
            Self::AddRun(pick) => {
                add(scenario, ground, pick);
                Effect::clears()
            }
            Self::Run(index, edit) => edit.apply(*index, scenario, ground)?,
        })
    }

    /// What the hand holds while it makes many edits in a row, as while a slider is dragged; `of`
    /// says which of the edit's things.
    pub(super) fn held(&self, of: String) -> Held {
        let run = match self {
            Self::Run(index, edit) => Some((*index, discriminant(edit))),
            _ => None,
        };
        Held { edit: discriminant(self), run, of }
    }
}

/// A kind of edit, of which run, and of what: a knob, an example, the parts of a change.
#[derive(Debug, PartialEq)]
pub(super) struct Held {
    edit: Discriminant<Edit>,
    run: Option<(usize, Discriminant<RunEdit>)>,
    of: String,
}
