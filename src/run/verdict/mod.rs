//! What a run is doing, in words and with evidence.
//!
//! A verdict at a step looks at the path until there and nothing later. A [`Watch`] follows a run
//! and remembers since when each verdict has held.

mod extremes;
mod finding;
mod gone;
mod growth;
mod judge;
mod lamps;
mod minimum;
mod place;
mod rest;
mod swing;
mod words;

use std::borrow::Cow;
use std::fmt;

pub use lamps::Lamps;
pub use swing::Swing;

use super::Run;
use crate::surface::Plane;
use crate::words::Message;
use extremes::widened;
use finding::{Finding, Past};
use gone::GoneRecord;
use judge::find;
use lamps::LampRecord;

/// Declare the verdicts: variant, id in files.
macro_rules! verdicts {
    ($($(#[doc = $doc:literal])+ $name:ident $id:literal;)+) => {
        /// What a run is doing.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum VerdictId {
            $($(#[doc = $doc])+ $name,)+
        }

        impl VerdictId {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// What it means.
            pub fn meaning(self) -> &'static str {
                match self {
                    $(Self::$name => concat!($($doc),+).trim(),)+
                }
            }

            /// The id in files.
            pub fn id(self) -> &'static str {
                match self {
                    $(Self::$name => $id,)+
                }
            }
        }
    };
}

verdicts! {
    /// On its way, with steps left.
    Descending "descending";
    /// The loss hardly changes although the gradient is not small.
    Crawling "crawling";
    /// Back and forth across a valley.
    Overshooting "overshooting";
    /// Round and round the same few points.
    Cycling "cycling";
    /// Worse than at the start, in steps that grow.
    Diverging "diverging";
    /// Beyond return, or beyond the numbers.
    Diverged "diverged";
    /// Where the loss or its slope has no value, so that no step leads on.
    NoValue "no_value";
    /// Outside the picture.
    LeftTheMap "left_the_map";
    /// At a minimum.
    Converged "converged";
    /// Where the gradient vanishes, or nearly so, and the way down leads sideways.
    StuckAtSaddle "stuck_at_saddle";
    /// Where the gradient is zero and the curvature too.
    OnPlateau "on_plateau";
    /// Kept from getting lower by the noise.
    NoiseFloor "noise_floor";
    /// Out of steps before any of the others.
    OutOfBudget "out_of_budget";
}

/// A verdict with its evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// Which.
    pub id: VerdictId,
    /// What to say: the evidence, as a sentence.
    pub message: Message,
    /// The first step from which on it held.
    pub step: u64,
    /// The numbers behind it, by their names in files.
    pub evidence: Vec<(&'static str, f64)>,
}

impl Verdict {
    /// The evidence, as a sentence of the language that is spoken.
    pub fn text(&self) -> Cow<'static, str> {
        self.message.text()
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message.fmt(f)
    }
}

/// What a verdict looks at besides the run.
#[derive(Clone, Debug, PartialEq)]
pub struct VerdictContext {
    /// The plane that is shown, …
    pub plane: Plane,
    /// … and what part of it: low and high end per coordinate.
    pub view: [[f64; 2]; 2],
    /// f\*, where it is known.
    pub lowest: Option<f64>,
}

impl VerdictContext {
    pub(in crate::run) fn is_outside(&self, point: &[f64]) -> bool {
        let inside = |(x, [low, high]): (&f64, &[f64; 2])| (*low..=*high).contains(x);
        !self.plane.coordinates(point).iter().zip(&self.view).all(inside)
    }
}

/// Steps from one look at a run to the next: what lasts less may go unnoticed, until it is asked for.
const STRIDE: usize = 128;
/// Steps for which the loss must have hardly changed to be called still.
const STILL: u64 = 20;
/// Steps that the highest loss of the past is behind.
const BEHIND: usize = 10;

/// The verdicts on a run as it grows.
pub struct Watch {
    context: VerdictContext,
    stride: usize,
    lamps: LampRecord,
    gone: GoneRecord,
    /// Points taken in.
    seen: usize,
    /// The lowest and the highest loss until every look.
    extremes: Vec<[f64; 2]>,
    now: [f64; 2],
    /// Since when which verdict has held, as far as it was looked.
    record: Vec<(usize, VerdictId)>,
}

impl Watch {
    /// A watch that has seen nothing yet.
    pub fn new(context: VerdictContext) -> Self {
        Self::looking(context, STRIDE)
    }

    /// A watch that looks at every step.
    pub fn thorough(context: VerdictContext) -> Self {
        Self::looking(context, 1)
    }

    fn looking(context: VerdictContext, stride: usize) -> Self {
        Self {
            context,
            stride,
            lamps: LampRecord::default(),
            gone: GoneRecord::default(),
            seen: 0,
            extremes: Vec::new(),
            now: [f64::INFINITY, f64::NEG_INFINITY],
            record: Vec::new(),
        }
    }

    /// What it looks at besides the run.
    pub fn context(&self) -> &VerdictContext {
        &self.context
    }

    /// Take in up to `most` of the steps that the run has taken meanwhile; returns how many.
    pub fn follow(&mut self, run: &Run, most: usize) -> usize {
        let path = run.trajectory();
        let (first, end) = (self.seen, path.len().min(self.seen.saturating_add(most)));
        let (losses, norms) = (path.loss(), path.gradient_norm());
        while self.seen < end {
            let next = self.seen.next_multiple_of(self.stride);
            let steps = self.seen..end.min(next + 1);
            self.now = widened(self.now, &losses[steps.clone()]);
            self.seen = steps.end;
            self.gone.note(run, steps.clone());
            self.lamps.note(steps, losses, norms, self.context.lowest);
            if self.seen > next {
                self.extremes.push(self.now);
                self.look(run, next);
            }
        }
        end - first
    }

    /// Judge a step, and write down when its verdict began.
    fn look(&mut self, run: &Run, step: usize) {
        let id = self.find(run, step).id();
        let Some((_, last)) = self.record.last().copied() else {
            self.record.push((step, id));
            return;
        };
        if last == id {
            return;
        }
        self.record.push((self.begun(run, id, [step - self.stride, step]), id));
    }

    /// The first step with a verdict, by halves: at one step it was another, at a later one it is.
    fn begun(&self, run: &Run, id: VerdictId, [mut before, mut first]: [usize; 2]) -> usize {
        while first - before > 1 {
            let middle = usize::midpoint(before, first);
            if self.find(run, middle).id() == id {
                first = middle;
            } else {
                before = middle;
            }
        }
        first
    }

    fn find(&self, run: &Run, at: usize) -> Finding {
        find(run, at, self.past(run, at), &self.context)
    }

    /// What the judge needs to know of the steps before.
    fn past(&self, run: &Run, at: usize) -> Past {
        let losses = run.trajectory().loss();
        let until = |end: usize| {
            let looks = end / self.stride;
            let known = self.extremes.get(looks).copied().unwrap_or(self.now);
            widened(known, &losses[looks * self.stride..=end])
        };
        let lamps = self.lamps(at);
        Past {
            lowest: until(at)[0],
            highest: at.checked_sub(BEHIND).map_or(f64::INFINITY, |end| until(end)[1]),
            still: lamps.change.is_some_and(|since| since + STILL <= at as u64),
            level: lamps.gradient.is_some(),
            reach: self.gone.at(run, at),
        }
    }

    /// Whether a point, one of those taken in, is farther away than anything on the landscape.
    pub(in crate::run) fn is_far(&self, run: &Run, step: usize) -> bool {
        self.gone.is_far(run, step)
    }

    /// Whether it has taken in all of a run's steps.
    pub fn has_seen(&self, run: &Run) -> bool {
        self.seen == run.trajectory().len()
    }

    /// Which verdict there is at step `at`, one of those taken in, without a word about it.
    pub fn id(&self, run: &Run, at: usize) -> VerdictId {
        self.find(run, at.min(self.seen.saturating_sub(1))).id()
    }

    /// What the run is doing at step `at`, one of those taken in.
    pub fn verdict(&self, run: &Run, at: usize) -> Verdict {
        let at = at.min(self.seen.saturating_sub(1));
        let finding = self.find(run, at);
        let id = finding.id();
        let known = self.record.partition_point(|(step, _)| *step <= at);
        let known = known.checked_sub(1).map(|last| self.record[last]);
        let since = match known {
            Some((since, last)) if last == id => since,
            // It became so after the last look.
            _ => {
                let looked = at / self.stride * self.stride;
                let same = |step: &usize| self.find(run, *step).id() == id;
                (looked + 1..at).rev().take_while(same).last().unwrap_or(at)
            }
        };
        let message = words::ended(finding.message(run, since, at), run, at);
        Verdict { id, message, step: since as u64, evidence: finding.evidence() }
    }

    /// The verdicts until now, each with the step at which it began.
    pub fn history(&self) -> &[(usize, VerdictId)] {
        &self.record
    }

    /// The signs of convergence at step `at`.
    pub fn lamps(&self, at: usize) -> Lamps {
        self.lamps.at(at.min(self.seen.saturating_sub(1)))
    }
}

impl Run {
    /// What the run is doing at step `at`. Whoever asks often follows it with a [`Watch`].
    pub fn verdict(&self, at: u64, context: &VerdictContext) -> Verdict {
        let mut watch = Watch::new(context.clone());
        watch.follow(self, usize::MAX);
        watch.verdict(self, at as usize)
    }
}
