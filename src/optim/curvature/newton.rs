//! Newton's method: step to where the quadratic model has its extremum.
//!
//! θ := θ - η (H + δ I)⁻¹ g, solved along the eigenvectors of H. With δ > 0 this is
//! Levenberg's damping. Saddle-free, |λᵢ| stands for each eigenvalue λᵢ, so that saddles push the
//! point away (Dauphin and others 2014, algorithm 1).

use nalgebra::DMatrix;

use crate::catalog::Entry;
use crate::math::Symmetric;
use crate::optim::blocks::{Held, fill, go_within};
use crate::optim::{Invariance, Optimizer, OptimizerFacts, Oracle, Plan, Quantity};

pub(super) static ENTRY: Entry<dyn Optimizer> = Entry {
    id: "newton",
    name: "Newton",
    summary: "A step to the extremum of the quadratic model, whichever kind it is.",
    facts: OptimizerFacts {
        lr: Some(1.0),
        rule: "θ := θ - η (H + δ I)⁻¹ g\nsaddle-free: |λ| for each eigenvalue λ of H",
        source: "Nocedal and Wright, Numerical Optimization (2006), section 3.3; Levenberg, \
                 Quart. Appl. Math. 2 (1944) 164-168; Dauphin and others, NeurIPS 2014, algorithm 1",
        differs: "Nothing keeps it from a saddle or a maximum: that is what saddle_free is for. \
                  A direction without slope and without curvature is left alone.",
        invariant: &[Invariance::Rotation, Invariance::LossScale],
        ..OptimizerFacts::USUAL
    },
    make: || Box::new(Newton::default()),
};

crate::params! {
    /// The knobs of [`Newton`].
    struct Knobs {
        /// Added to every eigenvalue of the Hessian: shorter steps, more like gradient descent.
        damping "δ": f64 = 0.0, log(0.0, 1e6);
        /// Take the magnitude of each eigenvalue, so that saddles repel.
        saddle_free "": bool = false, flag();
    }
}

/// Newton's method.
#[derive(Debug, Default)]
struct Newton {
    knobs: Knobs,
    gradient: Vec<f64>,
    matrix: Option<DMatrix<f64>>,
    eigen: Symmetric,
    direction: Vec<f64>,
    held: Held,
}
crate::params!(forward Newton => knobs);

impl Optimizer for Newton {
    fn reset(&mut self, dim: usize, _plan: Plan) {
        fill(&mut self.gradient, dim, 0.0);
        fill(&mut self.direction, dim, 0.0);
        self.matrix = Some(DMatrix::zeros(dim, dim));
        self.eigen.reset(dim);
        self.held.reset(dim);
    }

    fn step(&mut self, x: &mut [f64], lr: f64, oracle: &mut dyn Oracle) {
        let Some(matrix) = &mut self.matrix else { return };
        oracle.gradient(x, &mut self.gradient);
        oracle.hessian(x, matrix);
        self.held.hold(x, &mut self.gradient, oracle);
        for axis in (0..x.len()).filter(|axis| self.held.is(*axis)) {
            matrix.row_mut(axis).fill(0.0);
            matrix.column_mut(axis).fill(0.0);
            matrix[(axis, axis)] = 1.0;
        }
        self.eigen.decompose(matrix.as_slice());
        self.direction.fill(0.0);
        for (index, value) in self.eigen.values().iter().enumerate() {
            let curvature = if self.knobs.saddle_free { value.abs() } else { *value };
            let slope = self.eigen.along(index, &self.gradient);
            let length = if slope == 0.0 { 0.0 } else { -slope / (curvature + self.knobs.damping) };
            for (row, d) in self.direction.iter_mut().enumerate() {
                *d += length * self.eigen.vector(row, index);
            }
        }
        go_within(x, lr, &self.direction, oracle);
    }

    fn inspect(&self, show: &mut dyn FnMut(Quantity<'_>)) {
        let matrix = self.matrix.as_ref().map_or(&[][..], |matrix| matrix.as_slice());
        show(Quantity::gradient(&self.gradient));
        show(Quantity::direction("direction", "d", &self.direction));
        show(Quantity::curvature("hessian", "H", matrix));
        show(Quantity::scalar("eigenvalues", "λ", self.eigen.values()));
    }
}
