//! Scenario files: what is read back is what was written, and nonsense gets one sentence.
#![expect(clippy::unwrap_used, reason = "this is only a test")]

mod any;
mod planes;

use any::any_scenario;
use downhill::run::{Budget, Clip, Run};
use downhill::scenario::{BUNDLED, KeyDoc, Level, Scenario, levels};
use proptest::prelude::*;

fn parse(text: &str) -> Result<Scenario, String> {
    Scenario::parse(text, "file.toml").map_err(|error| error.to_string())
}

/// The smallest scenario, with lines of its own at the end of the head.
fn with(head: &str) -> String {
    format!("version = 1\n{head}\n[surface]\nid = \"quadratic\"\n[[run]]\noptimizer = \"gd\"\n")
}

/// The smallest scenario, with lines of its own in its run.
fn with_run(lines: &str) -> String {
    with("") + lines
}

#[test]
fn defaults_are_those_of_the_format() {
    let scenario = parse(&with("")).unwrap();
    assert_eq!(scenario.seed, 0);
    assert_eq!(scenario.budget, Budget::Steps(200));
    assert_eq!(scenario.start(), [-4.0, 2.0]);
    assert_eq!(scenario.noise.id(), "none");
    assert_eq!(scenario.label(0), "Gradient descent");
}

#[test]
fn a_run_may_override_start_seed_and_steps() {
    let text = with_run("start = [1, 2]\nseed = 7\nsteps = 3\nlr = 1\nlabel = \"mine\"\n");
    let scenario = parse(&text).unwrap();
    let spec = scenario.run_spec(0);
    assert_eq!((spec.start, spec.seed, spec.budget), (vec![1.0, 2.0], 7, Budget::Steps(3)));
    assert_eq!((spec.lr, scenario.label(0).as_str()), (1.0, "mine"));
}

#[test]
fn a_budget_may_be_in_gradient_evaluations() {
    let scenario = parse(&with("gradient_evaluations = 12")).unwrap();
    let mut run = Run::new(scenario.surface.build(), &scenario.run_spec(0));
    run.finish();
    assert_eq!((run.steps(), run.evaluations().gradient), (12, 12));
}

#[test]
fn schedules_follow_one_another_and_gradients_are_clipped() {
    let text = with("steps = 30")
        + "schedule = [{ id = \"linear_warmup\", total_iters = 10, steps = 10 }, { id = \"cosine\" }]\n\
           clip = { norm = 0.5 }\nlr = 0.1\n";
    let scenario = parse(&text).unwrap();
    let mut run = Run::new(scenario.surface.build(), &scenario.run_spec(0));
    run.finish();
    let lr = run.trajectory().lr();
    // The cosine spans what the warm-up has left of the budget.
    assert_eq!([lr[0], lr[10], lr[20]], [0.1 * (1.0 / 3.0), 0.1, 0.05]);
    assert!(lr[30] < 1e-9, "{}", lr[30]);
    assert_eq!(scenario.runs[0].clip, Clip::Norm(0.5));
}

#[test]
fn schedules_and_clips_that_make_no_sense_are_refused() {
    check(
        &with_run("schedule = { id = \"cosine\", tmax = 3 }\n"),
        "7: schedule: cosine: unknown key \"tmax\"; did you mean t_max? (allowed: t_max, eta_min, id)",
    );
    check(&with_run("schedule = []\n"), "7: [[run]] schedule: the list is empty");
    check(
        &with_run("schedule = [{ id = \"cosine\" }, { id = \"step\" }]\n"),
        "7: schedule: steps is missing: say how many steps it lasts, all but the last",
    );
    check(
        &with_run("schedule = { id = \"plateau\", mode = \"up\" }\n"),
        "7: schedule: mode = \"up\" is not one of min, max",
    );
    check(
        &with_run("clip = { norm = 1, value = 1 }\n"),
        "7: [[run]] clip: give either norm = a number or value = a number",
    );
    check(&with_run("clip = { norm = 0 }\n"), "7: clip: norm = 0 is not a number from 1e-9 to 1e9");
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(parse(text).unwrap_err(), format!("file.toml:{expected}"));
}

#[test]
fn unknown_keys_are_named_with_the_nearest_known_one() {
    let keys = |heading: &str| {
        let level = levels().into_iter().find(|level| level.heading == heading).unwrap();
        let ids = level.keys.iter().flat_map(|key| key.ids).copied();
        ids.collect::<Vec<_>>().join(", ")
    };
    let allowed = keys("");
    check(
        &with("stepz = 3"),
        &format!("2: unknown key \"stepz\"; did you mean steps? (allowed: {allowed})"),
    );
    let allowed = keys("[[run]]");
    check(
        &with_run("momentum = 0.9\n"),
        &format!("7: [[run]] gd: unknown key \"momentum\"; allowed: weight_decay, {allowed}"),
    );
    let text = with("").replace("id = \"quadratic\"", "id = \"quadratic\"\nkapa = 3");
    check(
        &text,
        "5: [surface] quadratic: unknown key \"kapa\"; did you mean kappa? (allowed: kappa, theta, id)",
    );
}

#[test]
fn unknown_ids_are_named_with_the_nearest_known_one() {
    let error = parse(&with("").replace("quadratic", "quadratik")).unwrap_err();
    assert!(error.starts_with("file.toml:4: [surface] unknown surface \"quadratik\"; did you mean quadratic? (allowed: "), "{error}");
    let error = parse(&with("").replace("\"gd\"", "\"adem\"")).unwrap_err();
    assert!(
        error.starts_with("file.toml:6: [[run]] unknown optimizer \"adem\"; did you mean adam?"),
        "{error}"
    );
}

#[test]
fn wrong_types_say_what_was_given_and_what_is_allowed() {
    check(&with("steps = \"many\""), "2: steps = \"many\" is not a whole number from 1 to 1000000");
    check(&with("steps = 2.5"), "2: steps = 2.5 is not a whole number from 1 to 1000000");
    check(&with("title = 5"), "2: title = 5 is not text in quotes");
    check(
        &with("start = 5"),
        "2: start = 5 is not a list of numbers [a, b, …], each a number from -1e9 to 1e9",
    );
    check(
        &with("start = [1]"),
        "2: start = a list of 1 is not a pair [a, b], each a number from -1e9 to 1e9",
    );
    check(&with("start = [1, \"x\"]"), "2: start = \"x\" is not a number from -1e9 to 1e9");
    check(&with("seed = -1"), "2: seed = -1 is not a whole number from 0 to 9223372036854775807");
    check(
        &with("seed = 1979-05-27"),
        "2: seed = 1979-05-27 is not a whole number from 0 to 9223372036854775807",
    );
    check(&with("noise = 3"), "2: noise = 3 is not a table, such as { id = \"gaussian\" }");
    check(&with_run("lr = true\n"), "7: [[run]] lr = true is not a number from 1e-12 to 1000000");
    check(
        "version = 1\nrun = 1\n[surface]\nid = \"quadratic\"",
        "2: run = 1 is not a list of tables, each headed [[run]]",
    );
}

#[test]
fn numbers_out_of_range_and_no_numbers_are_refused() {
    check(&with_run("lr = nan\n"), "7: [[run]] lr = nan is not a number from 1e-12 to 1000000");
    check(&with_run("lr = -inf\n"), "7: [[run]] lr = -inf is not a number from 1e-12 to 1000000");
    check(&with_run("lr = 0\n"), "7: [[run]] lr = 0 is not a number from 1e-12 to 1000000");
    check(&with_run("lr = 1e308\n"), "7: [[run]] lr = 1e308 is not a number from 1e-12 to 1000000");
    check(&with("steps = 0"), "2: steps = 0 is not a whole number from 1 to 1000000");
    check(
        &with("steps = 99999999999999999999"),
        "2: steps = 99999999999999999999 is not a whole number from 1 to 1000000",
    );
    check(&with("start = [nan, 0]"), "2: start = nan is not a number from -1e9 to 1e9");
    check(
        &with("steps = 5\ngradient_evaluations = 5"),
        "3: steps and gradient_evaluations exclude each other: give one of them",
    );
    check(
        &(with("") + "[view]\nx = [1, 1]\ny = [0, 1]\n"),
        "8: [view] x = [1.0, 1.0] must go from low to high, by 1e-9 at least",
    );
}

#[test]
fn what_is_missing_is_named() {
    check("", "1: version is missing: a scenario begins with version = 1");
    check("version = 2", "1: this program reads version = 1 only");
    check("version = 1", "1: surface is missing: give a table [surface] with an id or a formula");
    check(
        "version = 1\n[surface]\nid = \"beale\"",
        "1: there is no run: add a table [[run]] with an optimizer",
    );
    check(
        "version = 1\n[surface]\n",
        "2: [surface] id is missing: name a surface, or give a formula",
    );
    check(&with("[[run]]\nlr = 3\n"), "2: [[run]] optimizer is missing: name an optimizer");
}

#[test]
fn text_that_is_no_toml_gets_a_line() {
    for text in
        ["version = ", "a = [1, 2", "= 3", "[[[", "version = 1\nversion = 1", "\u{0}\u{1}", "{}"]
    {
        let error = parse(text).unwrap_err();
        assert!(error.starts_with("file.toml:") && !error.contains('\n'), "{text:?}: {error}");
        assert!(error.contains("this is not TOML"), "{text:?}: {error}");
    }
}

#[test]
fn there_is_an_identity_for_every_style() {
    assert_eq!(downhill::scenario::STYLES, downhill::scene::STYLES.len());
}

#[test]
fn too_many_steps_in_all_are_refused() {
    let text = with("steps = 1000000") + &"[[run]]\noptimizer = \"gd\"\n".repeat(20);
    assert!(parse(&text).unwrap_err().contains("more than 10000000 steps in all"));
}

#[test]
fn too_many_runs_are_refused() {
    let text = with("") + &"[[run]]\noptimizer = \"gd\"\n".repeat(200);
    assert!(parse(&text).unwrap_err().contains("201 runs are too many; at most 100"));
}

#[test]
fn every_bundled_scenario_is_read_and_written_back() {
    for bundled in BUNDLED {
        let scenario = Scenario::parse(bundled.text, bundled.id).unwrap();
        assert!(!scenario.title.is_empty() && scenario.runs.len() >= 2, "{}", bundled.id);
        assert_eq!(parse(&scenario.to_toml()).unwrap(), scenario, "{}", bundled.id);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_back_bit_for_bit(scenario in any_scenario()) {
        prop_assert_eq!(parse(&scenario.to_toml()), Ok(scenario));
    }

    #[test]
    fn no_text_breaks_the_reader(text in "\\PC{0,200}") {
        let _ = parse(&text);
    }

    #[test]
    fn no_damage_breaks_the_reader(cut in 0usize..400, insert in "\\PC{0,6}") {
        for bundled in BUNDLED {
            let mut text = bundled.text.to_owned();
            let at = (0..=cut.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap();
            text.insert_str(at, &insert);
            if let Err(error) = parse(&text) {
                prop_assert!(!error.contains('\n') && error.starts_with("file.toml:"), "{}", error);
            }
        }
    }
}

/// The text of a scenario with one key of a level written as its example says.
fn exemplary(level: &Level, key: &KeyDoc) -> String {
    let line = format!("{} = {}\n", key.ids[0], key.example);
    let surface = "[surface]\nid = \"linear_regression\"\n";
    let run = "[[run]]\noptimizer = \"momentum\"\n";
    let points = "points = [[0, 1], [1, 2]]\n";
    let head = "version = 1\n";
    match (level.heading, key.ids[0]) {
        ("", "version") => format!("{line}{surface}{run}"),
        ("", "surface") => format!("{head}{line}{run}"),
        ("", "run") => format!("{head}{line}{surface}"),
        ("", _) => format!("{head}{line}{surface}{run}"),
        ("[surface]", "id" | "formula") => {
            let names = if key.ids[0] == "formula" { "let = { a = 1, b = 2 }\n" } else { "" };
            format!("{head}[surface]\n{line}{names}{run}")
        }
        ("[surface]", "let") => format!("{head}[surface]\nformula = \"a*x + b*y\"\n{line}{run}"),
        ("[surface]", "x") => {
            format!("{head}[surface]\nformula = \"x + y\"\n{line}y = [-1, 1]\n{run}")
        }
        ("[surface]", "points") => format!("{head}{surface}{line}{run}"),
        ("[surface]", _) => format!("{head}{surface}{points}{line}{run}"),
        ("[noise]", _) => format!("{head}{surface}[noise]\n{line}{run}"),
        ("[[run]]", "optimizer") => format!("{head}{surface}[[run]]\n{line}"),
        ("[[run]]", _) => format!("{head}{surface}{run}{line}"),
        ("change", "step") => {
            format!("{head}{surface}{run}change = {{ {}, lr = 1 }}\n", line.trim())
        }
        ("change", _) => format!("{head}{surface}{run}change = {{ step = 9, {} }}\n", line.trim()),
        ("[view]", "x") => format!("{head}{surface}{run}[view]\n{line}y = [0, 1]\n"),
        ("[view]", _) => format!("{head}{surface}{run}[view]\n{line}"),
        (heading, id) => panic!("how is {id} of {heading} written?"),
    }
}

#[test]
fn every_key_is_read_as_described_and_written_back() {
    for level in levels() {
        for key in &level.keys {
            let text = exemplary(&level, key);
            let scenario = parse(&text).unwrap_or_else(|error| panic!("{error}:\n{text}"));
            let again = parse(&scenario.to_toml()).unwrap();
            assert_eq!(scenario, again, "{text}");
            let (id, written) = (key.ids[0], scenario.to_toml());
            let there = [format!("{id} = "), format!("[{id}]"), format!("[[{id}]]")];
            assert!(there.iter().any(|form| written.contains(form)), "{id} is lost:\n{written}");
            assert!(!(key.allowed)().is_empty() && key.doc.ends_with('.'), "{:?}", key.ids);
            let wrong = text.replace(&format!("{} = ", key.ids[0]), &format!("{}q = ", key.ids[0]));
            let refused = parse(&wrong).unwrap_err();
            assert!(refused.contains(key.ids[0]), "{refused}");
        }
    }
}

#[test]
fn a_layer_that_is_none_is_refused() {
    let text = with("") + "[view]\nlayers = [\"heigths\"]\n";
    let error = parse(&text).unwrap_err();
    assert!(
        error.contains("layers: there is no layer \"heigths\"; did you mean heights?"),
        "{error}"
    );
}

#[test]
fn refusals_name_what_is_wrong_and_what_is_allowed() {
    let view = |layers: &str| with("") + "[view]\nlayers = " + layers + "\n";
    for (text, wanted) in [
        (view("[1]"), "layers = a list of 1 is not a list of heights, contours"),
        (view("\"paths\""), "layers = \"paths\" is not a list of heights, contours"),
        (view(&format!("[{:?}]", "x".repeat(300))), "there is no layer"),
        (with("").replace("version = 1", "version = \"1\""), "this program reads version = 1 only"),
        (with("").replace("id = \"quadratic\"", "kappa = 3"), "id is missing: name a surface"),
        (with("").replace("id = \"quadratic\"", "formla = \"x\""), "did you mean formula?"),
        (
            with("")
                .replace("id = \"quadratic\"", "id = \"linear_regression\"\nheld_out = [[1, 2]]"),
            "held_out belongs to points, which are missing",
        ),
        (with_run("change = { stpe = 5, lr = 0.1 }\n"), "unknown key \"stpe\"; did you mean step?"),
        (with_run("clip = 1\n"), "clip = 1 is not a table, such as { norm = 1.0 }"),
        (with_run("schedule = \"cosine\"\n"), "is not a table, such as { id = \"cosine\" }"),
        (
            with_run(&format!("schedule = [{}]\n", "{ id = \"cosine\", steps = 1 }, ".repeat(60))),
            "60 schedules are too many; at most 50",
        ),
        (
            with("").replace("id = \"quadratic\"", "formula = \"x\"\nlet = { a = 1 }"),
            "5: [surface] let: the formula has no free name",
        ),
    ] {
        let error = parse(&text).unwrap_err();
        assert!(error.contains(wanted), "{error}\nfor {text}");
    }
}

#[test]
fn there_is_one_zero_only() {
    let text = with("drift = [-0.0, 0.0]\nstart = [-0.0, 1.0]")
        .replace("optimizer = \"gd\"", "optimizer = \"adagrad\"\ninitial_accumulator = -0.0");
    let scenario = parse(&text).unwrap();
    let again = parse(&scenario.to_toml()).unwrap();
    assert!(scenario.drift[0].is_sign_positive() && scenario.start()[0].is_sign_positive());
    let ends = [&scenario, &again].map(|scenario| {
        let mut run = Run::new(scenario.surface.build(), &scenario.run_spec(0));
        run.finish();
        let state =
            run.tape().tracks().iter().flat_map(|track| track.at(0).to_vec()).collect::<Vec<_>>();
        state.into_iter().map(f64::to_bits).collect::<Vec<_>>()
    });
    assert_eq!(ends[0], ends[1]);
}
