//! What every optimizer says about itself.

use super::Optimizer;
use crate::catalog::{Facts, Pick, wording};

/// The values of an optimizer's knobs by their ids.
pub type KnobValues<'a> = &'a dyn Fn(&str) -> f64;

/// A change of the landscape that an optimizer may not notice, at its default knobs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Invariance {
    /// Turning the landscape turns the path along with it.
    Rotation,
    /// Multiplying the loss by a number leaves the path as it is, up to ε.
    LossScale,
}

/// What every optimizer says about itself.
#[derive(Debug)]
pub struct OptimizerFacts {
    /// The learning rate a newcomer gets; `None` for a rule without one.
    pub lr: Option<f64>,
    /// The update rule, which [follows the knobs](Pick::wording). Tables show the first of two
    /// alternatives.
    pub rule: &'static str,
    /// Paper and algorithm number.
    pub source: &'static str,
    /// Where libraries differ.
    pub differs: &'static str,
    /// Largest stable rate times λmax of the Hessian, given this optimizer's knobs; `None` where
    /// no such simple limit exists.
    pub limit: fn(KnobValues<'_>) -> Option<f64>,
    /// Largest rate times λmax at which the steepest direction closes in without any overshooting.
    pub smooth: fn(KnobValues<'_>) -> f64,
    /// What a decay that is part of the gradient adds to the curvature.
    pub decay: fn(KnobValues<'_>) -> f64,
    /// Whether every coordinate has a rate of its own, recorded as `rate`: then λmax is that of the
    /// Hessian which these rates, over the learning rate, have scaled (Cohen and others 2022).
    pub scaled: bool,
    /// What does not change its path.
    pub invariant: &'static [Invariance],
    /// Whether every coordinate is stepped by itself: then one long vector steps many particles.
    pub elementwise: bool,
    /// Whether the point and the rate alone decide the next point: a point that stays once stays
    /// for ever.
    pub memoryless: bool,
    /// Knobs that are not looked at with the others as they are.
    pub unused: fn(KnobValues<'_>) -> &'static [&'static str],
    /// Knobs that are looked at before the first step only, so that nobody can turn them later.
    pub fixed: &'static [&'static str],
    /// How many plain steps one of its steps weighs, in time and in memory.
    pub cost: fn(KnobValues<'_>) -> u64,
}

impl OptimizerFacts {
    /// The facts that most rules share; the texts are still to be said.
    pub(super) const USUAL: Self = Self {
        lr: None,
        rule: "",
        source: "",
        differs: "",
        limit: |_| None,
        smooth: |_| 1.0,
        decay: |_| 0.0,
        scaled: false,
        invariant: &[],
        elementwise: false,
        memoryless: false,
        unused: |_| &[],
        fixed: &[],
        cost: |_| 1,
    };

    /// The learning rate a newcomer gets; 1 for a rule that does not look at it.
    pub fn usual_lr(&self) -> f64 {
        self.lr.unwrap_or(1.0)
    }
}

impl Facts for OptimizerFacts {
    fn sentences(&self) -> Vec<(&'static str, &'static str)> {
        vec![("source", self.source), ("where libraries differ", self.differs)]
    }

    fn list(&self) -> Vec<(&'static str, String)> {
        let lr = self
            .lr
            .map_or_else(|| "none: the rule has no learning rate".to_owned(), |lr| lr.to_string());
        let mut facts = vec![
            ("rule", wording(self.rule, |_| true)),
            ("default learning rate", lr),
            ("source", self.source.to_owned()),
            ("where libraries differ", self.differs.to_owned()),
        ];
        let words = |invariance: &Invariance| match invariance {
            Invariance::Rotation => {
                "a rotation of the landscape, which turns the path along with it"
            }
            Invariance::LossScale => "a factor on the loss",
        };
        if !self.invariant.is_empty() {
            let unchanged: Vec<_> = self.invariant.iter().map(words).collect();
            facts.push(("unchanged by (at the default knobs)", unchanged.join("; ")));
        }
        if self.elementwise {
            facts.push(("elementwise", "yes: every coordinate is stepped by itself".to_owned()));
        }
        if !self.fixed.is_empty() {
            facts.push(("looked at before the first step only", self.fixed.join(", ")));
        }
        facts
    }
}

/// How many plain steps one step of this choice weighs, in time and in memory.
pub fn cost(optimizer: &Pick<dyn Optimizer>) -> u64 {
    let knob = |id: &str| optimizer.get(id).map_or(0.0, f64::from);
    (optimizer.entry().facts.cost)(&knob).max(1)
}

/// The knobs that this choice does not look at.
pub fn unused_knobs(optimizer: &Pick<dyn Optimizer>) -> &'static [&'static str] {
    let knob = |id: &str| optimizer.get(id).map_or(0.0, f64::from);
    (optimizer.entry().facts.unused)(&knob)
}

/// How strongly this choice pulls towards the origin, whatever the landscape is.
pub fn pull(optimizer: &Pick<dyn Optimizer>) -> f64 {
    optimizer.get("weight_decay").map_or(0.0, f64::from)
}

/// The knob that says how much of the last step goes on, if there is one, and its place among the
/// knobs: what a schedule of the momentum turns.
pub fn momentum_knob(optimizer: &Pick<dyn Optimizer>) -> Option<(usize, f64)> {
    let knob = |id: &str| {
        let mut knobs = optimizer.knobs().enumerate();
        knobs.find(|(_, (spec, _))| spec.id == id).map(|(place, (_, value))| (place, value.into()))
    };
    knob("momentum").or_else(|| knob("beta1"))
}

/// The limit of rules that step along a running mean of gradients, their β₁.
pub(super) fn limit_of_mean(knob: KnobValues<'_>) -> f64 {
    let beta = knob("beta1");
    (2.0 + 2.0 * beta) / (1.0 - beta)
}

/// Where such rules begin to overshoot.
pub(super) fn smooth_of_mean(knob: KnobValues<'_>) -> f64 {
    let beta = knob("beta1");
    (1.0 - beta.sqrt()).powi(2) / (1.0 - beta)
}
