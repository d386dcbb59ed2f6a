//! The explained step, by what its labels say; branches, ghosts, the lens.

use downhill::catalog::{Family as _, Pick};
use downhill::gui::App;
use downhill::optim::Due;
use downhill::optim::Optimizer;
use downhill::run::{Explained, Run};
use downhill::scenario::{RunConfig, Scenario};
use downhill::scene::number;
use downhill::session::{Command, Play};
use eframe::egui::{Event, Key, Modifiers, vec2};
use egui_kittest::{Harness, kittest::Queryable as _};

use crate::{click, on, press, session, settle};

/// A window on a bowl with one run of this optimizer.
fn bowl(optimizer: &Pick<dyn Optimizer>) -> Harness<'static, App> {
    let text = "version = 1\nsteps = 60\nstart = [-4, 2]\n[surface]\nid = \"quadratic\"\nkappa = 6\n\
                theta = 0.4\n[[run]]\noptimizer = \"gd\"";
    let mut scenario = Scenario::parse(text, "test").unwrap();
    scenario.runs = vec![RunConfig::new(optimizer.clone())];
    on(scenario)
}

#[track_caller]
fn says(harness: &Harness<'static, App>, text: &str) {
    let found = harness.query_all_by_label(text).next().is_some();
    assert!(found, "nothing says {text:?}");
}

/// The numbers of the step that leaves the ball of the first run.
fn step(harness: &Harness<'static, App>) -> Explained {
    session(harness).runs()[0].explain(session(harness).step_of(0)).unwrap()
}

/// What the three boxes must say of a step.
fn boxes(run: &Run, at: usize) -> Vec<String> {
    let step = run.explain(at).unwrap();
    let mut texts = vec![
        format!("θ = {}", Explained::vector(&step.from)),
        format!("f(θ) = {}", number(step.loss[0])),
        format!("∇f = {}", Explained::vector(&step.gradient)),
        format!("θ = {}", Explained::vector(&step.to)),
        format!("f(θ) = {}", number(step.loss[1])),
    ];
    for line in run.rule(at) {
        texts.extend([line.symbols, line.numbers].into_iter().filter(|text| !text.is_empty()));
    }
    texts
}

#[test]
fn the_boxes_say_what_the_engine_did_for_every_optimizer() {
    for entry in <dyn Optimizer>::catalog() {
        let mut harness = bowl(&Pick::of(entry));
        let last = session(&harness).player().horizon();
        // 20 steps in no order, some forward, some back.
        for k in 0..20_u64 {
            let at = (k * 37 + 11) % last;
            harness.state_mut().apply(Command::Play(Play::Seek(at)));
            if k % 5 == 1 {
                press(&mut harness, Key::ArrowRight);
                press(&mut harness, Key::ArrowLeft);
            }
            harness.run_steps(1);
            if session(&harness).step_of(0) as u64 + 1 > session(&harness).runs()[0].steps() {
                continue;
            }
            let (run, at) = (&session(&harness).runs()[0], session(&harness).step_of(0));
            for text in boxes(run, at) {
                says(&harness, &text);
            }
            let path = run.trajectory();
            assert_eq!(
                run.explain(at).unwrap().loss,
                [path.loss()[at], path.loss()[at + 1]],
                "{}",
                entry.id
            );
        }
    }
}

#[test]
fn one_key_shows_cost_gradient_update_and_goes_on() {
    let mut harness = bowl(&Pick::new("gd").unwrap());
    press(&mut harness, Key::R);
    let first = step(&harness);
    let cost = format!("f(θ) = {}", number(first.loss[0]));
    let gradient = format!("∇f = {}", Explained::vector(&first.gradient));
    let update = format!("f(θ) = {}", number(first.loss[1]));
    let shows = |harness: &Harness<'static, App>| {
        [&cost, &gradient, &update].map(|text| harness.query_all_by_label(text).next().is_some())
    };
    assert_eq!(shows(&harness), [true, true, true]);
    press(&mut harness, Key::ArrowDown);
    assert_eq!(shows(&harness), [true, false, false]);
    press(&mut harness, Key::ArrowDown);
    assert_eq!(shows(&harness), [true, true, false]);
    press(&mut harness, Key::ArrowDown);
    assert_eq!(shows(&harness), [true, true, true]);
    press(&mut harness, Key::ArrowDown);
    assert_eq!(session(&harness).player().step(), 1);
    press(&mut harness, Key::ArrowUp);
    assert_eq!(session(&harness).player().step(), 0);
    assert_eq!(shows(&harness), [true, true, true]);
}

#[test]
fn another_rate_from_here_on_leaves_the_past_and_a_ghost() {
    let mut harness = bowl(&Pick::new("momentum").unwrap());
    harness.state_mut().apply(Command::Play(Play::Seek(20)));
    harness.run_steps(2);
    let before = session(&harness).runs()[0].trajectory().clone();
    click(&mut harness, "What if, from this step on");
    harness.get_by_label("Learning rate from this step on, typed").set_value_accesskit(0.05);
    settle(&mut harness);
    let run = &session(&harness).runs()[0];
    assert_eq!(run.spec().changes.len(), 1);
    assert_eq!(run.trajectory().point(20), before.point(20));
    assert_ne!(run.trajectory().point(25), before.point(25));
    assert_eq!(*session(&harness).ghost(0).unwrap().trajectory(), before);
    says(&harness, "from step 20: η = 0.05");
    harness.get_by_label("Forget the changes").click_accesskit();
    settle(&mut harness);
    assert_eq!(session(&harness).scenario().runs[0].changes, []);
    assert_eq!(*session(&harness).runs()[0].trajectory(), before);
}

#[test]
fn the_lens_tells_a_saddle() {
    let text = "version = 1\nsteps = 5\nstart = [1, 0.5]\n[surface]\nid = \"hyperbolic_saddle\"\n\
                [[run]]\noptimizer = \"gd\"\nlr = 0.05";
    let mut harness = on(Scenario::parse(text, "test").unwrap());
    click(&mut harness, "Curvature");
    says(&harness, "saddle");
    says(&harness, "none: a saddle");
    says(&harness, "only a bowl has one");
}

#[test]
fn lamps_are_read_out_and_a_run_is_explained_from_its_card() {
    let mut harness = crate::window("overshoot");
    let label = session(&harness).scenario().label(2);
    let lamps = session(&harness).lamps(2);
    let state = |since: Option<u64>| {
        since.map_or_else(|| "off".to_owned(), |k| format!("on since step {k}"))
    };
    says(&harness, &format!("Lamp target of {label}: {}", state(lamps.target)));
    says(&harness, &format!("Lamp gradient of {label}: {}", state(lamps.gradient)));
    click(&mut harness, &format!("Explain {label}"));
    press(&mut harness, Key::R);
    for text in boxes(&session(&harness).runs()[2], 0) {
        says(&harness, &text);
    }
}

#[test]
fn the_ball_is_kicked_and_put_elsewhere() {
    let mut harness = bowl(&Pick::new("gd").unwrap());
    harness.state_mut().apply(Command::Play(Play::Seek(10)));
    harness.run_steps(2);
    let before = session(&harness).runs()[0].trajectory().clone();
    let start = before.point(10).to_vec();
    click(&mut harness, "What if, from this step on");
    harness.get_by_label("Kick along x, typed").set_value_accesskit(0.5);
    settle(&mut harness);
    let step = step_at(&harness, 10);
    assert_eq!(step.left, [start[0], start[1]]);
    assert!((step.from[0] - start[0] - 0.5).abs() < 1e-12 && step.parts[0].due == Due::Kick);
    let place = crate::on_map(&harness, [2.0, 1.0]);
    harness.event(Event::ModifiersChanged(Modifiers::SHIFT));
    crate::drag(&mut harness, place + vec2(30.0, 20.0), place);
    harness.event(Event::ModifiersChanged(Modifiers::NONE));
    harness.run_steps(2);
    let step = step_at(&harness, 10);
    assert!((step.from[0] - 2.0).abs() < 0.05 && (step.from[1] - 1.0).abs() < 0.05, "{step:?}");
    assert_eq!(session(&harness).runs()[0].trajectory().point(10), before.point(10));
}

fn step_at(harness: &Harness<'static, App>, at: usize) -> Explained {
    session(harness).runs()[0].explain(at).unwrap()
}
