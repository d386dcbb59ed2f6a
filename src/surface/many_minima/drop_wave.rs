//! The drop wave: rings around a centre.

use crate::catalog::Entry;
use crate::math::Real;
use crate::surface::{Formula, Surface, SurfaceFacts};

pub(in crate::surface) static ENTRY: Entry<dyn Surface> = Entry {
    id: "drop_wave",
    name: "Drop-wave",
    summary: "Rings like those of a drop in water, around one deep centre.",
    facts: SurfaceFacts {
        formula: "-(1 + cos(12*sqrt(x^2 + y^2)))/(0.5*(x^2 + y^2) + 2)",
        domain: &[[-5.12, 5.12], [-5.12, 5.12]],
        teaches: "Whole circles of minima: on a ring the gradient is zero and the valley flat all round.",
        source: "Molga and Smutnicki, Test functions for optimization needs (2005)",
    },
    make: || Box::new(DropWave::default()),
};

crate::params! {
    /// No knobs.
    pub(super) struct DropWave {}
}

impl Formula for DropWave {
    const VIEW: [[f64; 2]; 2] = [[-2.0, 2.0], [-2.0, 2.0]];
    const START: [f64; 2] = [-1.4, 0.9];

    #[inline(always)]
    fn eval<T: Real>(&self, x: T, y: T) -> T {
        let square = x.squared() + y.squared();
        // cos 12√s near s = 0 by its series in s: √s has no slope there, the wave has.
        let u = square * 144.0;
        let series = [
            1.0 / 479_001_600.0,
            -1.0 / 3_628_800.0,
            1.0 / 40_320.0,
            -1.0 / 720.0,
            1.0 / 24.0,
            -0.5,
        ];
        let series = series.into_iter().fold(T::from(0.0), |sum, c| (sum + c) * u) + 1.0;
        let near = square.less(T::from(1e-4));
        let wave = near.select(series, (square.sqrt() * 12.0).cos());
        -((wave + 1.0) / (square * 0.5 + 2.0))
    }
}
