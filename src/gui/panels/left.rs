//! The left side: surface, start, budget, batch noise, and a card per run.

use eframe::egui::{CollapsingHeader, ScrollArea, Ui};

use super::{card, plane, surface};
use crate::catalog::Pick;
use crate::gui::Action;
use crate::gui::ask::{Ask, Look, Wish};
use crate::gui::icons::{Icon, icon_button};
use crate::gui::knobs::knob_ui;
use crate::gui::maps::Maps;
use crate::gui::view::FormulaView;
use crate::gui::widgets::{Named, Tip as _, choice_ui, entries_ui, field_ui, whole_ui};
use crate::noise::Noise;
use crate::optim::Optimizer;
use crate::run::Budget;
use crate::scenario::{BUDGET, COORDINATE, LARGEST_SEED, told};
use crate::session::Edit;
use crate::words::tell;

/// Show the left side.
pub(in crate::gui) fn ui(
    look: &Look<'_>,
    ui: &mut Ui,
    formula: &mut FormulaView,
    maps: &mut Maps,
    ask: &mut Ask,
) {
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.add_space(6.0);
        surface::ui(look, ui, formula, maps, ask);
        start_ui(look, ui, ask);
        plane::ui(look, ui, ask);
        noise_ui(look, ui, ask);
        ui.separator();
        runs_ui(look, ui, ask);
        for index in 0..look.session.runs().len() {
            card::ui(look, ui, index, ask);
        }
        ui.add_space(8.0);
    });
}

/// How many runs there are, and a way to have more.
fn runs_ui(look: &Look<'_>, ui: &mut Ui, ask: &mut Ask) {
    ui.horizontal(|ui| {
        let count = look.session.runs().len();
        ui.label(tell!("left-runs", count));
        ui.menu_button(tell!("left-add"), |ui| {
            let list = |ui: &mut Ui| entries_ui::<dyn Optimizer>(ui, None);
            let chosen = ScrollArea::vertical().max_height(420.0).show(ui, list).inner;
            if let Some(entry) = chosen {
                ask.edit(Edit::AddRun(Pick::of(entry)));
                ui.close();
            }
        });
    });
}

fn start_ui(look: &Look<'_>, ui: &mut Ui, ask: &mut Ask) {
    let scenario = look.session.scenario();
    ui.horizontal(|ui| {
        ui.label(tell!("left-start")).tip(|| tell!("left-start-tip"));
        let mut start = look.session.pin();
        let mut fields = |at: usize, name: &str| {
            let name = tell!("left-start-heard", axis = name);
            field_ui(ui, &mut start[at], COORDINATE, Named::once(&name))
        };
        let [across, up] = look.session.ground().shown().axes();
        let (x, y) = (fields(0, &across), fields(1, &up));
        if x.changed || y.changed {
            ask.edit(Edit::Pin(start));
        }
        if x.settled || y.settled {
            ask.wish(Wish::Settle);
        }
        let (tip, unit) = match scenario.budget {
            Budget::Steps(_) => (tell!("left-budget-steps-tip"), tell!("left-budget-steps")),
            Budget::GradientEvaluations(_) => {
                (tell!("left-budget-gradients-tip"), tell!("left-budget-gradients"))
            }
        };
        ui.label(unit).on_hover_text(tip);
        let mut amount = scenario.budget.amount() as f64;
        let field = field_ui(ui, &mut amount, BUDGET, Named::once(&tell!("left-budget")));
        if field.changed {
            let amount = amount.round() as u64;
            ask.edit(Edit::Budget(match scenario.budget {
                Budget::Steps(_) => Budget::Steps(amount),
                Budget::GradientEvaluations(_) => Budget::GradientEvaluations(amount),
            }));
        }
        if field.settled {
            ask.wish(Wish::Settle);
        }
    });
}

fn noise_ui(look: &Look<'_>, ui: &mut Ui, ask: &mut Ask) {
    let scenario = look.session.scenario();
    let noise = &scenario.noise;
    let title = if noise.is_silent() {
        tell!("left-noise-none")
    } else {
        let knobs = noise.knobs().filter(|(spec, _)| !spec.symbol.is_empty());
        let told = knobs.map(|(spec, value)| format!("{} = {}, ", spec.symbol, told(value)));
        tell!("left-noise", knobs = told.collect::<String>(), seed = scenario.seed)
    };
    CollapsingHeader::new(title).id_salt("noise").show(ui, |ui| {
        ui.horizontal(|ui| {
            if let Some(pick) =
                choice_ui::<dyn Noise>(ui, noise, Named::once(&tell!("left-noise-heard")), 110.0)
            {
                ask.edit(Edit::Noise(pick));
            }
            ui.label(tell!("left-seed")).tip(|| tell!("left-seed-tip"));
            let mut seed = scenario.seed as f64;
            let field = whole_ui(
                ui,
                &mut seed,
                0.0..=LARGEST_SEED as f64,
                Named::once(&tell!("left-seed-heard")),
            );
            if field.changed {
                ask.edit(Edit::Seed(seed as u64));
            }
            if icon_button(ui, Icon::Dice, &|| Action::NewSeed.text(), 22.0)
                .tip(|| Action::NewSeed.tip())
                .clicked()
            {
                ask.act(Action::NewSeed);
            }
        });
        let flat = look.session.ground().surface().dim() == 2;
        flat.then(|| {
            ui.horizontal(|ui| {
                ui.label(tell!("left-drift")).tip(|| tell!("left-drift-tip"));
                let mut drift = scenario.drift;
                for (axis, name) in
                    [tell!("left-drift-x"), tell!("left-drift-y")].into_iter().enumerate()
                {
                    let field = field_ui(ui, &mut drift[axis], COORDINATE, Named::once(&name));
                    if field.changed {
                        ask.edit(Edit::Drift(drift));
                    }
                    if field.settled {
                        ask.wish(Wish::Settle);
                    }
                }
            })
        });
        for (spec, value) in noise.knobs() {
            let turned =
                knob_ui(ui, spec, value, &noise.entry().doc(spec), &tell!("left-noise-whose"));
            if let Some(value) = turned.to {
                ask.edit(Edit::NoiseKnob(spec.id, value));
            }
            if turned.settled {
                ask.wish(Wish::Settle);
            }
        }
    });
}
