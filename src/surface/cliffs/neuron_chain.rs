//! Neurons in a row that share a weight: gradients vanish or explode with depth.

use crate::catalog::Entry;
use crate::math::Real;
use crate::surface::{Formula, Surface, SurfaceFacts};

pub(in crate::surface) static ENTRY: Entry<dyn Surface> = Entry {
    id: "neuron_chain",
    name: "Chain of neurons",
    summary: "The error of a deep chain of neurons: w1 enters, w2 is shared by all later layers.",
    facts: SurfaceFacts {
        formula: "(h_D - t)^2/2 with h_1 = a(x*input), h_k = {!skip?|h_(k-1) + }a(y*h_(k-1)), a(z) = {activation=sigmoid?sigmoid(z)|{activation=tanh?tanh(z)|{activation=relu?max(z, 0)|z}}}",
        domain: &[[-10.0, 10.0], [-10.0, 10.0]],
        teaches: "The gradient is a product of as many factors as layers: it vanishes or explodes.",
        source: "Hochreiter, Untersuchungen zu dynamischen neuronalen Netzen (1991); He et al., Deep Residual Learning (2016)",
    },
    make: || Box::new(NeuronChain::default()),
};

crate::choices! {
    /// What a neuron does with its input.
    pub(super) enum Activation {
        /// 1/(1 + exp(-z))
        Sigmoid = "sigmoid",
        /// The hyperbolic tangent.
        Tanh = "tanh",
        /// max(z, 0)
        Relu = "relu",
        /// Nothing.
        Linear = "linear",
    }
}

impl Activation {
    #[inline(always)]
    fn of<T: Real>(self, z: T) -> T {
        match self {
            Self::Sigmoid => z.sigmoid(),
            Self::Tanh => z.tanh(),
            Self::Relu => z.max(T::from(0.0)),
            Self::Linear => z,
        }
    }
}

crate::params! {
    /// The knobs of the landscape.
    pub(super) struct NeuronChain {
        /// What a neuron does with its input.
        activation "a": Activation = Activation::Sigmoid, choice(Activation::WORDS);
        /// The number of layers.
        depth "D": u32 = 4, count(1, 50);
        /// Whether every layer but the first adds to its input instead of replacing it.
        skip "": bool = false, flag();
        /// What the chain should give.
        target "t": f64 = 0.8, real(-10.0, 10.0);
        /// What the chain is given.
        input "": f64 = 1.0, real(-10.0, 10.0);
    }
}

impl Formula for NeuronChain {
    const VIEW: [[f64; 2]; 2] = [[-2.0, 2.0], [-1.0, 4.0]];
    const START: [f64; 2] = [-1.0, 1.0];

    #[inline(always)]
    fn eval<T: Real>(&self, x: T, y: T) -> T {
        let mut state = self.activation.of(x * self.input);
        for _ in 1..self.depth {
            let next = self.activation.of(y * state);
            state = if self.skip { state + next } else { next };
        }
        (state - self.target).squared() * 0.5
    }
}
