//! Fonts of pictures: the embedded ones, and those of the system for letters that these lack.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use resvg::usvg;
use skrifa::MetadataProvider as _;
use skrifa::instance::{LocationRef, Size};
use usvg::fontdb::{Database, FaceInfo, ID, Style};

use super::Item;

static EMBEDDED: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    fonts.load_font_data(epaint_default_fonts::UBUNTU_LIGHT.to_vec());
    fonts.load_font_data(epaint_default_fonts::HACK_REGULAR.to_vec());
    fonts.set_sans_serif_family("Ubuntu");
    Arc::new(fonts)
});

/// Those of the system: looked for when a letter is missing, and only then.
static SYSTEM: LazyLock<Database> = LazyLock::new(|| {
    let mut fonts = Database::new();
    fonts.load_system_fonts();
    fonts
});

/// Which of them has a letter, as far as that was asked.
static FOUND: Mutex<BTreeMap<char, Option<ID>>> = Mutex::new(BTreeMap::new());

/// A font of the system.
#[derive(Clone, Debug)]
pub struct SystemFont {
    /// Its name: no two have the same.
    pub name: String,
    /// Its file.
    pub data: Vec<u8>,
    /// Which of the fonts in that file it is.
    pub index: u32,
}

/// A font of the system that has a letter, if there is one. The first call looks through all of
/// them, which may take a moment.
pub fn system_font(letter: char) -> Option<SystemFont> {
    let id = system_face(letter)?;
    let name = format!("{}, {:?}", SYSTEM.face(id)?.post_script_name, id);
    SYSTEM.with_face_data(id, |data, index| SystemFont { name, data: data.to_vec(), index })
}

/// The letters of a picture that no font has: boxes would stand for them.
pub fn lacking(items: &[Item]) -> BTreeSet<char> {
    let texts = items.iter().filter_map(|item| match item {
        Item::Text { text, .. } => Some(text),
        _ => None,
    });
    let strange = texts.flat_map(|text| text.chars()).filter(|letter| !embedded(*letter));
    let strange: BTreeSet<char> = strange.collect();
    strange.into_iter().filter(|letter| system_face(*letter).is_none()).collect()
}

/// What pictures are rasterised with.
pub(super) fn options() -> usvg::Options<'static> {
    let select_fallback: usvg::FallbackSelectionFn<'static> = Box::new(|letter, used, fonts| {
        let known = usvg::FontResolver::default_fallback_selector();
        known(letter, used, fonts).or_else(|| {
            let face = SYSTEM.face(system_face(letter)?)?.clone();
            Some(Arc::make_mut(fonts).push_face_info(face))
        })
    });
    usvg::Options {
        fontdb: Arc::clone(&EMBEDDED),
        font_resolver: usvg::FontResolver { select_fallback, ..Default::default() },
        ..Default::default()
    }
}

/// About how long a text is in the embedded fonts; a letter that they lack is as wide as high.
pub(super) fn width(text: &str, size: f32) -> f32 {
    let ubuntu = skrifa::FontRef::new(epaint_default_fonts::UBUNTU_LIGHT);
    let Ok(font) = ubuntu else { return size * text.chars().count() as f32 };
    let (letters, metrics) =
        (font.charmap(), font.glyph_metrics(Size::new(size), LocationRef::default()));
    let one = |letter| metrics.advance_width(letters.map(letter)?);
    text.chars().map(|letter| one(letter).unwrap_or(size)).sum()
}

/// Whether an embedded font has a letter, or nobody would see it.
fn embedded(letter: char) -> bool {
    letter.is_control()
        || letter.is_whitespace()
        || EMBEDDED.faces().any(|face| has(&EMBEDDED, face.id, letter))
}

fn system_face(letter: char) -> Option<ID> {
    let mut found = FOUND.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = found.get(&letter) {
        return *known;
    }
    let mut faces: Vec<&FaceInfo> = SYSTEM.faces().collect();
    // One that is in use already, or an upright one of usual weight, if there is one.
    let used = |face: &FaceInfo| found.values().any(|id| *id == Some(face.id));
    faces.sort_by_key(|face| {
        let weight = face.weight.0.abs_diff(400);
        (!used(face), face.style != Style::Normal, face.monospaced, weight)
    });
    let face = faces.into_iter().map(|face| face.id).find(|id| has(&SYSTEM, *id, letter));
    found.insert(letter, face);
    face
}

fn has(fonts: &Database, id: ID, letter: char) -> bool {
    let has = fonts.with_face_data(id, |data, index| {
        let font = skrifa::FontRef::from_index(data, index).ok()?;
        font.charmap().map(letter).filter(|glyph| glyph.to_u32() != 0)
    });
    has.flatten().is_some()
}

#[cfg(test)]
mod tests {
    use super::super::{Anchor, Color, to_png};
    use super::*;

    fn words(text: &str) -> Vec<Item> {
        vec![Item::Text {
            at: [10.0, 20.0],
            text: text.to_owned(),
            size: 20.0,
            color: Color::rgb(0),
            halo: Color::NONE,
            anchor: Anchor::Start,
        }]
    }

    #[test]
    fn letters_that_no_font_has_are_named() {
        assert!(lacking(&words("∇f of the λmax, ‖x‖ → naïve")).is_empty());
        // This place in Unicode is empty.
        assert_eq!(lacking(&words("a\u{378}b")).into_iter().collect::<String>(), "\u{378}");
    }

    #[test]
    fn letters_of_other_scripts_are_written_with_a_font_of_the_system_if_there_is_one() {
        let picture = |text| to_png(&words(text), [200.0, 40.0], 1.0).unwrap();
        let boxes = picture("\u{378}\u{378}");
        for text in ["損失", "손실", "かな"] {
            let known = lacking(&words(text)).is_empty();
            assert_eq!(known, text.chars().all(|letter| system_font(letter).is_some()));
            assert!(!known || picture(text) != boxes, "{text}");
        }
    }

    #[test]
    fn a_text_is_as_wide_as_its_letters() {
        assert!(width("iii", 10.0) < width("mmm", 10.0));
        assert_eq!(width("損失", 10.0), 20.0);
    }
}
