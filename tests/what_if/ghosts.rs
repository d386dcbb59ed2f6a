//! Changes by hand, and the runs as they were before them.

use downhill::catalog::Pick;
use downhill::params::Value;
use downhill::run::{Budget, Change, Clip};
use downhill::scenario::{MOST_CHANGES, Scenario};
use downhill::session::{Command, Edit, Play, RunEdit, Session};
use downhill::surface::{Landscape, Surface};

use crate::{before, bowl, parse};

/// Two runs of momentum.
fn session() -> Session {
    let text = bowl("momentum", "lr = 0.01\n[[run]]\noptimizer = \"momentum\"\nlr = 0.02\n");
    Session::new(parse(&text).unwrap())
}

fn edit(session: &mut Session, edit: Edit) -> bool {
    session.apply(Command::Edit(edit))
}

fn rate(step: u64, lr: f64) -> Change {
    Change { lr: Some(lr), ..before(step) }
}

/// The base rate of the ghost of run number `index`.
fn ghost(session: &Session, index: usize) -> Option<f64> {
    session.ghost(index).map(|run| run.spec().lr)
}

#[test]
fn changes_are_added_in_order_and_merged() {
    let mut session = session();
    assert!(edit(&mut session, Edit::Run(0, RunEdit::Change(rate(50, 0.1)))));
    assert!(edit(&mut session, Edit::Run(0, RunEdit::Change(rate(20, 0.2)))));
    let knobs = |knobs: &[(&'static str, f64)]| Change {
        knobs: knobs.iter().map(|(id, value)| (*id, Value::Real(*value))).collect(),
        ..before(50)
    };
    assert!(edit(
        &mut session,
        Edit::Run(0, RunEdit::Change(knobs(&[("weight_decay", 0.5), ("momentum", 0.5)])))
    ));
    assert!(edit(&mut session, Edit::Run(0, RunEdit::Change(knobs(&[("momentum", 0.6)])))));
    let kick = Change { kick: Some(vec![1.0, 0.0]), lr: Some(0.3), ..before(50) };
    assert!(edit(&mut session, Edit::Run(0, RunEdit::Change(kick))));
    let second = Change {
        kick: Some(vec![1.0, 0.0]),
        lr: Some(0.3),
        ..knobs(&[("momentum", 0.6), ("weight_decay", 0.5)])
    };
    assert_eq!(session.scenario().runs[0].changes, [rate(20, 0.2), second]);
    assert_eq!(session.runs()[0].trajectory().lr()[..51][50], 0.3);
    assert_eq!(parse(&session.scenario().to_toml()).unwrap().runs[0].changes.len(), 2);
    assert!(edit(&mut session, Edit::Run(0, RunEdit::ForgetChanges)));
    assert!(session.scenario().runs[0].changes.is_empty());
    assert!(!edit(&mut session, Edit::Run(0, RunEdit::ForgetChanges)));
}

#[test]
fn changes_that_make_no_sense_change_nothing() {
    let mut session = session();
    let knob = |id, value| Change { knobs: vec![(id, value)], ..before(5) };
    for change in [
        before(5),
        rate(5, 0.0),
        rate(5, f64::NAN),
        rate(1_000_001, 1.0),
        rate(u64::MAX, 1.0),
        Change { at: Some(vec![f64::INFINITY, 0.0]), ..before(5) },
        Change { kick: Some(vec![0.0, 2e9]), ..before(5) },
        knob("momentum", Value::Real(2.0)),
        knob("momentum", Value::Flag(true)),
        knob("beta1", Value::Real(0.5)),
    ] {
        assert!(!edit(&mut session, Edit::Run(0, RunEdit::Change(change.clone()))), "{change:?}");
    }
    assert!(!edit(&mut session, Edit::Run(7, RunEdit::Change(rate(5, 1.0)))));
    for step in 0..MOST_CHANGES as u64 {
        assert!(edit(&mut session, Edit::Run(0, RunEdit::Change(rate(step, 1e-3)))));
    }
    assert!(!edit(&mut session, Edit::Run(0, RunEdit::Change(rate(900, 1e-3)))));
    assert!(edit(&mut session, Edit::Run(0, RunEdit::Change(rate(9, 2e-3)))));
    let cma = Pick::new("cma_es").unwrap();
    assert!(edit(&mut session, Edit::Run(0, RunEdit::Optimizer(cma))));
    assert!(session.scenario().runs[0].changes.is_empty());
    assert!(!edit(
        &mut session,
        Edit::Run(0, RunEdit::Change(knob("population", Value::Count(9))))
    ));
}

#[test]
fn changes_stay_when_the_beginning_is_another() {
    let mut session = session();
    edit(&mut session, Edit::Run(0, RunEdit::Change(rate(9, 0.001))));
    edit(&mut session, Edit::Run(0, RunEdit::Lr(0.03)));
    edit(&mut session, Edit::Run(0, RunEdit::Knob("momentum", Value::Real(0.2))));
    assert_eq!(session.scenario().runs[0].changes, [rate(9, 0.001)]);
}

#[test]
fn places_do_not_go_along_to_another_surface() {
    let mut session = session();
    edit(&mut session, Edit::Run(0, RunEdit::Change(rate(9, 0.005))));
    edit(
        &mut session,
        Edit::Run(0, RunEdit::Change(Change { at: Some(vec![1.0, 1.0]), ..before(9) })),
    );
    edit(
        &mut session,
        Edit::Run(0, RunEdit::Change(Change { kick: Some(vec![1.0, 1.0]), ..before(12) })),
    );
    let other = Pick::<dyn Surface>::parse("quadratic:kappa=40").unwrap();
    assert!(edit(&mut session, Edit::Surface(Landscape::from(other))));
    let run = &session.scenario().runs[0];
    // Both rates keep their share of the largest stable one, a quarter of what it was.
    assert_eq!(run.lr, 0.0025);
    assert_eq!(run.changes, [rate(9, 0.0013)]);
}

#[test]
fn a_drag_is_undone_at_once() {
    let mut session = session();
    let start = session.scenario().clone();
    for lr in [0.1, 0.2, 0.3] {
        edit(&mut session, Edit::Run(0, RunEdit::Change(rate(9, lr))));
    }
    let dragged = session.scenario().clone();
    edit(&mut session, Edit::Run(0, RunEdit::Change(rate(10, 0.1))));
    edit(
        &mut session,
        Edit::Run(0, RunEdit::Change(Change { kick: Some(vec![0.1, 0.1]), ..before(10) })),
    );
    session.apply(Command::Undo);
    session.apply(Command::Undo);
    assert_eq!(*session.scenario(), dragged);
    session.apply(Command::Undo);
    assert_eq!(*session.scenario(), start);
}

#[test]
fn a_ghost_is_the_run_before_the_drag() {
    let mut session = session();
    assert_eq!(ghost(&session, 0), None);
    let place = session.runs()[0].trajectory().loss().as_ptr();
    for lr in [0.03, 0.04, 0.05] {
        edit(&mut session, Edit::Run(0, RunEdit::Lr(lr)));
        assert_eq!((ghost(&session, 0), ghost(&session, 1)), (Some(0.01), None));
    }
    let run = session.ghost(0).unwrap();
    assert_eq!((run.steps(), run.trajectory().lr()[0]), (60, 0.01));
    assert_eq!(run.trajectory().loss().as_ptr(), place, "it is kept, not computed again");
    session.settle();
    edit(&mut session, Edit::Run(0, RunEdit::Lr(0.06)));
    assert_eq!(ghost(&session, 0), Some(0.05));
    edit(&mut session, Edit::Run(0, RunEdit::Knob("momentum", Value::Real(0.5))));
    assert_eq!(ghost(&session, 0), Some(0.06));
    edit(&mut session, Edit::Run(1, RunEdit::Clip(Clip::Norm(1.0))));
    assert_eq!((ghost(&session, 0), ghost(&session, 1)), (Some(0.06), Some(0.02)));
}

#[test]
fn changes_leave_ghosts_as_well() {
    let mut session = session();
    for lr in [0.1, 0.2] {
        edit(&mut session, Edit::Run(0, RunEdit::Change(rate(9, lr))));
        assert!(session.ghost(0).unwrap().spec().changes.is_empty());
    }
    edit(&mut session, Edit::Run(0, RunEdit::ForgetChanges));
    assert_eq!(session.ghost(0).unwrap().spec().changes, [rate(9, 0.2)]);
}

#[test]
fn the_ghost_of_one_of_two_equal_runs_is_its_own() {
    let mut session = session();
    edit(&mut session, Edit::Run(0, RunEdit::Clone));
    edit(&mut session, Edit::Run(1, RunEdit::Lr(0.02)));
    // It is like the third run now, which may have been taken for it.
    assert_eq!((ghost(&session, 0), ghost(&session, 1)), (None, Some(0.01)));
    let rates: Vec<f64> = session.runs().iter().map(|run| run.spec().lr).collect();
    assert_eq!(rates, [0.01, 0.02, 0.02]);
}

#[test]
fn looking_at_something_else_keeps_a_ghost() {
    let mut session = session();
    edit(&mut session, Edit::Run(0, RunEdit::Lr(0.03)));
    edit(&mut session, Edit::Run(1, RunEdit::Hide(true)));
    edit(&mut session, Edit::Run(0, RunEdit::Label("mine".to_owned())));
    session.apply(Command::Play(Play::Seek(3)));
    assert!(!edit(&mut session, Edit::Run(0, RunEdit::Lr(f64::NAN))));
    assert_eq!(ghost(&session, 0), Some(0.01));
}

#[test]
fn ghosts_disappear_with_what_they_were_compared_on() {
    let gone = |command: Command| {
        let mut session = session();
        edit(&mut session, Edit::Run(0, RunEdit::Lr(0.03)));
        assert!(session.ghost(0).is_some());
        assert!(session.apply(command.clone()), "{command:?}");
        assert!(session.ghost(0).is_none(), "{command:?}");
    };
    let momentum = || Pick::new("momentum").unwrap();
    let surface = Pick::<dyn Surface>::new("beale").unwrap();
    for edit in [
        Edit::Surface(Landscape::from(surface)),
        Edit::SurfaceKnob("kappa".to_owned(), Value::Real(3.0)),
        Edit::Start(vec![1.0, 1.0]),
        Edit::Drift([0.1, 0.0]),
        Edit::Noise(Pick::new("gaussian").unwrap()),
        Edit::Budget(Budget::Steps(9)),
        Edit::Seed(9),
        Edit::AddRun(momentum()),
        Edit::Run(1, RunEdit::Clone),
        Edit::Run(1, RunEdit::Remove),
        Edit::Run(0, RunEdit::Optimizer(Pick::new("gd").unwrap())),
    ] {
        gone(Command::Edit(edit));
    }
    gone(Command::Undo);
    let other: Scenario = parse(&bowl("gd", "")).unwrap();
    gone(Command::Open(Box::new(other)));
}

#[test]
fn what_would_be_too_much_is_refused_with_a_sentence() {
    let text = bowl("bayesian", "lr = 1.0\n").replace("steps = 60", "steps = 2000");
    let mut session = Session::new(parse(&text).unwrap());
    let before = session.scenario().clone();
    let dear = Edit::Run(0, RunEdit::Knob("samples", Value::Count(150)));
    assert!(!edit(&mut session, dear));
    let why = session.refusal().unwrap();
    assert!(why.text().contains("a step of bayesian counts as 19125"), "{why}");
    assert_eq!(session.scenario(), &before);
    assert!(edit(&mut session, Edit::Run(0, RunEdit::Knob("samples", Value::Count(20)))));
    assert_eq!(session.refusal(), None);
    assert!(edit(&mut session, Edit::Run(0, RunEdit::Optimizer(Pick::new("gd").unwrap()))));
    for _ in 1..100 {
        assert!(edit(&mut session, Edit::AddRun(Pick::new("gd").unwrap())));
    }
    assert!(!edit(&mut session, Edit::Run(7, RunEdit::Clone)));
    let why = session.refusal().map(ToString::to_string);
    assert_eq!(why.as_deref(), Some("101 runs are too many; at most 100"));
    assert!(!edit(&mut session, Edit::Run(7, RunEdit::ForgetChanges)), "nothing to forget");
    assert_eq!(session.refusal(), None, "it is about the last edit only");
    let text = session.scenario().to_toml();
    assert_eq!(parse(&text).unwrap().runs.len(), 100, "it can be read again");
}
