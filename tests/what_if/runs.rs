//! What a change does to a run.

use downhill::catalog::{Entry, Family as _};
use downhill::optim::Due;
use downhill::optim::{Optimizer, OptimizerFacts};
use downhill::params::{Domain, ParamSpec, Value};
use downhill::run::{Change, Run, RunSpec, Swarm, turns};

use crate::{before, bowl, parse, run_of};

/// Whether both runs are the same, to the last bit, until they arrive at point number `step`.
#[track_caller]
fn check_past(a: &Run, b: &Run, step: usize) {
    let (left, right) = (a.trajectory(), b.trajectory());
    for k in 0..=step {
        let bits = |run: &Run| {
            let path = run.trajectory();
            let mut all = path.point(k).to_vec();
            all.extend([path.loss()[k], path.gradient_norm()[k]]);
            let state =
                run.tape().tracks().into_iter().filter(|track| track.id != "scheduled_momentum");
            all.extend(state.flat_map(|track| track.at(k).to_vec()));
            all.iter().map(|number| number.to_bits()).collect::<Vec<_>>()
        };
        assert_eq!(bits(a), bits(b), "at point {k}");
        assert!(k == step || left.lr()[k] == right.lr()[k], "rate {k}");
    }
}

#[track_caller]
fn check_parts(run: &Run, name: &str) {
    let path = run.trajectory();
    for step in 1..path.len() {
        let parts = run.parts(step);
        for axis in 0..2 {
            let moved = path.point(step)[axis] - path.point(step - 1)[axis];
            let sum: f64 = parts.iter().map(|part| part.vector[axis]).sum();
            let off = (sum - moved).abs();
            assert!(off <= 1e-12 * moved.abs().max(1.0), "{name}, step {step}: off by {off}");
        }
    }
}

#[test]
fn another_rate_is_in_force_from_its_step_on() {
    let changed = run_of("gd", "lr = 0.05\nchange = { step = 3, lr = 0.1 }\n");
    let path = changed.trajectory();
    let [mut x, mut y] = [-4.0, 2.0];
    // The bowl is f = (x² + 10 y²)/2.
    for step in 0..10 {
        let lr = if step < 3 { 0.05 } else { 0.1 };
        assert_eq!(path.lr()[step], lr, "step {step}");
        (x, y) = (x - lr * x, y - lr * 10.0 * y);
        let [px, py] = [path.point(step + 1)[0], path.point(step + 1)[1]];
        assert!((px - x).abs() < 1e-12 && (py - y).abs() < 1e-12, "step {step}: {px} {py}");
    }
    check_past(&changed, &run_of("gd", "lr = 0.05\n"), 3);
}

#[test]
fn the_rate_that_there_was_changes_nothing() {
    let (plain, changed) = (
        run_of("adam", "lr = 0.1\n"),
        run_of("adam", "lr = 0.1\nchange = { step = 9, lr = 0.1 }\n"),
    );
    assert_eq!(plain.trajectory(), changed.trajectory());
    assert_eq!(plain.tape(), changed.tape());
}

#[test]
fn a_change_at_the_start_is_another_beginning() {
    let changed = run_of("gd", "lr = 0.1\nchange = { step = 0, lr = 0.02 }\n");
    assert_eq!(changed.trajectory(), run_of("gd", "lr = 0.02\n").trajectory());
}

#[test]
fn momentum_keeps_its_velocity() {
    let lines = "lr = 0.01\nmomentum = 0.9\nchange = { step = 20, momentum = 0.5 }\n";
    let changed = run_of("momentum", lines);
    check_past(&changed, &run_of("momentum", "lr = 0.01\nmomentum = 0.9\n"), 20);
    let (path, tape) = (changed.trajectory(), changed.tape());
    let (old, new) = (tape.find("velocity", 20).unwrap(), tape.find("velocity", 21).unwrap());
    for (axis, curvature) in [1.0, 10.0].into_iter().enumerate() {
        let gradient = curvature * path.point(20)[axis];
        assert!((new[axis] - (0.5 * old[axis] + gradient)).abs() < 1e-12);
    }
    let momentum = |step| changed.spec().optimizer_at(step).get("momentum").unwrap();
    assert_eq!([momentum(19), momentum(20)], [Value::Real(0.9), Value::Real(0.5)]);
}

#[test]
fn schedules_go_on_with_the_new_rate() {
    for schedule in ["cosine", "step", "plateau", "one_cycle", "exponential"] {
        let lines = |rate: f64, rest: &str| {
            format!("lr = {rate:?}\nschedule = {{ id = \"{schedule}\" }}\n{rest}")
        };
        let changed = run_of("gd", &lines(0.01, "change = { step = 30, lr = 0.02 }\n"));
        let plain = run_of("gd", &lines(0.01, ""));
        let (new, old) = (changed.trajectory().lr(), plain.trajectory().lr());
        assert_eq!(new[..30], old[..30], "{schedule}");
        assert!((new[30] / old[30] - 2.0).abs() < 1e-12, "{schedule}");
        assert_eq!((changed.spec().lr_at(29), changed.spec().lr_at(30)), (0.01, 0.02));
    }
}

#[test]
fn a_schedule_that_turns_the_momentum_wins() {
    let schedule = "schedule = [{ id = \"one_cycle\", steps = 20 }, { id = \"constant\" }]\n";
    let lines = |change: &str| format!("lr = 0.01\n{schedule}{change}");
    let plain = run_of("momentum", &lines(""));
    let during = run_of("momentum", &lines("change = { step = 9, momentum = 0.1 }\n"));
    assert_eq!(plain.trajectory(), during.trajectory());
    // A schedule without a word about the momentum leaves it to the change.
    let after = run_of("momentum", &lines("change = { step = 25, momentum = 0.1 }\n"));
    assert_eq!(after.spec().optimizer_at(25).get("momentum"), Some(Value::Real(0.1)));
    assert_ne!(plain.trajectory().point(26), after.trajectory().point(26));
    check_parts(&after, "momentum");
}

#[test]
fn a_ball_put_elsewhere_begins_its_step_there() {
    let changed = run_of("gd", "lr = 0.05\nchange = { step = 7, at = [1.0, -3.0] }\n");
    let plain = run_of("gd", "lr = 0.05\n");
    check_past(&changed, &plain, 7);
    assert_eq!(changed.trajectory().point(8), [1.0 - 0.05, -3.0 - 0.05 * -30.0]);
    let (parts, left) = (changed.parts(8), plain.trajectory().point(7));
    assert_eq!(parts[0].due, Due::Kick);
    assert_eq!(parts[0].vector, [1.0 - left[0], -3.0 - left[1]]);
    assert_eq!(parts[1].vector, [-0.05, 1.5]);
    assert!(changed.parts(9).iter().all(|part| part.due != Due::Kick));
    assert_eq!(changed.evaluations(), plain.evaluations());
}

#[test]
fn a_kick_is_added_to_where_the_ball_is() {
    let both = run_of("gd", "change = { step = 7, at = [1, -3], kick = [0.5, 0.25] }\n");
    let there = run_of("gd", "change = { step = 7, at = [1.5, -2.75] }\n");
    assert_eq!(both.trajectory(), there.trajectory());
    let kicked = run_of("gd", "change = { step = 7, kick = [0, 0] }\n");
    assert_eq!(kicked.trajectory(), run_of("gd", "").trajectory());
}

#[test]
fn a_ball_put_elsewhere_stays_in_its_box() {
    let text = bowl("gd", "lr = 0.1\nchange = { step = 2, at = [100, 0] }\n");
    let text = text.replace("[surface]", "bounds = { x = [-5, 5], y = [-5, 5] }\n[surface]");
    let scenario = parse(&text).unwrap();
    let run = crate::run(&scenario);
    assert_eq!(run.parts(3)[0].vector[0], 5.0 - run.trajectory().point(2)[0]);
}

/// Another value of a knob.
fn other(spec: &ParamSpec<'static>) -> Value {
    match (spec.domain, spec.default) {
        (Domain::Flag, value) => Value::Flag(!bool::from(value)),
        (Domain::Count { min, max }, value) => {
            let other = u32::from(value).div_ceil(2);
            Value::Count(if other < min { max.min(min + 1) } else { other })
        }
        (Domain::Choice(words), value) => {
            let other = words.iter().find(|word| Value::Word(word.id) != value);
            Value::Word(other.unwrap().id)
        }
        (Domain::Real { min, max, .. }, value) if f64::from(value) == min => {
            Value::Real(min + 0.01 * (max - min).min(10.0))
        }
        (Domain::Real { min, .. }, value) => Value::Real(f64::midpoint(min, f64::from(value))),
    }
}

/// A run of an optimizer with everything at its default but these changes.
fn spec(entry: &'static Entry<dyn Optimizer>, changes: Vec<Change>) -> RunSpec {
    let scenario = parse(&bowl(entry.id, "")).unwrap();
    RunSpec { changes, ..scenario.run_spec(0) }
}

fn finish(spec: &RunSpec) -> Run {
    let surface = parse(&bowl("gd", "")).unwrap().surface.build();
    let mut run = Run::new(surface, spec);
    run.finish();
    run
}

#[test]
fn every_knob_of_every_method_may_be_turned_and_turned_back() {
    for entry in <dyn Optimizer>::catalog() {
        let plain = finish(&spec(entry, Vec::new()));
        let mut specs = spec(entry, Vec::new());
        for knob in entry.specs() {
            if !turns(&specs.optimizer, knob.id) {
                assert!(entry.facts.fixed.contains(&knob.id), "{}: {}", entry.id, knob.id);
                continue;
            }
            let turned = Change { knobs: vec![(knob.id, other(knob))], ..before(12) };
            let back = Change { knobs: vec![(knob.id, knob.default)], ..before(24) };
            specs.changes = vec![turned, back];
            let run = finish(&specs);
            let name = format!("{}: {}", entry.id, knob.id);
            assert_eq!(run.lost(), None, "{name}");
            check_past(&run, &plain, 12);
            check_parts(&run, &name);
        }
    }
}

#[test]
fn every_method_may_be_kicked_and_put_elsewhere() {
    for entry in <dyn Optimizer>::catalog() {
        let plain = finish(&spec(entry, Vec::new()));
        let kick = Change { kick: Some(vec![0.5, -0.25]), ..before(10) };
        let put = Change { at: Some(vec![2.0, 3.0]), lr: Some(0.01), ..before(20) };
        let run = finish(&spec(entry, vec![kick, put]));
        assert_eq!(run.lost(), None, "{}", entry.id);
        check_past(&run, &plain, 10);
        check_parts(&run, entry.id);
        assert_eq!(run.parts(11)[0].due, Due::Kick, "{}", entry.id);
        assert_eq!(run.parts(21)[0].due, Due::Kick, "{}", entry.id);
    }
}

#[test]
fn methods_that_search_find_the_minimum_after_a_kick() {
    for id in ["newton", "bfgs", "lbfgs", "conjugate_gradient", "nelder_mead", "cma_es"] {
        let entry = Entry::find(id).unwrap();
        let mut spec = spec(entry, vec![Change { at: Some(vec![3.0, 3.0]), ..before(20) }]);
        spec.budget = downhill::run::Budget::Steps(200);
        let run = finish(&spec);
        let loss = run.trajectory().last_loss();
        assert!(loss < 1e-8, "{id} ends at {loss}");
    }
}

#[test]
fn annealing_compares_with_where_it_was_put() {
    let entry = Entry::find("simulated_annealing").unwrap();
    let mut spec = spec(entry, vec![Change { at: Some(vec![5.0, 5.0]), ..before(40) }]);
    spec.optimizer.set("temperature", Value::Real(1e-9)).unwrap();
    spec.optimizer.set("final_temperature", Value::Real(1e-9)).unwrap();
    let run = finish(&spec);
    let loss = run.trajectory().loss();
    // Uphill is not allowed, but from there on everything is downhill.
    assert!(loss[41] > loss[40] && loss[41] <= 137.5, "{} {}", loss[40], loss[41]);
    assert!(loss[60] < loss[41]);
}

#[test]
fn a_memory_may_grow_and_shrink() {
    let entry = Entry::find("lbfgs").unwrap();
    let memory =
        |step, pairs| Change { knobs: vec![("memory", Value::Count(pairs))], ..before(step) };
    let mut spec = spec(entry, vec![memory(5, 0), memory(8, 200), memory(20, 1)]);
    spec.start = vec![-4.0, 3.0];
    assert!(finish(&spec).trajectory().last_loss() < 1e-8);
}

#[test]
fn swarms_change_on_their_way_as_well() {
    let entry = Entry::find("gd").unwrap();
    let spec = spec(entry, vec![Change { lr: Some(0.002), ..before(3) }]);
    let surface = parse(&bowl("gd", "")).unwrap().surface.build();
    let swarm = Swarm::new(surface.planar().unwrap(), spec.clone());
    let ([mut x], [mut y]) = ([spec.start[0]], [spec.start[1]]);
    swarm.run(std::slice::from_mut(&mut x), std::slice::from_mut(&mut y));
    assert_eq!([x, y], finish(&spec).trajectory().last());
}

#[test]
fn what_is_fixed_is_a_knob() {
    for entry in <dyn Optimizer>::catalog() {
        let OptimizerFacts { fixed, .. } = entry.facts;
        assert!(fixed.iter().all(|id| entry.specs().iter().any(|spec| spec.id == *id)));
    }
}
