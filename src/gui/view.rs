//! What is open and where the user looks: never exported.

use super::dialog::{Browser, Dialog};
use super::states::States;
use super::system_browser;
use crate::kept::Window;
use crate::scene::{Along, Frame, Phase, Series, Theme};
use crate::session::Eye;
use crate::surface::ExpressionError;
use crate::words::{Language, spoken};

/// The state of the window that no scenario knows.
pub(super) struct View {
    /// The map.
    pub(super) map: MapView,
    /// The formula.
    pub(super) formula: FormulaView,
    /// The tabs of the right side.
    pub(super) tabs: States,
    /// The right side.
    pub(super) side: SideView,
    /// The charts.
    pub(super) charts: ChartsView,
    /// The run that is explained: there is always such a run.
    pub(super) explained: usize,
    /// Whether the sheet of keys is open.
    pub(super) help: bool,
    /// The dialog for files, if it is open.
    pub(super) dialog: Option<Dialog>,
    /// What the dialog asks for a file when the user would rather not type.
    pub(super) browser: Browser,
    /// How large the window is and where, as far as it is kept.
    pub(super) window: Window,
    /// The language that is spoken.
    pub(super) language: &'static Language,
}

impl Default for View {
    fn default() -> Self {
        Self {
            map: MapView::default(),
            formula: FormulaView::default(),
            tabs: States::default(),
            side: SideView::default(),
            charts: ChartsView::default(),
            explained: 0,
            help: false,
            dialog: None,
            browser: system_browser,
            window: Window::default(),
            language: spoken(),
        }
    }
}

impl View {
    /// Where the user looks, whatever tab is open.
    pub(super) fn eye(&self, theme: Theme) -> Eye {
        let phase = self.side.phase.unwrap_or_default();
        Eye { explained: self.explained, phase, place: None, theme, batch: false }
    }

    /// Stay with the run that is explained while the runs after another one move on by so many.
    pub(super) fn stay(&mut self, (after, by): (usize, isize)) {
        if after < self.explained {
            self.explained = self.explained.saturating_add_signed(by);
        }
    }
}

/// The field for a formula.
#[derive(Debug, Default)]
pub(super) struct FormulaView {
    /// What stands in the field.
    pub(super) text: String,
    /// The formula of the scenario when it was looked at last.
    pub(super) seen: String,
    /// What is wrong with the text.
    pub(super) error: Option<ExpressionError>,
    /// Whether the field is to get the keyboard.
    pub(super) focus: bool,
}

/// The right side.
#[derive(Debug, Default)]
pub(super) struct SideView {
    /// Whether it is open; `None` until somebody says so.
    pub(super) open: Option<bool>,
    /// Which tab it shows, by its place among them; `None` until somebody says so.
    pub(super) tab: Option<usize>,
    /// How much of the step is shown: none of it goes without saying, `None` is all of it.
    pub(super) phase: Option<Phase>,
    /// Where on the map the pointer is.
    pub(super) pointer: Option<[f64; 2]>,
}

/// What the charts show.
#[derive(Debug)]
pub(super) struct ChartsView {
    /// What lies along both.
    pub(super) along: Along,
    /// What the second one shows.
    pub(super) second: Series,
    /// The part that both show, if it is not all.
    pub(super) part: Option<[f64; 2]>,
    /// Where the cursor was when the part was last looked at: they follow it.
    pub(super) cursor: f64,
    /// Where a part to look at is being marked.
    pub(super) mark: Option<f64>,
}

impl Default for ChartsView {
    fn default() -> Self {
        Self {
            along: Along::default(),
            second: Series::Gradient,
            part: None,
            cursor: 0.0,
            mark: None,
        }
    }
}

impl ChartsView {
    /// The least part to look at, as a share of all.
    const LEAST: f64 = 1e-5;
    /// How much of a part lies behind the cursor when it has gone to the next one.
    const BEHIND: f64 = 0.06;

    /// Look at a part of what ends at `horizon`: some of it at least, all of it at most.
    pub(super) fn look_at(&mut self, [low, high]: [f64; 2], horizon: f64) {
        let width = (high - low).max(Self::LEAST * horizon);
        let low = low.min(horizon - width).max(0.0);
        self.part = (width < horizon).then_some([low, low + width]);
    }

    /// Look where the cursor has gone.
    pub(super) fn follow(&mut self, cursor: f64, horizon: f64) {
        let before = std::mem::replace(&mut self.cursor, cursor);
        let Some([low, high]) = self.part else { return };
        let width = high - low;
        if before != cursor && !(low..=high).contains(&cursor) {
            let behind = if cursor > before { Self::BEHIND } else { 1.0 - Self::BEHIND };
            let low = cursor - behind * width;
            self.look_at([low, low + width], horizon);
        } else if high > horizon {
            self.look_at([low, high], horizon);
        }
    }
}

/// Where the map looks.
#[derive(Debug, Default)]
pub(super) struct MapView {
    /// The part of the plane the user chose; `None` for the scenario's.
    pub(super) chosen: Option<[[f64; 2]; 2]>,
    /// Whether the map grows to hold all balls.
    pub(super) follows: bool,
    /// Where the map was in the last frame.
    pub(super) frame: Option<Frame>,
    /// Whether the start is being dragged, and where the hand holds it.
    pub(super) grip: Option<[f32; 2]>,
    /// What the labels beside the map took at most since it shows what it shows.
    pub(super) labels: Labels,
}

/// The room for the labels of the vertical axis. It only grows as long as the map is asked to show
/// the same: which numbers there are depends on the width of the map, which depends on the room for
/// them, and the two might take turns for ever.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Labels {
    part: Option<[[f64; 2]; 2]>,
    width: Option<f32>,
}

impl Labels {
    /// The room that there is at least for a map that is asked to show `part`.
    pub(super) fn width(&mut self, part: [[f64; 2]; 2]) -> f32 {
        if self.part.replace(part) != Some(part) {
            self.width = None;
        }
        self.width.unwrap_or(0.0)
    }

    /// The labels take so much; in the first frame it is still the room of those before.
    pub(super) fn take(&mut self, width: f32) {
        self.width = Some(self.width.map_or(0.0, |least| least.max(width)));
    }
}

impl MapView {
    /// Look at what the scenario is about.
    pub(super) fn whole(&mut self) {
        self.chosen = None;
        self.follows = false;
    }

    /// Look at this part of the plane.
    pub(super) fn choose(&mut self, part: [[f64; 2]; 2]) {
        self.chosen = Some(part);
        self.follows = false;
    }
}
