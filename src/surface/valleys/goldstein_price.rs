//! Goldstein-Price: losses from 3 to a million in one small square.

use crate::catalog::Entry;
use crate::math::Real;
use crate::surface::{Formula, Surface, SurfaceFacts};

pub(in crate::surface) static ENTRY: Entry<dyn Surface> = Entry {
    id: "goldstein_price",
    name: "Goldstein-Price",
    summary: "Losses from 3 to a million in one small square.",
    facts: SurfaceFacts {
        formula: "(1 + (x + y + 1)^2*(19 - 14*x + 3*x^2 - 14*y + 6*x*y + 3*y^2))*(30 + (2*x - 3*y)^2*(18 - 32*x + 12*x^2 + 48*y - 36*x*y + 27*y^2))",
        domain: &[[-2.0, 2.0], [-2.0, 2.0]],
        teaches: "Gradients of very different size: one rate cannot fit all of it.",
        source: "Goldstein and Price, Math. Comp. 25 (1971) 569-574",
    },
    make: || Box::new(GoldsteinPrice::default()),
};

crate::params! {
    /// No knobs.
    pub(super) struct GoldsteinPrice {}
}

impl Formula for GoldsteinPrice {
    const VIEW: [[f64; 2]; 2] = [[-2.0, 2.0], [-2.0, 2.0]];
    const START: [f64; 2] = [-0.3, -0.6];

    #[inline(always)]
    fn eval<T: Real>(&self, x: T, y: T) -> T {
        let (xx, xy, yy) = (x.squared(), x * y, y.squared());
        let first = xx * 3.0 - x * 14.0 + 19.0 - y * 14.0 + xy * 6.0 + yy * 3.0;
        let second = xx * 12.0 - x * 32.0 + 18.0 + y * 48.0 - xy * 36.0 + yy * 27.0;
        ((x + y + 1.0).squared() * first + 1.0) * ((x * 2.0 - y * 3.0).squared() * second + 30.0)
    }
}
