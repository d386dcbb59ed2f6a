//! One neuron: its weight and its bias.

use super::{BuiltIn, Entry, Example, Fitted, Model, Scaling, Surface, SurfaceFacts};
use crate::math::Real;

pub(in crate::surface) static ENTRY: Entry<dyn Surface> = Entry {
    id: "tanh_neuron",
    name: "Tanh neuron",
    summary: "The mean squared error of one neuron with weight and bias: a valley between plateaus.",
    facts: SurfaceFacts {
        formula: "mean of (tanh(w*a + b) - t)^2 over the examples (a, t), w = x, b = y",
        domain: &[[-50.0, 50.0], [-50.0, 50.0]],
        teaches: "Where the neuron is saturated the gradient is gone: large weights do not learn.",
        source: "Rumelhart, Hinton and Williams, Learning representations by back-propagating errors (1986)",
    },
    make: || Box::new(Fitted::<TanhNeuron>::new()),
};

crate::params! {
    /// The knobs of a neuron's fit.
    pub(super) struct TanhNeuron {
        /// The data set.
        data "": BuiltIn = BuiltIn::Scurve, choice(BuiltIn::WORDS);
        /// What is done to the features first.
        scaling "": Scaling = Scaling::None, choice(Scaling::WORDS);
        /// Every so-many-th example is kept out of training; 0 or 1 for none.
        hold_out "": u32 = 0, count(0, 20);
    }
}

impl Model for TanhNeuron {
    fn material(&self) -> (BuiltIn, Scaling, u32) {
        (self.data, self.scaling, self.hold_out)
    }

    fn view(&self, _examples: &[Example]) -> [[f64; 2]; 2] {
        [[-6.0, 8.0], [-5.0, 5.0]]
    }

    fn start(&self) -> [f64; 2] {
        [-4.0, 2.0]
    }

    #[inline(always)]
    fn output<T: Real>(&self, u: T, v: T, [a, b]: [f64; 2]) -> T {
        (u * a + v * b).tanh()
    }

    #[inline(always)]
    fn loss<T: Real>(&self, output: T, target: f64) -> T {
        (output - target).squared()
    }
}
