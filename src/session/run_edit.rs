//! Changes to one run of a scenario.

use super::Ground;
use super::effect::Effect;
use super::effects::{rename, sensible_rate};
use crate::catalog::Pick;
use crate::optim::Optimizer;
use crate::params::Value;
use crate::run::{Change, Clip};
use crate::scenario::{
    CLIP, LEARNING_RATE, MOST_LETTERS, MOST_STAGES, RunConfig, Scenario, admits,
};
use crate::schedule::Sequence;

/// A change to one run.
#[derive(Clone, Debug, PartialEq)]
pub enum RunEdit {
    /// Another optimizer; its own default rate comes along, and nothing changes on its way.
    Optimizer(Pick<dyn Optimizer>),
    /// The learning rate.
    Lr(f64),
    /// What becomes of the learning rate.
    Schedule(Sequence),
    /// What bounds the gradients.
    Clip(Clip),
    /// A knob of the optimizer.
    Knob(&'static str, Value),
    /// What becomes different on its way, besides what already does.
    Change(Change),
    /// Nothing becomes different on its way.
    ForgetChanges,
    /// The name; empty for the optimizer's.
    Label(String),
    /// Whether it is left out of the picture.
    Hide(bool),
    /// Show this run only; or all, if it is the only one already.
    Solo,
    /// One more run like it, right after it.
    Clone,
    /// One run less.
    Remove,
}

impl RunEdit {
    /// Make the change to run number `index`. `None` if it makes no sense.
    pub(super) fn apply(
        &self,
        index: usize,
        scenario: &mut Scenario,
        ground: &Ground,
    ) -> Option<Effect> {
        let start = scenario.start_on(&**ground.surface());
        let runs = scenario.runs.len();
        let run = scenario.runs.get_mut(index)?;
        Some(match self {
            Self::Optimizer(pick) => {
                run.lr = sensible_rate(ground, pick, run.start.as_ref().unwrap_or(&start));
                run.label = None;
                run.optimizer = pick.clone();
                run.changes.clear();
                scenario.assign_style(index);
                Effect::forgets(index)
            }
            Self::Lr(lr) => {
                admits(LEARNING_RATE, *lr).then_some(())?;
                rename(run, [run.lr, *lr].map(Value::Real));
                run.lr = *lr;
                Effect::leaves(index).drags("")
            }
            Self::Schedule(schedule) => {
                (schedule.stages().len() <= MOST_STAGES).then_some(())?;
                run.schedule = schedule.clone();
                Effect::leaves(index).drags("")
            }
            Self::Clip(clip) => {
                match clip {
                    Clip::None => {}
                    Clip::Norm(most) | Clip::Value(most) => admits(CLIP, *most).then_some(())?,
                }
                run.clip = *clip;
                Effect::leaves(index).drags("")
            }
            Self::Knob(id, value) => {
                let old = run.optimizer.get(id);
                run.optimizer.set(id, *value).ok()?;
                rename(run, [old.unwrap_or(*value), *value]);
                Effect::leaves(index).drags(id)
            }
            Self::Change(change) => {
                let dim = ground.surface().dim();
                let places = [&change.at, &change.kick];
                places.into_iter().flatten().all(|place| place.len() == dim).then_some(())?;
                run.change(change).then_some(())?;
                Effect::leaves(index).drags(&change.things())
            }
            Self::ForgetChanges => {
                run.changes.clear();
                Effect::leaves(index)
            }
            Self::Label(label) => {
                // A longer one could not be read back.
                let label: String =
                    label.trim().chars().filter(|c| !c.is_control()).take(MOST_LETTERS).collect();
                run.label = (!label.is_empty()).then_some(label);
                Effect::cosmetic().drags("")
            }
            Self::Hide(hidden) => {
                run.hidden = *hidden;
                Effect::cosmetic()
            }
            Self::Solo => {
                let alone = |(i, run): (usize, &RunConfig)| run.hidden == (i != index);
                let solo = scenario.runs.iter().enumerate().all(alone);
                for (i, run) in scenario.runs.iter_mut().enumerate() {
                    run.hidden = !solo && i != index;
                }
                Effect::cosmetic()
            }
            Self::Clone => {
                let copy = RunConfig { style: usize::MAX, hidden: false, ..run.clone() };
                scenario.runs.insert(index + 1, copy);
                scenario.assign_style(index + 1);
                Effect::clears().shifting(index, 1)
            }
            Self::Remove => {
                (runs > 1).then_some(())?;
                scenario.runs.remove(index);
                Effect::clears().shifting(index, -1)
            }
        })
    }
}
