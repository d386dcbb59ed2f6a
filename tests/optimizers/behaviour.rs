//! Any dimension, no allocation, any knob, an exact bill, and what single rules are known for.

use std::sync::Arc;

use downhill::catalog::Pick;
use downhill::optim::Plan;
use downhill::params::{Domain, Value};
use downhill::run::{RunSpec, VerdictContext};
use downhill::surface::{Plane, Surface};

use crate::{all, run, spec, surface};

/// ½ Σ i xᵢ², in five dimensions.
struct Long;

impl downhill::params::Params for Long {
    fn specs(&self) -> &'static [downhill::params::ParamSpec<'static>] {
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
}

#[test]
fn every_optimizer_works_in_five_dimensions() {
    for entry in all() {
        let base =
            spec(entry.id, if downhill::optim::cost(&Pick::of(entry)) > 1 { 40 } else { 2000 });
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
            optimizer.reset(2, Plan::default());
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
            let bounds = match knob.domain {
                Domain::Real { min, max, .. } => [min, max],
                Domain::Count { min, max } => [f64::from(min), f64::from(max)],
                _ => [0.0, 1.0],
            };
            for value in hostile.into_iter().chain(bounds) {
                let mut spec = spec(
                    entry.id,
                    if downhill::optim::cost(&Pick::of(entry)) > 1 { 12 } else { 60 },
                );
                let value = match knob.domain {
                    Domain::Choice(words) if value == 0.0 => Value::Word(words[words.len() - 1].id),
                    Domain::Count { .. } if (0.0..=1e9).contains(&value) => {
                        Value::Count(value as u32)
                    }
                    Domain::Flag => Value::Flag(value > 0.0),
                    _ => Value::Real(value),
                };
                match spec.optimizer.set(knob.id, value) {
                    Ok(()) => {
                        let verdict = run(&ground, &spec).verdict(
                            60,
                            &VerdictContext {
                                plane: Plane::default(),
                                view: [ground.view()[0], ground.view()[1]],
                                lowest: None,
                            },
                        );
                        assert!(!verdict.text().is_empty());
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

#[test]
fn annealing_comes_back_from_outside_the_box() {
    let spec = RunSpec { start: vec![9.0, -7.0], ..spec("simulated_annealing", 2000) };
    let end = run(&surface("himmelblau"), &spec).trajectory().last().to_vec();
    assert!(end.iter().all(|x| x.abs() <= 4.0), "{end:?}");
}

#[test]
fn a_patient_armijo_search_still_moves() {
    for name in ["bfgs", "lbfgs", "conjugate_gradient"] {
        let slow = format!("{name}:line_search=armijo,shrink=0.99");
        let run = run(&surface("rosenbrock"), &spec(&slow, 200));
        assert!(run.trajectory().last_loss() < 5.0, "{name}: {}", run.trajectory().last_loss());
    }
}

#[test]
fn nobody_is_lost_at_the_bottom_of_a_bowl() {
    for name in ["newton", "bfgs", "bfgs:line_search=none", "lbfgs", "conjugate_gradient"] {
        let run = run(&surface("quadratic"), &spec(name, 100));
        assert_eq!((run.lost(), run.steps()), (None, 100), "{name}");
    }
}
