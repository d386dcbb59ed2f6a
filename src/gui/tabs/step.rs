//! This step: cost, gradient, update, with the engine's own numbers.

use eframe::egui::{CornerRadius, Frame, Label, Margin, RichText, Stroke, Ui};

use super::{Tab, slice, what_if};
use crate::gui::Action;
use crate::gui::ask::{Ask, Look};
use crate::gui::theme;
use crate::gui::view::View;
use crate::gui::widgets::Tip as _;
use crate::math::norm;
use crate::optim::Role;
use crate::run::{Clip, Explained, Run};
use crate::scene::{Phase, STEP, number, part_color, part_name, stated};
use crate::words::tell;

pub(super) static TAB: Tab =
    Tab { name: "This step", parts: true, layers: &[&STEP], ui, ..Tab::USUAL };

/// Show the step that leaves the ball of the explained run.
fn ui(look: &Look<'_>, ui: &mut Ui, view: &mut View, ask: &mut Ask) {
    let (run, at, step) = look.explained(view.explained);
    let Some(step) = step else {
        ui.label(tell!("step-none"));
        return;
    };
    let last = at + 2 == run.trajectory().len() && look.session.step_of(view.explained) > at;
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(tell!("step-from-to", at, next = at + 1)).monospace());
        for (action, name) in
            [(Action::SubStepBack, tell!("step-back")), (Action::SubStep, tell!("step-next"))]
        {
            if ui.small_button(name).tip(|| action.tip()).clicked() {
                ask.act(action);
            }
        }
        if last {
            ui.label(RichText::new(tell!("step-last")).small().weak());
        }
    });
    let phase = view.side.phase.unwrap_or_default();
    box_ui(look, ui, &tell!("step-cost"), phase >= Phase::Cost, |ui| cost_ui(look, ui, &step));
    box_ui(look, ui, &tell!("step-gradient"), phase >= Phase::Gradient, |ui| {
        gradient_ui(ui, run, &step);
    });
    box_ui(look, ui, &tell!("step-update"), phase >= Phase::Update, |ui| {
        update_ui(look, ui, run, at, &step);
    });
    if phase >= Phase::Update {
        if step.from == step.to {
            ui.label(RichText::new(tell!("step-still")).small().weak());
        } else {
            slice::ui(look, ui, run, at, &step);
        }
    }
    if look.session.step_of(view.explained) == at {
        what_if::ui(look, ui, view.explained, at, ask);
    }
    what_if::changes_ui(look, ui, view.explained, ask);
    ui.add_space(8.0);
}

/// One of the three parts; what has not come yet shows its name only.
fn box_ui(look: &Look<'_>, ui: &mut Ui, name: &str, shown: bool, content: impl FnOnce(&mut Ui)) {
    let palette = look.theme.palette();
    let edge = if shown {
        theme::color(palette.faint)
    } else {
        theme::faint(look.theme).gamma_multiply(0.4)
    };
    Frame::new()
        .fill(ui.visuals().faint_bg_color)
        .stroke(Stroke::new(1.0, edge))
        .corner_radius(CornerRadius::same(5))
        .inner_margin(Margin::symmetric(8, 5))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 2.0;
            let title = RichText::new(name).strong();
            ui.label(if shown { title } else { title.weak() });
            if shown {
                content(ui);
            }
        });
}

/// A line of numbers.
fn line(ui: &mut Ui, text: impl Into<String>) {
    ui.add(Label::new(RichText::new(text).monospace().size(12.0)).wrap());
}

fn cost_ui(look: &Look<'_>, ui: &mut Ui, step: &Explained) {
    line(ui, format!("θ = {}", Explained::vector(&step.from)));
    line(ui, stated("f(θ)", step.loss[0]));
    let ground = look.session.ground();
    let beside = ground.plane().distance(&step.from);
    if beside > 1e-12 * norm(&step.from) {
        let near = ground.plane().coordinates(&step.from);
        let loss = ground.shown().value(&near);
        let text = tell!("step-beside", beside, loss);
        ui.label(RichText::new(text).small().weak());
    }
    if step.left != step.from {
        let text = tell!("step-put", place = Explained::vector(&step.left));
        ui.label(RichText::new(text).small().weak());
    }
}

fn gradient_ui(ui: &mut Ui, run: &Run, step: &Explained) {
    line(ui, format!("∇f = {}", Explained::vector(&step.gradient)));
    line(ui, format!("‖∇f‖ = {}", number(norm(&step.gradient))));
    if let Some(told) = &step.told {
        line(ui, format!("g = {}", Explained::vector(told)));
        let spec = run.spec();
        let why = match (!spec.noise.is_silent(), spec.clip != Clip::None) {
            (true, true) => tell!("step-told-noise-clipped"),
            (true, false) => tell!("step-told-noise"),
            (false, true) => tell!("step-told-clipped"),
            (false, false) => tell!("step-told"),
        };
        ui.label(RichText::new(why).small().weak());
    }
}

fn update_ui(look: &Look<'_>, ui: &mut Ui, run: &Run, at: usize, step: &Explained) {
    for rule in &run.rule(at) {
        let symbols = RichText::new(&rule.symbols).monospace().size(11.0);
        ui.add(Label::new(symbols.color(theme::faint(look.theme))).wrap());
        if !rule.numbers.is_empty() {
            line(ui, &rule.numbers);
        }
    }
    if step.parts.len() > 1 {
        ui.add_space(3.0);
        for part in &step.parts {
            let text = format!("{:>5} {}", part_name(part.due), Explained::vector(&part.vector));
            let color = theme::color(part_color(part.due, look.theme));
            ui.label(RichText::new(text).monospace().size(12.0).color(color));
        }
    }
    let whole = format!("{:>5} {}", tell!("step-whole"), Explained::vector(&step.displacement()));
    ui.label(RichText::new(whole).monospace().size(12.0).strong());
    line(ui, format!("θ = {}", Explained::vector(&step.to)));
    line(ui, stated("f(θ)", step.loss[1]));
    let mut points = run.tape().tracks().into_iter().filter(|track| track.role == Role::Point);
    if let Some(track) = points.find(|track| track.at(0).len() == run.trajectory().dim()) {
        let name = track.id.replace('_', " ");
        let text = tell!("step-ring", symbol = track.symbol, name);
        ui.label(RichText::new(text).small().weak());
    }
    if step.reach.is_some() {
        let text = tell!("step-reach");
        ui.label(RichText::new(text).small().weak());
    }
}
