//! The examples that a landscape is made of: the points, what the parameters predict for them, and
//! the batch that the next step learns from.

use std::collections::HashSet;

use eframe::egui::{self, Id, RichText, Ui, WidgetInfo, pos2, vec2};
use egui_plot::PlotBounds;

use super::Tab;
use super::data_file::DataFile;
use crate::gui::ask::{Ask, Look, Wish};
use crate::gui::panels::still_plot;
use crate::gui::widgets::Tip as _;
use crate::gui::{paint, theme};
use crate::run::Run;
use crate::scene::{BATCH, Frame, Item, STYLES, height, line_items, sound};
use crate::session::Edit;
use crate::surface::{DataSet, Material};
use crate::words::tell;

/// How near the pointer must be to take hold of a point.
const GRIP: f32 = 12.0;
/// The width of a run's name.
const NAME: f32 = 110.0;
/// Points of a predicted curve.
const CURVE: usize = 120;
/// Of the examples within so many pixels one is painted.
const APART: f64 = 2.0;

pub(super) static TAB: Tab = Tab {
    name: "Data",
    applies: |look| look.session.ground().surface().data().is_some(),
    opens: |look| look.session.ground().surface().data().is_some(),
    explains: false,
    ui: |look, ui, view, ask| self::ui(look, ui, view.tabs.of(), ask),
    let_go: |states| states.of::<DataView>().let_go(),
    wait: |states| {
        states.of::<DataView>().file.wait();
    },
    ..Tab::USUAL
};

/// The panel of examples.
#[derive(Default)]
struct DataView {
    /// The example that is being dragged.
    grip: Option<usize>,
    /// What the plot shows while an example is being dragged.
    held: Option<[[f64; 2]; 2]>,
    /// A file of one's own.
    file: DataFile,
}

impl DataView {
    /// No example is being dragged any more.
    fn let_go(&mut self) {
        self.grip = None;
        self.held = None;
    }
}

/// Show the examples of the landscape.
fn ui(look: &Look<'_>, ui: &mut Ui, view: &mut DataView, ask: &mut Ask) {
    let surface = look.session.ground().surface();
    let Some(data) = surface.data() else { return };
    let material = data.material();
    let batch = look.session.batch();
    ui.add_space(6.0);
    let count = material.train.len();
    ui.label(RichText::new(tell!("data-examples", count)).strong());
    if let Some(caution) = data.caution() {
        ui.add(egui::Label::new(RichText::new(sentence(&caution.text())).small()).wrap());
    }
    plot_ui(look, ui, (material, &batch), view, ask);
    switch_ui(look, ui, ask);
    batch_line(ui, &batch, count);
    ui.separator();
    losses_ui(look, ui);
    ui.separator();
    view.file.ui(look, ui, ask);
}

/// Whether the landscape of the batch lies on the map.
fn switch_ui(look: &Look<'_>, ui: &mut Ui, ask: &mut Ask) {
    let chosen = look.session.scenario().layers();
    let mut on = chosen.has(&BATCH);
    let switch = ui.checkbox(&mut on, tell!("data-on-the-map", layer = BATCH.name()));
    if switch.tip(|| BATCH.summary()).changed() {
        ask.edit(Edit::Layers(chosen.toggled(&BATCH)));
    }
}

/// Half a sentence as a whole one.
fn sentence(half: &str) -> String {
    let mut letters = half.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string());
    format!("{}{}.", first.unwrap_or_default(), letters.as_str())
}

/// The runs in the picture, with their steps, colours and names.
fn shown<'a>(look: &'a Look<'a>) -> impl Iterator<Item = (usize, &'a Run)> {
    let configs = &look.session.scenario().runs;
    let runs = look.session.runs().iter().enumerate();
    runs.filter(|(index, _)| !configs[*index].hidden)
}

fn colour(look: &Look<'_>, index: usize) -> egui::Color32 {
    let style = look.session.scenario().runs[index].style;
    theme::color(look.theme.run(&STYLES[style % STYLES.len()]))
}

fn plot_ui(
    look: &Look<'_>,
    ui: &mut Ui,
    (material, batch): (&Material, &[u32]),
    view: &mut DataView,
    ask: &mut Ask,
) {
    let set = &material.set;
    let two = set.features() == 2;
    let at = |index: usize| {
        let example = &set.examples[index];
        let other = if two { example.features[1] } else { example.target };
        [example.features[0], other]
    };
    let ink = ui.visuals().text_color();
    let faint = theme::faint(look.theme);
    let part = view.held.unwrap_or_else(|| extent(set, two));
    let [x, y] = part;
    let shown = still_plot("data")
        .height(230.0)
        .x_axis_label(set.columns[0].clone())
        .y_axis_label(set.columns[1].clone())
        .show(ui, |plot| {
            plot.set_plot_bounds(PlotBounds::from_min_max([x[0], y[0]], [x[1], y[1]]));
        });
    let area = *shown.transform.frame();
    let area = [[area.left(), area.right()], [area.top(), area.bottom()]];
    let frame = Frame { view: part, area };
    let painter = ui.painter_at(*shown.transform.frame());
    let bad = theme::bad(look.theme);
    let [usual, low, coming] = classes(material, batch, at);
    for (class, color, radius) in [(low, faint, 3.0), (usual, ink, 3.0), (coming, bad, 5.0)] {
        for at in apart(class.into_iter().map(|at| frame.pixel(at)), &frame) {
            painter.circle_filled(pos2(at[0], at[1]), radius, color);
        }
    }
    for (index, run) in self::shown(look).filter(|_| !two) {
        let point = run.trajectory().point(look.session.step_of(index));
        let curve = (0..=CURVE).map(|k| {
            let feature = x[0] + (x[1] - x[0]) * k as f64 / CURVE as f64;
            let data = run.surface().data();
            let predicted = data.map_or(f64::NAN, |data| data.predict(point, [feature, 1.0]));
            frame.pixel([feature, predicted])
        });
        let style = &STYLES[look.session.scenario().runs[index].style % STYLES.len()];
        let items: Vec<Item> = line_items(curve, area, (look.theme.run(style), 2.0), &[]).collect();
        painter.extend(paint::shapes(&painter, &items, None));
    }
    let name = tell!("data-picture");
    shown.response.widget_info(|| WidgetInfo::labeled(egui::Role::Canvas, true, &*name));
    if two {
        return;
    }
    let place = |index: usize| {
        let [x, y] = frame.pixel(at(index)).map(|side| side as f32);
        pos2(x, y)
    };
    // A plot that may not be dragged does not sense it: the hand is asked for on top of it.
    let hand = ui.interact(shown.response.rect, Id::unique("hand"), egui::Sense::drag());
    if hand.drag_started() {
        let from = ui.input(|input| input.pointer.press_origin()).unwrap_or(pos2(-1e6, -1e6));
        let all = (0..set.examples.len()).map(|index| (index, place(index).distance(from)));
        let nearest = all.min_by(|a, b| a.1.total_cmp(&b.1));
        view.grip = nearest.filter(|(_, distance)| *distance < GRIP).map(|(index, _)| index);
        // The plot stands still meanwhile, or a point at its edge would run away from the hand.
        view.held = Some(part);
    }
    if let (Some(index), Some(pointer)) = (view.grip, hand.interact_pointer_pos()) {
        let [x, y] = frame.data([pointer.x, pointer.y]);
        let binary = set.examples.iter().all(|example| matches!(example.target, 0.0 | 1.0));
        let target = if binary { f64::from(u8::from(y > 0.5)) } else { y };
        ask.edit(Edit::Example(index, [x, target]));
    }
    if hand.drag_stopped() {
        view.let_go();
        ask.wish(Wish::Settle);
    }
    hand.tip(|| tell!("data-drag"));
}

/// The places of the examples: those learned from, those held out (or, with two features, of a low
/// target), and those of the batch.
fn classes(
    material: &Material,
    batch: &[u32],
    at: impl Fn(usize) -> [f64; 2],
) -> [Vec<[f64; 2]>; 3] {
    let set = &material.set;
    let (two, mean) = (set.features() == 2, mean_target(set));
    let mut chosen = vec![false; material.train.len()];
    for index in batch {
        chosen[*index as usize] = true;
    }
    let mut classes = [Vec::new(), Vec::new(), Vec::new()];
    for index in 0..set.examples.len() {
        let class = match material.chosen.binary_search(&index) {
            Ok(place) if chosen[place] => 2,
            Ok(_) if !two || set.examples[index].target > mean => 0,
            _ => 1,
        };
        classes[class].push(at(index));
    }
    classes
}

/// Of the points on a picture those that can be told apart: one of each few pixels.
fn apart(points: impl Iterator<Item = [f64; 2]>, frame: &Frame) -> Vec<[f32; 2]> {
    let mut taken = HashSet::new();
    let mut shown = Vec::new();
    for at in points.filter(|at| frame.holds(*at, -3.0)) {
        if taken.insert(at.map(|side| (side / APART) as i32)) {
            shown.push(at.map(|side| side as f32));
        }
    }
    shown
}

/// What the plot shows: all examples, with some air.
fn extent(set: &DataSet, two: bool) -> [[f64; 2]; 2] {
    [0, 1].map(|axis| {
        let places = set.examples.iter().map(|example| match (axis, two) {
            (0, _) => example.features[0],
            (_, true) => example.features[1],
            (_, false) => example.target,
        });
        let all = || places.clone().filter(|value| value.is_finite());
        let (low, high) =
            (all().fold(f64::INFINITY, f64::min), all().fold(-f64::INFINITY, f64::max));
        let [low, high] = if low < high { sound([low, high]) } else { [low - 0.05, low + 0.05] };
        let air = 0.12 * (high - low).max(0.1);
        sound([low - air, high + air])
    })
}

fn mean_target(set: &DataSet) -> f64 {
    set.examples.iter().map(|example| example.target).sum::<f64>() / set.examples.len() as f64
}

fn batch_line(ui: &mut Ui, batch: &[u32], count: usize) {
    let drawn = batch.len();
    let different = batch.iter().collect::<HashSet<_>>().len();
    let text = match drawn {
        0 => tell!("data-batch-all", count),
        _ if different < drawn => tell!("data-batch-draws", drawn, count, different),
        _ => tell!("data-batch", drawn, count),
    };
    ui.add(egui::Label::new(RichText::new(text).small()).wrap());
}

/// The loss of every run over the examples it learns from, and over the others.
fn losses_ui(look: &Look<'_>, ui: &mut Ui) {
    egui::Grid::new("losses").num_columns(3).spacing(vec2(14.0, 4.0)).show(ui, |ui| {
        ui.label("");
        ui.label(RichText::new(tell!("data-train")).small().weak());
        ui.label(RichText::new(tell!("data-held-out")).small().weak());
        ui.end_row();
        for (index, run) in shown(look) {
            let step = look.session.step_of(index);
            let x = run.trajectory().point(step);
            let label = look.session.label(index);
            let name = egui::Label::new(RichText::new(label).color(colour(look, index)));
            let layout = egui::Layout::left_to_right(egui::Align::Center);
            ui.allocate_ui_with_layout(vec2(NAME, 18.0), layout, |ui| {
                ui.set_min_width(NAME);
                ui.add(name.truncate());
            });
            ui.label(height(run.trajectory().loss()[step]));
            let held_out = run.surface().data().and_then(|data| data.held_out_loss(x));
            ui.label(held_out.map_or_else(|| tell!("data-none-held-out").into_owned(), height));
            ui.end_row();
        }
    });
}
