//! What if: from this step on another rate, other knobs, the ball elsewhere.

use std::borrow::Cow;

use eframe::egui::{CollapsingHeader, RichText, Role, Ui, WidgetInfo};

use crate::gui::ask::{Ask, Look, Wish};
use crate::gui::knobs::{knob_ui, label_ui};
use crate::gui::widgets::{Named, field_ui, lr_ui};
use crate::run::{Change, Explained, turns};
use crate::scenario::COORDINATE;
use crate::scene::number;
use crate::session::{Edit, RunEdit};
use crate::words::tell;

/// Show what may be different from step `at` of run `index` on.
pub(super) fn ui(look: &Look<'_>, ui: &mut Ui, index: usize, at: usize, ask: &mut Ask) {
    ui.add_space(6.0);
    let header = CollapsingHeader::new(tell!("what-if", at)).id_salt("what if");
    let shown = header.show(ui, |ui| {
        rate_ui(look, ui, index, at, ask);
        knobs_ui(look, ui, index, at, ask);
        place_ui(look, ui, index, at, ask);
    });
    shown.header_response.widget_info(|| {
        WidgetInfo::labeled(Role::DisclosureTriangle, true, &*tell!("what-if-heard"))
    });
}

fn change(index: usize, at: usize, change: Change) -> Edit {
    Edit::Run(index, RunEdit::Change(Change { step: at as u64, ..change }))
}

fn rate_ui(look: &Look<'_>, ui: &mut Ui, index: usize, at: usize, ask: &mut Ask) {
    let spec = look.session.runs()[index].spec();
    if spec.optimizer.entry().facts.lr.is_none() {
        return;
    }
    let mut lr = spec.lr_at(at as u64);
    let [low, high] = look.session.lr_range(index);
    let name = &tell!("what-if-rate");
    ui.horizontal(|ui| {
        let ends = [low.min(lr), high.max(lr)];
        let (touched, _) = lr_ui(ui, &mut lr, ends, Named::once(name), &|| name.clone());
        if touched.changed {
            ask.edit(change(index, at, Change { lr: Some(lr), ..Change::default() }));
        }
        if touched.settled {
            ask.wish(Wish::Settle);
        }
    });
}

fn knobs_ui(look: &Look<'_>, ui: &mut Ui, index: usize, at: usize, ask: &mut Ask) {
    let optimizer = look.session.runs()[index].spec().optimizer_at(at as u64);
    for (spec, value) in optimizer.knobs().filter(|(spec, _)| turns(&optimizer, spec.id)) {
        let doc = optimizer.entry().doc(spec);
        let turned = knob_ui(ui, spec, value, &doc, &tell!("what-if-whose"));
        if let Some(value) = turned.to {
            let knobs = vec![(spec.id, value)];
            ask.edit(change(index, at, Change { knobs, ..Change::default() }));
        }
        if turned.settled {
            ask.wish(Wish::Settle);
        }
    }
}

/// Where the ball goes on from: a place, and a push from there.
fn place_ui(look: &Look<'_>, ui: &mut Ui, index: usize, at: usize, ask: &mut Ask) {
    let run = &look.session.runs()[index];
    let known = run.spec().changes.iter().find(|change| change.step == at as u64);
    let (plane, point) = (look.session.ground().plane(), run.trajectory().point(at));
    let kick = known.and_then(|change| change.kick.as_ref());
    let kick = kick.map_or([0.0; 2], |kick| plane.within(kick));
    let here = run.explain(at).map_or_else(|| point.to_vec(), |step| step.from);
    let [x, y] = plane.coordinates(&here);
    let place = [x - kick[0], y - kick[1]];
    let axes = look.session.ground().shown().axes();
    let names = axes.each_ref().map(|axis| tell!("what-if-ball", axis = axis.as_ref()));
    if let Some(place) = pair_ui(ui, &tell!("what-if-at"), place, names, ask) {
        let place = Some(plane.moved(&here, place));
        ask.edit(change(index, at, Change { at: place, ..Change::default() }));
    }
    let names = axes.each_ref().map(|axis| tell!("what-if-kick-along", axis = axis.as_ref()));
    if let Some(kick) = pair_ui(ui, &tell!("what-if-kick"), kick, names, ask) {
        let kick = Some(plane.vector(kick));
        ask.edit(change(index, at, Change { kick, ..Change::default() }));
    }
    ui.label(RichText::new(tell!("what-if-hint")).small().weak());
}

/// Two fields; the new numbers, if one was changed.
fn pair_ui(
    ui: &mut Ui,
    label: &str,
    mut values: [f64; 2],
    names: [Cow<'static, str>; 2],
    ask: &mut Ask,
) -> Option<[f64; 2]> {
    let mut changed = false;
    ui.horizontal(|ui| {
        label_ui(ui, label);
        for (value, name) in values.iter_mut().zip(names) {
            let field = field_ui(ui, value, COORDINATE, Named::once(&name));
            changed |= field.changed;
            if field.settled {
                ask.wish(Wish::Settle);
            }
        }
    });
    changed.then_some(values)
}

/// Put the ball somewhere before a step; a kick it had is forgotten.
pub(in crate::gui) fn put(index: usize, at: usize, place: Vec<f64>) -> Edit {
    let still = vec![0.0; place.len()];
    change(index, at, Change { at: Some(place), kick: Some(still), ..Change::default() })
}

/// The changes of the run, and a way to forget them.
pub(super) fn changes_ui(look: &Look<'_>, ui: &mut Ui, index: usize, ask: &mut Ask) {
    let changes = &look.session.scenario().runs[index].changes;
    if changes.is_empty() {
        return;
    }
    for change in changes {
        let mut parts = Vec::new();
        parts.extend(change.lr.map(|lr| format!("η = {}", number(lr))));
        parts.extend(change.knobs.iter().map(|(id, value)| format!("{id} = {value}")));
        let at = change.at.as_deref().map(Explained::vector);
        parts.extend(at.map(|place| tell!("what-if-change-at", place).into_owned()));
        let kick = change.kick.as_deref().filter(|kick| kick.iter().any(|by| *by != 0.0));
        let kick = kick.map(Explained::vector);
        parts.extend(kick.map(|kick| tell!("what-if-change-kick", kick).into_owned()));
        let (step, parts) = (change.step, parts.join(", "));
        ui.label(RichText::new(tell!("what-if-change", step, parts)).small());
    }
    if ui.small_button(tell!("what-if-forget")).clicked() {
        ask.edit(Edit::Run(index, RunEdit::ForgetChanges));
    }
}
