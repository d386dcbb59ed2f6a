//! What happens when somebody clicks, drags and types.

use downhill::gui::{Action, App};
use downhill::run::VerdictId;
use downhill::session::{Command, Edit, RunEdit};
use eframe::egui::{Key, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::{click, drag, on_map, session, settle, slide, window};

#[test]
fn play_runs_and_pause_stops() {
    let mut harness = window("local_minima");
    assert_eq!(session(&harness).player().step(), 120, "paths are shown whole at first");
    click(&mut harness, "Play");
    harness.run_steps(30);
    let step = session(&harness).player().step();
    assert!((5..40).contains(&step), "{step}");
    click(&mut harness, "Pause");
    let step = session(&harness).player().step();
    harness.run_steps(30);
    assert_eq!(session(&harness).player().step(), step);
}

#[test]
fn stepping_goes_one_step_and_back() {
    let mut harness = window("local_minima");
    click(&mut harness, "Restart");
    click(&mut harness, "Step forward");
    click(&mut harness, "Step forward");
    assert_eq!(session(&harness).player().step(), 2);
    click(&mut harness, "Step back");
    assert_eq!(session(&harness).player().step(), 1);
    click(&mut harness, "To the end");
    assert_eq!(session(&harness).player().step(), 120);
}

#[test]
fn the_scrubber_moves_the_cursor() {
    let mut harness = window("local_minima");
    let rect = harness.get_by_label("Step").rect();
    let handle = rect.right_center() - vec2(10.0, 0.0);
    slide(&mut harness, "Step", handle, 0.5);
    let step = session(&harness).player().step();
    assert!((55..=65).contains(&step), "{step}");
}

#[test]
fn a_click_on_a_chart_moves_the_cursor() {
    let mut harness = window("local_minima");
    let middle = harness.get_by_label("Chart of ‖∇f‖ over the steps").rect().center();
    drag(&mut harness, middle, middle + vec2(1.0, 0.0));
    let step = session(&harness).player().step();
    assert!((40..=80).contains(&step), "{step}");
}

#[test]
fn the_learning_rate_is_dragged_and_all_is_recomputed_at_once() {
    let mut harness = window("local_minima");
    let name = "Learning rate of Gradient descent";
    let rect = harness.get_by_label(name).rect();
    let before = session(&harness).runs()[0].trajectory().clone();
    let handle = handle_of(&harness, 0, rect);
    harness.hover_at(handle);
    harness.run_steps(1);
    harness.drag_at(handle);
    harness.run_steps(1);
    harness.hover_at(handle - vec2(40.0, 0.0));
    harness.step();
    let lr = session(&harness).scenario().runs[0].lr;
    assert!(lr < 0.01, "{lr}");
    let run = &session(&harness).runs()[0];
    assert_eq!(run.spec().lr, lr);
    assert_ne!(*run.trajectory(), before);
    assert!(run.finished(), "recomputed in the frame of the drag");
    harness.hover_at(handle - vec2(60.0, 0.0));
    harness.step();
    harness.drop_at(handle - vec2(60.0, 0.0));
    harness.run_steps(2);
    assert!(session(&harness).scenario().runs[0].lr < lr);
    click(&mut harness, "Undo");
    assert_eq!(session(&harness).scenario().runs[0].lr, 0.01, "a drag is undone as one");
    click(&mut harness, "Redo");
    assert!(session(&harness).scenario().runs[0].lr < lr);
}

/// Where the handle of the learning-rate slider of run `index` is.
fn handle_of(
    harness: &Harness<'static, App>,
    index: usize,
    rect: eframe::egui::Rect,
) -> eframe::egui::Pos2 {
    let [low, high] = session(harness).lr_range(index);
    let lr = session(harness).scenario().runs[index].lr;
    let share = ((lr / low).ln() / (high / low).ln()) as f32;
    let rail = rect.x_range().shrink(rect.height() / 2.5);
    eframe::egui::pos2(rail.min + share * rail.span(), rect.center().y)
}

#[test]
fn every_learning_rate_slider_reaches_three_times_its_limit() {
    for bundled in downhill::scenario::BUNDLED {
        let harness = window(bundled.id);
        for index in 0..session(&harness).runs().len() {
            let [low, high] = session(&harness).lr_range(index);
            let limits = session(&harness).limits(index);
            if limits.scaled {
                continue; // Its marks wander with the rates of the coordinates.
            }
            let marks = [limits.at_minimum.and_then(|m| m.limit), limits.settled(|m| m.plain)];
            for limit in marks.into_iter().flatten() {
                assert!(high >= 3.0 * limit && low < limit, "{}: run {index}", bundled.id);
            }
        }
    }
}

#[test]
fn the_start_is_a_pin_that_is_dragged() {
    let mut harness = window("local_minima");
    let pin = on_map(&harness, [0.0, -2.9]) - vec2(0.0, 24.0);
    let target = on_map(&harness, [-2.0, 1.0]) - vec2(0.0, 24.0);
    drag(&mut harness, pin, target);
    let [x, y] = session(&harness).pin();
    assert!((x + 2.0).abs() < 0.05 && (y - 1.0).abs() < 0.05, "({x}, {y})");
    for run in session(&harness).runs() {
        assert_eq!(run.trajectory().point(0), [x, y]);
    }
    click(&mut harness, "Undo");
    assert_eq!(session(&harness).scenario().start(), [0.0, -2.9]);
}

#[test]
fn a_click_on_the_map_drops_the_balls_there() {
    let mut harness = window("local_minima");
    let at = on_map(&harness, [1.0, 4.0]);
    super::tap(&mut harness, at);
    let [x, y] = session(&harness).pin();
    assert!((x - 1.0).abs() < 0.05 && (y - 4.0).abs() < 0.05, "({x}, {y})");
}

#[test]
fn dragging_beside_the_pin_moves_the_map_only() {
    let mut harness = window("local_minima");
    let before = harness.state().map_frame().unwrap().view;
    let from = on_map(&harness, [-3.0, 3.0]);
    drag(&mut harness, from, from + vec2(100.0, 0.0));
    let after = harness.state().map_frame().unwrap().view;
    assert!(after[0][0] < before[0][0] - 0.5, "{before:?} {after:?}");
    assert_eq!(session(&harness).scenario().start(), [0.0, -2.9]);
    click(&mut harness, "Whole map");
    assert_eq!(harness.state().map_frame().unwrap().view, before);
}

#[test]
fn runs_are_added_cloned_hidden_and_removed() {
    let mut harness = window("local_minima");
    click(&mut harness, "Add a run");
    click(&mut harness, "AdaGrad");
    assert_eq!(session(&harness).scenario().runs[5].optimizer.id(), "adagrad");
    click(&mut harness, "Clone Gradient descent");
    let scenario = session(&harness).scenario();
    assert_eq!(scenario.runs.len(), 7);
    assert_eq!(scenario.label(1), "Gradient descent 2");
    assert_eq!(scenario.runs[1].optimizer, scenario.runs[0].optimizer);
    assert_ne!(scenario.runs[1].style, scenario.runs[0].style, "an identity of its own");
    click(&mut harness, "Hide Momentum");
    assert!(session(&harness).scenario().runs[2].hidden);
    click(&mut harness, "Show Momentum");
    click(&mut harness, "Show only Nesterov");
    let shown = |harness: &Harness<'static, App>| -> usize {
        session(harness).scenario().runs.iter().filter(|run| !run.hidden).count()
    };
    assert_eq!(shown(&harness), 1);
    click(&mut harness, "Show only Nesterov");
    assert_eq!(shown(&harness), 7);
    click(&mut harness, "Remove Gradient descent 2");
    assert_eq!(session(&harness).scenario().runs.len(), 6);
}

#[test]
fn knobs_are_turned_by_their_declared_names() {
    let mut harness = window("ravine");
    click(&mut harness, "Knobs of Momentum 0.67");
    harness.get_by_label("momentum of Momentum 0.67").set_value_accesskit(0.5);
    harness.run_steps(2);
    let run = &session(&harness).scenario().runs[1];
    assert_eq!(run.optimizer.get("momentum"), Some(downhill::params::Value::Real(0.5)));
}

#[test]
fn surfaces_are_chosen_and_rates_keep_their_share_of_the_limit() {
    let mut harness = window("overshoot");
    click(&mut harness, "Surface");
    click(&mut harness, "Rosenbrock");
    let scenario = session(&harness).scenario();
    assert_eq!(scenario.surface.id(), "rosenbrock");
    assert_eq!(scenario.start(), [-1.2, 1.0]);
    // Of `tests/reference/limits.py`.
    let limit = 0.001_996_8;
    let share = scenario.runs[3].lr / limit;
    assert!((share - 0.079 / 0.08).abs() < 0.02, "{share}");
}

#[test]
fn noise_is_switched_on_and_drawn_anew() {
    let mut harness = window("local_minima");
    click(&mut harness, "Batch noise: none");
    click(&mut harness, "Noise");
    click(&mut harness, "Gaussian");
    let noisy = session(&harness).runs()[0].trajectory().clone();
    click(&mut harness, "New seed");
    assert_eq!(session(&harness).scenario().seed, 1);
    assert_ne!(*session(&harness).runs()[0].trajectory(), noisy);
    click(&mut harness, "Undo");
    assert_eq!(*session(&harness).runs()[0].trajectory(), noisy, "the seed decides");
}

#[test]
fn divergence_is_named_with_its_step_and_no_infinity_is_shown() {
    let mut harness = window("overshoot");
    let verdict = |harness: &Harness<'static, App>| session(harness).verdict(4);
    assert_eq!(verdict(&harness).id, VerdictId::Diverged);
    assert!(harness.query_by_label(&verdict(&harness).text()).is_some(), "{}", verdict(&harness));
    for lr in [1.0, 1e3, 1e6] {
        let name = format!("Learning rate of {}, typed", session(&harness).scenario().label(4));
        harness.get_by_label(&name).set_value_accesskit(lr);
        settle(&mut harness);
        assert_eq!(session(&harness).scenario().runs[4].lr, lr);
        assert_eq!(verdict(&harness).id, VerdictId::Diverged);
        let run = &session(&harness).runs()[4];
        assert!(run.trajectory().last().iter().all(|x| x.is_finite()));
        no_infinity(&harness);
    }
}

/// No text in the window is NaN or an infinity.
fn no_infinity(harness: &Harness<'static, App>) {
    for node in harness.root().children_recursive() {
        let text = node.accesskit_node().label().unwrap_or_default();
        for word in text.split(|c: char| !c.is_alphanumeric()) {
            assert!(!["NaN", "inf", "nan", "Infinity"].contains(&word), "{text}");
        }
    }
}

#[test]
fn keys_do_what_the_sheet_says() {
    let mut harness = window("local_minima");
    let press = |harness: &mut Harness<'static, App>, action: Action| {
        let shortcut = action.shortcut();
        harness.key_press_modifiers(shortcut.modifiers, shortcut.logical_key);
        harness.run_steps(2);
    };
    press(&mut harness, Action::Restart);
    press(&mut harness, Action::StepForward);
    assert_eq!(session(&harness).player().step(), 1);
    press(&mut harness, Action::PlayPause);
    assert!(session(&harness).player().playing());
    press(&mut harness, Action::PlayPause);
    let speed = session(&harness).player().speed();
    press(&mut harness, Action::Faster);
    assert!(session(&harness).player().speed() > speed);
    press(&mut harness, Action::NewSeed);
    assert_eq!(session(&harness).scenario().seed, 1);
    press(&mut harness, Action::Undo);
    assert_eq!(session(&harness).scenario().seed, 0);
    press(&mut harness, Action::Redo);
    assert_eq!(session(&harness).scenario().seed, 1);
    let dark = harness.ctx.global_style().visuals.dark_mode;
    press(&mut harness, Action::SwitchTheme);
    assert_ne!(harness.ctx.global_style().visuals.dark_mode, dark);
    press(&mut harness, Action::Help);
    for action in Action::ALL {
        assert!(harness.query_by_label(&action.tooltip()).is_some(), "{action:?}");
    }
}

#[test]
fn a_focused_slider_has_the_arrow_keys_for_itself() {
    let mut harness = window("local_minima");
    click(&mut harness, "Restart");
    harness.get_by_label("Learning rate of Adam").focus();
    harness.run_steps(1);
    harness.key_press(Key::ArrowLeft);
    harness.run_steps(2);
    assert!(session(&harness).scenario().runs[4].lr < 0.3);
    assert_eq!(session(&harness).player().step(), 0);
}

#[test]
fn walking_through_all_widgets_changes_nothing() {
    let mut harness = window("overshoot");
    let before = session(&harness).scenario().clone();
    for _ in 0..80 {
        harness.key_press(Key::Tab);
        harness.run_steps(2);
    }
    assert_eq!(*session(&harness).scenario(), before, "1/13 keeps all its digits");
    assert!(!session(&harness).can_undo());
}

#[test]
fn a_drag_is_one_change_even_beside_a_switch() {
    let mut harness = window("batch_noise");
    click(&mut harness, "Remove GD, rate 0.02");
    click(&mut harness, "Remove Momentum");
    click(&mut harness, "Knobs of Adam");
    let pin = on_map(&harness, [-4.0, 3.0]) - vec2(0.0, 24.0);
    drag(&mut harness, pin, pin + vec2(60.0, 40.0));
    assert_ne!(session(&harness).scenario().start(), [-4.0, 3.0]);
    click(&mut harness, "Undo");
    assert_eq!(session(&harness).scenario().start(), [-4.0, 3.0]);
}

#[test]
fn a_name_with_a_number_tells_the_new_one_or_goes() {
    let mut harness = window("overshoot");
    harness.get_by_label("Learning rate of 0.079, typed").set_value_accesskit(0.01);
    harness.run_steps(2);
    assert_eq!(session(&harness).scenario().label(3), "0.01");
    let mut harness = window("local_minima");
    let label = Edit::Run(0, RunEdit::Label("stage 2".to_owned()));
    harness.state_mut().apply(Command::Edit(label));
    harness.state_mut().apply(Command::Edit(Edit::Run(0, RunEdit::Lr(0.005))));
    assert_eq!(session(&harness).scenario().label(0), "Gradient descent");
}
