//! Pictures that are kept from frame to frame.

use eframe::egui::Context;

use super::cache::{Cached, PerRun, Picture};
use super::discovery::Discovery;
use super::layers::Layers;
use super::panels::curves;
use super::thumbnails::Thumbnails;
use super::tries::Trying;
use crate::scene::{Along, Curve, Known, Series};
use crate::session::Session;

/// All pictures that are kept.
pub(super) struct Maps {
    /// What lies on the map.
    pub(super) layers: Layers,
    /// The charts.
    pub(super) charts: [Chart; 2],
    /// Small maps of all surfaces.
    pub(super) thumbnails: Thumbnails,
    /// The search for critical points.
    pub(super) discovery: Discovery,
    /// The search for rates that hold.
    pub(super) tries: Trying,
}

/// The curves of a chart, run by run, and the picture of them.
#[derive(Default)]
pub(super) struct Chart {
    whole: PerRun<Series, Vec<Curve>>,
    parts: PerRun<(Series, Along, [f64; 2]), Vec<Curve>>,
    /// The picture.
    pub(super) picture: Cached<<curves::Curves<'static> as Picture>::Key>,
}

/// What is known of the landscape of a session.
pub(super) fn known(session: &Session) -> Known<'_> {
    let ground = session.ground();
    Known { lowest: ground.lowest(), minima: ground.minima() }
}

impl Chart {
    /// The curves of a session's runs, or what of them lies in a part of the chart, and room for
    /// the picture of them.
    pub(super) fn of(
        &mut self,
        session: &Session,
        series: Series,
        along: Along,
        part: Option<[f64; 2]>,
    ) -> (&[Vec<Curve>], &mut Cached<<curves::Curves<'static> as Picture>::Key>) {
        let known = known(session);
        let whole = self.whole.of(session, series, |_, run| series.curves(run, &known));
        let Some(part) = part else { return (whole, &mut self.picture) };
        let parts = self.parts.of(session, (series, along, part), |index, run| {
            let steps = part.map(|end| along.step(run.trajectory(), end));
            whole[index].iter().map(|curve| curve.part(steps)).collect()
        });
        (parts, &mut self.picture)
    }
}

impl Maps {
    pub(super) fn new(ctx: &Context) -> Self {
        Self {
            thumbnails: Thumbnails::new(ctx),
            discovery: Discovery::new(ctx),
            tries: Trying::new(ctx),
            layers: Layers::new(ctx),
            charts: Default::default(),
        }
    }

    /// Drop everything that could be made again.
    pub(super) fn forget(&mut self) {
        self.charts = Default::default();
        self.layers.forget();
        self.thumbnails.forget();
    }
}
