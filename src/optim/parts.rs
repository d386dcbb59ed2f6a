//! A step taken apart: displacements that add up to it.

/// A step as it was taken: what [`Optimizer::parts`](super::Optimizer::parts) looks at.
pub struct Taken<'a> {
    /// Its number; the first is 1.
    pub number: u64,
    /// Where it began.
    pub from: &'a [f64],
    /// Where it ended.
    pub to: &'a [f64],
    /// The learning rate in force.
    pub lr: f64,
    /// A quantity by its id, as it was before the step.
    pub before: &'a dyn Fn(&str) -> &'a [f64],
    /// A quantity by its id, as it was after the step.
    pub after: &'a dyn Fn(&str) -> &'a [f64],
}

/// What a piece of a step is due to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// What moved the ball before the step.
    Kick,
    /// What was going on before.
    Carry,
    /// The gradient of this step.
    Push,
    /// The pull towards the origin.
    Decay,
    /// It is the whole step.
    Step,
}

impl Due {
    /// Its name in files and on the map.
    pub fn id(self) -> &'static str {
        match self {
            Self::Kick => "kick",
            Self::Carry => "carry",
            Self::Push => "push",
            Self::Decay => "decay",
            Self::Step => "step",
        }
    }
}

/// A piece of a step.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// What it is due to.
    pub due: Due,
    /// The displacement.
    pub vector: Vec<f64>,
}

/// The step in one piece.
pub(super) fn whole(step: &Taken<'_>) -> Vec<Part> {
    let vector = step.from.iter().zip(step.to).map(|(from, to)| to - from).collect();
    vec![Part { due: Due::Step, vector }]
}

/// A part, coordinate by coordinate.
pub(super) fn part(due: Due, dim: usize, value: impl FnMut(usize) -> f64) -> Part {
    Part { due, vector: (0..dim).map(value).collect() }
}

/// A step of -rate · (carry + push · (g + `decay` · x)), where g is the recorded gradient.
pub(super) fn carry_and_push(
    step: &Taken<'_>,
    rate: impl Fn(usize) -> f64,
    carry: impl Fn(usize) -> f64,
    push: f64,
    decay: f64,
) -> Vec<Part> {
    let (dim, g) = (step.from.len(), (step.after)("gradient"));
    let mut parts = vec![
        part(Due::Carry, dim, |i| -rate(i) * carry(i)),
        part(Due::Push, dim, |i| -rate(i) * push * g[i]),
    ];
    if decay != 0.0 {
        parts.push(part(Due::Decay, dim, |i| -rate(i) * push * decay * step.from[i]));
    }
    parts
}

/// A step of -rate · m, where m is the running mean of gradients: the step of all Adams.
pub(super) fn of_mean(step: &Taken<'_>, beta1: f64, decay: f64) -> Vec<Part> {
    let (rate, m) = ((step.after)("rate"), (step.before)("first_moment"));
    carry_and_push(step, |i| rate[i], |i| beta1 * m[i], 1.0 - beta1, decay)
}

/// A step of -rate · (g + `decay` · x).
pub(super) fn push_only(step: &Taken<'_>, rate: impl Fn(usize) -> f64, decay: f64) -> Vec<Part> {
    let mut parts = carry_and_push(step, rate, |_| 0.0, 1.0, decay);
    parts.remove(0);
    parts
}

/// The pull of a decay that is taken off the point itself.
pub(super) fn decoupled(step: &Taken<'_>, decay: f64) -> Option<Part> {
    let pull = |i: usize| -step.lr * decay * step.from[i];
    (decay != 0.0).then(|| part(Due::Decay, step.from.len(), pull))
}

/// βᵏ in step number k.
pub(super) fn beta_power(step: &Taken<'_>, beta: f64) -> f64 {
    beta.powi(i32::try_from(step.number).unwrap_or(i32::MAX))
}

/// Both running means of an Adam, without the pull of their zero start.
pub(super) fn corrected(step: &Taken<'_>, betas: [f64; 2], on: bool) -> [Vec<f64>; 2] {
    let mean = |id: &str, beta: f64| {
        let by = if on { 1.0 - beta_power(step, beta) } else { 1.0 };
        (step.after)(id).iter().map(|value| value / by).collect()
    };
    [mean("first_moment", betas[0]), mean("second_moment", betas[1])]
}
