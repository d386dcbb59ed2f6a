//! One optimizer on one surface: from a specification to a recorded path.
//!
//! Equal specifications give equal runs, bit for bit: every run has a generator of its own,
//! nothing reads a clock, nothing is shared. A run records the noise-free loss and gradient at
//! every point; what the optimizer is told may be disturbed.

mod batches;
mod change;
mod clip;
mod ended;
mod explain;
mod footprint;
mod held;
mod mean_square;
mod oracle;
mod stability;
mod swarm;
mod tape;
mod trajectory;
mod verdict;

use std::sync::Arc;

use rand::SeedableRng as _;
use rand_pcg::Pcg64Mcg;

pub use batches::Batches;
pub use change::{Change, cost, turns};
pub use clip::Clip;
pub use ended::{Ended, Lost};
pub use explain::{Drops, Explained, RuleLine};
pub use held::{Held, Tries};
pub use mean_square::Spread;
pub use stability::Stability;
pub use swarm::Swarm;
pub use tape::{Tape, Track};
pub use trajectory::Trajectory;
pub use verdict::{Lamps, Swing, Verdict, VerdictContext, VerdictId, Watch};

use crate::catalog::Pick;
use crate::math::norm;
use crate::noise::{Coming, Noise};
use crate::optim::{Optimizer, Plan, momentum_knob};
use crate::params::Value;
use crate::schedule::{Progress, Sequence, Timetable};
use crate::surface::Surface;
use oracle::{CountingOracle, MovingSurface};

/// How much a run may spend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Budget {
    /// This many steps.
    Steps(u64),
    /// Steps as long as fewer than this many gradients were asked for; at most this many.
    GradientEvaluations(u64),
}

impl Budget {
    /// The number, of whatever unit.
    pub fn amount(self) -> u64 {
        match self {
            Self::Steps(n) | Self::GradientEvaluations(n) => n,
        }
    }

    fn allows(self, steps: u64, bill: Evaluations) -> bool {
        match self {
            Self::Steps(n) => steps < n,
            Self::GradientEvaluations(n) => bill.gradient < n && steps < n,
        }
    }
}

/// Everything that decides a run, besides its surface.
#[derive(Clone, Debug, PartialEq)]
pub struct RunSpec {
    /// The update rule.
    pub optimizer: Pick<dyn Optimizer>,
    /// The base learning rate.
    pub lr: f64,
    /// What multiplies it as the steps go by.
    pub schedule: Sequence,
    /// What disturbs the gradient.
    pub noise: Pick<dyn Noise>,
    /// What bounds the gradient.
    pub clip: Clip,
    /// Where the ball is dropped.
    pub start: Vec<f64>,
    /// The box that a method which searches at large searches: low and high end per coordinate.
    pub region: Vec<[f64; 2]>,
    /// How far the landscape moves with every step, per coordinate.
    pub drift: Vec<f64>,
    /// The box that the point is put back into after every step: low and high end per coordinate;
    /// empty for none.
    pub bounds: Vec<[f64; 2]>,
    /// The seed of the noise, and of the optimizer's own draws.
    pub seed: u64,
    /// When to stop.
    pub budget: Budget,
    /// What becomes different on the way, in rising order of steps.
    pub changes: Vec<Change>,
}

impl RunSpec {
    fn plan(&self) -> Plan {
        Plan { seed: self.seed, steps: self.budget.amount() }
    }
}

/// Questions asked so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Evaluations {
    /// Losses.
    pub value: u64,
    /// Gradients; each brings its loss along.
    pub gradient: u64,
    /// Hessians.
    pub hessian: u64,
}

/// A run under way, or over.
pub struct Run {
    spec: RunSpec,
    moving: MovingSurface,
    optimizer: Box<dyn Optimizer>,
    schedule: Timetable,
    /// The knob that the schedule turns, and its value in force.
    momentum: Option<(usize, f64)>,
    noise: Box<dyn Noise>,
    rng: Pcg64Mcg,
    x: Vec<f64>,
    gradient: Vec<f64>,
    bill: Evaluations,
    trajectory: Trajectory,
    tape: Tape,
    lost: Option<Lost>,
    /// Gradients whose samples are recorded.
    billed: u64,
}

/// Steps for which room is made beforehand, at most.
const MOST_ROOM: u64 = 4096;

impl Run {
    /// Put the ball at its start.
    pub fn new(surface: Arc<dyn Surface>, spec: &RunSpec) -> Self {
        let dim = surface.dim();
        assert_eq!(spec.start.len(), dim, "the start has as many numbers as the surface");
        let room = spec.budget.amount().min(MOST_ROOM) as usize + 1;
        let mut run = Self {
            optimizer: spec.optimizer.build(),
            schedule: spec.schedule.build(),
            noise: spec.noise.build(),
            momentum: None,
            rng: Pcg64Mcg::seed_from_u64(spec.seed),
            x: spec.start.clone(),
            gradient: vec![0.0; dim],
            bill: Evaluations::default(),
            trajectory: Trajectory::new(dim, room),
            tape: Tape::with_room(room),
            lost: None,
            billed: 0,
            spec: spec.clone(),
            moving: MovingSurface::new(surface, &spec.drift),
        };
        run.optimizer.reset(dim, spec.plan());
        run.momentum = momentum_knob(&run.spec.optimizer).filter(|_| run.schedule.turns_momentum());
        run.record();
        run
    }

    /// Take up to `steps` more steps; returns how many were taken.
    pub fn advance(&mut self, steps: u64) -> u64 {
        let mut taken = 0;
        while taken < steps && !self.finished() {
            self.step();
            taken += 1;
        }
        taken
    }

    /// Take all the steps that the budget allows.
    pub fn finish(&mut self) {
        self.advance(u64::MAX);
    }

    /// Whether the budget is spent or the ball is lost among the infinities.
    pub fn finished(&self) -> bool {
        self.lost.is_some() || !self.spec.budget.allows(self.steps(), self.bill)
    }

    /// Steps recorded so far.
    pub fn steps(&self) -> u64 {
        self.trajectory.len() as u64 - 1
    }

    /// Examples looked at so far: a gradient costs its batch, or all there are.
    fn samples(&self) -> u64 {
        let batch = self.noise.batch().len();
        let each = if batch == 0 { self.surface().examples() } else { batch };
        let before = self.trajectory.samples().last().copied().unwrap_or(0);
        before + (self.bill.gradient - self.billed) * each as u64
    }

    /// What the noise of a step is drawn for.
    fn coming(&self) -> Coming {
        Coming { dim: self.x.len(), examples: self.surface().examples() }
    }

    /// What was asked for.
    pub fn spec(&self) -> &RunSpec {
        &self.spec
    }

    /// The surface under the ball.
    pub fn surface(&self) -> &Arc<dyn Surface> {
        &self.moving.surface
    }

    /// The path.
    pub fn trajectory(&self) -> &Trajectory {
        &self.trajectory
    }

    /// The optimizer's state after every step.
    pub fn tape(&self) -> &Tape {
        &self.tape
    }

    /// The bill.
    pub fn evaluations(&self) -> Evaluations {
        self.bill
    }

    fn step(&mut self) {
        self.put_ball();
        self.noise.begin_step(self.coming(), &mut self.rng);
        let mut oracle = CountingOracle {
            moving: &mut self.moving,
            noise: &*self.noise,
            clip: self.spec.clip,
            region: &self.spec.region,
            bounds: &self.spec.bounds,
            bill: &mut self.bill,
            point: self.trajectory.last(),
            loss: self.trajectory.last_loss(),
            gradient: &self.gradient,
        };
        self.optimizer.step(&mut self.x, self.trajectory.last_lr(), &mut oracle);
        for (x, [low, high]) in self.x.iter_mut().zip(&self.spec.bounds) {
            *x = x.clamp(*low, *high);
        }
        if self.x.iter().all(|x| x.is_finite()) {
            self.record();
        } else {
            let undefined = self.x.iter().any(|x| x.is_nan());
            self.lost = Some(if undefined { Lost::Undefined } else { Lost::Overflow });
        }
    }

    /// Write down the current point, with the rate that the next step will use.
    fn record(&mut self) {
        let step = self.trajectory.len() as u64;
        self.moving.arrive(step);
        let loss = self.moving.gradient(&self.x, &mut self.gradient);
        let now = Progress { step, horizon: self.spec.budget.amount(), loss };
        self.turn_knobs(step);
        let lr = self.schedule.lr(self.spec.lr_at(step), now);
        if let (Some((knob, value)), Some(next)) = (&mut self.momentum, self.schedule.momentum()) {
            *value = next;
            self.optimizer.put(*knob, Value::Real(next));
        }
        self.trajectory.push(&self.x, loss, norm(&self.gradient), lr, self.samples());
        self.billed = self.bill.gradient;
        self.tape.record(&*self.optimizer, self.momentum.map(|(_, value)| value));
    }
}
