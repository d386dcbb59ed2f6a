//! A landscape of many parameters on a plane through them.

use std::borrow::Cow;
use std::num::NonZeroU64;
use std::sync::Arc;

use nalgebra::DMatrix;

use super::{Hessian, Planar, Plane, Surface};
use crate::params::{ParamSpec, Params, Value};

/// A surface of any number of parameters, restricted to a plane: a surface of two.
pub struct Section {
    whole: Arc<dyn Surface>,
    plane: Plane,
}

impl Section {
    /// Restrict a surface to a plane through its parameters.
    pub fn new(whole: Arc<dyn Surface>, plane: Plane) -> Self {
        assert_eq!(whole.dim(), plane.dim(), "the plane lies in the space of the parameters");
        Self { whole, plane }
    }

    /// A surface as it is seen on a plane: as it is, if it has no parameters but those of the plane.
    pub fn through(whole: Arc<dyn Surface>, plane: &Plane) -> Arc<dyn Planar> {
        let planar = plane.is_whole().then(|| Arc::clone(&whole).planar()).flatten();
        planar.unwrap_or_else(|| Arc::new(Self::new(whole, plane.clone())))
    }
}

/// A section has no knobs of its own.
impl Params for Section {
    fn specs(&self) -> &'static [ParamSpec<'static>] {
        &[]
    }
    fn put(&mut self, index: usize, _value: Value) {
        unreachable!("no knob number {index}");
    }
}

impl Surface for Section {
    fn dim(&self) -> usize {
        2
    }

    fn parameter(&self, index: usize) -> Cow<'static, str> {
        match self.plane.axes() {
            Some(axes) => self.whole.parameter(axes[index]),
            None => ["u", "v"][index].into(),
        }
    }

    /// As far along both directions as the whole is worth looking at along every parameter.
    fn view(&self) -> Vec<[f64; 2]> {
        let view = self.whole.view();
        if let Some(axes) = self.plane.axes() {
            return axes.map(|axis| view[axis]).to_vec();
        }
        let middle: Vec<f64> = view.iter().map(|[low, high]| 0.5 * (low + high)).collect();
        let middle = self.plane.coordinates(&middle);
        let side = |index: usize| {
            let way = &self.plane.directions()[index];
            let room = way.iter().zip(&view).filter(|(step, _)| **step != 0.0);
            let half = room.map(|(step, [low, high])| 0.5 * (high - low) / step.abs());
            let half = half.fold(f64::INFINITY, f64::min);
            [middle[index] - half, middle[index] + half]
        };
        vec![side(0), side(1)]
    }

    fn start(&self) -> Vec<f64> {
        self.plane.coordinates(&self.whole.start()).to_vec()
    }

    fn value(&self, x: &[f64]) -> f64 {
        self.whole.value(&self.plane.point([x[0], x[1]]))
    }

    fn gradient(&self, x: &[f64], out: &mut [f64]) -> f64 {
        let mut gradient = vec![0.0; self.plane.dim()];
        let loss = self.whole.gradient(&self.plane.point([x[0], x[1]]), &mut gradient);
        out.copy_from_slice(&self.plane.slopes(&gradient));
        loss
    }

    fn hessian(&self, x: &[f64], out: &mut DMatrix<f64>) {
        let point = self.plane.point([x[0], x[1]]);
        let [uu, uv, vv] = Hessian::new(&*self.whole, point).on(&self.plane);
        out.copy_from_slice(&[uu, uv, uv, vv]);
    }

    fn work(&self) -> NonZeroU64 {
        self.whole.work()
    }

    fn planar(self: Arc<Self>) -> Option<Arc<dyn Planar>> {
        Some(self)
    }
}

impl Planar for Section {
    fn values(&self, x: &[f64], y: &[f64], out: &mut [f64]) {
        let mut point = vec![0.0; self.plane.dim()];
        for ((x, y), out) in x.iter().zip(y).zip(out) {
            self.plane.write_point([*x, *y], &mut point);
            *out = self.whole.value(&point);
        }
    }

    fn gradients(&self, x: &[f64], y: &[f64], gx: &mut [f64], gy: &mut [f64]) {
        let mut point = vec![0.0; self.plane.dim()];
        let mut gradient = point.clone();
        let slopes = gx.iter_mut().zip(gy);
        for ((x, y), (gx, gy)) in x.iter().zip(y).zip(slopes) {
            self.plane.write_point([*x, *y], &mut point);
            self.whole.gradient(&point, &mut gradient);
            [*gx, *gy] = self.plane.slopes(&gradient);
        }
    }
}
