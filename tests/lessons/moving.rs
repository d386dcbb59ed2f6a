//! Gradients that mislead, targets that move: L18, L20.

use crate::*;

/// Where x ends on the mean of one rare large and many small slopes, within [-1, 1].
fn adversary(surface: &str, steps: u32, rule: &str) -> Run {
    one(&format!(
        "steps = {steps}\nstart = [0, 0]\nbounds = {{ x = [-1, 1], y = [-1, 1] }}\n\
         [surface]\nid = \"adversarial_sum\"\n{surface}\n\
         [noise]\nid = \"minibatch\"\nin_order = true\n[[run]]\n{rule}"
    ))
}

#[test]
fn l18_adam_walks_the_wrong_way() {
    let decay = "schedule = { id = \"inverse_sqrt\" }";
    let adam = "optimizer = \"adam\"\nbeta1 = 0.0\nbeta2 = 0.1\nlr = 0.5";
    let end = |run: &Run| run.trajectory().last()[0];
    let wrong = adversary("", 300, &format!("{adam}\n{decay}"));
    near(end(&wrong), 1.0, 1e-9, "Adam");
    let reached = wrong.trajectory().points().position(|p| p[0] > 0.99);
    assert_eq!(reached, Some(45));
    let amsgrad = adversary("", 300, &format!("{adam}\namsgrad = true\n{decay}"));
    near(end(&amsgrad), -0.979_83, 1e-3, "AMSGrad");
    let sgd = adversary("", 300, &format!("optimizer = \"gd\"\nlr = 0.5\n{decay}"));
    near(end(&sgd), -0.942_22, 1e-3, "SGD");
    let usual = "optimizer = \"adam\"\nbeta1 = 0.9\nbeta2 = 0.99";
    near(end(&adversary("", 300, &format!("{usual}\nlr = 0.5\n{decay}"))), -1.0, 1e-6, "be honest");
    let rare = "rare = 1010.0\ncommon = 10.0\nperiod = 101";
    near(
        end(&adversary(rare, 8000, &format!("{usual}\nlr = 0.01"))),
        0.943,
        0.01,
        "rarer and bigger",
    );
    assert!(end(&adversary(rare, 20_000, &format!("{usual}\namsgrad = true\nlr = 0.01"))) < 0.0);
}

#[test]
fn l20_a_moving_target_is_followed_at_a_distance() {
    let follow = |steps: u32, rule: &str, noise: &str| {
        one(&format!(
            "steps = {steps}\nseed = 2\nstart = [0, 0]\ndrift = [0.01, 0.0]\n\
             [surface]\nid = \"quadratic\"\nkappa = 1.0\n{noise}[[run]]\n{rule}"
        ))
    };
    let lag = |run: &Run| 0.01 * run.steps() as f64 - run.trajectory().last()[0];
    for (lr, expected) in [(0.02, 0.5), (0.05, 0.2), (0.1, 0.1), (0.5, 0.02)] {
        let run = follow(4000, &format!("optimizer = \"gd\"\nlr = {lr}"), "");
        near(lag(&run), expected, 1e-6, "lag");
    }
    let run = follow(4000, "optimizer = \"momentum\"\nmomentum = 0.9\nlr = 0.05", "");
    near(lag(&run), 0.02, 1e-6, "lag with momentum");
    let decay = "optimizer = \"gd\"\nlr = 0.2\nschedule = { id = \"inverse_time\", gamma = 0.2 }";
    near(lag(&follow(1000, decay, "")), 5.0249, 1e-3, "left behind");
    let noise = "[noise]\nid = \"gaussian\"\nsigma = 1.0\n";
    for (lr, expected) in [(0.02, 0.520), (0.06, 0.299), (0.1, 0.340), (0.4, 0.708)] {
        let run = follow(100_000, &format!("optimizer = \"gd\"\nlr = {lr}"), noise);
        let path = run.trajectory();
        let away = |k: usize| {
            let [x, y] = [path.point(k)[0] - 0.01 * k as f64, path.point(k)[1]];
            x * x + y * y
        };
        let mean = (2000..path.len()).map(away).sum::<f64>() / (path.len() - 2000) as f64;
        near(mean.sqrt(), expected, 0.04 * expected, "tracking error");
    }
}

#[test]
fn l20_clipping_bounds_the_vote_of_an_outlier() {
    let spread = |noise: &str, clip: &str| {
        let run = one(&format!(
            "steps = 200000\nseed = 4\nstart = [0, 0]\n[surface]\nid = \"quadratic\"\nkappa = 1.0\n\
             [noise]\nsigma = 0.5\n{noise}[[run]]\noptimizer = \"gd\"\nlr = 0.1\n{clip}"
        ));
        let path = run.trajectory();
        let square = |p: &[f64]| p[0] * p[0] + p[1] * p[1];
        (path.points().map(square).sum::<f64>() / path.len() as f64).sqrt()
    };
    let outliers = "id = \"outliers\"\nrate = 0.01\nsize = 100.0\n";
    near(spread("id = \"gaussian\"\n", ""), 0.1622, 0.005, "no outliers");
    near(spread(outliers, ""), 3.25, 0.25, "outliers");
    near(spread(outliers, "clip = { norm = 1.0 }"), 0.158, 0.01, "outliers, clipped");
}
