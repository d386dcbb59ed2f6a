//! What the larger edits do to a scenario.

use std::sync::Arc;

use super::Ground;
use crate::catalog::Pick;
use crate::math::two_digits;
use crate::optim::Optimizer;
use crate::params::Value;
use crate::scenario::{COORDINATE, PlaneChoice, RunConfig, Scenario, admits, told};
use crate::surface::{DataSet, Landscape, Typed};

/// Give one example of a data set with one feature another place.
pub(super) fn move_example(
    scenario: &mut Scenario,
    ground: &Ground,
    index: usize,
    at: [f64; 2],
) -> Option<()> {
    let data = ground.surface().data()?;
    let Landscape::Listed(_, own) = &mut scenario.surface else { return None };
    let mut set = DataSet::clone(&data.material().set);
    let example = set.examples.get_mut(index)?;
    at.iter().all(|x| admits(COORDINATE, *x)).then_some(())?;
    example.features[0] = at[0];
    example.target = at[1];
    data.refuse(&set).is_none().then_some(())?;
    *own = Some(Arc::new(set));
    Some(())
}

/// Put a scenario on a typed formula: the start stays, and what is shown, if
/// the formula is about the same part of the plane.
pub(super) fn change_formula(scenario: &mut Scenario, ground: &Ground, typed: &Typed) {
    scenario.start = Some(scenario.start());
    scenario.title.clear();
    let stays = match &scenario.surface {
        Landscape::Typed(old) => old.view() == typed.view(),
        Landscape::Listed(..) => false,
    };
    scenario.view.part = scenario.view.part.filter(|_| stays);
    scenario.surface = Landscape::Typed(typed.clone());
    scenario.fit(ground.surface().dim());
}

/// Drop the balls elsewhere.
pub(super) fn drop_at(scenario: &mut Scenario, ground: &Ground, at: &[f64]) -> Option<()> {
    let is_place = at.len() == ground.surface().dim();
    (is_place && at.iter().all(|x| admits(COORDINATE, *x))).then_some(())?;
    scenario.start = Some(at.iter().map(|x| x + 0.0).collect()); // No -0.
    Some(())
}

/// Show another plane through the parameters, all of it.
pub(super) fn change_plane(
    scenario: &mut Scenario,
    ground: &Ground,
    choice: &PlaneChoice,
) -> Option<()> {
    choice.through(&scenario.start_on(&**ground.surface()))?;
    scenario.view.plane = (*choice != PlaneChoice::default()).then(|| choice.clone());
    scenario.view.part = None;
    Some(())
}

/// Put a scenario on another landscape. Returns its ground, which has been searched for that.
pub(super) fn change_surface(
    scenario: &mut Scenario,
    ground: &Ground,
    landscape: &Landscape,
) -> Ground {
    let start = scenario.start();
    let before: Vec<Option<f64>> = scenario
        .runs
        .iter()
        .map(|run| ground.limits(&run.optimizer, run.start.as_ref().unwrap_or(&start), None))
        .map(|limits| limits.settled(|marks| marks.limit))
        .collect();
    scenario.surface = landscape.clone();
    scenario.title.clear();
    scenario.drift = [0.0; 2];
    scenario.bounds = None;
    scenario.start = None;
    scenario.view.part = None;
    scenario.view.plane = None;
    let next = Ground::new(scenario);
    let start = scenario.start();
    for (run, old) in scenario.runs.iter_mut().zip(before) {
        run.start = None;
        let limits = next.limits(&run.optimizer, &start, None);
        // Places mean nothing on another surface.
        run.changes.iter_mut().for_each(|change| (change.at, change.kick) = (None, None));
        run.changes.retain(|change| !change.is_empty());
        if let (Some(old), Some(new)) = (old, limits.settled(|marks| marks.limit)) {
            let changed = run.changes.iter_mut().filter_map(|change| change.lr.as_mut());
            for lr in changed.chain([&mut run.lr]) {
                *lr = two_digits((*lr / old * new).clamp(1e-12, 1e6));
            }
        }
    }
    next
}

pub(super) fn add(scenario: &mut Scenario, ground: &Ground, pick: &Pick<dyn Optimizer>) {
    let mut run = RunConfig::new(pick.clone());
    run.lr = sensible_rate(ground, pick, &scenario.start());
    run.style = usize::MAX;
    scenario.runs.push(run);
    scenario.assign_style(scenario.runs.len() - 1);
}

/// A rate for a newcomer: the optimizer's usual one, or half its stability limit where that is
/// known to be less.
pub(super) fn sensible_rate(ground: &Ground, pick: &Pick<dyn Optimizer>, start: &[f64]) -> f64 {
    let usual = pick.entry().facts.usual_lr();
    let limits = ground.limits(pick, start, None);
    match limits.both(|marks| marks.limit).reduce(f64::min) {
        Some(limit) if 0.5 * limit < usual => two_digits(0.5 * limit).max(1e-12),
        _ => usual,
    }
}

/// A name that tells a number is no longer true once that was changed: it tells the new one, or, if
/// it does not tell the old one as we would write it, it goes.
pub(super) fn rename(run: &mut RunConfig, [old, new]: [Value; 2]) {
    let Some(label) = &run.label else { return };
    if !label.contains(|c: char| c.is_ascii_digit()) {
        return;
    }
    let old = told(old);
    let starts = label.match_indices(&old).map(|(start, _)| start);
    let whole = starts.filter(|start| {
        let digit = |c: char| c.is_ascii_digit() || c == '.';
        let (before, after) = (&label[..*start], &label[start + old.len()..]);
        !before.ends_with(digit) && !after.starts_with(digit)
    });
    let places: Vec<usize> = whole.collect();
    run.label = match places[..] {
        [start] => {
            let (before, after) = (&label[..start], &label[start + old.len()..]);
            Some(format!("{before}{}{after}", told(new)))
        }
        _ => None,
    };
}
