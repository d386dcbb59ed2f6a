//! Everything a key can do. Menus, keys, the help sheet and the README's table iterate this.

use std::borrow::Cow;

use eframe::egui::{Key, KeyboardShortcut, Modifiers};

use crate::words::{declared, tell};

const NONE: Modifiers = Modifiers::NONE;
const COMMAND: Modifiers = Modifiers::COMMAND;
const COMMAND_SHIFT: Modifiers = COMMAND.plus(Modifiers::SHIFT);
const SHIFT: Modifiers = Modifiers::SHIFT;

/// Declare what keys can do, in the order of the help sheet: a sentence, a name, its words on
/// buttons, and its key. A second key does the same with Shift: a keyboard that cannot type a
/// bracket may still have its key.
macro_rules! actions {
    ($(#[doc = $tooltip:literal] $name:ident $text:literal ($modifiers:ident, $key:ident $(, $shifted:ident)?);)+) => {
        /// Something a key can do.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Action {
            $(#[doc = $tooltip] $name,)+
        }

        impl Action {
            /// All of them, in the order of the help sheet.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// Its name, its words on buttons, and its sentence, as declared.
            fn declared(self) -> [&'static str; 3] {
                match self {
                    $(Self::$name => [stringify!($name), $text, $tooltip.trim_ascii()],)+
                }
            }

            /// Its keys.
            pub fn shortcut(self) -> KeyboardShortcut {
                match self {
                    $(Self::$name => KeyboardShortcut::new($modifiers, Key::$key),)+
                }
            }

            /// The key that does it with Shift.
            fn shifted(self) -> Option<Key> {
                match self {
                    $(Self::$name => [$(Key::$shifted,)?].first().copied(),)+
                }
            }
        }
    };
}

actions! {
    /// Let the balls roll, or stop them.
    PlayPause "Play or pause" (NONE, Space);
    /// Pause and go one step on.
    StepForward "Step forward" (NONE, ArrowRight);
    /// Pause and go one step back.
    StepBack "Step back" (NONE, ArrowLeft);
    /// Put the balls back to their start.
    Restart "Restart" (NONE, R);
    /// Show all paths as far as they go.
    End "To the end" (NONE, End);
    /// Play more steps per second.
    Faster "Faster" (NONE, Period);
    /// Play fewer steps per second.
    Slower "Slower" (NONE, Comma);
    /// Cost, gradient, update: show the next of the three, then go on.
    SubStep "Next part of the step" (NONE, ArrowDown);
    /// Cost, gradient, update: show the one before.
    SubStepBack "Last part of the step" (NONE, ArrowUp);
    /// Open or close the explanation of this step.
    Explain "Explain" (NONE, E);
    /// Divide the learning rate of the explained run by 1.1.
    RateDown "Smaller rate" (NONE, OpenBracket);
    /// Multiply the learning rate of the explained run by 1.1.
    RateUp "Larger rate" (NONE, CloseBracket);
    /// Put that rate on the next lower mark under its slider.
    MarkBelow "Rate to the mark below" (NONE, OpenCurlyBracket, OpenBracket);
    /// Put that rate on the next higher mark under its slider.
    MarkAbove "Rate to the mark above" (NONE, CloseCurlyBracket, CloseBracket);
    /// Take the last change back.
    Undo "Undo" (COMMAND, Z);
    /// Make the change again.
    Redo "Redo" (COMMAND_SHIFT, Z);
    /// Draw other batch noise, the same for all runs.
    NewSeed "New seed" (NONE, N);
    /// Show the part of the plane the scenario is about.
    ResetView "Whole map" (NONE, C);
    /// Keep all shown balls on the map, or stop doing so.
    Follow "Follow the balls" (NONE, F);
    /// Dark lines for a bright room, light lines for a dark one.
    SwitchTheme "Dark or light" (NONE, D);
    /// Type a formula, or change the one of this landscape.
    Formula "Formula" (COMMAND, F);
    /// Open a scenario file or one of the bundled scenarios.
    Open "Open…" (COMMAND, O);
    /// Save the scenario as a file.
    Save "Save…" (COMMAND, S);
    /// Fill the screen, or leave it again.
    FullScreen "Full screen" (NONE, F11);
    /// Show what the keys do.
    Help "Keys" (NONE, F1);
}

impl Action {
    /// The ids and the English of its words: other languages find them by these ids.
    pub(super) fn texts(self) -> [(String, &'static str); 2] {
        let [name, text, tooltip] = self.declared();
        let id = |what: &str| ["action", &dashed(name), what].join("-");
        [(id("text"), text), (id("tooltip"), tooltip)]
    }

    /// Its name on buttons and in the help sheet.
    pub fn text(self) -> Cow<'static, str> {
        let [name, text, _] = self.declared();
        declared(&["action", &dashed(name), "text"], text)
    }

    /// What it does, in a sentence.
    pub fn tooltip(self) -> Cow<'static, str> {
        let [name, _, tooltip] = self.declared();
        declared(&["action", &dashed(name), "tooltip"], tooltip)
    }

    /// The same with its keys.
    pub(super) fn tip(self) -> Cow<'static, str> {
        tell!("action-tip", what = self.tooltip(), keys = self.keys())
    }

    /// Whether it opens a dialog, which has the keyboard from then on.
    pub fn opens_dialog(self) -> bool {
        matches!(self, Self::Open | Self::Save)
    }

    /// All keys that do it.
    pub fn shortcuts(self) -> impl Iterator<Item = KeyboardShortcut> {
        let also = self.shifted().map(|key| KeyboardShortcut::new(SHIFT, key));
        std::iter::once(self.shortcut()).chain(also)
    }

    /// Its keys in words.
    pub fn keys(self) -> String {
        let KeyboardShortcut { modifiers, logical_key: key } = self.shortcut();
        let key = match key {
            Key::ArrowRight => &tell!("key-right"),
            Key::ArrowLeft => &tell!("key-left"),
            Key::Comma => ",",
            Key::Period => ".",
            Key::OpenBracket => "[",
            Key::CloseBracket => "]",
            Key::OpenCurlyBracket => "{",
            Key::CloseCurlyBracket => "}",
            other => other.name(),
        };
        let keys = match modifiers {
            COMMAND => tell!("key-with-command", key),
            COMMAND_SHIFT => tell!("key-with-command-shift", key),
            _ => key.into(),
        };
        keys.into_owned()
    }
}

/// A name as it stands in ids: `PlayPause` is `play-pause`.
fn dashed(name: &str) -> String {
    let mut out = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !out.is_empty() {
            out.push('-');
        }
        out.extend(letter.to_lowercase());
    }
    out
}
