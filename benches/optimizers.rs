//! Optimizers through the public trait beside loops written by hand, one particle and a swarm:
//! `cargo bench --bench optimizers`.

mod common;

use std::hint::black_box;
use std::sync::Arc;

use common::{report, time};
use downhill::catalog::Pick;
use downhill::optim::{Optimizer, Oracle, Plan};
use downhill::run::{Budget, Clip, Run, RunSpec, Swarm};
use downhill::schedule::Sequence;
use downhill::surface::{Planar, Surface};
use nalgebra::DMatrix;
use rayon::prelude::*;

const STEPS: u64 = 100_000;

fn main() {
    single("adam", 0.01, by_hand_adam);
    single("momentum", 1e-4, by_hand_momentum);
    recorded();
    swarm();
}

/// A surface that does nothing but answer.
struct Plain(Box<dyn Surface>);

impl Oracle for Plain {
    fn value(&mut self, x: &[f64]) -> f64 {
        self.0.value(x)
    }
    fn gradient(&mut self, x: &[f64], out: &mut [f64]) -> f64 {
        self.0.gradient(x, out)
    }
    fn hessian(&mut self, x: &[f64], out: &mut DMatrix<f64>) {
        self.0.hessian(x, out);
    }
    fn region(&self, _axis: usize) -> [f64; 2] {
        [-2.0, 2.0]
    }
}

/// Time two pieces of work in turns, so that a machine that slows down slows both; the least and
/// the median of each.
fn compare<A, B>(
    repeats: usize,
    mut one: impl FnMut() -> A,
    mut other: impl FnMut() -> B,
) -> [[f64; 2]; 2] {
    let mut all = [vec![], vec![]];
    for _ in 0..repeats {
        all[0].push(time(1, &mut one)[0]);
        all[1].push(time(1, &mut other)[0]);
    }
    all.map(|mut times| {
        times.sort_by(f64::total_cmp);
        [times[0], times[times.len() / 2]]
    })
}

fn rosenbrock_gradient([x, y]: [f64; 2]) -> [f64; 2] {
    let rest = y - x * x;
    [-2.0 * (1.0 - x) - 400.0 * x * rest, 200.0 * rest]
}

fn by_hand_adam(lr: f64) -> [f64; 2] {
    let (mut x, mut m, mut v) = ([-1.2, 1.0], [0.0; 2], [0.0; 2]);
    let (b1, b2) = (0.9, 0.999);
    let (mut p1, mut p2) = (1.0, 1.0);
    for _ in 0..STEPS {
        let g = rosenbrock_gradient(x);
        p1 *= b1;
        p2 *= b2;
        let (rate, spread) = (lr / (1.0 - p1), f64::sqrt(1.0 - p2));
        for i in 0..2 {
            m[i] = b1 * m[i] + (1.0 - b1) * g[i];
            v[i] = b2 * v[i] + (1.0 - b2) * g[i] * g[i];
            x[i] -= rate * m[i] / (f64::sqrt(v[i]) / spread + 1e-8);
        }
    }
    x
}

fn by_hand_momentum(lr: f64) -> [f64; 2] {
    let (mut x, mut v) = ([-1.2, 1.0], [0.0; 2]);
    for _ in 0..STEPS {
        let g = rosenbrock_gradient(x);
        for i in 0..2 {
            v[i] = 0.9 * v[i] + g[i];
            x[i] -= lr * v[i];
        }
    }
    x
}

fn single(id: &str, lr: f64, by_hand: fn(f64) -> [f64; 2]) {
    let mut oracle = Plain(Pick::<dyn Surface>::new("rosenbrock").expect("it is there").build());
    let mut optimizer = Pick::<dyn Optimizer>::new(id).expect("it is there").build();
    let mut ours = || {
        let mut x = [-1.2, 1.0];
        optimizer.reset(2, Plan::default());
        for _ in 0..STEPS {
            optimizer.step(&mut x, lr, &mut oracle);
        }
        x
    };
    let [a, b] = [ours(), by_hand(lr)];
    assert!((a[0] - b[0]).hypot(a[1] - b[1]) < 0.01, "{id}: {a:?} by hand {b:?}");
    let [ours, theirs] = compare(40, &mut ours, || by_hand(black_box(lr)));
    let note = format!(
        "{:.1} ns a step, by hand {:.1} ns: {:.2} ×",
        1e9 * ours[0] / STEPS as f64,
        1e9 * theirs[0] / STEPS as f64,
        ours[0] / theirs[0]
    );
    report(&format!("{id}, {STEPS} steps through the trait"), ours, &note);
}

fn spec(id: &str, lr: f64, steps: u64) -> RunSpec {
    RunSpec {
        optimizer: Pick::new(id).expect("it is there"),
        lr,
        schedule: Sequence::default(),
        noise: Pick::new("none").expect("it is there"),
        clip: Clip::None,
        start: vec![-1.2, 1.0],
        region: vec![[-5.0, 5.0]; 2],
        seed: 0,
        drift: Vec::new(),
        bounds: Vec::new(),
        changes: Vec::new(),
        budget: Budget::Steps(steps),
    }
}

fn himmelblau() -> Arc<dyn Surface> {
    Pick::<dyn Surface>::new("himmelblau").expect("it is there").build().into()
}

fn planar(surface: Arc<dyn Surface>) -> Arc<dyn Planar> {
    surface.planar().expect("it has two parameters")
}

/// A whole run, everything recorded.
fn recorded() {
    for id in ["gd", "adam"] {
        let times = time(40, || {
            let mut run = Run::new(himmelblau(), &spec(id, 0.01, STEPS));
            run.finish();
            run
        });
        let note = format!("{:.1} ns a step", 1e9 * times[0] / STEPS as f64);
        report(&format!("{id}, {STEPS} steps, recorded"), times, &note);
    }
}

/// 512² particles, 500 steps each, on all cores; one core, one particle at a time beside it.
fn swarm() {
    let (size, steps) = (512, 500);
    let side: Vec<f64> =
        (0..size).map(|k| -5.0 + 10.0 * f64::from(k) / f64::from(size - 1)).collect();
    let starts_x: Vec<f64> = (0..side.len() * side.len()).map(|k| side[k % side.len()]).collect();
    let starts_y: Vec<f64> = (0..side.len() * side.len()).map(|k| side[k / side.len()]).collect();
    for (id, lr) in [("gd", 0.01), ("momentum", 0.003), ("adam", 0.05)] {
        let swarm = Swarm::new(planar(himmelblau()), spec(id, lr, steps));
        let (mut x, mut y) = (starts_x.clone(), starts_y.clone());
        let all = time(10, || {
            x.copy_from_slice(&starts_x);
            y.copy_from_slice(&starts_y);
            let rows = x.par_chunks_mut(side.len()).zip(y.par_chunks_mut(side.len()));
            rows.for_each(|(x, y)| swarm.run(x, y));
        });
        let total = (side.len() * side.len()) as f64 * steps as f64;
        // One particle through the trait, on one core.
        let mut oracle =
            Plain(Pick::<dyn Surface>::new("himmelblau").expect("it is there").build());
        let mut optimizer = Pick::<dyn Optimizer>::new(id).expect("it is there").build();
        let alone = time(10, || {
            // As many steps as the particles take, over and over: no lingering at a minimum.
            let mut x = [1.0, -0.3];
            for _ in 0..STEPS / steps {
                x = [1.0, -0.3];
                optimizer.reset(2, Plan::default());
                for _ in 0..steps {
                    optimizer.step(&mut x, lr, &mut oracle);
                }
            }
            x
        });
        // All cores against one core: per core, so that the ratio is that of the blocks alone.
        let cores = rayon::current_num_threads() as f64;
        let [block, single] = [cores * all[0] / total, alone[0] / STEPS as f64];
        let note = format!(
            "{:.3} ns a step and core, alone {:.1} ns: {:.1} ×",
            1e9 * block,
            1e9 * single,
            single / block
        );
        report(&format!("{id}, {size}² particles, {steps} steps"), all, &note);
    }
}
