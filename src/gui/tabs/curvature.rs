//! The curvature at the ball or at the pointer.

use eframe::egui::{Grid, RichText, Ui};

use super::Tab;
use crate::gui::ask::{Ask, Look};
use crate::gui::theme;
use crate::gui::view::View;
use crate::math::norm;
use crate::run::Explained;
use crate::scene::{CURVATURE, Lens, Scene, height, number};
use crate::session::Eye;
use crate::surface::{Form, Hessian};

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
    let ground = look.session.ground();
    let whole = (!ground.plane().is_whole()).then(|| whole(look, view, &scene));
    let form = whole.as_ref().map_or_else(|| lens.form(), |whole| whole.form);
    ui.add_space(4.0);
    let color = match form {
        Form::Bowl => theme::good(look.theme),
        Form::Saddle | Form::Dome => theme::bad(look.theme),
        Form::Trough | Form::Flat => theme::warn(look.theme),
    };
    let curved = lens.hessian.iter().all(|h| h.is_finite());
    let name = if curved { form.name() } else { "no curvature here" };
    ui.label(RichText::new(name).size(20.0).strong().color(color));
    let rows = match whole {
        Some(whole) => whole.rows,
        None => rows(&lens, curved),
    };
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

/// What there is to be said of the curvature over two parameters.
fn rows(lens: &Lens, curved: bool) -> Vec<(&'static str, String)> {
    let (eigen, form) = (lens.eigen(), lens.form());
    let condition = lens.condition().map_or_else(|| "only a bowl has one".to_owned(), number);
    let minimum = match (lens.minimum(), form) {
        _ if !curved => "none".to_owned(),
        (Some(at), _) => Explained::vector(&at),
        (None, Form::Saddle) => "none: a saddle".to_owned(),
        (None, Form::Dome) => "none: a dome".to_owned(),
        (None, _) => "none: flat one way".to_owned(),
    };
    let [vx, vy] = eigen.direction;
    vec![
        ("at", Explained::vector(&lens.at)),
        ("f", height(lens.loss)),
        ("∇f", Explained::vector(&lens.gradient)),
        ("λmax", number(eigen.high)),
        ("along", Explained::vector(&[vx, vy])),
        ("λmin", number(eigen.low)),
        ("along", Explained::vector(&[-vy, vx])),
        ("κ = λmax/λmin", condition),
        ("2/λmax", limit(eigen.high)),
        ("minimum of the model", minimum),
    ]
}

fn limit(sharpness: f64) -> String {
    if sharpness > 0.0 { number(2.0 / sharpness) } else { "no limit here".to_owned() }
}

/// The curvature along all parameters, of which the map shows a plane.
struct Whole {
    form: Form,
    rows: Vec<(&'static str, String)>,
}

fn whole(look: &Look<'_>, view: &View, scene: &Scene<'_>) -> Whole {
    let (session, ground) = (look.session, look.session.ground());
    let run = &session.runs()[view.explained];
    let at = match scene.place {
        Some(place) => ground.plane().point(place),
        None => run.under(session.step_of(view.explained)).into_owned(),
    };
    let surface = &**ground.surface();
    let mut gradient = vec![0.0; at.len()];
    let loss = surface.gradient(&at, &mut gradient);
    let spectrum = Hessian::new(surface, &*at).spectrum();
    let form = Form::of([spectrum.low, spectrum.high]);
    let bowl = form == Form::Bowl;
    let condition = bowl.then(|| number(spectrum.high / spectrum.low));
    let share = norm(&ground.plane().vector(ground.plane().within(&spectrum.direction)));
    let rows = vec![
        ("at", Explained::vector(&at)),
        ("beside the plane", number(ground.plane().distance(&at))),
        ("f", height(loss)),
        ("∇f", Explained::vector(&gradient)),
        ("λmax", number(spectrum.high)),
        ("along", Explained::vector(&spectrum.direction)),
        ("of it in the plane", format!("{:.0} %", 100.0 * share * share)),
        ("λmin", number(spectrum.low)),
        ("κ = λmax/λmin", condition.unwrap_or_else(|| "only a bowl has one".to_owned())),
        ("2/λmax", limit(spectrum.high)),
    ];
    Whole { form, rows }
}
