//! What becomes of the learning rate as the steps go by, and what bounds the gradient.

use eframe::egui::{Role, Ui, WidgetInfo};

use crate::gui::ask::{Ask, Look, Wish};
use crate::gui::icons::{Icon, icon_button};
use crate::gui::knobs::{knob_ui, label_ui};
use crate::gui::widgets::{Named, Tip as _, TipText, choice_ui, combo_ui, field_ui};
use crate::run::Clip;
use crate::scenario::{BUDGET, CLIP};
use crate::schedule::{Sequence, Stage, decay};
use crate::session::{Edit, RunEdit};
use crate::words::tell;

/// Show the schedule and the clipping of run `index`.
pub(in crate::gui) fn ui(look: &Look<'_>, ui: &mut Ui, index: usize, ask: &mut Ask) {
    let label = look.session.label(index);
    let run = &look.session.scenario().runs[index];
    let mut stages = run.schedule.stages().to_vec();
    let before = stages.clone();
    let mut settled = false;
    ui.push_id("schedule", |ui| {
        let mut removed = None;
        for place in 0..stages.len() {
            ui.push_id(place, |ui| {
                let (remove, done) = stage_ui(ui, &mut stages, place, label);
                if remove {
                    removed = Some(place);
                }
                settled |= done;
            });
        }
        if let Some(place) = removed {
            stages.remove(place);
            settled = true;
        }
        let tip = tell!("schedule-add-tip");
        let add = ui.small_button(tell!("schedule-add")).on_hover_text(tip);
        let name = tell!("schedule-add-heard", run = label);
        add.widget_info(|| WidgetInfo::labeled(Role::Button, true, &*name));
        if add.clicked() {
            add_stage(&mut stages);
            settled = true;
        }
    });
    if stages != before
        && let Some(sequence) = Sequence::of(stages)
    {
        ask.edit(Edit::Run(index, RunEdit::Schedule(sequence)));
    }
    if settled {
        ask.wish(Wish::Settle);
    }
    clip_ui(ui, run.clip, label, index, ask);
}

/// One stage more: a decay over the rest, after what there is.
fn add_stage(stages: &mut Vec<Stage>) {
    if let Some(last) = stages.last_mut() {
        last.steps = last.steps.max(10);
        stages.push(Stage { schedule: decay(), steps: 0 });
    }
}

/// One stage: its kind, how long it lasts, its knobs. Returns whether it is to go, and whether
/// the user let go of something.
fn stage_ui(ui: &mut Ui, stages: &mut [Stage], place: usize, label: &str) -> (bool, bool) {
    let (count, stage) = (stages.len(), &mut stages[place]);
    let number = if count == 1 { 0 } else { place + 1 };
    let (mut remove, mut settled) = (false, false);
    ui.horizontal(|ui| {
        let tip = tell!("schedule-tip");
        let before = if place == 0 { tell!("schedule-first") } else { tell!("schedule-then") };
        label_ui(ui, &before).on_hover_text(tip);
        let last = place + 1 == count;
        let others = if last { 0.0 } else { 122.0 } + if count == 1 { 0.0 } else { 30.0 };
        let width = ui.available_width() - others - 12.0;
        let what = tell!("schedule-heard", number);
        let name = Named { what: &what, of: label };
        if let Some(pick) = choice_ui(ui, &stage.schedule, name, width) {
            stage.schedule = pick;
            settled = true;
        }
        if !last {
            ui.label(tell!("schedule-for")).tip(|| tell!("schedule-for-tip"));
            let mut steps = f64::from(stage.steps);
            let what = tell!("schedule-steps-heard", number);
            let name = Named { what: &what, of: label };
            let field = field_ui(ui, &mut steps, BUDGET, name);
            stage.steps = steps.round() as u32;
            settled |= field.settled;
        }
        if count > 1 {
            let name: TipText<'_> = &|| tell!("schedule-remove", number, run = label);
            remove = icon_button(ui, Icon::Remove, name, 24.0).tip(name).clicked();
        }
    });
    let owner = tell!("schedule-whose", number, run = label);
    let entry = stage.schedule.entry();
    let knobs: Vec<_> = stage.schedule.knobs().collect();
    for (spec, value) in knobs {
        let turned = knob_ui(ui, spec, value, &entry.doc(spec), &owner);
        if let Some(value) = turned.to {
            // The widget stays within the knob's domain.
            let _ = stage.schedule.set(spec.id, value);
        }
        settled |= turned.settled;
    }
    (remove, settled)
}

/// Whether, how and where gradients are cut off.
fn clip_ui(ui: &mut Ui, clip: Clip, label: &str, index: usize, ask: &mut Ask) {
    let (word, most) = match clip {
        Clip::None => (tell!("clip-none"), 1.0),
        Clip::Norm(most) => (tell!("clip-norm"), most),
        Clip::Value(most) => (tell!("clip-value"), most),
    };
    ui.horizontal(|ui| {
        label_ui(ui, &tell!("clip")).tip(|| tell!("clip-tip"));
        let name = Named { what: &tell!("clip-heard"), of: label };
        let field_width = if clip == Clip::None { 0.0 } else { 84.0 };
        let width = ui.available_width() - field_width - 12.0;
        combo_ui(ui, name, &*word, width, |ui| {
            let choices = [
                (Clip::None, tell!("clip-none"), tell!("clip-none-tip")),
                (Clip::Norm(most), tell!("clip-norm"), tell!("clip-norm-tip")),
                (Clip::Value(most), tell!("clip-value"), tell!("clip-value-tip")),
            ];
            for (choice, name, tip) in choices {
                let here = std::mem::discriminant(&choice) == std::mem::discriminant(&clip);
                if ui.selectable_label(here, name).on_hover_text(tip).clicked() {
                    ask.edit(Edit::Run(index, RunEdit::Clip(choice)));
                    ask.wish(Wish::Settle);
                }
            }
        });
        if clip == Clip::None {
            return;
        }
        let mut bound = most;
        let name = Named { what: &tell!("clip-bound-heard"), of: label };
        let field = field_ui(ui, &mut bound, CLIP, name);
        if field.changed && bound != most {
            let clip = match clip {
                Clip::Value(_) => Clip::Value(bound),
                Clip::None | Clip::Norm(_) => Clip::Norm(bound),
            };
            ask.edit(Edit::Run(index, RunEdit::Clip(clip)));
        }
        if field.settled {
            ask.wish(Wish::Settle);
        }
    });
}
