//! A hidden neuron and a weight behind it: y ~ v tanh(w x).

use super::{BuiltIn, Entry, Example, Fitted, Model, Scaling, Surface, SurfaceFacts};
use crate::math::Real;

pub(in crate::surface) static ENTRY: Entry<dyn Surface> = Entry {
    id: "two_layer_tanh",
    name: "Two-layer tanh network",
    summary: "The mean squared error of v tanh(w a): two equal minima, mirrored, and a saddle between.",
    facts: SurfaceFacts {
        formula: "mean of (v*tanh(w*a) - t)^2 over the examples (a, t), w = x, v = y",
        domain: &[[-50.0, 50.0], [-50.0, 50.0]],
        teaches: "Zero is a saddle: weights must not all start at zero. Two signs, one function.",
        source: "Saxe, McClelland and Ganguli, Exact solutions to the nonlinear dynamics of learning (2014)",
    },
    make: || Box::new(Fitted::<TwoLayerTanh>::new()),
};

crate::params! {
    /// The knobs of a small network's fit.
    pub(super) struct TwoLayerTanh {
        /// The data set; its first feature is used.
        data "": BuiltIn = BuiltIn::Scurve, choice(BuiltIn::WORDS);
        /// What is done to the features first.
        scaling "": Scaling = Scaling::None, choice(Scaling::WORDS);
        /// Every so-many-th example is kept out of training; 0 or 1 for none.
        hold_out "": u32 = 0, count(0, 20);
    }
}

impl Model for TwoLayerTanh {
    fn material(&self) -> (BuiltIn, Scaling, u32) {
        (self.data, self.scaling, self.hold_out)
    }

    fn axes(&self, _features: usize) -> [&'static str; 2] {
        ["w", "v"]
    }

    fn view(&self, _examples: &[Example]) -> [[f64; 2]; 2] {
        [[-4.0, 4.0], [-4.0, 4.0]]
    }

    fn start(&self) -> [f64; 2] {
        [-2.0, 3.0]
    }

    #[inline(always)]
    fn output<T: Real>(&self, u: T, v: T, [a, _]: [f64; 2]) -> T {
        v * (u * a).tanh()
    }

    #[inline(always)]
    fn loss<T: Real>(&self, output: T, target: f64) -> T {
        (output - target).squared()
    }
}
