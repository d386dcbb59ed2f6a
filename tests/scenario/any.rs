//! Any scenario there is.

use downhill::catalog::{Entry, Family, Pick};
use downhill::noise::Noise;
use downhill::optim::Optimizer;
use downhill::params::{Domain, Value};
use downhill::run::{Budget, Change, Clip, cost, turns};
use downhill::scenario::{RunConfig, Scenario};
use downhill::scene::{Chosen, LAYERS};
use downhill::schedule::{Schedule, Sequence, Stage};
use downhill::surface::{DataSet, Landscape, Surface, Typed};
use proptest::prelude::*;

fn any_pick<F: Family + ?Sized>() -> impl Strategy<Value = Pick<F>> {
    (0..F::catalog().len(), prop::collection::vec(any::<Option<u32>>(), 8))
        .prop_map(|(index, turns)| turned(F::catalog()[index], &turns))
}

fn turned<F: Family + ?Sized>(entry: &'static Entry<F>, turns: &[Option<u32>]) -> Pick<F> {
    let mut pick = Pick::of(entry);
    for (spec, turn) in entry.specs().iter().zip(turns) {
        let Some(turn) = turn else { continue };
        let share = f64::from(*turn) / f64::from(u32::MAX);
        let value = match spec.domain {
            Domain::Real { min, max, .. } => Value::Real(min + share * (max - min)),
            Domain::Count { min, max } => Value::Count(min + turn % (max - min + 1)),
            Domain::Flag => Value::Flag(turn % 2 == 0),
            Domain::Choice(words) => Value::Word(words[*turn as usize % words.len()].id),
        };
        pick.set(spec.id, value).unwrap();
    }
    pick
}

/// A surface of the catalog, with own examples where it can have some, or a typed formula.
fn any_landscape() -> impl Strategy<Value = Landscape> {
    let rows = prop::collection::vec(prop::collection::vec(-1e9..1e9, 2), 1..5);
    let listed = (any_pick::<dyn Surface>(), prop::option::of(rows)).prop_map(|(pick, rows)| {
        let learns = pick.build().data().is_some();
        let own = rows.filter(|_| learns).map(|rows| {
            let mut set = DataSet::from_rows(&rows).unwrap();
            set.held_out = set.examples[1..].to_vec();
            set.columns = vec!["speed \"v\"".to_owned(), "\u{3b8}".to_owned()];
            set
        });
        let fits = |set: &DataSet| pick.build().data().unwrap().refuse(set).is_none();
        let own = own.filter(fits).map(std::sync::Arc::new);
        Landscape::Listed(pick, own)
    });
    let typed = (prop::array::uniform2(-1e12..1e12), -1e3..1e3, 1e-3..1e3).prop_map(
        |([a, b], low, width): ([f64; 2], f64, f64)| {
            let value = move |name: &str| Some(if name == "a" { a } else { b });
            let view = [[low, low + width]; 2];
            let text = "(a - x)^2 + \u{3b8}*\"y".replace('"', "");
            Landscape::Typed(Typed::parse(&text, value, view).unwrap())
        },
    );
    prop_oneof![3 => listed, 1 => typed]
}

fn any_schedule() -> impl Strategy<Value = Sequence> {
    let stage = (any_pick::<dyn Schedule>(), 1u32..1000)
        .prop_map(|(schedule, steps)| Stage { schedule, steps });
    prop::collection::vec(stage, 1..4).prop_map(|mut stages| {
        stages.last_mut().unwrap().steps = 0;
        Sequence::of(stages).unwrap()
    })
}

fn any_clip() -> impl Strategy<Value = Clip> {
    prop_oneof![
        Just(Clip::None),
        (1e-9..1e9).prop_map(Clip::Norm),
        (1e-9..1e9).prop_map(Clip::Value)
    ]
}

/// A change of everything but knobs, and which knobs to turn besides.
fn any_change() -> impl Strategy<Value = (Change, Vec<Option<u32>>)> {
    let pair = || prop::option::of(prop::collection::vec(-1e9..1e9, 2));
    let change = (0u64..1000, prop::option::of(1e-12..1e6), pair(), pair())
        .prop_map(|(step, lr, at, kick)| Change { step, lr, at, kick, ..Change::default() });
    (change, prop::collection::vec(any::<Option<u32>>(), 8))
}

fn any_run() -> impl Strategy<Value = RunConfig> {
    let start = prop::option::of(prop::collection::vec(-1e9..1e9, 2));
    let label = prop::option::of("[a-z][\\PC]{0,10}[a-z0-9\"]");
    (
        any_pick::<dyn Optimizer>(),
        1e-12..1e6,
        label,
        start,
        prop::option::of(0..i64::MAX as u64),
        prop::option::of(1u64..1_000_000),
        any_schedule(),
        (
            any_clip(),
            prop::option::of(any_pick::<dyn Noise>()),
            prop::collection::vec(any_change(), 0..4),
        ),
    )
        .prop_map(
            |(optimizer, lr, label, start, seed, steps, schedule, (clip, noise, changes))| {
                let mut run = RunConfig {
                    noise,
                    lr,
                    label,
                    start,
                    seed,
                    steps,
                    schedule,
                    clip,
                    ..RunConfig::new(optimizer)
                };
                for (mut change, which) in changes {
                    let entry = run.optimizer.entry();
                    let pick = turned(entry, &which);
                    let knobs = entry.specs().iter().zip(&which).zip(pick.knobs());
                    let knobs = knobs.filter(|((spec, turn), _)| {
                        turn.is_some() && turns(&run.optimizer, spec.id)
                    });
                    change.knobs = knobs.map(|((spec, _), (_, value))| (spec.id, value)).collect();
                    assert_eq!(run.change(&change), !change.is_empty());
                }
                run
            },
        )
}

fn any_layers() -> impl Strategy<Value = Chosen> {
    let some = prop::sample::subsequence(LAYERS.to_vec(), 0..=LAYERS.len());
    some.prop_map(|layers| Chosen::parse(layers.iter().map(|layer| layer.id)).unwrap())
}

prop_compose! {
    pub(crate) fn any_scenario()(
        title in "\\PC{0,20}",
        seed in 0..i64::MAX as u64,
        steps in 1u64..1_000_000,
        gradients in any::<bool>(),
        surface in any_landscape(),
        drift in prop::option::of(prop::array::uniform2(-1.0..1.0)),
        bound in prop::option::of((-1e3..1e3, 1e-3..1e3)),
        noise in any_pick::<dyn Noise>(),
        start in prop::option::of(prop::collection::vec(-1e9..1e9, 2)),
        runs in prop::collection::vec(any_run(), 1..5),
        corner in prop::option::of((-1e3..1e3, 1e-3..1e3)),
        layers in any_layers(),
    ) -> Scenario {
        let least = "version = 1\n[surface]\nid = \"sphere\"\n[[run]]\noptimizer = \"gd\"\n";
        let mut scenario = Scenario::parse(least, "least").unwrap();
        scenario.title = title;
        scenario.seed = seed;
        scenario.budget =
            if gradients { Budget::GradientEvaluations(steps) } else { Budget::Steps(steps) };
        scenario.surface = surface;
        scenario.drift = drift.unwrap_or_default();
        scenario.bounds = bound.map(|(low, width)| [[low, low + width]; 2]);
        scenario.start = start;
        scenario.noise = noise;
        scenario.runs = runs;
        scenario.fit(2);
        scenario.view.part = corner.map(|(low, width)| [[low, low + width]; 2]);
        scenario.view.layers = Some(layers).filter(|layers| *layers != Chosen::usual());
        // Dear methods get fewer steps, the others all of theirs.
        for run in &mut scenario.runs {
            run.style = usize::MAX;
            if cost(&run.optimizer, &run.changes) > 1 {
                run.steps = Some(run.steps.unwrap_or(steps) % 100 + 1);
            }
        }
        for index in 0..scenario.runs.len() {
            scenario.assign_style(index);
        }
        scenario
    }
}
