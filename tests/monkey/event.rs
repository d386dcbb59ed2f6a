//! What a monkey can do.

use downhill::gui::Action;
use eframe::egui::{Key, Modifiers, Pos2, Vec2, pos2, vec2};
use rand::RngExt as _;
use rand_pcg::Pcg64Mcg;

use crate::hand::Hand;
use crate::room::FILES;

/// One thing a monkey does.
#[expect(dead_code, reason = "names are for the report of a failure")]
#[derive(Clone, Debug)]
pub(crate) enum Event {
    /// Press and release at a place, or on what has a name.
    Click(String, Pos2),
    /// Press at a place, go through others, release, unless Escape ends it.
    Drag { name: String, way: Vec<Pos2>, escape: bool },
    /// A key.
    Key(Modifiers, Key),
    /// Text, as from a keyboard or a clipboard.
    Text(String),
    /// All of a field is replaced: selected, typed, perhaps confirmed.
    Retype(String, Option<Key>),
    /// A screen reader sets a number.
    Set(String, f64),
    /// The wheel, or two fingers.
    Zoom(Pos2, Vec2, f32),
    /// The window gets another size and another scale.
    Resize(Vec2, f32),
    /// A file is dropped.
    Drop(&'static str),
    /// The pointer leaves the window.
    Leave,
    /// Time passes: so many frames.
    Wait(usize),
}

/// Texts that somebody may type, or paste.
const TEXTS: &[&str] = &[
    "x",
    "y",
    "a",
    "3",
    "2x",
    "x+y",
    "s",
    "sin(x)",
    "sin(x",
    "x^2+y^2",
    "(a-x)^2 + b*(y-x^2)^2",
    "1/x",
    "ln(x)",
    "sqrt(x)+y^2",
    "0*x",
    "x-x",
    "1e308*x*1e308",
    "x^99",
    "abs(x)+abs(y)",
    "if(x<0,1,x)",
    "exp(exp(exp(x)))",
    "((((((((((x))))))))))",
    "x*y*z*w",
    "floor(10x)+y^2",
    "1e-300*x^2+y^2",
    "x^2/0",
    "-1",
    "0",
    "1e-12",
    "1e6",
    "1e400",
    "-1e300",
    "0.5",
    "1,5",
    "1/3",
    "nan",
    "inf",
    " ",
    "",
    "\n",
    "\t",
    "\u{0}",
    "\u{7}",
    "\u{202e}abc",
    "x\u{301}",
    "е2",
    "𝑥²",
    "山田太郎",
    "🙂🙃",
    "a\u{300}\u{301}\u{302}\u{303}",
    "\\frac{1}{2}x^{2}",
    "|x|",
    "np.exp(x)",
    "f(x,y)=x",
    "../no/such/file.toml",
    "/dev/zero",
    "/dev/stdin",
    "/",
    ".",
    "~",
    "points.csv",
    "scenario.toml",
    "damaged.toml",
    "pipe",
    "folder",
];

/// Keys that are no letters.
const KEYS: &[Key] = &[
    Key::Tab,
    Key::Enter,
    Key::Escape,
    Key::Backspace,
    Key::Delete,
    Key::ArrowLeft,
    Key::ArrowRight,
    Key::ArrowUp,
    Key::ArrowDown,
    Key::Home,
    Key::End,
    Key::PageUp,
    Key::PageDown,
    Key::Space,
    Key::F5,
    Key::F11,
    Key::A,
    Key::Z,
    Key::Plus,
    Key::Minus,
    Key::Num0,
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];

/// Numbers at the ends.
const NUMBERS: &[f64] = &[
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.5,
    1e-12,
    1e-300,
    5e-324,
    1e6,
    1e12,
    1e300,
    -1e300,
    f64::MAX,
    f64::INFINITY,
    f64::NEG_INFINITY,
    f64::NAN,
    3.0,
    10.0,
    1e5,
    4_294_967_295.0,
    1e15,
];

fn one<T: Clone>(rng: &mut Pcg64Mcg, of: &[T]) -> T {
    of[rng.random_range(0..of.len())].clone()
}

impl Event {
    /// Something at random.
    pub(crate) fn any(rng: &mut Pcg64Mcg, hand: &Hand) -> Self {
        match rng.random_range(0..100) {
            0..28 => {
                let (name, place) = target(rng, hand);
                Self::Click(name, place)
            }
            28..48 => {
                let (name, from) = target(rng, hand);
                let mut way = vec![from];
                for _ in 0..rng.random_range(1..6) {
                    way.push(if rng.random_bool(0.8) {
                        from + vec2(rng.random_range(-200.0..200.0), rng.random_range(-60.0..60.0))
                    } else {
                        anywhere(rng, hand)
                    });
                }
                Self::Drag { name, way, escape: rng.random_bool(0.1) }
            }
            48..66 => {
                let action = one(rng, Action::ALL).shortcut();
                Self::Key(action.modifiers, action.logical_key)
            }
            66..72 => {
                let modifiers = one(
                    rng,
                    &[
                        Modifiers::NONE,
                        Modifiers::NONE,
                        Modifiers::SHIFT,
                        Modifiers::COMMAND,
                        Modifiers::ALT,
                    ],
                );
                Self::Key(modifiers, one(rng, KEYS))
            }
            72..76 => Self::Text(text(rng)),
            76..82 => {
                let keys = [Some(Key::Enter), Some(Key::Escape), Some(Key::Tab), None];
                Self::Retype(text(rng), one(rng, &keys))
            }
            82..87 => match one_of_numbers(rng, hand) {
                Some(name) => Self::Set(name, one(rng, NUMBERS)),
                None => Self::Wait(1),
            },
            87..91 => {
                let delta = vec2(0.0, rng.random_range(-400.0..400.0));
                let factor = if rng.random_bool(0.3) { rng.random_range(0.2..5.0) } else { 1.0 };
                Self::Zoom(anywhere(rng, hand), delta, factor)
            }
            91..94 => Self::Resize(
                one(
                    rng,
                    &[
                        vec2(1280.0, 800.0),
                        vec2(800.0, 500.0),
                        vec2(1024.0, 640.0),
                        vec2(1920.0, 1080.0),
                        vec2(390.0, 844.0),
                        vec2(3840.0, 2160.0),
                        vec2(200.0, 100.0),
                        vec2(40.0, 3000.0),
                        vec2(1.0, 1.0),
                    ],
                ),
                one(rng, &[1.0, 1.0, 1.0, 2.0, 0.5, 3.0]),
            ),
            94..97 => Self::Drop(one(rng, FILES)),
            97 => Self::Leave,
            _ => Self::Wait(rng.random_range(1..20)),
        }
    }
}

/// Something to type: mostly from the list, else arbitrary letters.
fn text(rng: &mut Pcg64Mcg) -> String {
    if rng.random_bool(0.8) {
        return one(rng, TEXTS).to_owned();
    }
    let letters: Vec<char> = "xyab01+-*/^(),.<> sincoexplqrt|=[]{}\\_'\"²√π".chars().collect();
    (0..rng.random_range(1..40)).map(|_| one(rng, &letters)).collect()
}

fn anywhere(rng: &mut Pcg64Mcg, hand: &Hand) -> Pos2 {
    let size = hand.size();
    pos2(rng.random_range(-20.0..size.x + 20.0), rng.random_range(-20.0..size.y + 20.0))
}

/// Something with a name, or anywhere.
fn target(rng: &mut Pcg64Mcg, hand: &Hand) -> (String, Pos2) {
    let things = hand.things();
    if things.is_empty() || rng.random_bool(0.15) {
        return ("somewhere".to_owned(), anywhere(rng, hand));
    }
    let (name, rect) = one(rng, &things);
    let share = vec2(rng.random_range(0.05..0.95), rng.random_range(0.05..0.95));
    (name, rect.min + rect.size() * share)
}

fn one_of_numbers(rng: &mut Pcg64Mcg, hand: &Hand) -> Option<String> {
    let numbers = hand.numbers();
    (!numbers.is_empty()).then(|| one(rng, &numbers))
}
