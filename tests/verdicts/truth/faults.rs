//! What can be wrong about the verdicts on a run.

use std::fmt::Write as _;
use std::sync::Arc;

use downhill::math::{distance, norm};
use downhill::run::{Budget, Held, Run, RunSpec, Tries, VerdictId, Watch};
use downhill::surface::Hessian;

use super::cases::{Case, Grounds, Known};

/// Something that may be wrong, and how large a share of what it may be wrong about.
pub(super) struct Kind {
    pub(super) name: &'static str,
    pub(super) most: f64,
}

const fn kind(name: &'static str, most: f64) -> Kind {
    Kind { name, most }
}

pub(super) const KINDS: [Kind; 12] = [
    kind("runs called diverged that come back", 0.0),
    kind("runs called diverged, and then something else", 0.0),
    kind("episodes of diverging that end well", 0.02),
    kind("runs that are gone and not called so", 0.06),
    kind("minima not recognised", 0.01),
    // Rules with a rate per coordinate may leave when their memory of the slope has faded.
    kind("runs called converged that go on elsewhere", 0.02),
    kind("plateaus called saddle or maximum", 0.0),
    kind("balls on the map that are called off it", 0.0),
    kind("runs with more than thirty verdicts", 0.06),
    kind("promised rates that do not hold", 0.0),
    kind("promised rates that do not hold ten times as long", 1.0),
    kind("diverging runs for which no rate is found", 1.0),
];

/// How often each kind was wrong, of how many.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) counts: [[usize; 2]; KINDS.len()],
}

impl Tally {
    pub(super) fn add(&mut self, other: &Self) {
        for (sum, more) in self.counts.iter_mut().zip(other.counts) {
            sum[0] += more[0];
            sum[1] += more[1];
        }
    }
}

/// A run with its future.
struct Judged<'a> {
    known: &'a Known,
    run: &'a Run,
    future: &'a Run,
    history: &'a [(usize, VerdictId)],
    last: VerdictId,
    text: &'a str,
}

/// Steps near a minimum after which it is one.
const FIFTY: usize = 50;
/// How near.
const NEAR: f64 = 1e-4;

pub(super) fn judge(grounds: &Grounds, case: &Case) -> (Tally, String) {
    let known = &grounds.0[case.surface];
    let run = walk(known, &case.spec);
    let long = Budget::Steps(10 * case.spec.budget.amount());
    let future = walk(known, &RunSpec { budget: long, ..case.spec.clone() });
    let end = run.trajectory().len() - 1;
    // Rules that plan their whole run do something else with more steps.
    let same = future.trajectory().len() > end
        && future.trajectory().point(end) == run.trajectory().point(end);
    let mut watch = Watch::thorough(known.context.clone());
    watch.follow(&run, usize::MAX);
    let verdict = watch.verdict(&run, end);
    let judged = Judged {
        known,
        run: &run,
        future: if same { &future } else { &run },
        history: watch.history(),
        last: verdict.id,
        text: &verdict.text(),
    };
    let mut tally = Tally::default();
    let mut list = String::new();
    for (index, count) in judged.counts().into_iter().enumerate() {
        tally.counts[index] = count;
        if count[0] > 0 {
            let Case { start, spec, .. } = case;
            let _ = writeln!(
                list,
                "{}\t{}\t{}\tlr={}\tstart={start}{:?}\t{}\t{:?}",
                KINDS[index].name,
                known.entry.id,
                spec.optimizer.id(),
                spec.lr,
                spec.start,
                verdict.text(),
                &judged.history[..judged.history.len().min(12)],
            );
        }
    }
    (tally, list)
}

fn walk(known: &Known, spec: &RunSpec) -> Run {
    let mut run = Run::new(Arc::clone(&known.surface), spec);
    run.finish();
    run
}

impl Judged<'_> {
    fn counts(&self) -> [[usize; 2]; KINDS.len()] {
        let count = |wrong: bool, of: bool| [usize::from(wrong && of), usize::from(of)];
        let path = self.run.trajectory();
        let end = path.len() - 1;
        let gone = self.is_gone(self.future);
        let called = |id: VerdictId| self.history.iter().any(|(_, found)| *found == id);
        let diverged = called(VerdictId::Diverged);
        let flips = self.history.windows(2).any(|pair| pair[0].1 == VerdictId::Diverged);
        let far_already = self.is_gone(self.run);
        // Still on its way out, and neither stopped nor on level ground.
        let leaving = self.distance(self.future) > 10.0 * self.distance(self.run)
            || (self.run.lost().is_some() && far_already);
        let named = matches!(self.last, VerdictId::Diverged | VerdictId::Diverging);
        let excused = matches!(self.last, VerdictId::NoValue | VerdictId::OnPlateau);
        let near = end >= FIFTY && self.is_near_a_minimum();
        let moved = self.apart(self.run, self.future);
        let curvature = Hessian::new(&*self.known.surface, path.point(end)).spectrum();
        let plain = curvature.low.abs().max(curvature.high.abs()) < 1e-6
            && path.gradient_norm()[end] < 1e-8
            && !self.is_critical(path.point(end));
        let converged = self.last == VerdictId::Converged;
        let on_map = path.point(end).iter().zip(&self.known.context.view);
        let on_map = on_map.into_iter().all(|(x, [low, high])| (*low..=*high).contains(x));
        let held = (named && Tries::are_of_use(self.run))
            .then(|| Tries::new(self.run, &self.known.context).finish());
        let promise = if let Some(Held::At(lr)) = held { Some(lr) } else { None };
        let off = self.last == VerdictId::LeftTheMap || self.text.contains("off the map");
        [
            count(!gone, diverged),
            count(flips, diverged),
            self.episodes(gone),
            count(!named && !excused, far_already && leaving),
            count(!converged, near),
            count(moved > 0.01, converged),
            count(self.last == VerdictId::StuckAtSaddle, plain),
            count(on_map, off),
            count(self.history.len() > 30, true),
            count(self.breaks(promise, 1), promise.is_some()),
            count(self.breaks(promise, 10), promise.is_some()),
            count(promise.is_none(), held.is_some()),
        ]
    }

    /// Whether a rate that was promised does not hold, in so many times the budget.
    fn breaks(&self, promise: Option<f64>, times: u64) -> bool {
        promise.is_some_and(|lr| {
            let budget = Budget::Steps(times * self.run.spec().budget.amount());
            let run = walk(self.known, &RunSpec { lr, budget, ..self.run.spec().clone() });
            let losses = run.trajectory().loss();
            let mut watch = Watch::thorough(self.known.context.clone());
            watch.follow(&run, usize::MAX);
            let bad = |id: VerdictId| matches!(id, VerdictId::Diverged | VerdictId::Diverging);
            self.is_gone(&run)
                || losses[losses.len() - 1].is_nan()
                || losses[losses.len() - 1] > losses[0]
                || watch.history().iter().any(|(_, id)| bad(*id))
        })
    }

    fn size(&self) -> f64 {
        norm(&self.known.surface.view().iter().map(|[a, b]| b - a).collect::<Vec<_>>())
    }

    /// Whether a run ends lost, or beyond fifty times the map.
    fn is_gone(&self, run: &Run) -> bool {
        run.lost().is_some() || self.distance(run) > 25.0 * self.size()
    }

    /// How far a run ends from the middle of the map.
    fn distance(&self, run: &Run) -> f64 {
        let view = self.known.surface.view();
        let last = run.trajectory().last();
        let middle: Vec<f64> = view.iter().map(|[low, high]| 0.5 * (low + high)).collect();
        distance(last, &middle)
    }

    /// How far the ends of two runs are apart, in sizes of the map.
    fn apart(&self, a: &Run, b: &Run) -> f64 {
        let (a, b) = (a.trajectory().last(), b.trajectory().last());
        distance(a, b) / self.size()
    }

    fn is_near_a_minimum(&self) -> bool {
        let path = self.run.trajectory();
        let near = |minimum: &Vec<f64>| {
            (path.len() - FIFTY..path.len()).all(|k| distance(path.point(k), minimum) <= NEAR)
        };
        self.known.minima.iter().any(near)
    }

    /// Whether a saddle, or anything else that is known, is close by: then it is no plateau.
    fn is_critical(&self, point: &[f64]) -> bool {
        let near = |at: &Vec<f64>| distance(point, at) < 1e-3 * self.size();
        self.known.critical.iter().any(near)
    }

    /// How many episodes of diverging there were, and how many of them ended well.
    fn episodes(&self, gone: bool) -> [usize; 2] {
        let of = self.history.iter().filter(|(_, id)| *id == VerdictId::Diverging).count();
        let losses = self.future.trajectory().loss();
        let well = !gone && losses[losses.len() - 1] <= losses[0];
        [if well { of } else { 0 }, of]
    }
}
