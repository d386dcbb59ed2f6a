//! What is kept from frame to frame, and made anew only when what it was made from has changed.

use eframe::egui::{
    self, Painter, Shape, TextureId,
    emath::TSTransform,
    epaint::{ClippedPrimitive, ClippedShape, Primitive},
};

use super::paint;
use crate::run::Run;
use crate::scene::Item;
use crate::session::Session;

/// Something of every run of a session, made anew when that run or the key changes.
pub(super) struct PerRun<K, T> {
    keys: Vec<(u64, K)>,
    made: Vec<T>,
}

impl<K, T> Default for PerRun<K, T> {
    fn default() -> Self {
        Self { keys: Vec::new(), made: Vec::new() }
    }
}

impl<K: Copy + PartialEq, T> PerRun<K, T> {
    /// That of a session's runs.
    pub(super) fn of(
        &mut self,
        session: &Session,
        key: K,
        make: impl Fn(usize, &Run) -> T,
    ) -> &[T] {
        let count = session.runs().len();
        self.keys.truncate(count);
        self.made.truncate(count);
        for (index, run) in session.runs().iter().enumerate() {
            let key = (session.revision_of(index), key);
            match self.keys.get_mut(index) {
                Some(old) if *old == key => {}
                Some(old) => (*old, self.made[index]) = (key, make(index, run)),
                None => {
                    self.keys.push(key);
                    self.made.push(make(index, run));
                }
            }
        }
        &self.made
    }
}

/// Something that is painted from what it holds, and from nothing else: whoever makes its items
/// sees no session and no view. So its key can miss nothing but what it leaves out itself.
pub(super) trait Picture {
    /// Equal keys, equal items.
    type Key: PartialEq;

    /// What the items are made from.
    fn key(&self) -> Self::Key;

    /// What is painted.
    fn items(&self) -> Vec<Item>;
}

/// What was made of a picture, kept as long as its key stays the same: text as it is, all else as
/// triangles.
pub(super) struct Cached<K> {
    entry: Option<(K, Screen, Vec<Shape>, Vec<Item>)>,
}

/// What triangles depend on besides: the scale of the screen, and the page.
type Screen = (f32, egui::Rect);

impl<K> Default for Cached<K> {
    fn default() -> Self {
        Self { entry: None }
    }
}

impl<K: PartialEq> Cached<K> {
    /// Paint a picture, made anew if its key changed.
    pub(super) fn paint(&mut self, painter: &Painter, picture: &impl Picture<Key = K>) {
        self.paint_made(painter, picture.key(), || (picture.items(), None));
    }

    /// Paint what `make` makes, anew if the key changed: items, and where their raster is on the
    /// graphics card, if there is one among them.
    pub(super) fn paint_made(
        &mut self,
        painter: &Painter,
        key: K,
        make: impl FnOnce() -> (Vec<Item>, Option<TextureId>),
    ) {
        let screen = (painter.pixels_per_point(), painter.clip_rect());
        let current = |entry: &(K, Screen, _, _)| entry.0 == key && entry.1 == screen;
        if !self.entry.as_ref().is_some_and(current) {
            let (items, texture) = make();
            let text = |item: &Item| matches!(item, Item::Text { .. });
            let (texts, rest): (Vec<Item>, Vec<Item>) = items.into_iter().partition(text);
            let shapes = paint::shapes(painter, &rest, texture);
            self.entry = Some((key, screen, tessellated(painter, shapes), texts));
        }
        if let Some((.., shapes, texts)) = &self.entry {
            painter.extend(shapes.iter().cloned());
            // The letters may have moved on their texture.
            painter.extend(paint::shapes(painter, texts, None));
        }
    }
}

/// Shapes as triangles.
fn tessellated(painter: &Painter, shapes: Vec<Shape>) -> Vec<Shape> {
    let clip_rect = painter.clip_rect();
    let clipped = |shape| ClippedShape {
        clip_rect,
        shape,
        transform_after_tessellation: TSTransform::default(),
    };
    let shapes = shapes.into_iter().map(clipped).collect();
    let meshes = painter.ctx().tessellate(shapes, painter.pixels_per_point());
    let mesh = |clipped: ClippedPrimitive| match clipped.primitive {
        Primitive::Mesh(mesh) => Some(Shape::mesh(mesh)),
        Primitive::Callback(_) => None,
    };
    meshes.into_iter().filter_map(mesh).collect()
}
