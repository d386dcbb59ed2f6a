//! A line through points: the mean squared error.

use super::shape::undecided;
use super::{BuiltIn, Entry, Example, Fitted, Model, Scaling, Surface, SurfaceFacts};
use crate::math::Real;
use crate::words::Message;

pub(in crate::surface) static ENTRY: Entry<dyn Surface> = Entry {
    id: "linear_regression",
    name: "Linear regression",
    summary: "The mean squared error of a line through points: a bowl whose shape the data decide.",
    facts: SurfaceFacts {
        formula: "mean of (w*a + b - t)^2{!half?|/2} over the examples (a, t), w = x, b = y",
        domain: &[[-100.0, 100.0], [-100.0, 100.0]],
        teaches: "The narrow valley comes from the units of the data: standardise and it is round.",
        source: "Legendre, Nouvelles méthodes pour la détermination des orbites des comètes (1805)",
    },
    make: || Box::new(Fitted::<LinearRegression>::new()),
};

crate::params! {
    /// The knobs of a fit by least squares.
    pub(super) struct LinearRegression {
        /// The data set.
        data "": BuiltIn = BuiltIn::Reg128, choice(BuiltIn::WORDS);
        /// What is done to the features first.
        scaling "": Scaling = Scaling::None, choice(Scaling::WORDS);
        /// Whether the loss is half the mean squared error, as theory likes it.
        half "": bool = false, flag();
        /// Every so-many-th example is kept out of training; 0 or 1 for none.
        hold_out "": u32 = 0, count(0, 20);
    }
}

impl Model for LinearRegression {
    fn material(&self) -> (BuiltIn, Scaling, u32) {
        (self.data, self.scaling, self.hold_out)
    }

    fn view(&self, examples: &[Example]) -> [[f64; 2]; 2] {
        let [u, v] = best(examples);
        let around = |at: f64, other: f64| {
            let half = 1.4 * at.abs().max(0.25 * other.abs()).max(1.0);
            [at - half, at + half]
        };
        [around(u, v), around(v, u)]
    }

    fn start(&self) -> [f64; 2] {
        [0.0, 0.0]
    }

    fn caution(&self, examples: &[Example]) -> Option<Message> {
        undecided(examples)
    }

    #[inline(always)]
    fn output<T: Real>(&self, u: T, v: T, [a, b]: [f64; 2]) -> T {
        u * a + v * b
    }

    #[inline(always)]
    fn loss<T: Real>(&self, output: T, target: f64) -> T {
        (output - target).squared() * if self.half { 0.5 } else { 1.0 }
    }
}

/// The parameters of least squares; zeros where they are not unique.
fn best(examples: &[Example]) -> [f64; 2] {
    let mut sums = [0.0; 5];
    for Example { features: [a, b], target } in examples {
        for (sum, term) in sums.iter_mut().zip([a * a, a * b, b * b, a * target, b * target]) {
            *sum += term;
        }
    }
    let [aa, ab, bb, at, bt] = sums;
    let determinant = aa * bb - ab * ab;
    let solution = [(bb * at - ab * bt) / determinant, (aa * bt - ab * at) / determinant];
    let unique = determinant > 1e-12 * aa * bb;
    if unique && solution.iter().all(|x| x.is_finite()) { solution } else { [0.0; 2] }
}
