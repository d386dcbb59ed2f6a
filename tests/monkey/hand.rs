//! The hand of a monkey, and the eyes of whoever watches it.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use downhill::gui::{App, MOST_VERTICES};
use downhill::scenario::{BUNDLED, Scenario};
use eframe::egui::epaint::{ClippedPrimitive, ClippedShape, Primitive};
use eframe::egui::{self, Key, Modifiers, PointerButton, Pos2, Rect, Vec2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, TestRenderer};
use image::RgbaImage;
use rand::RngExt as _;
use rand_pcg::Pcg64Mcg;

use crate::event::Event;
use crate::room;

/// Events that are told when something goes wrong.
const TOLD: usize = 40;
/// Frames until nothing is about to begin.
const REST: usize = 20;
/// Rates of so many runs may be on their way to be tried.
const TRIED: usize = 200;
/// Memory of the process with all its monkeys, in MB.
const MEMORY: u64 = 1_500;

/// A file that is dropped on the window.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

/// Nobody looks at the picture: it is judged by its vertices.
struct NoPicture;

impl TestRenderer for NoPicture {
    fn handle_delta(&mut self, delta: &mut egui::TexturesDelta) {
        delta.clear();
    }

    fn render(&mut self, _: &egui::Context, _: &egui::FullOutput) -> Result<RgbaImage, String> {
        Err("no pictures here".to_owned())
    }
}

pub(crate) struct Hand {
    harness: Harness<'static, App>,
    seed: u64,
    made: usize,
    last: VecDeque<Event>,
    most: usize,
}

impl Hand {
    pub(crate) fn new(seed: u64, rng: &mut Pcg64Mcg) -> Self {
        room::folder();
        let harness = window(rng);
        Self { harness, seed, made: 0, last: VecDeque::new(), most: 0 }
    }

    /// Another scenario in a new window.
    pub(crate) fn restart(&mut self, rng: &mut Pcg64Mcg) {
        self.harness = window(rng);
    }

    pub(crate) fn size(&self) -> Vec2 {
        self.harness.ctx.content_rect().size()
    }

    /// What has a name, with its place.
    pub(crate) fn things(&self) -> Vec<(String, Rect)> {
        let screen = self.harness.ctx.content_rect();
        let nodes = self.harness.root().children_recursive();
        nodes
            .filter_map(|node| {
                let name = node.accesskit_node().label().filter(|name| !name.is_empty())?;
                let rect = node.accesskit_node().bounding_box().map(|_| node.rect())?;
                (rect.is_finite() && rect.intersects(screen)).then_some((name, rect))
            })
            .collect()
    }

    /// The names of fields and sliders for numbers.
    pub(crate) fn numbers(&self) -> Vec<String> {
        let nodes = self.harness.root().children_recursive();
        let number = |role| matches!(role, egui::Role::Slider | egui::Role::SpinButton);
        let names = nodes.filter(|node| number(node.accesskit_node().role()));
        names.filter_map(|node| node.accesskit_node().label()).collect()
    }

    /// Do it, and let a frame pass.
    pub(crate) fn make(&mut self, event: Event) {
        self.made += 1;
        if self.last.len() == TOLD {
            self.last.pop_front();
        }
        self.last.push_back(event.clone());
        match event {
            Event::Click(_, at) => {
                self.pointer(at, Some(true));
                self.pointer(at, Some(false));
            }
            Event::Drag { way, escape, .. } => {
                let last = way[way.len() - 1];
                self.pointer(way[0], Some(true));
                for at in &way[1..] {
                    self.pointer(*at, None);
                }
                if escape {
                    self.key(Modifiers::NONE, Key::Escape);
                    self.pointer(last + vec2(3.0, 3.0), None);
                }
                self.pointer(last, Some(false));
            }
            Event::Key(modifiers, key) => self.key(modifiers, key),
            Event::Text(text) => self.text(text),
            Event::Retype(text, key) => {
                self.key(Modifiers::COMMAND, Key::A);
                self.text(text);
                if let Some(key) = key {
                    self.key(Modifiers::NONE, key);
                }
            }
            Event::Set(name, value) => {
                if let Some(node) = self.harness.query_all_by_label(&name).next() {
                    node.set_value_accesskit(value);
                }
                self.frame();
            }
            Event::Zoom(at, delta, factor) => {
                self.pointer(at, None);
                self.push(egui::Event::MouseWheel {
                    unit: egui::MouseWheelUnit::Point,
                    delta,
                    phase: egui::TouchPhase::Move,
                    source: egui::MouseWheelSource::Unknown,
                    modifiers: Modifiers::NONE,
                });
                self.push(egui::Event::Zoom(factor));
                self.frame();
            }
            Event::Resize(size, scale) => {
                self.harness.set_size(size);
                self.harness.set_pixels_per_point(scale);
                self.frame();
            }
            Event::Drop(name) => {
                let path = room::folder().join(name);
                self.harness.input_mut().dropped_files.push(Arc::new(Dropped(path)));
                self.frame();
            }
            Event::Leave => {
                self.push(egui::Event::PointerGone);
                self.frame();
            }
            Event::Wait(frames) => (0..frames).for_each(|_| self.frame()),
        }
    }

    fn push(&mut self, event: egui::Event) {
        self.harness.input_mut().events.push(event);
    }

    fn frame(&mut self) {
        self.harness.step();
    }

    fn pointer(&mut self, at: Pos2, pressed: Option<bool>) {
        self.push(egui::Event::PointerMoved(at));
        if let Some(pressed) = pressed {
            let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
            self.push(egui::Event::PointerButton { pos: at, button, pressed, modifiers });
        }
        self.frame();
    }

    fn key(&mut self, modifiers: Modifiers, key: Key) {
        for pressed in [true, false] {
            let physical_key = None;
            self.push(egui::Event::Key { key, physical_key, pressed, repeat: false, modifiers });
        }
        self.frame();
    }

    fn text(&mut self, text: String) {
        self.push(egui::Event::Text(text));
        self.frame();
    }

    /// The frame is drawn, and by no more than it may take.
    pub(crate) fn look(&mut self) {
        let nowhere = |mesh: &egui::Mesh| mesh.vertices.iter().any(|vertex| vertex.pos.any_nan());
        if self.meshes().iter().any(nowhere) {
            let context = &self.harness.ctx;
            let alone = |shape: &ClippedShape| context.tessellate(vec![shape.clone()], 1.0);
            let shapes = self.harness.output().shapes.iter();
            let found = shapes.filter(|shape| meshes(alone(shape)).iter().any(nowhere));
            let told: Vec<String> = found
                .map(|shape| {
                    let vertices = meshes(alone(shape)).remove(0).vertices;
                    let place = vertices.iter().position(|v| v.pos.any_nan()).unwrap_or(0);
                    format!(
                        "vertex {place} of {}: {:?}",
                        vertices.len(),
                        &vertices[place.saturating_sub(4)..(place + 5).min(vertices.len())]
                    )
                })
                .collect();
            panic!("something is drawn that is nowhere: {:.2000}", told.join("\n"));
        }
        let vertices = self.meshes().iter().map(|mesh| mesh.vertices.len()).sum::<usize>();
        self.most = self.most.max(vertices);
        assert!(vertices <= MOST_VERTICES, "{vertices} vertices in a frame");
        let size = self.size();
        assert!(vertices > 100 || size.x < 300.0 || size.y < 200.0, "nothing is drawn at {size}");
        if self.made.is_multiple_of(100) {
            let memory = resident().unwrap_or(0);
            assert!(memory <= MEMORY, "{memory} MB");
        }
    }

    fn meshes(&self) -> Vec<egui::Mesh> {
        let output = self.harness.output();
        let scale = self.harness.ctx.pixels_per_point();
        meshes(self.harness.ctx.tessellate(output.shapes.clone(), scale))
    }

    /// What is drawn from caches is what is drawn without them.
    pub(crate) fn compare_with_fresh(&mut self) {
        if self.harness.state().session().player().playing() {
            return;
        }
        // What still moves by itself, tooltips and fading hovers too, comes to rest first.
        self.push(egui::Event::PointerGone);
        let last = self.settled();
        self.harness.state_mut().forget_caches();
        let fresh = self.settled();
        assert_eq!(last.len(), fresh.len(), "a frame from the caches is not that without them");
        for (cached, fresh) in last.iter().zip(&fresh) {
            let pairs = || cached.vertices.iter().zip(&fresh.vertices);
            let other = pairs().position(|(a, b)| a.pos != b.pos || a.color != b.color);
            // Where letters lie on their texture is the toolkit's business.
            let sizes = [cached, fresh].map(|mesh| mesh.vertices.len());
            let textures = [cached, fresh].map(|mesh| mesh.texture_id);
            if other.is_some() || sizes[0] != sizes[1] || textures[0] != textures[1] {
                let told = other.map(|place| [cached, fresh].map(|mesh| mesh.vertices[place]));
                panic!("a frame from the caches is not that without them: {sizes:?} {told:?}");
            }
        }
    }

    /// A frame that is like the one before: a window that nobody touches comes to rest.
    fn settled(&mut self) -> Vec<egui::Mesh> {
        let mut last = self.rested();
        for _ in 0..10 {
            let next = self.rested();
            if next == last {
                return last;
            }
            last = next;
        }
        let before = self.texts();
        self.rested();
        let mut moving = self.texts();
        moving.retain(|text| !before.contains(text));
        moving.truncate(20);
        let (size, frame) = (self.size(), self.harness.state().map_frame());
        panic!("a window of {size} that nobody touches does not rest: {moving:?}, {frame:?}");
    }

    /// What is written, and where.
    fn texts(&self) -> Vec<(String, Pos2)> {
        let shapes = self.harness.output().shapes.iter();
        let text = |clipped: &ClippedShape| match &clipped.shape {
            egui::Shape::Text(text) => Some((text.galley.job.text.clone(), text.pos)),
            _ => None,
        };
        shapes.filter_map(text).collect()
    }

    /// A frame, once all maps are there, and what is tried some time after the last change.
    fn rested(&mut self) -> Vec<egui::Mesh> {
        // Long runs take some frames to be computed, and judged.
        let revision = |hand: &Self| hand.harness.state().session().revision();
        let mut last = None;
        while last.replace(revision(self)) != Some(revision(self)) {
            (0..REST).for_each(|_| self.frame());
        }
        self.harness.state_mut().wait_for_maps();
        self.frame();
        // Rates are tried for one run after the other, also for those that nobody sees.
        for _ in 0..TRIED {
            if self.harness.state().session().untried().is_none() {
                break;
            }
            (0..REST).for_each(|_| self.frame());
            self.harness.state_mut().wait_for_maps();
            self.frame();
        }
        self.harness.state_mut().wait_for_maps();
        self.frame();
        self.meshes()
    }

    /// Say how it went.
    #[expect(clippy::print_stdout, reason = "somebody may want to know")]
    pub(crate) fn done(&self) {
        let (seed, made, most) = (self.seed, self.made, self.most);
        let memory = resident().unwrap_or(0);
        println!("seed {seed}: {made} events, at most {most} vertices, {memory} MB");
    }
}

impl Drop for Hand {
    #[expect(clippy::print_stderr, reason = "this is how it is made to fail again")]
    fn drop(&mut self) {
        if std::thread::panicking() {
            let last: Vec<String> = self.last.iter().map(|event| format!("{event:?}")).collect();
            eprintln!("seed {}, event {}; until then:\n{}", self.seed, self.made, last.join("\n"));
        }
    }
}

fn meshes(primitives: Vec<ClippedPrimitive>) -> Vec<egui::Mesh> {
    let mesh = |ClippedPrimitive { primitive, .. }| match primitive {
        Primitive::Mesh(mesh) => Some(mesh),
        Primitive::Callback(_) => None,
    };
    primitives.into_iter().filter_map(mesh).collect()
}

fn window(rng: &mut Pcg64Mcg) -> Harness<'static, App> {
    let bundled = &BUNDLED[rng.random_range(0..BUNDLED.len())];
    let scenario = Scenario::parse(bundled.text, bundled.id).unwrap();
    let harness = Harness::builder()
        .with_size(vec2(1280.0, 800.0))
        .with_step_dt(1.0 / 60.0)
        .with_max_steps(30)
        .renderer(NoPicture)
        .build_eframe(move |context| App::new(context, Some(scenario)));
    // Any letter may be typed; those that no font has are boxes, as they would be for the user.
    harness.ctx.set_missing_glyph_policy(egui::MissingGlyphPolicy::Tofu);
    // A cursor that blinks makes every frame another one.
    harness.ctx.all_styles_mut(|style| style.visuals.text_cursor.blink = false);
    harness
}

/// The memory of this process in MB, where the system says so.
fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes >> 10)
}
