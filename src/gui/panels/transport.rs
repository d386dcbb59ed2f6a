//! Play, pause, step, scrub, speed.

use std::borrow::Cow;

use eframe::egui::{ComboBox, RichText, Ui};

use crate::gui::Action;
use crate::gui::ask::{Ask, Look};
use crate::gui::icons::{Icon, icon_button};
use crate::gui::widgets::{Named, Tip as _, slider_ui};
use crate::session::{Play, SPEEDS};
use crate::words::tell;

/// With less room than this for slider, step and speed, something is said in fewer words.
const SHORT: f32 = 310.0;

/// Show the transport.
pub(in crate::gui) fn ui(look: &Look<'_>, ui: &mut Ui, ask: &mut Ask) {
    let player = look.session.player();
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        let play = if player.playing() {
            (Icon::Pause, tell!("transport-pause"))
        } else {
            (Icon::Play, tell!("transport-play"))
        };
        for (icon, name, action) in [
            (Icon::Start, Action::Restart.text(), Action::Restart),
            (Icon::Back, Action::StepBack.text(), Action::StepBack),
            (play.0, play.1, Action::PlayPause),
            (Icon::Forward, Action::StepForward.text(), Action::StepForward),
            (Icon::End, Action::End.text(), Action::End),
        ] {
            if icon_button(ui, icon, &|| name.clone(), 30.0).tip(|| action.tip()).clicked() {
                ask.act(action);
            }
        }
        let mut step = player.step() as f64;
        let horizon = player.horizon();
        let digits = horizon.to_string().len();
        let width = ui.available_width();
        let short = width < SHORT;
        let step_now = format!("{:>digits$}", player.step());
        let text = if short {
            tell!("transport-step-short", step = step_now, horizon)
        } else {
            tell!("transport-step", step = step_now, horizon)
        };
        let text = RichText::new(text).monospace();
        let others = if short { 190.0 } else { 250.0 };
        ui.spacing_mut().slider_width = (width - others).max(24.0);
        let range = 0.0..=horizon.max(1) as f64;
        let slider =
            slider_ui(ui, &mut step, range, false, 0, Named::once(&tell!("transport-step-heard")));
        if slider.changed() {
            ask.play(Play::Seek(step as u64));
        }
        ui.label(text);
        ComboBox::from_id_salt("speed")
            .width(74.0)
            .selected_text(speed_text(player.speed()))
            .show_ui(ui, |ui| {
                for speed in SPEEDS {
                    if ui.selectable_label(player.speed() == *speed, speed_text(*speed)).clicked() {
                        ask.play(Play::Speed(*speed));
                    }
                }
            })
            .response
            .tip(|| {
                tell!(
                    "transport-speed-tip",
                    slower = Action::Slower.keys(),
                    faster = Action::Faster.keys(),
                )
            });
    });
}

fn speed_text(speed: f64) -> Cow<'static, str> {
    tell!("transport-speed", speed = speed.to_string())
}
