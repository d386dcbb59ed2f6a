//! The curves of a chart.

use crate::gui::ask::Look;
use crate::gui::cache::Picture;
use crate::run::Run;
use crate::scene::{Along, Curve, Frame, Item, STYLES, Series, Stroke, Theme, line_items, sound};

/// Dashes and gaps of the second curve of a run.
const DASHES: &[f32] = &[5.0, 4.0];
/// The most columns of a chart, all runs together.
const COLUMNS: usize = 12_000;

/// The curves of all runs that are shown.
pub(in crate::gui) struct Curves<'a> {
    pub(super) series: Series,
    pub(super) along: Along,
    /// What of the chart is shown, if it is not all.
    pub(super) part: Option<[f64; 2]>,
    pub(super) runs: Vec<Shown<'a>>,
    pub(super) frame: Frame,
    pub(super) theme: Theme,
}

/// A run that is shown, with its curves.
pub(super) struct Shown<'a> {
    /// Of the run: no two have the same.
    revision: u64,
    pub(super) run: &'a Run,
    style: usize,
    pub(super) curves: &'a [Curve],
    step: usize,
}

/// The runs that are shown.
pub(super) fn shown<'a>(look: &Look<'a>, curves: &'a [Vec<Curve>]) -> Vec<Shown<'a>> {
    let session = look.session;
    let runs = session.runs().iter().zip(&session.scenario().runs).zip(curves).enumerate();
    let shown = runs.filter(|(_, ((_, config), _))| !config.hidden);
    let one = |(index, ((run, config), curves))| {
        let config: &crate::scenario::RunConfig = config;
        let (curves, style): (&'a Vec<Curve>, _) = (curves, config.style);
        Shown {
            revision: session.revision_of(index),
            run,
            style: style % STYLES.len(),
            curves,
            step: session.step_of(index),
        }
    };
    shown.map(one).collect()
}

impl Picture for Curves<'_> {
    type Key = (Series, Along, Option<[f64; 2]>, Vec<(u64, usize)>, Frame, Theme);

    fn key(&self) -> Self::Key {
        let Self { series, along, part, runs, frame, theme } = self;
        let one = |shown: &Shown<'_>| {
            // The run is that of its revision; the curves are of it, the series and the part. The
            // step is that of the markers, which are painted in every frame.
            let Shown { revision, run: _, style, curves: _, step: _ } = shown;
            (*revision, *style)
        };
        (*series, *along, *part, runs.iter().map(one).collect(), *frame, *theme)
    }

    fn items(&self) -> Vec<Item> {
        let Self { runs, frame, theme, along, .. } = self;
        let wide = (0.5 * (frame.area[0][1] - frame.area[0][0])).max(1.0) as usize;
        let columns = wide.min(COLUMNS / runs.len().max(1));
        let mut items = Vec::new();
        for Shown { run, style, curves, .. } in runs {
            let style = &STYLES[*style];
            for curve in *curves {
                let (share, dash) = match curve.stroke {
                    Stroke::Own => (1.5, style.dash),
                    Stroke::Solid => (1.5, &[][..]),
                    Stroke::Dashed => (1.0, DASHES),
                };
                let stroke = (theme.run(style), share * style.width);
                for piece in curve.pieces(run.trajectory(), *along, columns) {
                    let points = piece.into_iter().map(|at| frame.pixel(at));
                    items.extend(line_items(points, frame.area, stroke, dash));
                }
            }
        }
        items
    }
}

impl Curves<'_> {
    /// A marker on each curve where the cursor is.
    pub(super) fn heads(&self) -> Vec<Item> {
        let mut items = Vec::new();
        for Shown { run, style, curves, step, .. } in &self.runs {
            let style = &STYLES[*style];
            for curve in *curves {
                let (near, height) = curve.near(*step);
                let at = self.frame.pixel([self.along.of(run.trajectory(), near), height]);
                if self.frame.holds(at, 0.0) {
                    items.push(Item::Mark {
                        at: at.map(|side| side as f32),
                        shape: style.marker,
                        radius: if curve.stroke == Stroke::Dashed { 3.5 } else { 5.0 },
                        fill: self.theme.run(style),
                        edge: self.theme.palette().casing,
                    });
                }
            }
        }
        items
    }
}

/// Where the last of the runs ends, along the chart.
pub(super) fn horizon(look: &Look<'_>, along: Along) -> f64 {
    let end = |run: &Run| along.of(run.trajectory(), run.trajectory().len() - 1);
    match along {
        Along::Steps => look.session.player().horizon().max(1) as f64,
        _ => look.session.runs().iter().map(end).fold(1e-9, f64::max),
    }
}

/// What matters of all curves, with a little air: low and high along the chart, low and high.
pub(super) fn view(
    series: Series,
    part: Option<[f64; 2]>,
    horizon: f64,
    runs: &[Shown<'_>],
) -> [[f64; 2]; 2] {
    let curves: Vec<&[Curve]> = runs.iter().map(|shown| shown.curves).collect();
    // There may be no number to show.
    let heights = if part.is_some() { series.fit(&curves) } else { series.range(&curves) };
    let [low, high] = sound(heights.unwrap_or([-1.0, 1.0]));
    let air = 0.06 * (high - low);
    let along = part.unwrap_or([-0.01 * horizon, 1.03 * horizon]);
    [sound(along), sound([low - air, high + air])]
}
