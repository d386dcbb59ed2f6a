//! Adamax: Adam with the largest recent gradient in place of its root mean square.
//!
//! m := β₁ m + (1 - β₁) d, u := max(β₂ u, |d| + ε), x := x - η/(1 - β₁ᵏ) · m/u, with d = g + λ x.
//! Kingma and Ba (2015), algorithm 2.

use super::blocks::{Mean, add_decay, fill};
use super::{Optimizer, OptimizerFacts, Oracle, Quantity, Role};
use crate::catalog::Entry;

pub(super) static ENTRY: Entry<dyn Optimizer> = Entry {
    id: "adamax",
    name: "Adamax",
    summary: "Adam that divides by the largest recent gradient.",
    facts: OptimizerFacts {
        lr: 0.05,
        rule: "m := β₁ m + (1 - β₁) (g + λ x)\nu := max(β₂ u, |g + λ x| + ε)\nx := x - η/(1 - β₁^k) m/u",
        source: "Kingma and Ba, ICLR 2015, algorithm 2; torch.optim.Adamax",
        differs: "ε is inside the maximum, as in PyTorch; there is none in the divisor.",
        limit: |_| None,
    },
    make: || Box::new(Adamax::default()),
};

crate::params! {
    /// The knobs of [`Adamax`].
    struct Knobs {
        /// How slowly the running mean of gradients forgets.
        beta1 "β₁": f64 = 0.9, real(0.0, 0.999_999);
        /// How slowly the memory of the largest gradient forgets.
        beta2 "β₂": f64 = 0.999, real(0.0, 0.999_999);
        /// Keeps the division finite where gradients vanish.
        eps "ε": f64 = 1e-8, log(0.0, 1.0);
        /// Pull towards the origin, added to the gradient.
        weight_decay "λ": f64 = 0.0, log(0.0, 10.0);
    }
}

/// Adamax.
#[derive(Debug, Default)]
struct Adamax {
    knobs: Knobs,
    gradient: Vec<f64>,
    mean: Mean,
    largest: Vec<f64>,
}
crate::params!(forward Adamax => knobs);

impl Optimizer for Adamax {
    fn reset(&mut self, dim: usize) {
        fill(&mut self.gradient, dim, 0.0);
        fill(&mut self.largest, dim, 0.0);
        self.mean.reset(dim);
    }

    fn step(&mut self, x: &mut [f64], lr: f64, oracle: &mut dyn Oracle) {
        let Knobs { beta1, beta2, eps, weight_decay } = self.knobs;
        oracle.gradient(x, &mut self.gradient);
        add_decay(&mut self.gradient, x, weight_decay);
        self.mean.update(beta1, self.gradient.iter().copied());
        let rate = lr / self.mean.correction();
        for (i, x) in x.iter_mut().enumerate() {
            let u = &mut self.largest[i];
            *u = (beta2 * *u).max(self.gradient[i].abs() + eps);
            *x -= rate * self.mean.values[i] / *u;
        }
    }

    fn inspect(&self, show: &mut dyn FnMut(Quantity<'_>)) {
        let (g, m, u) = (&self.gradient, &self.mean.values, &self.largest);
        show(Quantity { id: "gradient", symbol: "g", role: Role::Direction, values: g });
        show(Quantity { id: "first_moment", symbol: "m", role: Role::Direction, values: m });
        show(Quantity { id: "largest_gradient", symbol: "u", role: Role::Spread, values: u });
    }
}
