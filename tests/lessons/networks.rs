//! Small networks: L11, L12, L15, L16.

use crate::*;

/// The slope of `h_D` in w₁ of a chain whose target is 0: its loss is h²/2.
fn sensitivity(knobs: &str, at: [f64; 2]) -> f64 {
    let surface = build(&format!("neuron_chain:target=0,{knobs}"));
    gradient(&*surface, at)[0] / (2.0 * surface.value(&at)).sqrt()
}

#[test]
fn l11_gradients_vanish_and_explode_along_a_chain() {
    for (depth, expected) in [(2, 0.0431), (4, 0.002_16), (6, 1.09e-4), (8, 5.52e-6), (10, 2.78e-7)]
    {
        let found = sensitivity(&format!("depth={depth}"), [1.0, 1.0]);
        near(found, expected, 0.03 * expected, "sigmoid");
    }
    for (w, expected) in [(0.5, 0.007_812_5), (1.0, 1.0), (1.5, 17.085_937_5), (2.0, 128.0)] {
        near(sensitivity("depth=8,activation=linear", [1.0, w]), expected, 1e-9, "linear");
    }
    let plain = sensitivity("depth=10,activation=tanh", [1.0, 2.0]);
    near(plain, 1.07e-7, 0.02e-7, "tanh");
    near(sensitivity("depth=10,activation=tanh,skip=true", [1.0, 2.0]), 0.571, 5e-4, "skip");
    for (depth, expected) in [(2, 1.284_56), (4, 0.026_18), (8, 1.039_3e-4)] {
        let run = one(&format!(
            "steps = 200\nstart = [-1, 1]\n[surface]\nid = \"neuron_chain\"\ndepth = {depth}\n\
             [[run]]\noptimizer = \"gd\"\nlr = 1"
        ));
        near(run.trajectory().last()[0] + 1.0, expected, 1e-3 * expected, "movement of w1");
    }
    let linear = build("neuron_chain:target=0,depth=8,activation=linear");
    near(gradient(&*linear, [1.0, 1.5])[1], 1362.34, 0.05, "∂L/∂w2");
    let dead = build("neuron_chain:target=2,activation=relu");
    assert_eq!(gradient(&*dead, [-1.0, 1.0]), [0.0, 0.0], "a dead ReLU");
}

const CLIFF: &str = "steps = 300\nstart = [6, -2.2]\n[surface]\nid = \"rnn_cliff\"\nsteps = 30\n\
                     [[run]]\noptimizer = \"gd\"\nlr = 0.3\n";

#[test]
fn l12_one_step_over_the_cliff_unless_the_gradient_is_clipped() {
    let longest = |run: &Run| {
        let path: Vec<_> = run.trajectory().points().collect();
        let length = |pair: &[&[f64]]| (pair[1][0] - pair[0][0]).hypot(pair[1][1] - pair[0][1]);
        let lengths = path.windows(2).map(length).enumerate();
        lengths.max_by(|a, b| a.1.total_cmp(&b.1)).unwrap()
    };
    let run = one(CLIFF);
    let path = run.trajectory();
    let (step, length) = longest(&run);
    assert_eq!(step + 1, 68, "the update that does it");
    near(length, 71.8, 0.5, "its length");
    near(path.gradient_norm()[67], 239.4, 1.5, "the gradient at the edge");
    near(path.gradient_norm()[66], 0.1373, 2e-3, "the gradient before");
    near(path.loss()[66], 0.027_55, 3e-4, "the loss before");
    near(path.loss()[67], 0.3508, 2e-3, "the loss at the edge");
    near(path.last_loss(), 0.09, 1e-4, "the loss on the far plain");
    let clipped = one(&format!("{CLIFF}clip = {{ norm = 0.5 }}\n"));
    let path = clipped.trajectory();
    near(longest(&clipped).1, 0.15, 1e-9, "the longest step when clipped");
    assert!(path.loss().iter().any(|loss| *loss < 1e-4));
    let mut last = path.loss()[path.len() - 50..].to_vec();
    last.sort_by(f64::total_cmp);
    assert!(last[25] < 0.02, "the median of the last losses");
    let inside = |p: &[f64]| (3.5..7.0).contains(&p[0]) && (-3.6..-1.5).contains(&p[1]);
    assert!(path.points().all(inside));
}

#[test]
fn l15_zero_is_a_saddle_and_the_start_decides_how_long_it_takes() {
    let from = |start: [f64; 2], lr: f64, steps: u32| {
        one(&format!(
            "steps = {steps}\nstart = {start:?}\n[surface]\nid = \"matrix_factorisation\"\n\
             [[run]]\noptimizer = \"gd\"\nlr = {lr}"
        ))
    };
    assert_eq!(from([0.0, 0.0], 0.1, 1000).trajectory().last_loss(), 0.5);
    for (start, count) in [
        ([1e-3, 1e-3], 87),
        ([0.01, 0.01], 63),
        ([0.1, 0.1], 38),
        ([0.5, 0.5], 20),
        ([1.0, 0.5], 13),
        ([-0.5, 0.501], 93),
    ] {
        steps(first_below(&from(start, 0.1, 200), 1e-3), count, &format!("{start:?}"));
    }
    near(from([-0.5, 0.5], 0.1, 2000).trajectory().last_loss(), 0.5, 1e-9, "on the saddle");
    let flung = from([4.0, 4.0], 0.1, 100);
    near(flung.trajectory().last()[0], -1.0, 1e-3, "flung across");
    let lost = from([5.0, 5.0], 0.1, 10);
    near(lost.trajectory().point(1)[0].abs(), 7.0, 1e-9, "after one step");
    let far = lost.trajectory().points().position(|p| p[0].abs() > 1000.0);
    assert_eq!(far, Some(3));
    steps(first_below(&from([5.0, 5.0], 0.02, 500), 1e-3), 73, "with a smaller rate");
    let surface = build("matrix_factorisation");
    near(Hessian::new(&*surface, &[4.0, 4.0][..]).spectrum().high, 47.0, 1e-9, "λmax at (4, 4)");
    let saddle = Hessian::new(&*surface, &[0.0, 0.0][..]).spectrum();
    assert_eq!([saddle.low, saddle.high], [-1.0, 1.0]);
}

#[test]
fn l16_the_learning_rate_chooses_the_sharpness_of_the_minimum() {
    let from = |start: [f64; 2], lr: f64| {
        one(&format!(
            "steps = 3000\nstart = {start:?}\n[surface]\nid = \"scalar_net\"\n\
             [[run]]\noptimizer = \"gd\"\nlr = {lr}"
        ))
    };
    for (start, lr, peak, end, tolerance) in [
        ([3.0, 0.2], 0.2, 37.87, 9.927, 0.02),
        ([2.5, 0.2], 0.2, 20.23, 9.927, 0.02),
        ([4.0, 0.1], 0.1, 61.1, 19.954, 0.05),
        ([4.0, 0.1], 0.05, 33.99, 32.209, 0.02),
    ] {
        let run = from(start, lr);
        let path = run.trajectory();
        let sharpness: Vec<f64> =
            path.points().map(|p| Hessian::new(&**run.surface(), p).spectrum().high).collect();
        let highest = sharpness.iter().copied().fold(0.0, f64::max);
        near(highest, peak, 0.002 * peak, "the peak");
        near(*sharpness.last().unwrap(), end, tolerance, "the end");
        assert!(path.last_loss() < 1e-9);
    }
    let run = from([3.0, 0.2], 0.2);
    let rises = run.trajectory().loss().windows(2).filter(|pair| pair[1] > pair[0] + 1e-12);
    near(rises.count() as f64, 175.0, 25.0, "steps in which the loss rises");
    let lost = from([3.5, 0.25], 0.2);
    assert!(lost.lost().is_some() || lost.trajectory().last()[0].abs() > 1e6, "too sharp");
}
