//! A mean of linear losses of which one is large and rare.

use std::sync::Arc;

use nalgebra::DMatrix;

use super::{Entry, Surface, SurfaceFacts};
use crate::surface::{FiniteSum, Planar};

pub(in crate::surface) static ENTRY: Entry<dyn Surface> = Entry {
    id: "adversarial_sum",
    name: "Rare large gradients",
    summary: "The mean of many small slopes one way and one large slope the other way.",
    facts: SurfaceFacts {
        formula: "mean over i of c_i*x + y^2/2, c_0 = rare, else -common",
        domain: &[[-1.0, 1.0], [-1.0, 1.0]],
        teaches: "Adam divides the rare large gradient by its own size and walks the wrong way.",
        source: "Reddi, Kale and Kumar, On the Convergence of Adam and Beyond (2018), section 3",
    },
    make: || Box::new(AdversarialSum::default()),
};

crate::params! {
    /// The knobs of the slopes.
    #[derive(Copy)]
    pub(super) struct Knobs {
        /// The slope that is met rarely.
        rare "C": f64 = 3.0, log(0.0, 1e5);
        /// The slope, the other way, that is met else.
        common "": f64 = 1.0, log(0.0, 1e5);
        /// The number of terms, one of which is rare.
        period "": u32 = 3, count(2, 1000);
    }
}

/// The mean of all terms, or of some.
#[derive(Clone, Debug, Default)]
struct AdversarialSum {
    knobs: Knobs,
    /// Which terms, if not all.
    some: Option<Vec<u32>>,
}
crate::params!(forward AdversarialSum => knobs);

impl AdversarialSum {
    fn term(&self, index: u32) -> f64 {
        if index == 0 { self.knobs.rare } else { -self.knobs.common }
    }

    fn mean(&self, batch: &[u32]) -> f64 {
        batch.iter().map(|index| self.term(*index)).sum::<f64>() / batch.len() as f64
    }

    fn slope(&self) -> f64 {
        let Knobs { rare, common, period } = self.knobs;
        let all = (rare - common * f64::from(period - 1)) / f64::from(period);
        self.some.as_ref().map_or(all, |some| self.mean(some))
    }
}

impl Surface for AdversarialSum {
    fn dim(&self) -> usize {
        2
    }

    fn view(&self) -> Vec<[f64; 2]> {
        vec![[-1.5, 1.5], [-1.5, 1.5]]
    }

    fn start(&self) -> Vec<f64> {
        vec![0.0, 0.0]
    }

    fn value(&self, x: &[f64]) -> f64 {
        self.slope() * x[0] + 0.5 * x[1] * x[1]
    }

    fn gradient(&self, x: &[f64], out: &mut [f64]) -> f64 {
        out.copy_from_slice(&[self.slope(), x[1]]);
        self.value(x)
    }

    fn hessian(&self, _x: &[f64], out: &mut DMatrix<f64>) {
        out.copy_from_slice(&[0.0, 0.0, 0.0, 1.0]);
    }

    fn planar(self: Arc<Self>) -> Option<Arc<dyn Planar>> {
        Some(self)
    }

    fn sum(&self) -> Option<&dyn FiniteSum> {
        Some(self)
    }
}

impl Planar for AdversarialSum {
    fn values(&self, x: &[f64], y: &[f64], out: &mut [f64]) {
        let slope = self.slope();
        for ((x, y), out) in x.iter().zip(y).zip(out) {
            *out = slope * x + 0.5 * y * y;
        }
    }

    fn gradients(&self, _x: &[f64], y: &[f64], gx: &mut [f64], gy: &mut [f64]) {
        gx.fill(self.slope());
        gy.copy_from_slice(y);
    }
}

impl FiniteSum for AdversarialSum {
    fn examples(&self) -> usize {
        self.knobs.period as usize
    }

    fn batch_gradient(&self, batch: &[u32], x: &[f64], out: &mut [f64]) -> f64 {
        let slope = self.mean(batch);
        out.copy_from_slice(&[slope, x[1]]);
        slope * x[0] + 0.5 * x[1] * x[1]
    }

    fn restricted(&self, batch: &[u32]) -> Arc<dyn Surface> {
        Arc::new(Self { some: Some(batch.to_vec()), ..self.clone() })
    }
}
