//! A cliff of adjustable height across a bowl.

use crate::catalog::Entry;
use crate::math::Real;
use crate::surface::{Formula, Surface, SurfaceFacts};

pub(in crate::surface) static ENTRY: Entry<dyn Surface> = Entry {
    id: "tanh_cliff",
    name: "Cliff",
    summary: "A gentle bowl cut by a cliff.",
    facts: SurfaceFacts {
        formula: "0.05*(x^2 + y^2) + H*(1 + tanh(s*(x - 1)))",
        domain: &[[-4.0, 4.0], [-4.0, 4.0]],
        teaches: "One step from the cliff throws the ball away: clip the gradient and it stays.",
        source: "Defined here; Pascanu, Mikolov and Bengio (2013) for the phenomenon",
    },
    make: || Box::new(TanhCliff::default()),
};

crate::params! {
    /// The knobs of the landscape.
    #[expect(non_snake_case, reason = "its letter in the formula")]
    pub(super) struct TanhCliff {
        /// Half the height of the cliff.
        H "": f64 = 5.0, real(0.0, 100.0);
        /// How steep the cliff is.
        s "": f64 = 20.0, log(0.1, 1000.0);
    }
}

impl Formula for TanhCliff {
    const VIEW: [[f64; 2]; 2] = [[-4.0, 4.0], [-4.0, 4.0]];
    const START: [f64; 2] = [3.2, 1.5];

    #[inline(always)]
    fn eval<T: Real>(&self, x: T, y: T) -> T {
        let cliff = ((x - 1.0) * self.s).tanh() + 1.0;
        (x.squared() + y.squared()) * 0.05 + cliff * self.H
    }
}
