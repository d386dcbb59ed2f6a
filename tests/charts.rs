//! Charts show the whole curve: no spike is lost on the way to the screen.
#![expect(clippy::unwrap_used, reason = "this is only a test")]

use downhill::run::Run;
use downhill::scenario::{BUNDLED, Scenario, bundled};
use downhill::scene::{Along, Curve, Known, Series};
use downhill::session::{Command, Edit, RunEdit, Session};

fn session(id: &str) -> Session {
    Session::new(Scenario::parse(bundled(id).unwrap().text, id).unwrap())
}

fn curves(session: &Session, index: usize, series: Series) -> Vec<Curve> {
    let ground = session.ground();
    let known = Known { lowest: ground.lowest(), minima: ground.minima() };
    series.curves(&session.runs()[index], &known)
}

fn ends(heights: &[f64]) -> Option<[f64; 2]> {
    let low = heights.iter().copied().fold(f64::INFINITY, f64::min);
    let high = heights.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    (!heights.is_empty()).then_some([low, high])
}

#[test]
fn extent_and_thinned_curve_reach_the_lowest_and_the_highest_point() {
    for bundled in BUNDLED {
        let scenario = Scenario::parse(bundled.text, bundled.id).unwrap();
        for index in 0..scenario.runs.len() {
            let mut run = Run::new(scenario.surface.build(), &scenario.run_spec(index));
            run.finish();
            let path = run.trajectory();
            let known = Known { lowest: Some(0.0), minima: &[] };
            let excess = |step: usize| path.loss()[step].log10();
            let loss = |step: usize| path.loss()[step];
            let gradient = |step: usize| path.gradient_norm()[step].log10();
            let expected: [(Series, &dyn Fn(usize) -> f64); 3] =
                [(Series::Excess, &excess), (Series::Loss, &loss), (Series::Gradient, &gradient)];
            for (series, height) in expected {
                let all: Vec<f64> = (0..path.len()).map(height).filter(|h| h.is_finite()).collect();
                let [curve] = &series.curves(&run, &known)[..] else { panic!("{series:?}") };
                assert_eq!(curve.extent(), ends(&all), "{} {series:?}", bundled.id);
                let drawn = curve.pieces(path, Along::Steps, 20).concat();
                let heights: Vec<f64> = drawn.iter().map(|point| point[1]).collect();
                assert_eq!(ends(&heights), ends(&all), "{} {series:?}", bundled.id);
            }
        }
    }
}

#[test]
fn a_curve_keeps_its_first_and_its_last_step() {
    let curve = Curve::new(downhill::scene::Stroke::Own, 10, 3, |step| step as f64);
    assert_eq!(curve.heights().collect::<Vec<f64>>(), [0.0, 3.0, 6.0, 9.0, 10.0]);
    let near: Vec<usize> = (0..=10).map(|step| curve.near(step).0).collect();
    assert_eq!(near, [0, 0, 3, 3, 3, 6, 6, 6, 9, 9, 9]);
}

#[test]
fn sharpness_climbs_to_just_under_two_over_the_rate() {
    let session = session("edge_of_stability");
    let both = curves(&session, 0, Series::Sharpness);
    let [sharpness, limit] = &both[..] else { panic!() };
    assert!(sharpness.sampled() && sharpness.heights().count() <= 601);
    let last = session.runs()[0].trajectory().len() - 1;
    let (step, end) = sharpness.near(last);
    assert_eq!(step, last);
    // Of `reference/lessons.py`.
    assert!((end - 9.9276).abs() < 1e-4, "{end}");
    assert_eq!(limit.extent(), Some([10.0, 10.0]));
    // The numbers are those of the stability meter.
    assert_eq!(session.limits(0).here.limit, Some(2.0 / end));
    let [low, high] = Series::Sharpness.range(&[&both]).unwrap();
    assert!(low == 0.0 && (10.0..20.1).contains(&high), "{high}");
}

#[test]
fn the_limit_of_scaled_rules_is_that_of_the_scaled_curvature() {
    for bundled in BUNDLED {
        let session = Session::new(Scenario::parse(bundled.text, bundled.id).unwrap());
        for (index, run) in session.runs().iter().enumerate() {
            let both = curves(&session, index, Series::Sharpness);
            let lr = run.trajectory().lr()[run.trajectory().len() - 1];
            let [sharp, limit] = [&both[0], &both[1]].map(|c| c.near(usize::MAX / 2).1);
            let Some(largest) = session.limits(index).here.limit.filter(|_| lr > 0.0) else {
                continue;
            };
            let found = limit * lr / sharp;
            assert!((found / largest - 1.0).abs() < 1e-12, "{} {index}: {found}", bundled.id);
        }
    }
}

#[test]
fn errors_shrink_by_one_minus_rate_times_curvature() {
    let session = session("overshoot");
    for (index, run) in session.runs().iter().enumerate() {
        let both = curves(&session, index, Series::Directions);
        let [steep, flat] = &both[..] else { panic!() };
        let (lr, start) = (run.spec().lr, run.trajectory().point(0));
        for (curve, curvature, from) in [(steep, 25.0, start[1]), (flat, 1.0, start[0])] {
            for step in 0..run.trajectory().len() {
                let share = (1.0 - lr * curvature).abs().powi(step as i32);
                let expected = (from.abs() * share).log10();
                let height = curve.near(step).1;
                let lost = expected < -10.0 && (height < -10.0 || height.is_nan());
                assert!(lost || (height - expected).abs() < 1e-9, "{index} {step}: {height}");
            }
        }
    }
}

#[test]
fn rates_and_distances_are_those_of_the_run() {
    let session = session("ravine");
    let run = &session.runs()[0];
    let [distance] = &curves(&session, 0, Series::Distance)[..] else { panic!() };
    let minimum = &session.ground().nearest_minimum(&[0.0; 2]).unwrap().at;
    for step in 0..run.trajectory().len() {
        let point = run.trajectory().point(step);
        let expected = (point[0] - minimum[0]).hypot(point[1] - minimum[1]).log10();
        assert!((distance.near(step).1 - expected).abs() < 1e-12);
    }
    let [rate] = &curves(&session, 0, Series::Rate)[..] else { panic!() };
    assert_eq!(rate.near(0).1, run.trajectory().lr()[0].log10());
}

#[test]
fn one_run_that_explodes_leaves_the_others_room() {
    let stroke = downhill::scene::Stroke::Own;
    let calm = [Curve::new(stroke, 100, 1, |step| -0.1 * step as f64)];
    let wild = [Curve::new(stroke, 100, 1, |step| 3.0 * step as f64)];
    assert_eq!(Series::Distance.range(&[&calm, &wild]), Some([-10.0, 12.0]));
    let steady = [Curve::new(stroke, 100, 1, |_| -1.5)];
    assert_eq!(Series::Rate.range(&[&steady]), Some([-2.5, -0.5]));
    assert_eq!(Series::Rate.range(&[&steady[..0]]), None);
}

#[test]
fn only_a_run_that_changed_is_drawn_anew() {
    let mut session = session("local_minima");
    let numbers = |session: &Session| -> Vec<u64> {
        (0..session.runs().len()).map(|index| session.revision_of(index)).collect()
    };
    let before = numbers(&session);
    session.apply(Command::Edit(Edit::Run(1, RunEdit::Lr(0.003))));
    let after = numbers(&session);
    let same: Vec<bool> = before.iter().zip(&after).map(|(a, b)| a == b).collect();
    assert_eq!(same, [true, false, true, true, true]);
    session.apply(Command::Edit(Edit::Run(0, RunEdit::Remove)));
    assert_eq!(numbers(&session), after[1..]);
    session.apply(Command::Undo);
    let mut all = [before, after, numbers(&session)].concat();
    all.sort_unstable();
    all.dedup();
    // Five at first, the one that was turned, and the one that came back.
    assert_eq!(all.len(), 7, "{all:?}");
}
