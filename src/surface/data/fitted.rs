//! The mean loss of a model over examples, as a landscape over its two parameters.

use std::borrow::Cow;
use std::num::NonZeroU64;
use std::sync::Arc;

use nalgebra::DMatrix;

use super::material::Material;
use super::set::{BuiltIn, DataSet, Example, Scaling};
use crate::math::{Dual, Jet, Loop, Real, wide};
use crate::params::{ParamSpec, Params, Value};
use crate::surface::{DataLoss, FiniteSum, Planar, Surface};
use crate::words::{Message, message};

/// A model with two parameters, and the loss of one prediction.
pub(super) trait Model: Params + Clone + Default + Send + Sync + 'static {
    /// Which examples, what is done to their features, and every how many-th is held out.
    fn material(&self) -> (BuiltIn, Scaling, u32);
    /// What the parameters are called.
    fn axes(&self, features: usize) -> [&'static str; 2] {
        if features == 2 { ["v", "w"] } else { ["w", "b"] }
    }
    /// The rectangle worth looking at.
    fn view(&self, examples: &[Example]) -> [[f64; 2]; 2];
    /// Where a ball is dropped unless somebody says otherwise.
    fn start(&self) -> [f64; 2];
    /// What comes out for these features, before the last step of the prediction.
    fn output<T: Real>(&self, u: T, v: T, features: [f64; 2]) -> T;
    /// The loss of that output.
    fn loss<T: Real>(&self, output: T, target: f64) -> T;
    /// The targets that make sense.
    fn targets(&self) -> [f64; 2] {
        [f64::NEG_INFINITY, f64::INFINITY]
    }
    /// What has to be known about the minimum for these examples.
    fn caution(&self, _examples: &[Example]) -> Option<Message> {
        None
    }
    /// The prediction that belongs to an output.
    fn prediction(&self, output: f64) -> f64 {
        output
    }
}

/// The mean loss of a model.
pub(super) struct Fitted<M> {
    model: M,
    own: Option<Arc<DataSet>>,
    material: Material,
}

impl<M: Model> Fitted<M> {
    pub(super) fn new() -> Self {
        let model = M::default();
        Self { material: material(&model, None), own: None, model }
    }

    fn total<'a, T: Real>(&self, u: T, v: T, examples: impl Iterator<Item = &'a Example>) -> T {
        examples.fold(T::from(0.0), |sum, example| {
            let output = self.model.output(u, v, example.features);
            sum + self.model.loss(output, example.target)
        })
    }

    fn mean<T: Real>(&self, x: &[T; 2], examples: &[Example]) -> T {
        self.total(x[0], x[1], examples.iter()) / examples.len() as f64
    }
}

fn material<M: Model>(model: &M, own: Option<&Arc<DataSet>>) -> Material {
    let (built_in, scaling, hold_out) = model.material();
    let set = own.map_or_else(|| built_in.load(), Arc::clone);
    Material::new(set, scaling, hold_out)
}

impl<M: Model> Params for Fitted<M> {
    fn specs(&self) -> &'static [ParamSpec<'static>] {
        self.model.specs()
    }

    fn put(&mut self, index: usize, value: Value) {
        let before = self.model.material();
        self.model.put(index, value);
        if self.model.material() != before {
            self.material = material(&self.model, self.own.as_ref());
        }
    }
}

impl<M: Model> Surface for Fitted<M> {
    fn dim(&self) -> usize {
        2
    }

    fn parameter(&self, index: usize) -> Cow<'static, str> {
        self.model.axes(self.material.set.features())[index].into()
    }

    fn view(&self) -> Vec<[f64; 2]> {
        self.model.view(&self.material.train).to_vec()
    }

    fn start(&self) -> Vec<f64> {
        self.model.start().to_vec()
    }

    fn value(&self, x: &[f64]) -> f64 {
        self.mean(&[x[0], x[1]], &self.material.train)
    }

    fn gradient(&self, x: &[f64], out: &mut [f64]) -> f64 {
        let mean = self.mean(&Dual::variables(x[0], x[1]), &self.material.train);
        [out[0], out[1]] = mean.gradient;
        mean.value
    }

    fn hessian(&self, x: &[f64], out: &mut DMatrix<f64>) {
        let mean = self.mean(&Jet::variables(x[0], x[1]), &self.material.train);
        let [xx, xy, yy] = mean.hessian;
        out.copy_from_slice(&[xx, xy, xy, yy]);
    }

    fn planar(self: Arc<Self>) -> Option<Arc<dyn Planar>> {
        Some(self)
    }

    fn work(&self) -> NonZeroU64 {
        NonZeroU64::new(self.material.train.len().div_ceil(32) as u64).unwrap_or(NonZeroU64::MIN)
    }

    fn sum(&self) -> Option<&dyn FiniteSum> {
        Some(self)
    }

    fn data(&self) -> Option<&dyn DataLoss> {
        Some(self)
    }

    fn data_mut(&mut self) -> Option<&mut dyn DataLoss> {
        Some(self)
    }
}

impl<M: Model> Planar for Fitted<M> {
    fn values(&self, x: &[f64], y: &[f64], out: &mut [f64]) {
        wide(Values { fitted: self, x, y, out });
    }

    fn gradients(&self, x: &[f64], y: &[f64], gx: &mut [f64], gy: &mut [f64]) {
        wide(Gradients { fitted: self, x, y, gx, gy });
    }
}

impl<M: Model> FiniteSum for Fitted<M> {
    fn examples(&self) -> usize {
        self.material.train.len()
    }

    fn batch_gradient(&self, batch: &[u32], x: &[f64], out: &mut [f64]) -> f64 {
        let [u, v] = Dual::variables(x[0], x[1]);
        let examples = batch.iter().map(|index| &self.material.train[*index as usize]);
        let mean = self.total(u, v, examples) / batch.len() as f64;
        [out[0], out[1]] = mean.gradient;
        mean.value
    }

    fn restricted(&self, batch: &[u32]) -> Arc<dyn Surface> {
        let pick = |index: &u32| self.material.train[*index as usize];
        let material = Material {
            set: Arc::clone(&self.material.set),
            chosen: batch.iter().map(|index| self.material.chosen[*index as usize]).collect(),
            train: batch.iter().map(pick).collect(),
            held_out: Vec::new(),
            scale: self.material.scale,
        };
        let own = self.own.clone();
        Arc::new(Self { model: self.model.clone(), own, material })
    }
}

impl<M: Model> DataLoss for Fitted<M> {
    fn material(&self) -> &Material {
        &self.material
    }

    fn refuse(&self, set: &DataSet) -> Option<Message> {
        let [low, high] = self.model.targets();
        let all = set.examples.iter().chain(&set.held_out);
        let stray = all.map(|example| example.target).find(|t| !(low..=high).contains(t))?;
        let [stray, low, high] = [stray, low, high].map(|number| number.to_string());
        Some(message!("examples-stray-target", stray, low, high))
    }

    fn learn_from(&mut self, set: Arc<DataSet>) {
        self.material = material(&self.model, Some(&set));
        self.own = Some(set);
    }

    fn caution(&self) -> Option<Message> {
        self.model.caution(&self.material.train)
    }

    fn predict(&self, x: &[f64], features: [f64; 2]) -> f64 {
        let output = self.model.output(x[0], x[1], self.material.scaled(features));
        self.model.prediction(output)
    }

    fn held_out_loss(&self, x: &[f64]) -> Option<f64> {
        let examples = &self.material.held_out;
        (!examples.is_empty()).then(|| self.mean(&[x[0], x[1]], examples))
    }
}

/// Points whose sums are kept at once.
const BLOCK: usize = 128;

struct Values<'a, M> {
    fitted: &'a Fitted<M>,
    x: &'a [f64],
    y: &'a [f64],
    out: &'a mut [f64],
}

impl<M: Model> Loop for Values<'_, M> {
    #[inline(always)]
    fn run(self) {
        let Fitted { model, material, .. } = self.fitted;
        let blocks = self.x.chunks(BLOCK).zip(self.y.chunks(BLOCK)).zip(self.out.chunks_mut(BLOCK));
        for ((x, y), out) in blocks {
            out.fill(0.0);
            for example in &material.train {
                for ((x, y), sum) in x.iter().zip(y).zip(out.iter_mut()) {
                    let output = model.output(*x, *y, example.features);
                    *sum += model.loss(output, example.target);
                }
            }
            for sum in out.iter_mut() {
                *sum /= material.train.len() as f64;
            }
        }
    }
}

struct Gradients<'a, M> {
    fitted: &'a Fitted<M>,
    x: &'a [f64],
    y: &'a [f64],
    gx: &'a mut [f64],
    gy: &'a mut [f64],
}

impl<M: Model> Loop for Gradients<'_, M> {
    #[inline(always)]
    fn run(self) {
        let Fitted { model, material, .. } = self.fitted;
        let points = self.x.chunks(BLOCK).zip(self.y.chunks(BLOCK));
        let sums = self.gx.chunks_mut(BLOCK).zip(self.gy.chunks_mut(BLOCK));
        for ((x, y), (gx, gy)) in points.zip(sums) {
            gx.fill(0.0);
            gy.fill(0.0);
            for example in &material.train {
                let points = x.iter().zip(y);
                for ((x, y), (gx, gy)) in points.zip(gx.iter_mut().zip(gy.iter_mut())) {
                    let [u, v] = Dual::variables(*x, *y);
                    let output = model.output(u, v, example.features);
                    let [a, b] = model.loss(output, example.target).gradient;
                    *gx += a;
                    *gy += b;
                }
            }
            for sum in gx.iter_mut().chain(gy.iter_mut()) {
                *sum /= material.train.len() as f64;
            }
        }
    }
}
