//! The layers of the map, painted: what they ask for is computed in the background, what they have
//! drawn is kept from frame to frame.

use std::collections::BTreeMap;
use std::sync::Arc;

use eframe::egui::{ColorImage, Context, Painter, TextureHandle, TextureId, TextureOptions};

use super::cache::Cached;
use crate::jobs::{Slot, Wake};
use crate::scene::{Canvas, Found, Frame, Item, Key, LAYERS, Layer, Memo, Question, Raster, Scene};

/// What is kept of the layers.
pub(super) struct Layers {
    wake: Wake,
    /// The answers to their questions: a place for each that is asked in one frame, by its kind.
    answers: BTreeMap<(&'static str, usize), Slot<Key, Found>>,
    kept: BTreeMap<&'static str, Painted>,
}

/// What answers a question: its key, whether it is all, and the answer.
type Answer = (Key, bool, Found);

/// What was asked in a frame: its kind, its key, and the answer.
type Asked = (&'static str, Key, Option<Answer>);

/// What is kept of one layer.
#[derive(Default)]
struct Painted {
    picture: Cached<Key>,
    memo: Memo,
    /// The texture stays the same one; its raster is not known if that was forgotten.
    texture: Option<(Option<Arc<Raster>>, TextureHandle)>,
}

/// How far the layers have come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct State {
    /// Something finer is on its way.
    pub(super) working: bool,
    /// Something could not be computed.
    pub(super) failed: bool,
}

impl Layers {
    pub(super) fn new(ctx: &Context) -> Self {
        let ctx = ctx.clone();
        let wake: Wake = Arc::new(move || ctx.request_repaint());
        Self { wake, answers: BTreeMap::new(), kept: BTreeMap::new() }
    }

    /// Paint those layers of a scene that are `shown`.
    pub(super) fn paint(
        &mut self,
        painter: &Painter,
        scene: &Scene<'_>,
        plane: Frame,
        shown: impl Fn(&Layer) -> bool,
    ) -> State {
        let ground = plane.moved(scene.moved);
        let mut state = State::default();
        let mut asked: Vec<Asked> = Vec::new();
        for layer in LAYERS.iter().filter(|layer| shown(layer) && (layer.applies)(scene)) {
            let mut key = scene.key(layer.reads).with(scene.theme as u64);
            let mut found = None;
            if let Some(question) = layer.question {
                let question = question(scene, ground.view);
                let (kind, asks) = (question.kind, question.key.clone());
                let old = asked.iter().find(|old| old.0 == kind && old.1 == asks);
                let answer = match old {
                    Some((.., answer)) => answer.clone(),
                    None => self.ask(question, &asked, &mut state),
                };
                if let Some((answered, done, value)) = &answer {
                    key = key.and(answered).with(u64::from(*done));
                    found = Some(Arc::clone(value));
                }
                asked.push((kind, asks, answer));
            }
            let place = plane.area.map(|side| side.map(f64::from));
            key = key.reals(plane.view.iter().flatten()).reals(place.iter().flatten());
            let painted = self.kept.entry(layer.id).or_default();
            let Painted { picture, memo, texture } = painted;
            picture.paint_made(painter, key, || {
                let (found, plane) = (found.as_ref(), &plane);
                let items =
                    (layer.items)(&mut Canvas { scene, plane, ground: &ground, found, memo });
                memo.sweep();
                let raster = items.iter().find_map(|item| match item {
                    Item::Raster { raster, .. } => Some(raster),
                    _ => None,
                });
                let id = raster.map(|raster| load(texture, painter.ctx(), layer.id, raster));
                (items, id)
            });
        }
        state
    }

    /// Ask a question that nobody has asked in this frame.
    fn ask(&mut self, question: Question, asked: &[Asked], state: &mut State) -> Option<Answer> {
        let Question { kind, key, work } = question;
        let mut others: Vec<&Key> =
            asked.iter().filter(|old| old.0 == kind).map(|old| &old.1).collect();
        others.dedup();
        let slot = self.answers.entry((kind, others.len()));
        let slot = slot.or_insert_with(|| Slot::new(kind, Arc::clone(&self.wake)));
        let answer = slot.ask(&key, work);
        state.working |= !answer.as_ref().is_some_and(|answer| answer.done);
        let answer = answer.map(|a| (a.key.clone(), a.done, Arc::clone(a.value)));
        state.failed |= slot.failed();
        answer
    }

    /// Wait for everything that was asked for. For tests and pictures.
    pub(super) fn wait(&mut self) {
        self.answers.values_mut().for_each(Slot::wait);
    }

    /// Drop everything that could be made again.
    pub(super) fn forget(&mut self) {
        self.answers.clear();
        for painted in self.kept.values_mut() {
            let texture = painted.texture.take().map(|(_, handle)| (None, handle));
            *painted = Painted { texture, ..Painted::default() };
        }
    }
}

/// The texture of a raster: the same one as long as the raster is the same.
fn load(
    texture: &mut Option<(Option<Arc<Raster>>, TextureHandle)>,
    ctx: &Context,
    name: &str,
    raster: &Arc<Raster>,
) -> TextureId {
    let image = || {
        let Raster { width, height, rgba } = &**raster;
        Arc::new(ColorImage::from_rgba_unmultiplied([*width, *height], rgba))
    };
    if let Some((old, handle)) = texture {
        if !old.as_ref().is_some_and(|old| Arc::ptr_eq(old, raster)) {
            handle.set(image(), TextureOptions::LINEAR);
            *old = Some(Arc::clone(raster));
        }
        return handle.id();
    }
    let handle = ctx.load_texture(name, image(), TextureOptions::LINEAR);
    let id = handle.id();
    *texture = Some((Some(Arc::clone(raster)), handle));
    id
}
