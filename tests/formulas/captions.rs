//! What is written beside a landscape follows its knobs.

use std::sync::Arc;

use downhill::catalog::{Family as _, Pick};
use downhill::params::{Domain, Value};
use downhill::surface::{DataSet, Landscape, Surface};

fn caption(name: &str) -> String {
    Landscape::parse(name).unwrap().formula().into_owned()
}

#[test]
fn every_switch_of_a_landscape_shows_in_its_formula() {
    // Which examples, and how they are scaled, is told by the panel of the data.
    let of_data = ["data", "scaling"];
    let mut turned = 0;
    for entry in <dyn Surface>::catalog() {
        for spec in entry.specs().iter().filter(|spec| !of_data.contains(&spec.id)) {
            let values: Vec<Value> = match spec.domain {
                Domain::Flag => [false, true].map(Value::Flag).to_vec(),
                Domain::Choice(words) => words.iter().map(|word| Value::Word(word.id)).collect(),
                _ => continue,
            };
            let mut seen = Vec::new();
            for value in values {
                let mut pick = Pick::<dyn Surface>::of(entry);
                pick.set(spec.id, value).unwrap();
                let formula = Landscape::from(pick).formula().into_owned();
                assert!(!formula.contains(['{', '}', '?']), "{formula}");
                assert!(!seen.contains(&formula), "{} with {} {value}", entry.id, spec.id);
                seen.push(formula);
                turned += 1;
            }
        }
    }
    assert!(turned >= 10, "{turned}");
}

#[test]
fn the_caption_of_a_classifier_is_that_of_its_loss() {
    assert!(caption("logistic_regression").contains("ln(p)"));
    let squared = caption("logistic_regression:loss=squared");
    assert!(squared.contains("(p - t)^2") && !squared.contains("ln"), "{squared}");
    assert!(caption("linear_regression:half=true").contains("(w*a + b - t)^2/2"));
    assert!(!caption("linear_regression").contains("/2"));
}

#[test]
fn two_features_have_two_weights() {
    let set = DataSet::from_rows(&[vec![1.0, 2.0, 0.0], vec![2.0, 1.0, 1.0]]).unwrap();
    for id in ["linear_regression", "logistic_regression", "tanh_neuron"] {
        let pick = Pick::<dyn Surface>::parse(id).unwrap();
        let formula = Landscape::Listed(pick, Some(Arc::new(set.clone()))).formula().into_owned();
        assert!(
            formula.contains("*a") && formula.contains("*b") && formula.contains("(a, b, t)"),
            "{formula}"
        );
    }
}

#[test]
fn what_is_left_of_a_classifiers_loss_is_exact() {
    let rows: Vec<Vec<f64>> =
        [[-2.0, 0.0], [-1.0, 0.0], [1.0, 1.0], [2.0, 1.0]].map(Vec::from).to_vec();
    let set = Arc::new(DataSet::from_rows(&rows).unwrap());
    let build = |name: &str| {
        let pick = Pick::<dyn Surface>::parse(name).unwrap();
        Landscape::Listed(pick, Some(Arc::clone(&set))).build()
    };
    let entropy = build("logistic_regression:scaling=none");
    let squared = build("logistic_regression:scaling=none,loss=squared");
    // With 40 digits: the means of ln(1 + exp(-w |a|)), and of its slope, over the four:
    // `tests/reference/limits.py`.
    for (w, loss, slope) in [
        (20.0, 1.030_576_812_281_367_5e-9, -1.030_576_813_343_456e-9),
        (50.0, 9.643_749_239_819_589e-23, -9.643_749_239_819_589e-23),
    ] {
        let mut gradient = [0.0; 2];
        let found = entropy.gradient(&[w, 0.0], &mut gradient);
        assert!((found / loss - 1.0).abs() < 1e-14, "w = {w}: {found:e}, not {loss:e}");
        assert!((gradient[0] / slope - 1.0).abs() < 1e-8, "w = {w}: {:e}", gradient[0]);
        let mut block = [0.0; 2];
        Arc::clone(&entropy).planar().unwrap().values(&[w, w], &[0.0, 0.0], &mut block);
        assert!((block[1] / loss - 1.0).abs() < 1e-14, "w = {w} in a block: {:e}", block[1]);
        let plain = squared.value(&[w, 0.0]);
        let expected = 0.5 * ((-2.0 * w).exp() + (-4.0 * w).exp());
        assert!((plain / expected - 1.0).abs() < 1e-8, "w = {w}: {plain:e}, not {expected:e}");
    }
}
