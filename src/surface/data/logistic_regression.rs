//! Yes or no from features: cross-entropy, or squared error for contrast.

use super::shape::{separated, undecided};
use super::{BuiltIn, Entry, Example, Fitted, Model, Scaling, Surface, SurfaceFacts};
use crate::math::Real;
use crate::words::Message;

pub(in crate::surface) static ENTRY: Entry<dyn Surface> = Entry {
    id: "logistic_regression",
    name: "Logistic regression",
    summary: "How well an S-curve tells yes from no: a convex bowl, or a plateau if the error is squared.",
    facts: SurfaceFacts {
        formula: "mean of {loss=cross_entropy?-t*ln(p) - (1 - t)*ln(1 - p)|(p - t)^2} over the examples (a, t), p = sigmoid(w*a + b), w = x, b = y",
        domain: &[[-100.0, 100.0], [-100.0, 100.0]],
        teaches: "Cross-entropy goes on pulling where the squared error lies flat: 24 steps against 1171.",
        source: "Cox, The Regression Analysis of Binary Sequences (1958)",
    },
    make: || Box::new(Fitted::<LogisticRegression>::new()),
};

crate::choices! {
    /// What a wrong probability costs.
    pub(super) enum Cost {
        /// -ln of the probability given to what is true.
        CrossEntropy = "cross_entropy",
        /// The square of the difference between probability and truth.
        Squared = "squared",
    }
}

crate::params! {
    /// The knobs of a classifier.
    pub(super) struct LogisticRegression {
        /// The data set; targets are 0 or 1.
        data "": BuiltIn = BuiltIn::Exam, choice(BuiltIn::WORDS);
        /// What is done to the features first.
        scaling "": Scaling = Scaling::Standardise, choice(Scaling::WORDS);
        /// What a wrong probability costs.
        loss "": Cost = Cost::CrossEntropy, choice(Cost::WORDS);
        /// Every so-many-th example is kept out of training; 0 or 1 for none.
        hold_out "": u32 = 0, count(0, 20);
    }
}

impl Model for LogisticRegression {
    fn material(&self) -> (BuiltIn, Scaling, u32) {
        (self.data, self.scaling, self.hold_out)
    }

    fn view(&self, _examples: &[Example]) -> [[f64; 2]; 2] {
        [[-12.0, 8.0], [-6.0, 6.0]]
    }

    fn start(&self) -> [f64; 2] {
        [-10.0, 0.0]
    }

    #[inline(always)]
    fn output<T: Real>(&self, u: T, v: T, [a, b]: [f64; 2]) -> T {
        u * a + v * b
    }

    #[inline(always)]
    fn loss<T: Real>(&self, output: T, target: f64) -> T {
        match self.loss {
            // Nothing that nearly cancels: what is left of a loss near 0 is all there is to learn.
            Cost::CrossEntropy if target == 1.0 => (-output).softplus(),
            Cost::CrossEntropy if target == 0.0 => output.softplus(),
            Cost::CrossEntropy => {
                output.softplus() * (1.0 - target) + (-output).softplus() * target
            }
            Cost::Squared if target == 1.0 => (-output).sigmoid().squared(),
            Cost::Squared => (output.sigmoid() - target).squared(),
        }
    }

    fn caution(&self, examples: &[Example]) -> Option<Message> {
        separated(examples).or_else(|| undecided(examples))
    }

    fn targets(&self) -> [f64; 2] {
        [0.0, 1.0]
    }

    fn prediction(&self, output: f64) -> f64 {
        output.sigmoid()
    }
}
