//! Everything a key can do. Menus, keys, the help sheet and the README's table iterate this.

use eframe::egui::{Key, KeyboardShortcut, Modifiers};

/// Something a key can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Play or pause.
    PlayPause,
    /// One step on.
    StepForward,
    /// One step back.
    StepBack,
    /// Back to the start.
    Restart,
    /// To the end.
    End,
    /// Play faster.
    Faster,
    /// Play slower.
    Slower,
    /// The next of cost, gradient and update.
    SubStep,
    /// The one before.
    SubStepBack,
    /// Open or close the explanation of the step.
    Explain,
    /// A smaller learning rate for the explained run.
    RateDown,
    /// A larger one.
    RateUp,
    /// Its learning rate to the next mark below.
    MarkBelow,
    /// Its learning rate to the next mark above.
    MarkAbove,
    /// Take the last change back.
    Undo,
    /// Make it again.
    Redo,
    /// Draw other noise.
    NewSeed,
    /// Show the whole map.
    ResetView,
    /// Keep all balls on the map.
    Follow,
    /// Dark room or bright room.
    SwitchTheme,
    /// Type a formula.
    Formula,
    /// Open a scenario.
    Open,
    /// Save the scenario.
    Save,
    /// Fill the screen.
    FullScreen,
    /// Show the keys.
    Help,
}

const NONE: Modifiers = Modifiers::NONE;
const COMMAND: Modifiers = Modifiers::COMMAND;
const COMMAND_SHIFT: Modifiers = COMMAND.plus(Modifiers::SHIFT);
const SHIFT: Modifiers = Modifiers::SHIFT;

impl Action {
    /// All of them, in the order of the help sheet.
    pub const ALL: &[Self] = &[
        Self::PlayPause,
        Self::StepForward,
        Self::StepBack,
        Self::Restart,
        Self::End,
        Self::Faster,
        Self::Slower,
        Self::SubStep,
        Self::SubStepBack,
        Self::Explain,
        Self::RateDown,
        Self::RateUp,
        Self::MarkBelow,
        Self::MarkAbove,
        Self::Undo,
        Self::Redo,
        Self::NewSeed,
        Self::ResetView,
        Self::Follow,
        Self::SwitchTheme,
        Self::Formula,
        Self::Open,
        Self::Save,
        Self::FullScreen,
        Self::Help,
    ];

    /// Its name on buttons and in the help sheet.
    pub fn text(self) -> &'static str {
        self.declaration().0
    }

    /// What it does, in a sentence.
    pub fn tooltip(self) -> &'static str {
        self.declaration().1
    }

    /// Whether it opens a dialog, which has the keyboard from then on.
    pub fn opens_dialog(self) -> bool {
        matches!(self, Self::Open | Self::Save)
    }

    /// Its keys.
    pub fn shortcut(self) -> KeyboardShortcut {
        let (_, _, modifiers, key) = self.declaration();
        KeyboardShortcut::new(modifiers, key)
    }

    /// All keys that do it. A keyboard that cannot type a bracket may still have its key.
    pub fn shortcuts(self) -> impl Iterator<Item = KeyboardShortcut> {
        let also = match self {
            Self::MarkBelow => Some(Key::OpenBracket),
            Self::MarkAbove => Some(Key::CloseBracket),
            _ => None,
        };
        let also = also.map(|key| KeyboardShortcut::new(SHIFT, key));
        std::iter::once(self.shortcut()).chain(also)
    }

    /// Its keys in words.
    pub fn keys(self) -> String {
        let (_, _, modifiers, key) = self.declaration();
        let key = match key {
            Key::ArrowRight => "Right",
            Key::ArrowLeft => "Left",
            Key::Comma => ",",
            Key::Period => ".",
            Key::OpenBracket => "[",
            Key::CloseBracket => "]",
            Key::OpenCurlyBracket => "{",
            Key::CloseCurlyBracket => "}",
            other => other.name(),
        };
        let modifiers = match modifiers {
            COMMAND => "Ctrl+",
            COMMAND_SHIFT => "Ctrl+Shift+",
            _ => "",
        };
        format!("{modifiers}{key}")
    }

    #[expect(clippy::too_many_lines, reason = "this is the table")]
    fn declaration(self) -> (&'static str, &'static str, Modifiers, Key) {
        match self {
            Self::PlayPause => {
                ("Play or pause", "Let the balls roll, or stop them.", NONE, Key::Space)
            }
            Self::StepForward => {
                ("Step forward", "Pause and go one step on.", NONE, Key::ArrowRight)
            }
            Self::StepBack => ("Step back", "Pause and go one step back.", NONE, Key::ArrowLeft),
            Self::Restart => ("Restart", "Put the balls back to their start.", NONE, Key::R),
            Self::End => ("To the end", "Show all paths as far as they go.", NONE, Key::End),
            Self::Faster => ("Faster", "Play more steps per second.", NONE, Key::Period),
            Self::Slower => ("Slower", "Play fewer steps per second.", NONE, Key::Comma),
            Self::SubStep => (
                "Next part of the step",
                "Cost, gradient, update: show the next of the three, then go on.",
                NONE,
                Key::ArrowDown,
            ),
            Self::SubStepBack => (
                "Last part of the step",
                "Cost, gradient, update: show the one before.",
                NONE,
                Key::ArrowUp,
            ),
            Self::Explain => {
                ("Explain", "Open or close the explanation of this step.", NONE, Key::E)
            }
            Self::RateDown => (
                "Smaller rate",
                "Divide the learning rate of the explained run by 1.1.",
                NONE,
                Key::OpenBracket,
            ),
            Self::RateUp => (
                "Larger rate",
                "Multiply the learning rate of the explained run by 1.1.",
                NONE,
                Key::CloseBracket,
            ),
            Self::MarkBelow => (
                "Rate to the mark below",
                "Put that rate on the next lower mark under its slider.",
                NONE,
                Key::OpenCurlyBracket,
            ),
            Self::MarkAbove => (
                "Rate to the mark above",
                "Put that rate on the next higher mark under its slider.",
                NONE,
                Key::CloseCurlyBracket,
            ),
            Self::Undo => ("Undo", "Take the last change back.", COMMAND, Key::Z),
            Self::Redo => ("Redo", "Make the change again.", COMMAND_SHIFT, Key::Z),
            Self::NewSeed => {
                ("New seed", "Draw other batch noise, the same for all runs.", NONE, Key::N)
            }
            Self::ResetView => {
                ("Whole map", "Show the part of the plane the scenario is about.", NONE, Key::C)
            }
            Self::Follow => (
                "Follow the balls",
                "Keep all shown balls on the map, or stop doing so.",
                NONE,
                Key::F,
            ),
            Self::SwitchTheme => (
                "Dark or light",
                "Dark lines for a bright room, light lines for a dark one.",
                NONE,
                Key::D,
            ),
            Self::Formula => {
                ("Formula", "Type a formula, or change the one of this landscape.", COMMAND, Key::F)
            }
            Self::Open => {
                ("Open…", "Open a scenario file or one of the bundled scenarios.", COMMAND, Key::O)
            }
            Self::Save => ("Save…", "Save the scenario as a file.", COMMAND, Key::S),
            Self::FullScreen => {
                ("Full screen", "Fill the screen, or leave it again.", NONE, Key::F11)
            }
            Self::Help => ("Keys", "Show what the keys do.", NONE, Key::F1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Action;

    #[test]
    fn no_two_actions_share_a_key() {
        for (i, a) in Action::ALL.iter().enumerate() {
            for b in &Action::ALL[..i] {
                let clash = a.shortcuts().any(|keys| b.shortcuts().any(|other| keys == other));
                assert!(!clash, "{a:?} and {b:?}");
            }
        }
    }

    #[test]
    fn every_action_says_what_it_does() {
        for action in Action::ALL {
            assert!(action.tooltip().ends_with('.') && !action.text().is_empty());
        }
    }
}
