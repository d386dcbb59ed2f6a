//! Just below its limit no run is said to diverge; just above it every run is, and early.

use std::f64::consts::PI;

use downhill::catalog::Pick;
use downhill::noise::Noise;
use downhill::optim::Optimizer;
use downhill::run::{Run, Stability, VerdictId, Watch};
use downhill::scenario::{RunConfig, Scenario};
use downhill::session::{Band, Ground, Session};
use downhill::surface::{Form, Hessian, Kind, Landscape, Surface, Typed, hessian_2d};

use crate::context;

fn ground(landscape: &Landscape) -> Ground {
    Ground::new(&Scenario { surface: landscape.clone(), ..Scenario::default() })
}

/// A run of one optimizer at a share of its limit at the minimum that is nearest to its start.
fn run(landscape: &Landscape, optimizer: &str, start: [f64; 2], share: f64) -> (Scenario, Run) {
    let text = "version = 1\nsteps = 5000\n[surface]\nid = \"sphere\"\n[[run]]\noptimizer = \"gd\"";
    let mut scenario = Scenario::parse(text, "test").unwrap();
    scenario.surface = landscape.clone();
    scenario.start = Some(start.to_vec());
    let optimizer = Pick::<dyn Optimizer>::parse(optimizer).unwrap();
    let limits = ground(landscape).limits(&optimizer, &start, None);
    let limit = limits.at_minimum.unwrap().limit.unwrap();
    scenario.runs = vec![RunConfig { lr: share * limit, ..RunConfig::new(optimizer) }];
    let mut run = Run::new(landscape.build(), &scenario.run_spec(0));
    run.finish();
    (scenario, run)
}

/// The first step at which a run is said to diverge, and the loss there over the first loss.
fn alarm(scenario: &Scenario, run: &Run) -> Option<(usize, f64)> {
    let mut watch = Watch::thorough(context(scenario));
    watch.follow(run, usize::MAX);
    let found = watch.history().iter().find(|(_, id)| *id == VerdictId::Diverging)?;
    let losses = run.trajectory().loss();
    Some((found.0, losses[found.0] / losses[0]))
}

#[track_caller]
fn check(landscape: &Landscape, optimizer: &str, start: [f64; 2], within: f64) {
    let what = format!("{optimizer} on {} from {start:?}", landscape.id());
    let (scenario, below) = run(landscape, optimizer, start, 0.99);
    assert_eq!(alarm(&scenario, &below), None, "{what}, below the limit");
    let (scenario, above) = run(landscape, optimizer, start, 1.01);
    let (step, rise) = alarm(&scenario, &above).unwrap_or_else(|| panic!("{what}: no alarm"));
    assert!(rise < within, "{what}: the loss rose {rise} times until step {step}");
}

fn bowl(kappa: f64, theta: f64) -> Landscape {
    let pick = format!("quadratic:kappa={kappa},theta={theta}");
    Landscape::Listed(Pick::parse(&pick).unwrap(), None)
}

#[test]
fn bowls_of_any_shape_and_turn() {
    for kappa in [2.0, 10.0, 100.0, 1000.0] {
        for theta in [0.0, 0.3, PI / 4.0, 1.1, PI / 2.0] {
            for optimizer in [
                "gd",
                "momentum",
                "momentum:momentum=0.5",
                "momentum:momentum=0.99",
                "nesterov",
                "nesterov:momentum=0.5",
                "nesterov:momentum=0.99",
            ] {
                for start in [[-4.0, 2.0], [1.0, 1.0], [0.3, -3.0], [5.0, 0.1]] {
                    let within = if kappa <= 100.0 { 100.0 } else { f64::INFINITY };
                    check(&bowl(kappa, theta), optimizer, start, within);
                }
            }
        }
    }
}

#[test]
fn curved_landscapes_near_each_minimum() {
    for id in ["rosenbrock", "beale", "himmelblau"] {
        let landscape = Landscape::Listed(Pick::new(id).unwrap(), None);
        near_each_minimum(&landscape);
    }
}

#[test]
fn two_wells_near_each_minimum() {
    let text = "x^2 + y^2 - 2*exp(-((x-1)^2+y^2)/0.2) - 3*exp(-((x+1)^2+y^2)/0.2)";
    let typed = Typed::parse(text, |_| None, [[-2.0, 2.0]; 2]).unwrap();
    let landscape = Landscape::Typed(typed);
    near_each_minimum(&landscape);
    let gd = Pick::<dyn Optimizer>::new("gd").unwrap();
    // 2/λmax at the bottoms of both, of `tests/reference/limits.py`.
    for (start, known) in [([-0.9363, 0.0], 0.0637), ([0.9053, 0.0], 0.0947)] {
        let limits = ground(&landscape).limits(&gd, &start, None);
        let found = limits.at_minimum.unwrap().limit.unwrap();
        assert!((found - known).abs() < 5e-5, "{found}, not {known}");
    }
}

fn near_each_minimum(landscape: &Landscape) {
    let ground = ground(landscape);
    let minima = ground.critical_points().iter().filter(|point| point.kind == Kind::Minimum);
    let mut count = 0;
    for minimum in minima {
        for [dx, dy] in [[1e-3, 0.0], [-1e-3, 1e-3], [0.0, -2e-3]] {
            check(landscape, "gd", [minimum.at[0] + dx, minimum.at[1] + dy], f64::INFINITY);
        }
        count += 1;
    }
    assert!(count > 0);
}

#[test]
fn limits_are_what_they_are_known_to_be() {
    let limit = |text: &str, start: [f64; 2]| {
        let landscape = Landscape::Listed(Pick::new(text).unwrap(), None);
        let gd = Pick::<dyn Optimizer>::new("gd").unwrap();
        ground(&landscape).limits(&gd, &start, None)
    };
    let rosenbrock = limit("rosenbrock", [-1.2, 1.0]);
    let near = |found: Option<f64>, known: f64| {
        let found = found.unwrap();
        assert!((found / known - 1.0).abs() < 1e-3, "{found}, not {known}");
    };
    // 2/λmax at (1, 1) and at the start, of `tests/reference/limits.py`.
    near(rosenbrock.at_minimum.unwrap().limit, 0.001_996_8);
    near(rosenbrock.here.limit, 0.001_328);
}

#[test]
fn each_rule_has_the_limit_that_theory_gives_it() {
    // Sharpness 100 and nothing else; v = 4 divides by 2. For gradient descent 2/λ, with momentum
    // (2 + 2β)/λ, with Nesterov's (2 + 2β)/((1 + 2β) λ): Cohen and others 2021,
    // https://arxiv.org/abs/2103.00065. For Adam (2 + 2β₁)/((1 - β₁) λ), λ of the scaled Hessian:
    // Cohen and others 2022, https://arxiv.org/abs/2207.14484.
    let known = |text: &str| Stability::of(&Pick::<dyn Optimizer>::parse(text).unwrap()).unwrap();
    let bowl = |text: &str| Typed::parse(text, |_| None, Typed::VIEW).unwrap().build();
    let steep = bowl("50*x^2 + y^2/2");
    let hessian = Hessian::new(&*steep, vec![0.0; 2]);
    let limit = |text: &str| known(text).limit(&hessian, Some(&[0.5, 0.5])).unwrap();
    for (text, expected) in [
        ("gd", 0.02),
        ("momentum:momentum=0.9", 0.038),
        ("nesterov:momentum=0.9", 3.8 / 2.8 / 100.0),
        ("adam", 38.0 / 50.0),
        ("adam:beta1=0.5", 6.0 / 50.0),
        ("rmsprop", 2.0 / 50.0),
        ("gd:weight_decay=5", 2.0 / 105.0),
        ("nadam:weight_decay=5,decoupled_weight_decay=true", known("nadam").factor / 50.0),
    ] {
        let found = limit(text);
        assert!((found / expected - 1.0).abs() < 1e-12, "{text}: {found}, not {expected}");
    }
    assert_eq!(known("gd").limit(&Hessian::new(&*bowl("-x^2/2 - y^2"), vec![0.0; 2]), None), None);
    assert_eq!(known("adam").limit(&hessian, None), None, "its rates are not known");
}

/// The gradient that each example alone makes of a distance from the minimum, as matrices.
fn example_hessians(surface: &dyn Surface, at: &[f64]) -> Vec<[f64; 3]> {
    (0..surface.examples() as u32)
        .map(|index| surface.sum().unwrap().restricted(&[index]).planar().unwrap())
        .map(|example| hessian_2d(&*example, at))
        .collect()
}

/// By how much the mean square distance grows in a step, after very many of them, if each learns
/// from `batch` examples that are drawn anew.
fn growth(hessians: &[[f64; 3]], lr: f64, batch: f64) -> f64 {
    let count = hessians.len() as f64;
    let mean = [0, 1, 2].map(|i| hessians.iter().map(|h| h[i]).sum::<f64>() / count);
    let times = |[a, b, c]: [f64; 3], [x, y, z]: [f64; 3]| {
        let [p, q, r, s] = [a * x + b * y, a * y + b * z, b * x + c * y, b * y + c * z];
        [p * a + q * b, p * b + q * c, r * b + s * c]
    };
    let mut moment = [1.0, 0.1, 1.0];
    let mut rate = 0.0;
    for _ in 0..3000 {
        let steady = times([1.0 - lr * mean[0], -lr * mean[1], 1.0 - lr * mean[2]], moment);
        let own = hessians.iter().map(|h| times(*h, moment));
        let own = own.fold([0.0; 3], |sum, m| [0, 1, 2].map(|i| sum[i] + m[i] / count));
        let all = times(mean, moment);
        let next = [0, 1, 2].map(|i| steady[i] + lr * lr / batch * (own[i] - all[i]));
        rate = (next[0] + next[2]) / (moment[0] + moment[2]);
        moment = next.map(|m| m / (next[0] + next[2]));
    }
    rate
}

#[test]
fn batches_have_a_limit_of_their_own_in_the_mean_square() {
    let gd = Pick::<dyn Optimizer>::new("gd").unwrap();
    // 0.8075 of reg128 is that of `tests/reference/lessons.py`.
    for (surface, start, known) in [
        ("linear_regression:data=reg128,half=true", [-3.0, 3.0], Some([(1, 0.8075)])),
        ("logistic_regression", [0.0, 0.0], None),
        ("linear_regression:data=cars", [0.0, 0.0], None),
        ("two_layer_tanh", [1.0, 1.0], None),
    ] {
        let landscape = Landscape::Listed(Pick::parse(surface).unwrap(), None);
        let ground = ground(&landscape);
        let minimum = &ground.nearest_minimum(&start).unwrap().at;
        let hessians = example_hessians(&**ground.surface(), minimum);
        let limit = |batch: u32| {
            let noise = Pick::<dyn Noise>::parse(&format!("minibatch:batch={batch}")).unwrap();
            ground.mean_square_limit(&gd, &noise, &start).unwrap()
        };
        for batch in [1, 8, 100] {
            let [below, above] =
                [0.99, 1.01].map(|share| growth(&hessians, share * limit(batch), f64::from(batch)));
            assert!(below < 1.0 && above > 1.0, "{surface}, {batch}: {below} {above}");
        }
        for (batch, known) in known.into_iter().flatten() {
            assert!((limit(batch) / known - 1.0).abs() < 1e-4, "{}", limit(batch));
        }
        let whole = ground.limits(&gd, minimum, None).here.limit.unwrap();
        assert!(limit(1) < limit(8) && limit(8) < whole);
        assert!((limit(10_000) / whole - 1.0).abs() < 1e-2, "{} {whole}", limit(10_000));
        // A decay adds to the curvature of every example.
        let decayed = Pick::<dyn Optimizer>::parse("gd:weight_decay=0.3").unwrap();
        let one = Pick::<dyn Noise>::new("minibatch").unwrap();
        let limit = ground.mean_square_limit(&decayed, &one, &start).unwrap();
        let hessians: Vec<_> = hessians.iter().map(|[a, b, c]| [a + 0.3, *b, c + 0.3]).collect();
        let [below, above] = [0.99, 1.01].map(|share| growth(&hessians, share * limit, 1.0));
        assert!(below < 1.0 && above > 1.0, "{surface}, decayed: {below} {above}");
        for (optimizer, noise) in [
            ("gd", "none"),
            ("gd", "gaussian"),
            ("gd", "minibatch:epochs=true"),
            ("momentum", "minibatch"),
            ("adam", "minibatch"),
        ] {
            let (optimizer, noise) = (Pick::parse(optimizer).unwrap(), Pick::parse(noise).unwrap());
            assert_eq!(ground.mean_square_limit(&optimizer, &noise, &start), None);
        }
    }
}

#[test]
fn the_rate_of_a_run_on_batches_bears_their_limit() {
    let text = "version = 1\nsteps = 5\n[surface]\nid = \"linear_regression\"\ndata = \"reg128\"\nhalf = true\n\
        [noise]\nid = \"minibatch\"\n[[run]]\noptimizer = \"gd\"\nlr = 1";
    let session = Session::new(Scenario::parse(text, "test").unwrap());
    let limits = session.limits(0);
    // 0.8075 is that of `tests/reference/lessons.py`.
    let [smooth, unstable] = limits.ends().unwrap();
    assert!(smooth <= unstable && (unstable / 0.8075 - 1.0).abs() < 1e-4, "{smooth} {unstable}");
    let mark = limits.next_mark(0.6, true).unwrap();
    assert!((mark.lr - unstable).abs() < 1e-12 && mark.limit && mark.settled, "{mark:?}");
    assert!(mark.name.text().contains("mean-square"), "{mark:?}");
    let words = |lr: f64| limits.band(lr).unwrap();
    let expected = [Band::Smooth, Band::Scatters, Band::Unstable];
    assert_eq!([0.7, 1.5, 2.5].map(words), expected);
}

/// A simulation of a thousand steps gives 3.7: `tests/reference/limits.py`.
#[test]
fn the_factor_of_nadam_is_near_that_of_simulations() {
    let factor = Stability::of(&Pick::new("nadam").unwrap()).unwrap().factor;
    assert!((3.4..3.9).contains(&factor), "{factor}");
}

#[test]
fn forms_are_told_by_the_eigenvalues() {
    for (eigenvalues, form) in [
        ([1.0, 4.0], Form::Bowl),
        ([-1.0, 4.0], Form::Saddle),
        ([-4.0, -1.0], Form::Dome),
        ([1e-7, 0.5], Form::Trough),
        ([1e-4, 1e3], Form::Trough),
        ([1e-4, 1.0], Form::Bowl),
        ([-1e-7, 1e-7], Form::Flat),
    ] {
        assert_eq!(Form::of(eigenvalues), form, "{eigenvalues:?}");
    }
}
