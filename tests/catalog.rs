//! Promises that hold for every part of every catalog, present and future. No test here names a
//! member.
#![expect(clippy::unwrap_used, reason = "this is only a test")]

use std::collections::BTreeSet;
use std::sync::Arc;

use downhill::catalog::{Entry, Family, Pick, describe, ids};
use downhill::math::norm;
use downhill::noise::Noise;
use downhill::optim::Optimizer;
use downhill::params::{Domain, ParamSpec, Value};
use downhill::run::{Budget, Clip, Run, RunSpec, Track, VerdictContext};
use downhill::schedule::{Schedule, Sequence};
use downhill::surface::critical::find;
use downhill::surface::{Hessian, Kind, Plane, Section, Surface};
use proptest::prelude::*;

fn all<F: Family + ?Sized>() -> &'static [&'static Entry<F>] {
    F::catalog()
}

/// A value from a knob's domain, `at` from 0 to 1.
fn sample(domain: Domain, at: f64) -> Value {
    match domain {
        Domain::Real { min, max, .. } => Value::Real(min + at * (max - min)),
        Domain::Count { min, max } => {
            Value::Count((f64::from(min) + at * f64::from(max - min)).round() as u32)
        }
        Domain::Flag => Value::Flag(at > 0.5),
        Domain::Choice(words) => {
            Value::Word(words[((at * words.len() as f64) as usize).min(words.len() - 1)].id)
        }
    }
}

/// Lower-case words joined by underscores; a single capital letter is a formula's own name.
fn sound_id(id: &str) -> bool {
    let word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    !id.is_empty() && (id.chars().all(word) || id.len() == 1)
}

fn check_family<F: Family + ?Sized>() {
    let ids: BTreeSet<_> = all::<F>().iter().map(|entry| entry.id).collect();
    assert_eq!(ids.len(), all::<F>().len(), "ids of {} are unique", F::NAME);
    for entry in all::<F>() {
        assert!(sound_id(entry.id), "{}", entry.id);
        assert!(!entry.name.is_empty() && entry.summary.ends_with('.'), "{}", entry.id);
        for (heading, text) in describe(entry).facts {
            assert!(!text.is_empty(), "{}: {heading} is empty", entry.id);
        }
        let knobs: BTreeSet<_> = entry.specs().iter().map(|spec| spec.id).collect();
        assert_eq!(knobs.len(), entry.specs().len(), "knobs of {} are unique", entry.id);
        entry.specs().iter().for_each(|spec| check_knob(entry.id, spec));
        let pick = Pick::of(entry);
        assert_eq!(Pick::<F>::parse(&pick.to_string()).unwrap(), pick);
    }
}

fn check_knob(owner: &str, spec: &ParamSpec<'_>) {
    let name = format!("{owner}: {}", spec.id);
    assert!(sound_id(spec.id), "{name}");
    assert!(spec.doc.len() >= 10 && spec.doc.ends_with('.'), "{name}: the doc is a sentence");
    assert!(spec.domain.admit(spec.default).is_some(), "{name}: the default is allowed");
    let [low, high] = [sample(spec.domain, 0.0), sample(spec.domain, 1.0)];
    assert_ne!(low, high, "{name}: there is a choice");
    for value in [low, high] {
        assert!(spec.domain.admit(value).is_some(), "{name}: {value} is allowed");
    }
    assert!(spec.domain.admit(Value::Real(f64::NAN)).is_none(), "{name}: NaN is not");
    assert!(spec.domain.admit(Value::Real(f64::INFINITY)).is_none(), "{name}: infinity is not");
}

#[test]
fn every_part_is_sound_and_documented() {
    check_family::<dyn Surface>();
    check_family::<dyn Optimizer>();
    check_family::<dyn Schedule>();
    check_family::<dyn Noise>();
}

#[test]
fn no_two_things_that_can_be_described_share_an_id() {
    let mut all = ids::<dyn Surface>();
    all.extend(ids::<dyn Optimizer>());
    all.extend(ids::<dyn Schedule>());
    all.extend(ids::<dyn Noise>());
    all.extend(downhill::scenario::BUNDLED.iter().map(|scenario| scenario.id));
    let unique: BTreeSet<_> = all.iter().collect();
    assert_eq!(unique.len(), all.len(), "{all:?}");
}

/// A choice with every knob somewhere in its domain; `at` holds numbers from 0 to 1.
fn turned<F: Family + ?Sized>(entry: &'static Entry<F>, at: &[f64]) -> Pick<F> {
    let mut pick = Pick::of(entry);
    for (spec, at) in entry.specs().iter().zip(at.iter().cycle()) {
        pick.set(spec.id, sample(spec.domain, *at)).unwrap();
    }
    pick
}

fn close(a: f64, b: f64, scale: f64, what: &str) {
    assert!((a - b).abs() <= 2e-5 * scale.max(1.0), "{what}: {a} and {b}");
}

/// A derivative beside two differences, the second of half the width. Where these do not agree with
/// each other, as beside a kink, they do not tell.
#[track_caller]
fn agree(found: f64, [wide, narrow]: [f64; 2], size: f64, what: &str) {
    if (wide - narrow).abs() <= 1e-6 * (1.0 + size) {
        close(found, narrow, 10.0 * size, what);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn derivatives_agree_with_differences(
        at in prop::array::uniform2(0.02..0.98),
        turns in prop::collection::vec(0.01..0.99, 3),
    ) {
        for entry in all::<dyn Surface>() {
            for pick in [Pick::of(entry), turned(entry, &turns)] {
                let surface = pick.build();
                let view = surface.view();
                let dim = surface.dim();
                let at: [f64; 2] = at;
                let share = |axis: usize| (at[axis % 2] + 0.1 * (axis / 2) as f64).fract();
                let place = |(axis, [low, high]): (usize, &[f64; 2])| low + share(axis) * (high - low);
                let x: Vec<f64> = view.iter().enumerate().map(place).collect();
                let mut gradient = vec![0.0; dim];
                let value = surface.gradient(&x, &mut gradient);
                prop_assert_eq!(value, surface.value(&x));
                let hessian = Hessian::new(&*surface, &x[..]);
                let hessian = hessian.matrix();
                let size = hessian.iter().fold(value.abs(), |a, b| a.max(b.abs()));
                let moved = |axis: usize, h: f64| { let mut x = x.clone(); x[axis] += h; x };
                let h = 1e-6 * (view[0][1] - view[0][0]);
                let mut product = vec![0.0; dim];
                surface.hessian_times(&x, &gradient, &mut product);
                for (row, found) in hessian.row_iter().zip(&product) {
                    let expected: f64 = row.iter().zip(&gradient).map(|(h, g)| h * g).sum();
                    prop_assert!(
                        (found - expected).abs() <= 1e-12 * size * norm(&gradient)
                            || !expected.is_finite()
                    );
                }
                for axis in 0..dim {
                    let slope = |h: f64| {
                        (surface.value(&moved(axis, h)) - surface.value(&moved(axis, -h))) / (2.0 * h)
                    };
                    agree(gradient[axis], [slope(h), slope(0.5 * h)], size, &format!("{pick} gradient"));
                    for other in 0..dim {
                        let bend = |h: f64| {
                            let (mut above, mut below) = (vec![0.0; dim], vec![0.0; dim]);
                            surface.gradient(&moved(axis, h), &mut above);
                            surface.gradient(&moved(axis, -h), &mut below);
                            (above[other] - below[other]) / (2.0 * h)
                        };
                        let found = hessian[(axis, other)];
                        agree(found, [bend(h), bend(0.5 * h)], size, &format!("{pick} Hessian"));
                    }
                }
            }
        }
    }

    #[test]
    fn blocks_of_points_give_the_same_as_single_points(
        points in prop::collection::vec(prop::array::uniform2(0.0..1.0), 1..20),
    ) {
        for entry in all::<dyn Surface>() {
            let surface: Arc<dyn Surface> = Pick::of(entry).build().into();
            let plane = Plane::of_axes(&surface.start(), [0, 1]).unwrap();
            // Of more than two parameters the first two, through the start.
            let whole = surface.dim() == 2;
            let plane = if whole { Plane::default() } else { plane };
            let surface = Section::through(surface, &plane);
            let view = surface.view();
            let column = |i: usize| -> Vec<f64> {
                points.iter().map(|p: &[f64; 2]| view[i][0] + p[i] * (view[i][1] - view[i][0])).collect()
            };
            let (x, y) = (column(0), column(1));
            let mut z = vec![0.0; x.len()];
            let (mut gx, mut gy) = (z.clone(), z.clone());
            surface.values(&x, &y, &mut z);
            surface.gradients(&x, &y, &mut gx, &mut gy);
            for i in 0..x.len() {
                let mut gradient = [0.0; 2];
                let value = surface.gradient(&[x[i], y[i]], &mut gradient);
                prop_assert_eq!((z[i], gx[i], gy[i]), (value, gradient[0], gradient[1]));
            }
        }
    }

    #[test]
    fn runs_with_any_knobs_reach_a_verdict(
        turns in prop::collection::vec(prop_oneof![Just(0.0), Just(1.0), 0.0..1.0], 8),
        lr in prop_oneof![Just(1e-12), Just(1e6), 1e-4..1.0],
    ) {
        let bowl: Arc<dyn Surface> = Pick::<dyn Surface>::of(all()[0]).build().into();
        let view = [bowl.view()[0], bowl.view()[1]];
        let context = VerdictContext { plane: Plane::default(), view, lowest: Some(0.0) };
        for entry in all::<dyn Optimizer>() {
            let budget = Budget::Steps(if downhill::optim::cost(&Pick::of(entry)) > 1 { 30 } else { 300 });
            let optimizer = turned(entry, &turns);
            let spec = RunSpec { optimizer, lr, budget, ..spec(entry) };
            let mut run = Run::new(Arc::clone(&bowl), &spec);
            run.finish();
            let text = run.verdict(run.steps(), &context).text();
            prop_assert!(!text.contains("NaN") && !text.contains("inf"), "{}", text);
            prop_assert!(run.trajectory().last().iter().all(|x| x.is_finite()));
        }
    }
}

/// A run with everything at its default.
fn spec(entry: &'static Entry<dyn Optimizer>) -> RunSpec {
    RunSpec {
        optimizer: Pick::of(entry),
        lr: entry.facts.usual_lr(),
        schedule: Sequence::default(),
        noise: Pick::of(all()[0]),
        clip: Clip::None,
        region: vec![[-5.0, 5.0]; 2],
        start: vec![-1.5, 1.0],
        drift: Vec::new(),
        bounds: Vec::new(),
        changes: Vec::new(),
        seed: 1,
        budget: Budget::Steps(300),
    }
}

/// A run with everything at its default, on the first surface: a bowl.
fn run_on_bowl(spec: &RunSpec) -> Run {
    let mut run = Run::new(Pick::<dyn Surface>::of(all()[0]).build().into(), spec);
    run.finish();
    run
}

#[test]
fn every_optimizer_shrinks_a_bowl_at_its_default_rate() {
    for entry in all::<dyn Optimizer>() {
        let run = run_on_bowl(&spec(entry));
        let loss = run.trajectory().loss();
        assert!(run.trajectory().last_loss() < 0.2 * loss[0], "{}: {loss:?}", entry.id);
    }
}

#[test]
fn equal_specifications_give_equal_runs() {
    for entry in all::<dyn Optimizer>() {
        for noise in all::<dyn Noise>() {
            let spec = RunSpec { noise: Pick::of(noise), ..spec(entry) };
            let (a, b) = (run_on_bowl(&spec), run_on_bowl(&spec));
            assert_eq!(a.trajectory(), b.trajectory(), "{} with {}", entry.id, noise.id);
            for (a, b) in a.tape().tracks().iter().zip(b.tape().tracks()) {
                let bits = |track: &Track<'_>| {
                    track.iter().flatten().map(|v| v.to_bits()).collect::<Vec<_>>()
                };
                assert!(bits(a) == bits(&b), "{} with {}: {}", entry.id, noise.id, a.id);
            }
        }
    }
}

#[test]
fn every_state_is_recorded_at_every_step() {
    for entry in all::<dyn Optimizer>() {
        let run = run_on_bowl(&spec(entry));
        assert!(!run.tape().tracks().is_empty(), "{} shows nothing", entry.id);
        for track in run.tape().tracks() {
            assert_eq!(track.iter().count(), run.trajectory().len(), "{}: {}", entry.id, track.id);
            assert!(sound_id(track.id) && !track.symbol.is_empty(), "{}: {}", entry.id, track.id);
        }
    }
}

#[test]
fn every_gradient_shown_is_the_one_at_the_point() {
    for entry in all::<dyn Optimizer>() {
        let mut spec = RunSpec { budget: Budget::Steps(20), ..spec(entry) };
        // Most rules have no decay to turn on.
        let _ = spec.optimizer.set("weight_decay", Value::Real(0.3));
        let run = run_on_bowl(&spec);
        for step in 1..run.trajectory().len() {
            let Some(shown) = run.tape().find("gradient", step) else { continue };
            let mut truth = [0.0; 2];
            run.surface().gradient(run.trajectory().point(step - 1), &mut truth);
            assert_eq!(shown, truth, "{} at step {step}", entry.id);
        }
    }
}

#[test]
fn every_schedule_is_finite_and_not_negative() {
    for entry in all::<dyn Schedule>() {
        let first = all::<dyn Optimizer>()[0];
        let run = run_on_bowl(&RunSpec { schedule: Pick::of(entry).into(), ..spec(first) });
        assert!(run.trajectory().lr().iter().all(|lr| lr.is_finite() && *lr >= 0.0));
    }
}

#[test]
fn every_critical_point_is_what_it_says() {
    for entry in all::<dyn Surface>() {
        let surface: Arc<dyn Surface> = Pick::of(entry).build().into();
        let Some(surface) = surface.planar() else { continue };
        for point in find(&*surface, surface.region(), 64) {
            let mut gradient = [0.0; 2];
            surface.gradient(&point.at, &mut gradient);
            let [low, high] = point.eigenvalues;
            let size = if high.is_finite() { high.abs().max(low.abs()) } else { 1.0 };
            let slope = gradient[0].hypot(gradient[1]);
            let flat = slope <= 1e-9 * size.max(1.0) || !high.is_finite();
            assert!(flat, "{}: {point:?} has slope {slope}", entry.id);
            if point.kind == Kind::Minimum {
                let around = (0..16)
                    .map(|k| f64::from(k) * 0.4)
                    .map(|a| [point.at[0] + 1e-4 * a.cos(), point.at[1] + 1e-4 * a.sin()]);
                for near in around {
                    assert!(surface.value(&near) > point.value, "{}: {point:?}", entry.id);
                }
            }
        }
    }
}

#[test]
fn every_start_is_on_the_map() {
    for entry in all::<dyn Surface>() {
        let surface = Pick::of(entry).build();
        for ([low, high], x) in surface.view().iter().zip(surface.start()) {
            assert!((*low..=*high).contains(&x), "{}: {x} from {low} to {high}", entry.id);
        }
    }
}
