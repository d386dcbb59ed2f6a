//! Changes in scenario files.

use downhill::params::Value;
use downhill::run::Change;
use downhill::scenario::MOST_CHANGES;

use crate::{before, bowl, parse, run};

/// The complaint about changes of momentum, on the eighth line.
#[track_caller]
fn check(change: &str, expected: &str) {
    check_for("momentum", change, expected);
}

#[track_caller]
fn check_for(optimizer: &str, change: &str, expected: &str) {
    let error = parse(&bowl(optimizer, &format!("change = {change}\n"))).unwrap_err();
    assert_eq!(error, format!("file.toml:8: {expected}"));
}

#[test]
fn changes_are_read() {
    let lines = "change = [{ step = 50, lr = 0.002 }, { step = 80, momentum = 0, kick = [0.1, 0], \
                 at = [1, 2.5] }]\n";
    let scenario = parse(&bowl("momentum", lines)).unwrap();
    let second = Change {
        knobs: vec![("momentum", Value::Real(0.0))],
        at: Some(vec![1.0, 2.5]),
        kick: Some(vec![0.1, 0.0]),
        ..before(80)
    };
    assert_eq!(scenario.runs[0].changes, [Change { lr: Some(0.002), ..before(50) }, second]);
    assert_eq!(parse(&scenario.to_toml()).unwrap(), scenario);
    assert_eq!(scenario.run_spec(0).changes, scenario.runs[0].changes);
}

#[test]
fn a_single_change_needs_no_list() {
    let [one, list] = ["{ step = 3, lr = 0.5 }", "[{ step = 3, lr = 0.5 }]"]
        .map(|change| parse(&bowl("gd", &format!("change = {change}\n"))).unwrap());
    assert_eq!(one, list);
}

#[test]
fn knobs_of_every_kind_may_change() {
    for (optimizer, change, value) in [
        ("adam", "amsgrad = true", ("amsgrad", Value::Flag(true))),
        ("lbfgs", "memory = 3", ("memory", Value::Count(3))),
        ("lbfgs", "line_search = \"exact\"", ("line_search", Value::Word("exact"))),
        ("conjugate_gradient", "update = \"steepest\"", ("update", Value::Word("steepest"))),
        ("gd", "weight_decay = 1", ("weight_decay", Value::Real(1.0))),
    ] {
        let lines = format!("change = [{{ step = 2, {change} }}]\n");
        let scenario = parse(&bowl(optimizer, &lines)).unwrap();
        assert_eq!(scenario.runs[0].changes, [Change { knobs: vec![value], ..before(2) }]);
        let again = parse(&scenario.to_toml()).unwrap();
        assert_eq!(again, scenario);
        assert_eq!(run(&again).trajectory(), run(&scenario).trajectory());
    }
}

#[test]
fn changes_that_make_no_sense_get_a_sentence() {
    check("3", "[[run]] change = 3 is not a table");
    check("[3]", "[[run]] change = a list of 1 is not a table, or a list of tables");
    check(
        "[{ lr = 0.1 }]",
        "change: step is missing: say which step is the first that is different",
    );
    check("[{ step = 5 }]", "change: it changes nothing: give lr, a knob, at or kick");
    check("[{ step = -1, lr = 1 }]", "change: step = -1 is not a whole number from 0 to 1000000");
    check("[{ step = 5, lr = 0 }]", "change: lr = 0 is not a number from 1e-12 to 1000000");
    check("[{ step = 5, momentum = 1.5 }]", "change: momentum = 1.5 is not a number from 0 to 1");
    check(
        "[{ step = 5, momentun = 0.5 }]",
        "change: momentum: unknown key \"momentun\"; did you mean momentum? (allowed: momentum, \
         dampening, weight_decay, step, lr, at, kick)",
    );
    check_for(
        "gd",
        "[{ step = 5, momentum = 0.5 }]",
        "change: gd: unknown key \"momentum\"; allowed: weight_decay, step, lr, at, kick",
    );
    check(
        "[{ step = 5, at = [1] }]",
        "change: at = a list of 1 is not a pair [a, b], each a number from -1e9 to 1e9",
    );
    check("[{ step = 5, kick = [nan, 0] }]", "change: kick = nan is not a number from -1e9 to 1e9");
    check(
        "[{ step = 5, lr = 1 }, { step = 5, lr = 2 }]",
        "change: step = 5 must come after step 5 of the change before it",
    );
    check_for(
        "lbfgs",
        "[{ step = 5, line_search = \"exactly\" }]",
        "change: line_search = \"exactly\" is not one of none, armijo, strong_wolfe, exact",
    );
    check_for(
        "cma_es",
        "[{ step = 5, population = 10 }]",
        "change: population: cma_es looks at it before its first step only",
    );
}

#[test]
fn too_many_changes_are_refused() {
    let list = |many: usize| {
        let tables: Vec<_> = (0..many).map(|k| format!("{{ step = {k}, lr = 1 }}")).collect();
        format!("[{}]", tables.join(", "))
    };
    let most = format!("change = {}\n", list(MOST_CHANGES));
    assert_eq!(parse(&bowl("gd", &most)).unwrap().runs[0].changes.len(), MOST_CHANGES);
    check(&list(51), "[[run]] 51 changes are too many; at most 50");
}

#[test]
fn a_change_that_makes_steps_dear_counts() {
    let text = bowl("lbfgs", "change = { step = 5, max_iter = 100 }\n");
    let error = parse(&text.replace("steps = 60", "steps = 1000000")).unwrap_err();
    assert!(error.contains("(a step of lbfgs counts as 100)"), "{error}");
}

#[test]
fn a_change_beyond_the_budget_does_nothing() {
    let late = parse(&bowl("gd", "change = { step = 1000, lr = 9 }\n")).unwrap();
    let never = parse(&bowl("gd", "")).unwrap();
    assert_eq!(run(&late).trajectory(), run(&never).trajectory());
}
