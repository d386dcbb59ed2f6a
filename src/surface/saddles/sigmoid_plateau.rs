//! The squared error of one sigmoid neuron on four points.

use crate::catalog::Entry;
use crate::math::Real;
use crate::surface::{Formula, Surface, SurfaceFacts};

pub(in crate::surface) static ENTRY: Entry<dyn Surface> = Entry {
    id: "sigmoid_plateau",
    name: "Sigmoid plateau",
    summary: "A basin between terraces: the squared error of a sigmoid neuron on four points.",
    facts: SurfaceFacts {
        formula: "((1/(1 + exp(2*x - y)) - 0.1)^2 + (1/(1 + exp(0.5*x - y)) - 0.3)^2 + (1/(1 + exp(-x - y)) - 0.8)^2 + (1/(1 + exp(-2.5*x - y)) - 0.95)^2)/4",
        domain: &[[-10.0, 10.0], [-10.0, 10.0]],
        teaches: "A saturated neuron gives no gradient, however wrong it is.",
        source: "Defined here; Rumelhart, Hinton and Williams (1986) for the neuron",
    },
    make: || Box::new(SigmoidPlateau::default()),
};

crate::params! {
    /// No knobs.
    pub(super) struct SigmoidPlateau {}
}

impl Formula for SigmoidPlateau {
    const VIEW: [[f64; 2]; 2] = [[-10.0, 10.0], [-10.0, 10.0]];
    const START: [f64; 2] = [-7.0, 3.0];

    #[inline(always)]
    fn eval<T: Real>(&self, x: T, y: T) -> T {
        let points = [(-2.0, 0.1), (-0.5, 0.3), (1.0, 0.8), (2.5, 0.95)];
        let error = |(t, d): (f64, f64)| ((x * t + y).sigmoid() - d).squared();
        let [first, second, third, fourth] = points.map(error);
        (first + second + third + fourth) * 0.25
    }
}
