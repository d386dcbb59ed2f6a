//! What the optimizers promise besides the numbers of other libraries.
#![expect(clippy::unwrap_used, reason = "this is only a test")]

use std::sync::Arc;

use downhill::catalog::{Entry, Family as _, Pick};
use downhill::math::Real;
use downhill::optim::{Invariance, Optimizer};
use downhill::params::{Domain, Value};
use downhill::run::{Budget, Clip, Run, RunSpec, Swarm};
use downhill::schedule::Sequence;
use downhill::surface::{Formula, Surface};

fn all() -> &'static [&'static Entry<dyn Optimizer>] {
    <dyn Optimizer>::catalog()
}

fn spec(optimizer: &str, steps: u64) -> RunSpec {
    let optimizer = Pick::<dyn Optimizer>::parse(optimizer).unwrap();
    RunSpec {
        lr: optimizer.entry().facts.usual_lr(),
        optimizer,
        schedule: Sequence::default(),
        noise: Pick::parse("none").unwrap(),
        clip: Clip::None,
        start: vec![-1.5, 1.0],
        region: vec![[-4.0, 4.0]; 2],
        seed: 7,
        budget: Budget::Steps(steps),
    }
}

fn run(surface: &Arc<dyn Surface>, spec: &RunSpec) -> Run {
    let mut run = Run::new(Arc::clone(surface), spec);
    run.finish();
    run
}

fn surface(id: &str) -> Arc<dyn Surface> {
    Pick::<dyn Surface>::parse(id).unwrap().build().into()
}

downhill::params! {
    /// A bowl that is no quadratic, turned and scaled.
    struct Turned {
        /// The angle it is turned by.
        angle "": f64 = 0.0, real(-7.0, 7.0);
        /// What its loss is multiplied by.
        scale "": f64 = 1.0, log(1e-9, 1e9);
    }
}

impl Formula for Turned {
    const VIEW: [[f64; 2]; 2] = [[-2.0, 2.0]; 2];
    const START: [f64; 2] = [1.0, 1.0];

    fn eval<T: Real>(&self, x: T, y: T) -> T {
        let (sin, cos) = self.angle.sin_cos();
        let (u, v) = (x * cos + y * sin, y * cos - x * sin);
        let (u, v) = (u.squared(), v.squared());
        ((u + v * 6.0) * 0.5 + u.squared() * 0.05) * self.scale
    }
}

/// Steps that are compared: few, so that rounding has no time to grow.
const COMPARED: u64 = 12;

/// The largest distance between the paths of an optimizer before and after a change.
fn difference(entry: &Entry<dyn Optimizer>, changed: Turned) -> f64 {
    let start = [2.1, -1.3];
    let (sin, cos) = changed.angle.sin_cos();
    let turn = |p: &[f64]| [cos * p[0] - sin * p[1], sin * p[0] + cos * p[1]];
    let plain = RunSpec { start: start.to_vec(), ..spec(entry.id, COMPARED) };
    let turned = RunSpec { start: turn(&start).to_vec(), ..plain.clone() };
    let before = run(&(Arc::new(Turned::default()) as Arc<dyn Surface>), &plain);
    let after = run(&(Arc::new(changed) as Arc<dyn Surface>), &turned);
    (0..=COMPARED as usize)
        .map(|k| {
            let (expected, found) =
                (turn(before.trajectory().point(k)), after.trajectory().point(k));
            (expected[0] - found[0]).hypot(expected[1] - found[1])
        })
        .fold(0.0, f64::max)
}

fn check_invariance(invariance: Invariance, changed: &Turned) {
    for entry in all() {
        let distance = difference(entry, changed.clone());
        let claimed = entry.facts.invariant.contains(&invariance);
        assert_eq!(distance < 1e-5, claimed, "{}, {invariance:?}: off by {distance}", entry.id);
    }
}

#[test]
fn those_that_claim_it_and_no_others_turn_with_the_landscape() {
    check_invariance(Invariance::Rotation, &Turned { angle: 0.7, scale: 1.0 });
}

#[test]
fn those_that_claim_it_and_no_others_ignore_a_factor_on_the_loss() {
    check_invariance(Invariance::LossScale, &Turned { angle: 0.0, scale: 1.0 / 64.0 });
}

#[test]
fn the_parts_of_every_step_add_up_to_it() {
    let schedules = [Sequence::default(), Pick::parse("one_cycle:max_lr=0.02").unwrap().into()];
    for entry in all() {
        for schedule in &schedules {
            let mut spec = RunSpec { schedule: schedule.clone(), ..spec(entry.id, 40) };
            for decay in ["weight_decay", "decoupled_weight_decay", "centered", "growing"] {
                let value =
                    if decay == "weight_decay" { Value::Real(0.1) } else { Value::Flag(true) };
                // Most rules have only some of these knobs.
                let _ = spec.optimizer.set(decay, value);
            }
            let run = run(&surface("himmelblau"), &spec);
            for step in 1..run.trajectory().len() {
                let parts = run.parts(step);
                assert!(!parts.is_empty());
                for axis in 0..2 {
                    let moved =
                        run.trajectory().point(step)[axis] - run.trajectory().point(step - 1)[axis];
                    let sum: f64 = parts.iter().map(|part| part.vector[axis]).sum();
                    assert!(
                        (sum - moved).abs() <= 1e-12 * moved.abs().max(1.0),
                        "{} at step {step}: {sum} is not {moved}",
                        entry.id
                    );
                }
            }
        }
    }
}

#[test]
fn momentum_is_carried_and_gradients_push() {
    let run = run(&surface("quadratic:kappa=4"), &spec("momentum:momentum=0.5", 3));
    let parts = run.parts(2);
    let (path, gradient) = (run.trajectory(), run.tape().find("gradient", 2).unwrap());
    for (axis, pushed) in gradient.iter().enumerate() {
        let before = path.point(1)[axis] - path.point(0)[axis];
        assert!((parts[0].vector[axis] - 0.5 * before).abs() < 1e-15);
        assert_eq!(parts[1].vector[axis], -0.01 * pushed);
    }
    assert_eq!((parts[0].id, parts[1].id), ("carry", "push"));
}

#[test]
fn a_swarm_ends_where_its_particles_end_alone() {
    let starts: Vec<[f64; 2]> = (0..150)
        .map(|k| f64::from(k) * 0.37)
        .map(|a| [2.5 * a.cos(), 2.0 * (1.3 * a).sin()])
        .collect();
    let cycle: Sequence = Pick::parse("one_cycle:max_lr=0.05").unwrap().into();
    for entry in all() {
        let steps = if entry.facts.cost > 1 { 3 } else { 60 };
        for (schedule, clip) in
            [(Sequence::default(), Clip::None), (cycle.clone(), Clip::Value(2.0))]
        {
            let spec = RunSpec { schedule, clip, ..spec(entry.id, steps) };
            let ground = surface("himmelblau");
            let swarm = Swarm::new(Arc::clone(&ground), spec.clone());
            assert_eq!(swarm.in_blocks(), entry.facts.elementwise, "{}", entry.id);
            let (mut x, mut y): (Vec<f64>, Vec<f64>) = starts.iter().map(|s| (s[0], s[1])).unzip();
            swarm.run(&mut x, &mut y);
            for (k, start) in starts.iter().enumerate() {
                let alone = run(&ground, &RunSpec { start: start.to_vec(), ..spec.clone() });
                assert_eq!([x[k], y[k]], alone.trajectory().last(), "{} from {start:?}", entry.id);
            }
        }
    }
}

/// ½ Σ i xᵢ², in five dimensions.
struct Long;

impl downhill::params::Params for Long {
    fn specs(&self) -> &'static [downhill::params::ParamSpec] {
        &[]
    }
    fn put(&mut self, _index: usize, _value: Value) {}
}

impl Surface for Long {
    fn dim(&self) -> usize {
        5
    }
    fn view(&self) -> Vec<[f64; 2]> {
        vec![[-2.0, 2.0]; 5]
    }
    fn start(&self) -> Vec<f64> {
        vec![1.0; 5]
    }
    fn value(&self, x: &[f64]) -> f64 {
        x.iter().zip(1..).map(|(x, k)| 0.5 * f64::from(k) * x * x).sum()
    }
    fn gradient(&self, x: &[f64], out: &mut [f64]) -> f64 {
        for ((out, x), k) in out.iter_mut().zip(x).zip(1..) {
            *out = f64::from(k) * x;
        }
        self.value(x)
    }
    fn hessian(&self, _x: &[f64], out: &mut nalgebra::DMatrix<f64>) {
        out.fill(0.0);
        out.set_diagonal(&nalgebra::DVector::from_fn(5, |i, _| (i + 1) as f64));
    }
    fn values(&self, _x: &[f64], _y: &[f64], _out: &mut [f64]) {}
    fn gradients(&self, _x: &[f64], _y: &[f64], _gx: &mut [f64], _gy: &mut [f64]) {}
}

#[test]
fn every_optimizer_works_in_five_dimensions() {
    for entry in all() {
        let base = spec(entry.id, if entry.facts.cost > 1 { 40 } else { 2000 });
        let spec = RunSpec {
            start: vec![1.0, -1.0, 0.5, -0.5, 1.0],
            region: vec![[-2.0, 2.0]; 5],
            ..base
        };
        let run = run(&(Arc::new(Long) as Arc<dyn Surface>), &spec);
        let loss = run.trajectory().loss();
        assert!(
            run.trajectory().last_loss() < 0.5 * loss[0],
            "{}: {}",
            entry.id,
            run.trajectory().last_loss()
        );
    }
}

/// An oracle over a surface that does nothing but answer.
struct Plain(Arc<dyn Surface>);

impl downhill::optim::Oracle for Plain {
    fn value(&mut self, x: &[f64]) -> f64 {
        self.0.value(x)
    }
    fn gradient(&mut self, x: &[f64], out: &mut [f64]) -> f64 {
        self.0.gradient(x, out)
    }
    fn hessian(&mut self, x: &[f64], out: &mut nalgebra::DMatrix<f64>) {
        self.0.hessian(x, out);
    }
    fn region(&self, _axis: usize) -> [f64; 2] {
        [-4.0, 4.0]
    }
}

#[test]
fn no_step_allocates() {
    for entry in all() {
        for search in ["none", "armijo", "strong_wolfe", "exact"] {
            let mut pick = Pick::of(entry);
            if pick.set("line_search", Value::Word(search)).is_err() && search != "none" {
                continue;
            }
            let mut optimizer = pick.build();
            let mut oracle = Plain(surface("rosenbrock"));
            optimizer.reset(2, 1);
            let mut x = [-1.2, 1.0];
            let lr = entry.facts.usual_lr() * 0.01;
            let info = allocation_counter::measure(|| {
                for _ in 0..70 {
                    optimizer.step(&mut x, lr, &mut oracle);
                }
            });
            assert_eq!(info.count_total, 0, "{} with {search}", entry.id);
        }
    }
}

#[test]
fn hostile_knobs_are_refused_in_words_or_run_to_a_verdict() {
    let ground = surface("quadratic");
    let hostile = [0.0, 1.0, -1.0, f64::NAN, 1e308, -1e308, f64::INFINITY, 1e-308];
    for entry in all() {
        for knob in entry.specs() {
            for value in hostile {
                let mut spec = spec(entry.id, if entry.facts.cost > 1 { 12 } else { 60 });
                let value = match knob.domain {
                    Domain::Count { .. } if (0.0..=1e9).contains(&value) => {
                        Value::Count(value as u32)
                    }
                    Domain::Flag => Value::Flag(value > 0.0),
                    _ => Value::Real(value),
                };
                match spec.optimizer.set(knob.id, value) {
                    Ok(()) => {
                        let verdict = run(&ground, &spec).verdict(60, &ground.view());
                        assert!(!verdict.text.is_empty());
                    }
                    Err(error) => {
                        let text = error.to_string();
                        assert!(text.contains(knob.id) && text.contains("is not"), "{text}");
                    }
                }
            }
        }
    }
}

#[test]
fn the_bill_is_what_the_rule_asks_for() {
    let ground = surface("quadratic");
    let bill = |optimizer: &str| {
        let bill = run(&ground, &spec(optimizer, 10)).evaluations();
        [bill.value, bill.gradient, bill.hessian]
    };
    for first_order in all().iter().filter(|entry| entry.facts.elementwise) {
        assert_eq!(bill(first_order.id), [0, 10, 0], "{}", first_order.id);
    }
    assert_eq!(bill("sam"), [0, 20, 0]);
    assert_eq!(bill("newton"), [0, 10, 10]);
    assert_eq!(bill("bfgs:line_search=none"), [0, 10, 0]);
    // The quadratic is solved in two steps; after that there is no way down to search along.
    let exact = bill("conjugate_gradient:line_search=exact");
    assert_eq!((exact[0], exact[1]), (0, 10));
    assert!((2..=4).contains(&exact[2]), "{exact:?}");
    assert_eq!(bill("genetic"), [40 + 9 * 38, 0, 0]);
    assert_eq!(bill("cma_es"), [400, 0, 0]);
    assert_eq!(bill("bayesian"), [10, 0, 0]);
}

#[test]
fn conjugate_gradients_solve_a_quadratic_in_as_many_steps_as_it_has_dimensions() {
    for update in ["polak_ribiere", "fletcher_reeves", "hestenes_stiefel"] {
        let name = format!("conjugate_gradient:line_search=exact,update={update}");
        let flat = run(&surface("quadratic:kappa=100,theta=0.5"), &spec(&name, 2));
        assert!(flat.trajectory().last_loss() < 1e-20, "{update}");
        let start = vec![1.0, -1.0, 0.5, -0.5, 1.0];
        let long = RunSpec { start, region: vec![[-2.0, 2.0]; 5], ..spec(&name, 5) };
        let long = run(&(Arc::new(Long) as Arc<dyn Surface>), &long);
        assert!(long.trajectory().last_loss() < 1e-20, "{update}");
    }
}

#[test]
fn sam_takes_its_gradient_at_the_worst_point_nearby() {
    // f = (x² + 4 y²)/2 from (3, 1): g = (3, 4), e = 0.5 (0.6, 0.8), ∇f(x + e) = (3.3, 5.6).
    let spec = RunSpec { start: vec![3.0, 1.0], lr: 0.1, ..spec("sam:rho=0.5", 1) };
    let end = run(&surface("quadratic:kappa=4"), &spec).trajectory().last().to_vec();
    assert!((end[0] - 2.67).abs() < 1e-12 && (end[1] - 0.44).abs() < 1e-12, "{end:?}");
}

#[test]
fn a_saddle_attracts_newton_and_repels_it_saddle_free() {
    let end = |name: &str| {
        let spec = RunSpec { start: vec![0.3, 0.2], ..spec(name, 1) };
        run(&surface("hyperbolic_saddle"), &spec).trajectory().last().to_vec()
    };
    assert_eq!(end("newton"), [0.0, 0.0]);
    let away = end("newton:saddle_free=true");
    assert!(away.iter().any(|x| x.abs() > 0.35), "{away:?}");
}

#[test]
fn the_surrogate_of_a_run_knows_its_samples() {
    let run = run(&surface("himmelblau"), &spec("bayesian", 20));
    assert!(run.surrogate(5).is_none(), "the first samples are drawn by chance");
    let mut surrogate = run.surrogate(20).unwrap();
    assert_eq!(surrogate.len(), 19);
    let at = |step| run.tape().find("sample", step).unwrap();
    let [known, sure] = surrogate.predict(at(12));
    let loss = run.tape().find("sample_loss", 12).unwrap()[0];
    assert!((known - loss).abs() < 1.0 && sure < 1.0, "{known} ± {sure}, was {loss}");
    // It chose sample 20 for this expectation.
    let expected = run.tape().find("expected_improvement", 20).unwrap()[0];
    let again = surrogate.expected_improvement(at(20));
    assert!((again - expected).abs() <= 1e-9 * expected.max(1e-9), "{again} {expected}");
}
