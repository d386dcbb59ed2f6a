//! A recurrent neuron after many steps: plains and a wall.

use crate::catalog::Entry;
use crate::math::Real;
use crate::surface::{Formula, Surface, SurfaceFacts};

pub(in crate::surface) static ENTRY: Entry<dyn Surface> = Entry {
    id: "rnn_cliff",
    name: "Recurrent cliff",
    summary: "The error of a recurrent neuron after many steps: plains that end at a wall.",
    facts: SurfaceFacts {
        formula: "(sigmoid(h_T) - 0.7)^2 with h_0 = 0.5, h_t = x*sigmoid(h_(t-1)) + y",
        domain: &[[4.5, 6.5], [-3.6, -2.2]],
        teaches: "Long products make walls: the gradient explodes at the edge. Clip it.",
        source: "Pascanu, Mikolov and Bengio, On the difficulty of training recurrent neural networks (2013)",
    },
    make: || Box::new(RnnCliff::default()),
};

crate::params! {
    /// The knobs of the landscape.
    pub(super) struct RnnCliff {
        /// How many steps the neuron takes.
        steps "T": u32 = 50, count(1, 200);
    }
}

impl Formula for RnnCliff {
    const VIEW: [[f64; 2]; 2] = [[4.5, 6.5], [-3.6, -2.2]];
    const START: [f64; 2] = [4.8, -2.4];

    #[inline(always)]
    fn eval<T: Real>(&self, x: T, y: T) -> T {
        let mut state = T::from(0.5);
        for _ in 0..self.steps {
            state = x * state.sigmoid() + y;
        }
        (state.sigmoid() - 0.7).squared()
    }
}
