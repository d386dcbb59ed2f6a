//! One rating as the product of two numbers.

use crate::catalog::Entry;
use crate::math::Real;
use crate::surface::{Formula, Surface, SurfaceFacts};

pub(in crate::surface) static ENTRY: Entry<dyn Surface> = Entry {
    id: "matrix_factorisation",
    name: "Matrix factorisation",
    summary: "One user, one item, one rating: the product of two numbers has to meet it.",
    facts: SurfaceFacts {
        formula: "(x*y - rating)^2/2 + decay*(x^2 + y^2)/2",
        domain: &[[-10.0, 10.0], [-10.0, 10.0]],
        teaches: "Zero is a saddle: without breaking the symmetry nothing is learned.",
        source: "Koren, Bell and Volinsky, Matrix Factorization Techniques for Recommender Systems (2009)",
    },
    make: || Box::new(MatrixFactorisation::default()),
};

crate::params! {
    /// The knobs of the landscape.
    pub(super) struct MatrixFactorisation {
        /// The rating to be met.
        rating "r": f64 = 1.0, real(-10.0, 10.0);
        /// How strongly large factors are punished.
        decay "λ": f64 = 0.0, real(0.0, 10.0);
    }
}

impl Formula for MatrixFactorisation {
    const VIEW: [[f64; 2]; 2] = [[-3.0, 3.0], [-3.0, 3.0]];
    const START: [f64; 2] = [0.1, 0.1];

    #[inline(always)]
    fn eval<T: Real>(&self, x: T, y: T) -> T {
        (x * y - self.rating).squared() * 0.5 + (x.squared() + y.squared()) * (0.5 * self.decay)
    }
}
