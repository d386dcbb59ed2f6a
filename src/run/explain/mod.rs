//! A recorded step explained: its numbers, its rule, its parts, and what a surrogate believed.

mod rule;

pub use rule::RuleLine;

use super::tape::{SCHEDULED, Track};
use super::{Clip, Run};
use crate::math::{dot, norm};
use crate::optim::{Due, Optimizer, Part, Role, Surrogate, Taken, momentum_knob, unused_knobs};
use crate::params::Value;
use crate::surface::Hessian;
use crate::words::listed;
use rule::{Numbers, substitute};

/// A step taken apart: from one point of a run to the next.
#[derive(Clone, Debug, PartialEq)]
pub struct Explained {
    /// The point that was reached before it.
    pub left: Vec<f64>,
    /// The point that it begins at: the same, unless the ball was moved by hand.
    pub from: Vec<f64>,
    /// The point that it leads to.
    pub to: Vec<f64>,
    /// The loss at both.
    pub loss: [f64; 2],
    /// ∇f where it begins.
    pub gradient: Vec<f64>,
    /// What the rule was told instead, if that is something else: by noise, by clipping, or because
    /// it asked elsewhere.
    pub told: Option<Vec<f64>>,
    /// What clipping took off the gradient, where nothing else disturbed it.
    pub clipped: Option<Vec<f64>>,
    /// s·∇²f s for the step s, where it begins.
    pub bend: f64,
    /// Displacements that add up to the step.
    pub parts: Vec<Part>,
    /// How far a gradient of this size would go along each axis, for rules that tell.
    pub reach: Option<Vec<f64>>,
}

/// By how much the loss falls in a step, as three people would say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Drops {
    /// By the slope alone: -∇f·s.
    pub first_order: f64,
    /// By slope and curvature: -(∇f·s + ½ s·∇²f s).
    pub model: f64,
    /// In truth.
    pub actual: f64,
}

impl Explained {
    /// The step itself.
    pub fn displacement(&self) -> Vec<f64> {
        self.to.iter().zip(&self.from).map(|(to, from)| to - from).collect()
    }

    /// By how much the loss falls.
    pub fn drops(&self) -> Drops {
        let slope = dot(&self.gradient, &self.displacement());
        Drops {
            first_order: -slope,
            model: -(slope + 0.5 * self.bend),
            actual: self.loss[0] - self.loss[1],
        }
    }

    /// The tangent and the quadratic model a share `t` of the step along.
    pub fn model(&self, t: f64) -> [f64; 2] {
        let tangent = self.loss[0] + t * dot(&self.gradient, &self.displacement());
        [tangent, tangent + 0.5 * t * t * self.bend]
    }

    /// Numbers as they stand in the rule.
    pub fn vector(values: &[f64]) -> String {
        listed(values)
    }
}

impl Run {
    /// The step that led to point number `step` (from 1 on), in parts that add up to it. A ball
    /// that was put elsewhere before it has a part `kick`, the first.
    pub fn parts(&self, step: usize) -> Vec<Part> {
        let path = self.trajectory();
        if step == 0 || step >= path.len() {
            return Vec::new();
        }
        let left = path.point(step - 1);
        self.taken(step, |optimizer, taken| {
            let mut parts = optimizer.parts(taken);
            if taken.from != left {
                let vector = taken.from.iter().zip(left).map(|(from, left)| from - left).collect();
                parts.insert(0, Part { due: Due::Kick, vector });
            }
            parts
        })
    }

    /// The knob that kept the step that led to point number `step` from leading anywhere, and its
    /// value.
    pub(in crate::run) fn halted_by(&self, step: usize) -> Option<(&'static str, f64)> {
        let knob =
            (step > 0).then(|| self.taken(step, |optimizer, taken| optimizer.halted_by(taken)));
        let knob = knob.flatten()?;
        let value = self.spec.optimizer_at(step as u64 - 1).get(knob)?;
        Some((knob, value.into()))
    }

    /// Look at the step that led to point number `step` (from 1 on) as its optimizer does, with the
    /// knobs it had then.
    fn taken<R>(&self, step: usize, look: impl FnOnce(&dyn Optimizer, &Taken<'_>) -> R) -> R {
        let (path, tape) = (self.trajectory(), self.tape());
        let mut optimizer = self.spec.optimizer_at(step as u64 - 1).build();
        if let (Some((knob, _)), Some(value)) =
            (momentum_knob(&self.spec.optimizer), tape.find(SCHEDULED, step - 1))
        {
            optimizer.put(knob, Value::Real(value[0]));
        }
        let left = path.point(step - 1);
        let moved = self.spec.moved(step as u64 - 1, left);
        let taken = Taken {
            number: step as u64,
            from: moved.as_deref().unwrap_or(left),
            to: path.point(step),
            lr: path.lr()[step - 1],
            before: &|id| tape.find(id, step - 1).unwrap_or_default(),
            after: &|id| tape.find(id, step).unwrap_or_default(),
        };
        look(&*optimizer, &taken)
    }

    /// The step that leaves point number `step`, in all its numbers; `None` for the last point.
    pub fn explain(&self, step: usize) -> Option<Explained> {
        let (path, tape) = (self.trajectory(), self.tape());
        let next = step + 1;
        if next >= path.len() {
            return None;
        }
        let (from, share) =
            self.taken(next, |rule, taken| (taken.from.to_vec(), rule.settled_share(taken)));
        let to = path.point(next).to_vec();
        let under = self.then_under(step, &from);
        // A landscape on the move: the loss at the end as it is when the step begins.
        let landed = if self.spec.drift.iter().all(|speed| *speed == 0.0) {
            path.loss()[next]
        } else {
            self.surface().value(&self.then_under(step, &to))
        };
        let mut gradient = vec![0.0; path.dim()];
        let loss = self.surface().gradient(&under, &mut gradient);
        let told = tape.playing(Role::Gradient, next).filter(|told| *told != gradient);
        let quiet = self.spec.noise.is_silent() && self.spec.clip != Clip::None;
        let off = |told: &[f64]| gradient.iter().zip(told).map(|(g, told)| g - told).collect();
        let clipped = told.filter(|_| quiet).map(off);
        let size = norm(told.unwrap_or(&gradient));
        let displacement: Vec<f64> = to.iter().zip(&from).map(|(to, from)| to - from).collect();
        let mut bent = vec![0.0; path.dim()];
        Hessian::new(&**self.surface(), &*under).times(&displacement, &mut bent);
        let rates = tape.playing(Role::Rates, next);
        Some(Explained {
            left: path.point(step).to_vec(),
            loss: [loss, landed],
            told: told.map(<[f64]>::to_vec),
            clipped,
            bend: dot(&displacement, &bent),
            parts: self.parts(next),
            reach: rates.map(|rates| rates.iter().map(|rate| rate * size * share).collect()),
            gradient,
            from,
            to,
        })
    }

    /// The rule with the numbers of the step that leaves point number `step`, line by line; nothing
    /// for the last point.
    pub fn rule(&self, step: usize) -> Vec<RuleLine> {
        let (path, tape, step) = (self.trajectory(), self.tape(), step + 1);
        if step >= path.len() {
            return Vec::new();
        }
        let optimizer = &self.spec.optimizer_at(step as u64 - 1);
        let rule = optimizer.wording(optimizer.entry().facts.rule);
        let (from, derived) =
            self.taken(step, |rule, taken| (taken.from.to_vec(), rule.derived(taken)));
        let scheduled = tape.find(SCHEDULED, step - 1);
        let turned = momentum_knob(optimizer).filter(|_| scheduled.is_some()).map(|(at, _)| at);
        let unused = unused_knobs(optimizer);
        let knob = |symbol: &str| {
            let mut knobs = optimizer.knobs().enumerate();
            let named = |id: &str, own: &str| own == symbol && !unused.contains(&id);
            let (at, (_, value)) = knobs.find(|(_, (spec, _))| named(spec.id, spec.symbol))?;
            match scheduled.filter(|_| turned == Some(at)) {
                Some(value) => Some(value.to_vec()),
                // A word is no number to calculate with.
                None if matches!(value, Value::Word(_)) => None,
                None => Some(vec![f64::from(value)]),
            }
        };
        // A vector or two, or a small matrix.
        let most = (2 * path.dim()).max(4);
        let track = |symbol: &str, step: usize| {
            let mut tracks = tape.tracks().into_iter();
            // What a schedule sets is known by the knob that it turns.
            let named = |track: &Track<'_>| track.symbol == symbol && track.id != SCHEDULED;
            let found = tracks.find(|track| named(track) && track.at(step).len() <= most)?;
            Some(found.at(step).to_vec())
        };
        let find = |symbol: &str, step: usize, first: usize| match symbol {
            "θ" if step == first => Some(from.clone()),
            "θ" => Some(path.point(step).to_vec()),
            "η" => Some(vec![path.lr()[first]]),
            "k" => Some(vec![(first + 1) as f64]),
            "g_prev" if first > 0 => track("g", first),
            "g_prev" => None,
            _ => knob(symbol).or_else(|| track(symbol, step)),
        };
        let before = |symbol: &str| find(symbol, step - 1, step - 1);
        let after = |symbol: &str| {
            let own = derived.iter().find(|(name, _)| *name == symbol).map(|(_, v)| v.clone());
            own.or_else(|| find(symbol, step, step - 1))
        };
        // Where the point stands on the right, it is the point before the step.
        let tracks = tape.tracks().into_iter().filter(|track| track.symbol.contains('('));
        let spelled = tracks.map(|track| (track.symbol, track.at(step).to_vec())).collect();
        let dim = path.dim();
        substitute(&rule, &Numbers { before: &before, after: &after, spelled, dim })
    }

    /// What the rule believed of the landscape when it chose where step number `step` leads, if it
    /// keeps a model of it.
    pub fn surrogate(&self, step: usize) -> Option<Surrogate> {
        if step > self.steps() as usize {
            return None;
        }
        let rule = self.spec.optimizer.build();
        rule.surrogate(&self.spec.region, step, &|id, step| self.tape().find(id, step))
    }
}
