//! Invariances, and steps that are the sum of their parts.

use std::sync::Arc;

use downhill::catalog::Entry;
use downhill::math::Real;
use downhill::optim::{Due, Invariance, Optimizer};
use downhill::params::Value;
use downhill::run::RunSpec;
use downhill::schedule::Sequence;
use downhill::surface::{Formula, Surface};

use crate::{all, run, spec, stages, surface};

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
        let says = if claimed { "claims" } else { "does not claim" };
        let id = entry.id;
        assert_eq!(distance < 1e-5, claimed, "{id} {says} {invariance:?}; it is off by {distance}");
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
    let schedules = [
        Sequence::default(),
        stages(&[("linear_warmup", 10), ("one_cycle:max_lr=0.02", 0)]),
        stages(&[("one_cycle:max_lr=0.02", 10), ("constant", 0)]),
    ];
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
    assert_eq!((parts[0].due, parts[1].due), (Due::Carry, Due::Push));
}
