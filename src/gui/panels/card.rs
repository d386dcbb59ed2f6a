//! A run's card: who it is, how fast it goes, what it is doing.

use std::fmt::Write as _;

use eframe::egui::{
    Align, CornerRadius, Frame, Label, Layout, Margin, RichText, Role, Sense, Stroke, TextEdit, Ui,
    WidgetInfo, vec2,
};

use super::{rate, schedule};
use crate::gui::ask::{Ask, Look, Wish};
use crate::gui::icons::{Icon, icon_button};
use crate::gui::knobs::knob_ui;
use crate::gui::widgets::{Named, Tip as _, TipText, choice_ui, fixed, folded_ui};
use crate::gui::{paint, theme};
use crate::run::{Clip, VerdictId};
use crate::scene::{STYLES, number, stated, swatch};
use crate::session::{Edit, RunEdit};
use crate::words::{message, tell};

/// Show the card of run `index`.
pub(in crate::gui) fn ui(look: &Look<'_>, ui: &mut Ui, index: usize, ask: &mut Ask) {
    let run = &look.session.scenario().runs[index];
    let identity = theme::color(look.theme.run(&STYLES[run.style % STYLES.len()]));
    let frame = Frame::new()
        .fill(ui.visuals().faint_bg_color)
        .stroke(Stroke::new(1.0, ui.visuals().widgets.noninteractive.bg_stroke.color))
        .corner_radius(CornerRadius::same(6))
        .inner_margin(Margin { left: 11, right: 8, top: 6, bottom: 6 });
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 2.0;
        fixed(ui, ("run", place(look, index)), |ui| {
            head_ui(look, ui, index, ask);
            if run.optimizer.entry().facts.lr.is_some() {
                rate::ui(look, ui, index, ask);
            }
            state_ui(look, ui, index, ask);
            knobs_ui(look, ui, index, ask);
        });
    });
    // A band in the run's colour, at the left edge.
    let mut band = shown.response.rect;
    band.set_width(4.0);
    let radius = CornerRadius { nw: 6, sw: 6, ne: 0, se: 0 };
    ui.painter().rect_filled(band, radius, identity);
}

/// Who a run is while runs before it come and go: its style, and its place among those with the same.
fn place(look: &Look<'_>, index: usize) -> (usize, usize) {
    let runs = &look.session.scenario().runs;
    let style = runs[index].style;
    (style, runs[..index].iter().filter(|run| run.style == style).count())
}

fn head_ui(look: &Look<'_>, ui: &mut Ui, index: usize, ask: &mut Ask) {
    let scenario = look.session.scenario();
    let run = &scenario.runs[index];
    let label = look.session.label(index);
    ui.horizontal(|ui| {
        swatch_ui(look, ui, run.style, run.hidden);
        let width = ui.available_width() - 4.0 * 26.0 - 3.0 * 2.0 - 8.0;
        let name = Named { what: &tell!("card-optimizer"), of: label };
        if let Some(pick) = choice_ui(ui, &run.optimizer, name, width) {
            ask.edit(Edit::Run(index, RunEdit::Optimizer(pick)));
        }
        ui.spacing_mut().item_spacing.x = 2.0;
        let hide: (Icon, TipText<'_>) = if run.hidden {
            (Icon::Hidden, &|| tell!("card-show", run = label))
        } else {
            (Icon::Visible, &|| tell!("card-hide", run = label))
        };
        let solo: TipText<'_> = &|| tell!("card-solo", run = label);
        let clone: TipText<'_> = &|| tell!("card-clone", run = label);
        let remove: TipText<'_> = &|| tell!("card-remove", run = label);
        let buttons = [
            (hide.0, hide.1, RunEdit::Hide(!run.hidden)),
            (Icon::Solo, solo, RunEdit::Solo),
            (Icon::Clone, clone, RunEdit::Clone),
            (Icon::Remove, remove, RunEdit::Remove),
        ];
        for (icon, name, edit) in buttons {
            let possible = icon != Icon::Remove || scenario.runs.len() > 1;
            let button = |ui: &mut Ui| icon_button(ui, icon, name, 26.0).tip(name);
            if ui.add_enabled_ui(possible, button).inner.clicked() {
                ask.edit(Edit::Run(index, edit));
            }
        }
    });
    if run.label.is_some() {
        ui.label(RichText::new(label).strong());
    }
    if let Some(noise) = &run.noise {
        let text = tell!("card-noise", noise = noise.to_string());
        ui.add(Label::new(RichText::new(text).small().weak()).truncate());
    }
}

/// A piece of the run's line with its marker, on a piece of the map.
fn swatch_ui(look: &Look<'_>, ui: &mut Ui, style: usize, hidden: bool) {
    let (rect, _) = ui.allocate_exact_size(vec2(42.0, 22.0), Sense::hover());
    let area = [[rect.left(), rect.right()], [rect.top(), rect.bottom()]];
    let items = swatch(style, area, look.theme, if hidden { 70 } else { 255 });
    let painter = ui.painter();
    painter.extend(paint::shapes(painter, &items, None));
}

fn knobs_ui(look: &Look<'_>, ui: &mut Ui, index: usize, ask: &mut Ask) {
    let scenario = look.session.scenario();
    let optimizer = &scenario.runs[index].optimizer;
    let label = look.session.label(index);
    let run = &scenario.runs[index];
    let mut changed: Vec<String> = optimizer
        .changed()
        .map(|(spec, value)| {
            let name = if spec.symbol.is_empty() { spec.id } else { spec.symbol };
            format!("{name} = {value}")
        })
        .collect();
    if !run.schedule.is_constant() {
        let names = run.schedule.stages().iter().map(|stage| stage.schedule.entry().name());
        changed.push(names.collect::<Vec<_>>().join(" → "));
    }
    if run.clip != Clip::None {
        changed.push(tell!("card-clip", clip = run.clip.to_string()).into_owned());
    }
    let title = if changed.is_empty() { tell!("card-knobs") } else { changed.join(", ").into() };
    let header = folded_ui(ui, &title, "knobs", |ui| {
        name_ui(ui, label, index, ask);
        for (spec, value) in optimizer.knobs() {
            let turned = knob_ui(ui, spec, value, &optimizer.entry().doc(spec), label);
            if let Some(value) = turned.to {
                ask.edit(Edit::Run(index, RunEdit::Knob(spec.id, value)));
            }
            if turned.settled {
                ask.wish(Wish::Settle);
            }
        }
        schedule::ui(look, ui, index, ask);
    });
    let name = tell!("card-knobs-heard", run = label);
    let role = Role::DisclosureTriangle;
    header.widget_info(|| WidgetInfo::labeled(role, true, &*name));
}

/// The name of the run, to be typed.
fn name_ui(ui: &mut Ui, label: &str, index: usize, ask: &mut Ask) {
    ui.horizontal(|ui| {
        ui.label(tell!("card-name")).tip(|| tell!("card-name-tip"));
        let mut name = label.to_owned();
        let field =
            ui.add(TextEdit::singleline(&mut name).id_salt("name").desired_width(f32::INFINITY));
        let heard = tell!("card-name-heard", run = label);
        field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &*heard));
        if field.changed() {
            ask.edit(Edit::Run(index, RunEdit::Label(name)));
        }
        if field.lost_focus() {
            ask.wish(Wish::Settle);
        }
    });
}

/// The numbers at the cursor, and the verdict in words.
fn state_ui(look: &Look<'_>, ui: &mut Ui, index: usize, ask: &mut Ask) {
    let run = &look.session.runs()[index];
    let step = look.session.step_of(index);
    let path = run.trajectory();
    let mut state = stated("f", path.loss()[step]);
    if path.loss()[step].is_finite() {
        let _ = write!(state, "   ‖∇f‖ = {}", number(path.gradient_norm()[step]));
    }
    ui.label(RichText::new(state).small());
    let verdict = look.session.verdict(index);
    let color = match verdict.id {
        VerdictId::Diverged | VerdictId::Diverging | VerdictId::NoValue | VerdictId::LeftTheMap => {
            theme::bad(look.theme)
        }
        VerdictId::Converged => theme::good(look.theme),
        VerdictId::Overshooting
        | VerdictId::Cycling
        | VerdictId::Crawling
        | VerdictId::StuckAtSaddle
        | VerdictId::OnPlateau => theme::warn(look.theme),
        _ => theme::faint(look.theme),
    };
    ui.label(RichText::new(verdict.text()).small().color(color));
    lamps_ui(look, ui, index, ask);
}

/// The three signs of convergence, and a way to have the run explained.
fn lamps_ui(look: &Look<'_>, ui: &mut Ui, index: usize, ask: &mut Ask) {
    let lamps = look.session.lamps(index);
    let label = look.session.label(index);
    let known = look.session.ground().lowest().is_some();
    let no_target = if known { message!("lamp-off") } else { message!("lamp-unknown") };
    let off = || message!("lamp-off");
    let all = [
        (tell!("lamp-gradient"), lamps.gradient, tell!("lamp-gradient-tip"), off()),
        (tell!("lamp-change"), lamps.change, tell!("lamp-change-tip"), off()),
        (tell!("lamp-target"), lamps.target, tell!("lamp-target-tip"), no_target),
    ];
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for (name, since, meaning, off) in all {
            let (rect, lamp) = ui.allocate_exact_size(vec2(11.0, 14.0), Sense::hover());
            let state = since.map_or(off, |step| message!("lamp-on", step));
            lamp.widget_info(|| {
                let heard = tell!("lamp-heard", lamp = &*name, run = label, state = state.clone());
                WidgetInfo::labeled(Role::Label, true, heard)
            });
            let good = theme::good(look.theme);
            if since.is_some() {
                ui.painter().circle_filled(rect.center(), 4.5, good);
            } else {
                let stroke = Stroke::new(1.0, theme::faint(look.theme));
                ui.painter().circle_stroke(rect.center(), 4.0, stroke);
            }
            lamp.tip(|| tell!("lamp-tip", meaning = &*meaning, state));
            ui.label(RichText::new(name).small().color(theme::faint(look.theme))).tip(|| meaning);
            ui.add_space(4.0);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let button = ui.small_button(tell!("card-explain"));
            button.widget_info(|| {
                WidgetInfo::labeled(Role::Button, true, tell!("card-explain-heard", run = label))
            });
            if button.tip(|| tell!("card-explain-tip")).clicked() {
                ask.wish(Wish::Explain(index));
            }
        });
    });
}
