//! The curvature at the ball or at the pointer.

use std::borrow::Cow;

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
use crate::words::tell;

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
        for (pointer, name) in
            [(false, tell!("curvature-at-ball")), (true, tell!("curvature-at-pointer"))]
        {
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
    let name = if curved { form_name(form) } else { tell!("curvature-none") };
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
    ui.label(RichText::new(tell!("curvature-legend")).small().weak());
}

/// What a landscape of a form is called.
fn form_name(form: Form) -> Cow<'static, str> {
    match form {
        Form::Bowl => tell!("form-bowl"),
        Form::Saddle => tell!("form-saddle"),
        Form::Dome => tell!("form-dome"),
        Form::Trough => tell!("form-trough"),
        Form::Flat => tell!("form-flat"),
    }
}

/// A line of the table: what it is, and how much.
type Row = (Cow<'static, str>, String);

/// What there is to be said of the curvature over two parameters.
fn rows(lens: &Lens, curved: bool) -> Vec<Row> {
    let (eigen, form) = (lens.eigen(), lens.form());
    let minimum = match (lens.minimum(), form) {
        _ if !curved => tell!("curvature-no-minimum").into_owned(),
        (Some(at), _) => Explained::vector(&at),
        (None, Form::Saddle) => tell!("curvature-no-minimum-saddle").into_owned(),
        (None, Form::Dome) => tell!("curvature-no-minimum-dome").into_owned(),
        (None, _) => tell!("curvature-no-minimum-flat").into_owned(),
    };
    let [vx, vy] = eigen.direction;
    vec![
        (tell!("curvature-at"), Explained::vector(&lens.at)),
        ("f".into(), height(lens.loss)),
        ("∇f".into(), Explained::vector(&lens.gradient)),
        ("λmax".into(), number(eigen.high)),
        (tell!("curvature-along"), Explained::vector(&[vx, vy])),
        ("λmin".into(), number(eigen.low)),
        (tell!("curvature-along"), Explained::vector(&[-vy, vx])),
        ("κ = λmax/λmin".into(), condition(lens.condition())),
        ("2/λmax".into(), limit(eigen.high)),
        (tell!("curvature-minimum"), minimum),
    ]
}

fn condition(condition: Option<f64>) -> String {
    condition.map_or_else(|| tell!("curvature-no-condition").into_owned(), number)
}

fn limit(sharpness: f64) -> String {
    if sharpness > 0.0 { number(2.0 / sharpness) } else { tell!("curvature-no-limit").into_owned() }
}

/// The curvature along all parameters, of which the map shows a plane.
struct Whole {
    form: Form,
    rows: Vec<Row>,
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
    let known = (form == Form::Bowl).then(|| spectrum.high / spectrum.low);
    let share = norm(&ground.plane().vector(ground.plane().within(&spectrum.direction)));
    let rows = vec![
        (tell!("curvature-at"), Explained::vector(&at)),
        (tell!("curvature-beside"), number(ground.plane().distance(&at))),
        ("f".into(), height(loss)),
        ("∇f".into(), Explained::vector(&gradient)),
        ("λmax".into(), number(spectrum.high)),
        (tell!("curvature-along"), Explained::vector(&spectrum.direction)),
        (tell!("curvature-share"), format!("{:.0} %", 100.0 * share * share)),
        ("λmin".into(), number(spectrum.low)),
        ("κ = λmax/λmin".into(), condition(known)),
        ("2/λmax".into(), limit(spectrum.high)),
    ];
    Whole { form, rows }
}
