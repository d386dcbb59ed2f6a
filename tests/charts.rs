//! Charts show the whole curve: no spike is lost on the way to the screen.

use downhill::run::Run;
use downhill::scenario::{BUNDLED, Scenario};
use downhill::scene::{Along, Series, decimate};

#[test]
fn extent_and_thinned_curve_reach_the_lowest_and_the_highest_point() {
    for bundled in BUNDLED {
        let scenario = Scenario::parse(bundled.text, bundled.id).unwrap();
        for index in 0..scenario.runs.len() {
            let mut run = Run::new(scenario.surface.build(), &scenario.run_spec(index));
            run.finish();
            let path = run.trajectory();
            for series in [Series::Excess(0.0), Series::Loss, Series::Gradient] {
                let all: Vec<f64> = (0..path.len())
                    .map(|step| series.at(path, step))
                    .filter(|value| value.is_finite())
                    .collect();
                let ends = |values: &[f64]| {
                    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
                    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
                    (!values.is_empty()).then_some([low, high])
                };
                assert_eq!(series.extent(path), ends(&all), "{} {series:?}", bundled.id);
                let drawn = decimate(path, series, Along::Steps, 20).concat();
                let heights: Vec<f64> = drawn.iter().map(|point| point[1]).collect();
                assert_eq!(ends(&heights), ends(&all), "{} {series:?}", bundled.id);
            }
        }
    }
}
