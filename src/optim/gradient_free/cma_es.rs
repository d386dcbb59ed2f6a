//! CMA-ES: a normal cloud that learns the shape of the landscape from its better half.
//!
//! θᵢ = m + σ B D zᵢ, C = B D² Bᵀ; the mean moves to the weighted mean of the better half, C by the
//! rank-one and rank-μ updates, σ by the length of the evolution path. Hansen and Ostermeier (2001);
//! Hansen, arXiv:1604.00772, table 1 and figure 6.

use super::population::{Best, Dice, sort, width};
use crate::catalog::Entry;
use crate::math::{Symmetric, dot};
use crate::optim::blocks::fill;
use crate::optim::{Invariance, Optimizer, OptimizerFacts, Oracle, Plan, Quantity};

pub(super) static ENTRY: Entry<dyn Optimizer> = Entry {
    id: "cma_es",
    name: "CMA-ES",
    summary: "A normal cloud that learns the landscape's shape from its better half.",
    facts: OptimizerFacts {
        rule: "θ_i = m + σ y_i, y_i drawn from N(0, C)\nm := m + σ Σ w_i y_i over the better half\nC := (1 - c₁ - c_μ) C + c₁ p p′ + c_μ Σ w_i y_i y_i′\nσ := σ exp(c_σ/d_σ (‖p_σ‖/E‖N(0, 1)‖ - 1))",
        source: "Hansen, The CMA evolution strategy: a tutorial, arXiv:1604.00772 (2016)",
        differs: "One step is one generation; the path shown is that of the mean. Nothing holds \
                  the cloud inside the box. Negative weights are not used.",
        fixed: &["population", "size"],
        cost: |knob| knob("population") as u64,
        invariant: &[Invariance::LossScale],
        ..OptimizerFacts::USUAL
    },
    make: || Box::new(CmaEs::default()),
};

crate::params! {
    /// The knobs of [`CmaEs`].
    struct Knobs {
        /// How many points are drawn per generation; Hansen's default in two dimensions is 6.
        population "n": u32 = 40, count(4, 200);
        /// The standard deviation of the first cloud, as a share of the box.
        size "σ₀": f64 = 0.25, log(1e-6, 1.0);
    }
}

/// The constants of the strategy, which follow from the dimension and the population.
#[derive(Debug, Default)]
struct Constants {
    effective: f64,
    path: f64,
    sigma: f64,
    one: f64,
    many: f64,
    damping: f64,
    expected: f64,
}

impl Constants {
    fn new(dim: usize, weights: &[f64]) -> Self {
        let (n, mu) = (dim as f64, 1.0 / dot(weights, weights));
        let sigma = (mu + 2.0) / (n + mu + 5.0);
        let one = 2.0 / ((n + 1.3).powi(2) + mu);
        let excess = ((mu - 1.0) / (n + 1.0)).max(0.0).sqrt() - 1.0;
        Self {
            effective: mu,
            path: (4.0 + mu / n) / (n + 4.0 + 2.0 * mu / n),
            sigma,
            one,
            many: (2.0 * (mu - 2.0 + 1.0 / mu) / ((n + 2.0).powi(2) + mu)).min(1.0 - one),
            damping: 1.0 + 2.0 * excess.max(0.0) + sigma,
            expected: n.sqrt() * (1.0 - 1.0 / (4.0 * n) + 1.0 / (21.0 * n * n)),
        }
    }
}

/// CMA-ES.
#[derive(Debug, Default)]
struct CmaEs {
    knobs: Knobs,
    dice: Dice,
    constants: Constants,
    weights: Vec<f64>,
    covariance: Vec<f64>,
    eigen: Symmetric,
    sigma: f64,
    generation: i32,
    path: Vec<f64>,
    sigma_path: Vec<f64>,
    normal: Vec<f64>,
    offsets: Vec<f64>,
    shift: Vec<f64>,
    points: Vec<f64>,
    losses: Vec<f64>,
    order: Vec<usize>,
    best: Best,
}
crate::params!(forward CmaEs => knobs);

impl Optimizer for CmaEs {
    fn reset(&mut self, dim: usize, plan: Plan) {
        let count = self.knobs.population as usize;
        let half = count / 2;
        let weight = |i: usize| (0.5 * (count as f64 + 1.0)).ln() - (i as f64).ln();
        self.weights = (1..=half).map(weight).collect();
        let sum: f64 = self.weights.iter().sum();
        self.weights.iter_mut().for_each(|w| *w /= sum);
        self.constants = Constants::new(dim, &self.weights);
        fill(&mut self.covariance, dim * dim, 0.0);
        self.covariance.iter_mut().step_by(dim + 1).for_each(|entry| *entry = 1.0);
        self.eigen.reset(dim);
        for vector in [&mut self.path, &mut self.sigma_path, &mut self.normal, &mut self.shift] {
            fill(vector, dim, 0.0);
        }
        fill(&mut self.offsets, count * dim, 0.0);
        fill(&mut self.points, count * dim, f64::NAN);
        fill(&mut self.losses, count, f64::NAN);
        self.order = (0..count).collect();
        self.dice = Dice::new(plan.seed);
        (self.sigma, self.generation) = (0.0, 0);
        self.best.reset(dim);
    }

    fn step(&mut self, x: &mut [f64], _lr: f64, oracle: &mut dyn Oracle) {
        if self.generation == 0 {
            let axes = 0..x.len();
            let mean = axes.map(|axis| width(oracle, axis)).sum::<f64>() / x.len() as f64;
            self.sigma = self.knobs.size * mean;
        }
        self.generation = self.generation.saturating_add(1);
        self.draw(x, oracle);
        sort(&mut self.order, &self.losses);
        self.shift.fill(0.0);
        let dim = x.len();
        for (weight, index) in self.weights.iter().zip(&self.order) {
            let offset = &self.offsets[index * dim..(index + 1) * dim];
            for (shift, y) in self.shift.iter_mut().zip(offset) {
                *shift += weight * y;
            }
        }
        for (x, shift) in x.iter_mut().zip(&self.shift) {
            *x += self.sigma * shift;
        }
        self.learn();
    }

    fn inspect(&self, show: &mut dyn FnMut(Quantity<'_>)) {
        show(Quantity::point("population", "x_i", &self.points));
        show(Quantity::scalar("losses", "f_i", &self.losses));
        show(Quantity::scalar("sigma", "σ", std::slice::from_ref(&self.sigma)));
        show(Quantity::curvature("covariance", "C", &self.covariance));
        self.best.inspect(show);
    }
}

impl CmaEs {
    fn draw(&mut self, mean: &[f64], oracle: &mut dyn Oracle) {
        let dim = mean.len();
        self.eigen.decompose(&self.covariance);
        let points = self.points.chunks_exact_mut(dim).zip(self.offsets.chunks_exact_mut(dim));
        for ((point, offset), loss) in points.zip(&mut self.losses) {
            for (z, value) in self.normal.iter_mut().zip(self.eigen.values()) {
                *z = self.dice.normal() * value.max(1e-20).sqrt();
            }
            for (row, (y, x)) in offset.iter_mut().zip(point.iter_mut()).enumerate() {
                let entries = self.normal.iter().enumerate();
                *y = entries.map(|(k, z)| self.eigen.vector(row, k) * z).sum();
                *x = mean[row] + self.sigma * *y;
                // Beyond a wall all points are alike, and the cloud would drift away.
                let [low, high] = oracle.bounds(row);
                if *x < low || *x > high {
                    *x = x.clamp(low, high);
                    *y = (*x - mean[row]) / self.sigma;
                }
            }
            *loss = oracle.value(point);
            self.best.meet(point, *loss);
        }
    }

    /// Both paths, the covariance and the size of the cloud, from the shift of the mean.
    fn learn(&mut self) {
        let Constants { effective, path, sigma, one, many, damping, expected } = self.constants;
        let dim = self.shift.len();
        let gain = (sigma * (2.0 - sigma) * effective).sqrt();
        for p in &mut self.sigma_path {
            *p *= 1.0 - sigma;
        }
        // C^(-1/2) times the shift, along the eigenvectors.
        for (index, value) in self.eigen.values().iter().enumerate() {
            let along = self.eigen.along(index, &self.shift) / value.max(1e-20).sqrt();
            for (row, p) in self.sigma_path.iter_mut().enumerate() {
                *p += gain * along * self.eigen.vector(row, index);
            }
        }
        let length = dot(&self.sigma_path, &self.sigma_path).sqrt();
        let settled = (1.0 - (1.0 - sigma).powi(self.generation.saturating_mul(2))).sqrt();
        let calm = length / settled < (1.4 + 2.0 / (dim as f64 + 1.0)) * expected;
        let gain = if calm { (path * (2.0 - path) * effective).sqrt() } else { 0.0 };
        for (p, shift) in self.path.iter_mut().zip(&self.shift) {
            *p = (1.0 - path) * *p + gain * shift;
        }
        let stalled = if calm { 0.0 } else { path * (2.0 - path) };
        for row in 0..dim {
            for column in 0..dim {
                let entry = self.covariance[row * dim + column];
                let ranked = self.weights.iter().zip(&self.order).map(|(weight, index)| {
                    weight * self.offsets[index * dim + row] * self.offsets[index * dim + column]
                });
                let ranked: f64 = ranked.sum();
                let rank_one = self.path[row] * self.path[column] + stalled * entry;
                self.covariance[row * dim + column] =
                    (1.0 - one - many) * entry + one * rank_one + many * ranked;
            }
        }
        self.sigma *= (sigma / damping * (length / expected - 1.0)).exp();
    }
}
