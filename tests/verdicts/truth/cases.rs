//! Which runs are judged.

use std::sync::Arc;

use downhill::catalog::{Entry, Family as _, Pick};
use downhill::noise::Noise;
use downhill::optim::{self, Optimizer};
use downhill::run::{Budget, Clip, RunSpec, VerdictContext};
use downhill::scenario::Scenario;
use downhill::schedule::Sequence;
use downhill::session::Ground;
use downhill::surface::{Landscape, Surface};

/// Steps of a plain rule, weighed by what one costs.
const STEPS: u64 = 500;
/// Rates, as shares of the limit at the nearest minimum or at the start; the last is the
/// optimizer's usual rate.
pub(super) const SHARES: [Option<f64>; 7] =
    [Some(0.01), Some(0.1), Some(0.5), Some(0.9), Some(1.1), Some(3.0), None];
/// Starts, as shares of the map; the first is the surface's own.
const STARTS: [Option<[f64; 2]>; 3] = [None, Some([0.25, 0.7]), Some([0.62, 0.15])];

/// A surface with what is known about it.
pub(super) struct Known {
    pub(super) entry: &'static Entry<dyn Surface>,
    pub(super) surface: Arc<dyn Surface>,
    pub(super) ground: SharedGround,
    pub(super) context: VerdictContext,
    pub(super) minima: Vec<Vec<f64>>,
    pub(super) critical: Vec<Vec<f64>>,
}

/// The surfaces of the catalog.
pub(super) struct Grounds(pub(super) Vec<Known>);

/// The limits of every optimizer are asked for once, so nothing is shared between threads.
pub(super) struct SharedGround(Vec<Vec<Option<f64>>>);

impl Grounds {
    pub(super) fn new() -> Self {
        let known = |entry: &&'static Entry<dyn Surface>| {
            let landscape = Landscape::Listed(Pick::of(entry), None);
            let ground = Ground::new(&Scenario { surface: landscape, ..Scenario::default() });
            let surface = Arc::clone(ground.surface());
            let plane = ground.plane().clone();
            let view = ground.shown().region();
            let context = VerdictContext { plane, view, lowest: ground.lowest() };
            let minima = ground.minima().iter().map(|minimum| minimum.at.clone());
            let critical = ground.critical_points().iter();
            let critical = critical.map(|point| ground.plane().point(point.at)).collect();
            let limits = (0..STARTS.len()).map(|start| {
                let start = place(&*surface, start);
                let limit = |optimizer: &&'static Entry<dyn Optimizer>| {
                    let limits = ground.limits(&Pick::of(optimizer), &start, None);
                    limits.settled(|m| m.limit).or_else(|| limits.settled(|m| m.plain))
                };
                <dyn Optimizer>::catalog().iter().map(limit).collect()
            });
            Known {
                entry,
                context,
                minima: minima.collect(),
                critical,
                ground: SharedGround(limits.collect()),
                surface,
            }
        };
        Self(<dyn Surface>::catalog().iter().map(known).collect())
    }
}

/// Where a ball is dropped.
fn place(surface: &dyn Surface, start: usize) -> Vec<f64> {
    let (view, own) = (surface.view(), surface.start());
    let Some(shares) = STARTS[start] else { return own };
    let at = |(axis, [low, high]): (usize, &[f64; 2])| low + shares[axis % 2] * (high - low);
    view.iter().enumerate().map(at).collect()
}

/// One run.
#[derive(Clone)]
pub(super) struct Case {
    pub(super) surface: usize,
    pub(super) start: usize,
    pub(super) spec: RunSpec,
}

/// All of them.
pub(super) fn all(grounds: &Grounds) -> Vec<Case> {
    let mut cases = Vec::new();
    for (surface, known) in grounds.0.iter().enumerate() {
        for (rule, entry) in <dyn Optimizer>::catalog().iter().enumerate() {
            for start in 0..STARTS.len() {
                let limit = known.ground.0[start][rule];
                for share in SHARES {
                    let rate = match share {
                        Some(share) => limit.map(|limit| (share * limit).clamp(1e-12, 1e6)),
                        None => Some(entry.facts.usual_lr()),
                    };
                    let (Some(lr), true) = (rate, share.is_none() || entry.facts.lr.is_some())
                    else {
                        continue;
                    };
                    let at = place(&*known.surface, start);
                    cases.push(Case { surface, start, spec: spec(known, entry, lr, at) });
                }
            }
        }
    }
    cases
}

fn spec(known: &Known, entry: &'static Entry<dyn Optimizer>, lr: f64, start: Vec<f64>) -> RunSpec {
    let optimizer = Pick::of(entry);
    let steps = (STEPS / optim::cost(&optimizer)).max(50);
    RunSpec {
        optimizer,
        lr,
        schedule: Sequence::default(),
        noise: Pick::<dyn Noise>::new("none").unwrap(),
        clip: Clip::None,
        start,
        region: known.surface.view(),
        drift: Vec::new(),
        bounds: Vec::new(),
        seed: 0,
        budget: Budget::Steps(steps),
        changes: Vec::new(),
    }
}

/// Every seventeenth of them: as their number per optimizer is no multiple of that, all rates and
/// starts are among them.
pub(super) fn sample(cases: &[Case]) -> Vec<Case> {
    cases.iter().step_by(17).cloned().collect()
}
