//! Which plane through many parameters the map shows, and where on all of them the balls start.

use eframe::egui::{Label, RichText, Ui};

use crate::gui::ask::{Ask, Look, Wish};
use crate::gui::widgets::{Named, combo_ui, field_ui, folded_ui};
use crate::scenario::{COORDINATE, PlaneChoice};
use crate::session::Edit;
use crate::words::tell;

/// Show the plane, where there is a choice.
pub(super) fn ui(look: &Look<'_>, ui: &mut Ui, ask: &mut Ask) {
    let ground = look.session.ground();
    let surface = ground.surface();
    if let Some(told) = ground.plane_told() {
        ui.label(RichText::new(tell!("plane-shown", plane = told)).small().weak());
    }
    if surface.dim() <= 2 {
        return;
    }
    let axes = ground.plane().axes();
    ui.horizontal(|ui| {
        let names = [tell!("plane-across"), tell!("plane-up")];
        for (side, name) in names.into_iter().enumerate() {
            ui.label(&*name);
            let now = ground.shown().parameter(side);
            let mut chosen = None;
            combo_ui(ui, Named::once(&name), now.into_owned(), 84.0, |ui| {
                for index in 0..surface.dim() {
                    let here = axes.is_some_and(|axes| axes[side] == index);
                    if ui.selectable_label(here, surface.parameter(index)).clicked() {
                        chosen = Some(index);
                    }
                }
            });
            if let Some(index) = chosen {
                let [across, up] = axes.unwrap_or([0, 1]);
                let other = if side == 0 { up } else { across };
                // The same parameter both ways is no plane: they change places.
                let other = if other == index { [across, up][side] } else { other };
                let axes = if side == 0 { [index, other] } else { [other, index] };
                ask.edit(Edit::Plane(PlaneChoice::Axes(axes)));
            }
        }
    });
    let title = tell!("plane-start");
    folded_ui(ui, &title, "parameters", |ui| start_ui(look, ui, ask));
}

/// The width of the name of a parameter, and of that with its field and the room beside them.
const NAME: f32 = 28.0;
const CELL: f32 = 118.0;

/// A field for every parameter of the start.
fn start_ui(look: &Look<'_>, ui: &mut Ui, ask: &mut Ask) {
    let surface = look.session.ground().surface();
    let mut start = look.session.start().to_vec();
    let (mut changed, mut settled) = (false, false);
    let columns = (ui.available_width() / CELL).floor().max(1.0) as usize;
    for (row, values) in start.chunks_mut(columns).enumerate() {
        ui.horizontal(|ui| {
            for (column, value) in values.iter_mut().enumerate() {
                let name = surface.parameter(row * columns + column);
                let label = Label::new(&*name).truncate();
                ui.add_sized([NAME, ui.spacing().interact_size.y], label);
                let named = tell!("plane-parameter", name = name.as_ref());
                let field = field_ui(ui, value, COORDINATE, Named::once(&named));
                changed |= field.changed;
                settled |= field.settled;
            }
        });
    }
    if changed {
        ask.edit(Edit::Start(start));
    }
    if settled {
        ask.wish(Wish::Settle);
    }
}
