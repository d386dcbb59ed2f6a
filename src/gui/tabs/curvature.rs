//! The curvature at the ball or at the pointer.

use eframe::egui::{Grid, RichText, Ui};

use super::Tab;
use crate::gui::ask::{Ask, Look};
use crate::gui::theme;
use crate::gui::view::View;
use crate::run::Explained;
use crate::scene::{CURVATURE, Lens, height, number};
use crate::session::Eye;
use crate::surface::Form;

pub(super) static TAB: Tab =
    Tab { name: "Curvature", layers: &[&CURVATURE], look: eye, ui, ..Tab::USUAL };

/// Where it is looked at.
#[derive(Default)]
struct Place {
    /// At the pointer instead of at the ball.
    pointer: bool,
}

/// The lens stays where the pointer left the map.
fn eye(view: &View, eye: &mut Eye) {
    let pointer = view.tabs.peek::<Place>().is_some_and(|place| place.pointer);
    eye.place = view.side.pointer.filter(|_| pointer);
}

/// Show what the lens sees.
fn ui(look: &Look<'_>, ui: &mut Ui, view: &mut View, _ask: &mut Ask) {
    ui.horizontal(|ui| {
        for (pointer, name) in [(false, "At the ball"), (true, "At the pointer")] {
            let place = view.tabs.of::<Place>();
            if ui.selectable_label(place.pointer == pointer, name).clicked() {
                place.pointer = pointer;
            }
        }
    });
    let mut seen = view.eye(look.theme);
    eye(view, &mut seen);
    let scene = look.session.scene(seen);
    let Some(lens) = Lens::of(&scene) else { return };
    let eigen = lens.eigen();
    let form = lens.form();
    ui.add_space(4.0);
    let color = match form {
        Form::Bowl => theme::good(look.theme),
        Form::Saddle | Form::Dome => theme::bad(look.theme),
        Form::Trough | Form::Flat => theme::warn(look.theme),
    };
    let curved = lens.hessian.iter().all(|h| h.is_finite());
    let name = if curved { form.name() } else { "no curvature here" };
    ui.label(RichText::new(name).size(20.0).strong().color(color));
    let condition = lens.condition().map_or_else(|| "only a bowl has one".to_owned(), number);
    let limit =
        if eigen.high > 0.0 { number(2.0 / eigen.high) } else { "no limit here".to_owned() };
    let minimum = match (lens.minimum(), form) {
        _ if !curved => "none".to_owned(),
        (Some(at), _) => Explained::vector(at),
        (None, Form::Saddle) => "none: a saddle".to_owned(),
        (None, Form::Dome) => "none: a dome".to_owned(),
        (None, _) => "none: flat one way".to_owned(),
    };
    let [vx, vy] = eigen.direction;
    let rows = [
        ("at", Explained::vector(lens.at)),
        ("f", height(lens.loss)),
        ("∇f", Explained::vector(lens.gradient)),
        ("λmax", number(eigen.high)),
        ("along", Explained::vector([vx, vy])),
        ("λmin", number(eigen.low)),
        ("along", Explained::vector([-vy, vx])),
        ("κ = λmax/λmin", condition),
        ("2/λmax", limit),
        ("minimum of the model", minimum),
    ];
    Grid::new("lens").num_columns(2).spacing([10.0, 3.0]).show(ui, |ui| {
        for (name, value) in rows {
            ui.label(RichText::new(name).small());
            ui.label(RichText::new(value).monospace().size(12.0));
            ui.end_row();
        }
    });
    ui.add_space(6.0);
    let words = "On the map: the two directions of the curvature, the longer the flatter; dashed, \
                 three contour lines of the quadratic model, the thick one through the place; a plus \
                 where that model has its minimum.";
    ui.label(RichText::new(words).small().weak());
}
