//! Paths made by PyTorch, optax, `pytorch_optimizer` and by arithmetic with 50 digits, met step for
//! step to 1e-9·max(1, |reference|). Made by `libraries.py`, `streams.py` and `schedules.py`.

use std::fmt::Write as _;

use crate::read::{close, data, keys, list, number, numbers};
use downhill::catalog::{Pick, ids};
use downhill::optim::{Optimizer, Oracle, Plan};
use downhill::params::{ParamSpec, Value};
use downhill::run::{Clip, Run};
use downhill::scenario::Scenario;
use downhill::schedule::Progress;
use nalgebra::DMatrix;
use serde_json::Value as Json;

/// A case as a scenario of one run.
fn scenario(case: &Json) -> Scenario {
    let steps = list(case, "x").len() - 1;
    let mut text = format!(
        "version = 1\nsteps = {steps}\nstart = {}\n[surface]\nid = {}\n{}[[run]]\noptimizer = {}\nlr = {}\n{}",
        case["start"],
        case["surface"],
        keys(&case["surface_knobs"]),
        case["optimizer"],
        case["lr"],
        keys(&case["knobs"]),
    );
    if let Some(schedule) = case["schedule"].as_str() {
        let _ = writeln!(text, "schedule = {schedule}");
    }
    if let Some(clip) = case["clip"].as_object() {
        let (kind, most) = clip.iter().next().unwrap();
        let _ = writeln!(text, "clip = {{ {kind} = {most} }}");
    }
    Scenario::parse(&text, case["id"].as_str().unwrap()).unwrap()
}

fn check(case: &Json) {
    let id = case["id"].as_str().unwrap();
    let scenario = scenario(case);
    let mut run = Run::new(scenario.surface.build(), &scenario.run_spec(0));
    let (x, y) = (numbers(&case["x"]), numbers(&case["y"]));
    let gradients = case["gradients"].as_array();
    for step in 0..x.len() {
        let what = format!("{id} after {step} steps");
        let shown = |quantity: &str| run.tape().find(quantity, step).unwrap();
        // The textbook keeps the point before the look-ahead; ours is the point after it.
        let behind = case["behind"] == true && step > 0;
        let point = if behind { shown("behind") } else { run.trajectory().point(step) };
        close(point[0], x[step], &what);
        close(point[1], y[step], &what);
        if let Some(losses) = case["f"].as_array() {
            close(run.trajectory().loss()[step], number(&losses[step]), &what);
        }
        if case["average"].is_object() && step > 0 {
            close(shown("average")[0], number(&case["average"]["x"][step - 1]), &what);
            close(shown("average")[1], number(&case["average"]["y"][step - 1]), &what);
        }
        if let Some(rates) = case["rates"].as_array()
            && step < rates.len()
        {
            close(run.trajectory().lr()[step], number(&rates[step]), &what);
        }
        let before = run.evaluations().gradient;
        run.advance(1);
        if let Some(gradients) = gradients
            && step < gradients.len()
        {
            assert_eq!(run.evaluations().gradient - before, gradients[step], "{what}: the bill");
        }
    }
}

#[test]
fn optimizers_walk_where_the_libraries_walk() {
    let data = data(include_str!("libraries.json"));
    assert_eq!(list(&data, "cases").len(), 454);
    list(&data, "cases").iter().for_each(check);
}

#[test]
fn every_rule_that_a_library_has_is_held_against_it() {
    let data = data(include_str!("libraries.json"));
    let tested = |id: &str| list(&data, "cases").iter().any(|case| case["optimizer"] == id);
    // Made by hand, or by chance: `tests/optimizers` and `tests/alternatives.rs` hold these against
    // known results.
    let others =
        ["sam", "bfgs", "nelder_mead", "simulated_annealing", "genetic", "cma_es", "bayesian"];
    for id in ids::<dyn Optimizer>() {
        let how = "see \"One more\" in tests/reference/README.md";
        assert!(tested(id) || others.contains(&id), "{id} has no reference case: {how}");
        assert!(!tested(id) || !others.contains(&id), "{id} has a case: take it off `others`");
    }
}

/// Gradients that were written down, wherever the point is.
struct Stream<'a> {
    gradients: &'a [Json],
    next: usize,
}

impl Oracle for Stream<'_> {
    fn value(&mut self, _x: &[f64]) -> f64 {
        f64::NAN
    }
    fn gradient(&mut self, _x: &[f64], out: &mut [f64]) -> f64 {
        out.copy_from_slice(&numbers(&self.gradients[self.next]));
        self.next += 1;
        f64::NAN
    }
    fn hessian(&mut self, _x: &[f64], _out: &mut DMatrix<f64>) {}
    fn region(&self, _axis: usize) -> [f64; 2] {
        [-1.0, 1.0]
    }
}

/// The optimizer of a case, by the text of its knobs.
fn optimizer(case: &Json) -> Box<dyn Optimizer> {
    let mut pick = Pick::<dyn Optimizer>::new(case["optimizer"].as_str().unwrap()).unwrap();
    for (key, value) in case["knobs"].as_object().unwrap() {
        let is = |(spec, _): &(&'static ParamSpec<'static>, Value)| spec.id == key;
        let (spec, _) = pick.knobs().find(is).unwrap();
        let value = spec.domain.read(&value.to_string()).unwrap();
        pick.set(spec.id, value).unwrap();
    }
    pick.build()
}

#[test]
fn optimizers_follow_given_gradients_as_the_libraries_do() {
    let data = data(include_str!("streams.json"));
    assert_eq!(list(&data, "cases").len(), 189);
    for case in list(&data, "cases") {
        let mut optimizer = optimizer(case);
        let gradients = list(&data["streams"], case["stream"].as_str().unwrap());
        let mut stream = Stream { gradients, next: 0 };
        let mut point = numbers(&case["start"]);
        optimizer.reset(2, Plan::default());
        for step in 1..list(case, "x").len() {
            optimizer.step(&mut point, number(&case["lr"]), &mut stream);
            let what = format!("{} after {step} steps", case["id"]);
            close(point[0], number(&case["x"][step]), &what);
            close(point[1], number(&case["y"][step]), &what);
        }
    }
}

#[test]
fn schedules_give_the_rates_of_the_libraries() {
    let data = data(include_str!("schedules.json"));
    assert_eq!(list(&data, "sequences").len(), 31);
    for case in list(&data, "sequences") {
        let name = case["schedule"].as_str().unwrap();
        let text = format!(
            "version = 1\n[surface]\nid = \"quadratic\"\n[[run]]\noptimizer = \"gd\"\nschedule = {name}\n"
        );
        let scenario = Scenario::parse(&text, name).unwrap();
        let mut timetable = scenario.runs[0].schedule.build();
        let rates = numbers(&case["lr"]);
        let metrics = case["metrics"].as_array();
        for (step, rate) in rates.iter().enumerate() {
            let loss = metrics.map_or(0.0, |metrics| number(&metrics[step]));
            let (step, horizon) = (step as u64, rates.len() as u64);
            let lr = timetable.lr(number(&case["base"]), Progress { step, horizon, loss });
            close(lr, *rate, &format!("{name} at step {step}"));
            if case["momentum"].is_array() {
                let momentum = number(&case["momentum"][step as usize]);
                close(timetable.momentum().unwrap(), momentum, &format!("{name} at step {step}"));
            }
        }
    }
}

#[test]
fn gradients_are_clipped_as_pytorch_does() {
    let data = data(include_str!("schedules.json"));
    for case in list(&data, "clipped") {
        let most = number(&case["max"]);
        for (clip, key) in [(Clip::Norm(most), "norm"), (Clip::Value(most), "value")] {
            let mut gradient = numbers(&case["g"]);
            clip.apply(&mut gradient);
            for (ours, reference) in gradient.iter().zip(numbers(&case[key])) {
                close(*ours, reference, &format!("{clip} of {}", case["g"]));
            }
        }
    }
}

/// The rates of a schedule at some steps of a run of 100 steps, from a base rate of 1.
fn rates(schedule: &str, steps: &[u64]) -> Vec<f64> {
    let sequence: downhill::schedule::Sequence = Pick::parse(schedule).unwrap().into();
    let mut timetable = sequence.build();
    let rate = |step| timetable.lr(1.0, Progress { step, horizon: 100, loss: 0.0 });
    let all: Vec<f64> = (0..100).map(rate).collect();
    steps.iter().map(|step| all[*step as usize]).collect()
}

#[test]
fn schedules_without_arguments_span_the_run() {
    assert_eq!(rates("inverse_time:gamma=0.5", &[0, 1, 4]), [1.0, 1.0 / 1.5, 1.0 / 3.0]);
    assert_eq!(rates("inverse_sqrt:warmup=4", &[0, 3, 15]), [0.25, 1.0, 0.5]);
    assert_eq!(rates("polynomial", &[0, 50, 75]), [1.0, 0.5, 0.25]);
    close(rates("cosine", &[50])[0], 0.5, "half-way down the cosine");
    let cycle = rates("one_cycle", &[0, 29, 99]);
    close(cycle[0], 1.0 / 25.0, "a cycle begins below");
    close(cycle[1], 1.0, "it peaks at the run's rate");
    close(cycle[2], 1.0 / 25.0 / 1e4, "it ends far below");
    let triangles = rates("cyclic:step_size_up=10", &[0, 10, 20]);
    assert_eq!(triangles, [0.1, 1.0, 0.1]);
}
