//! Examples as a model sees them.

use std::sync::Arc;

use super::set::{DataSet, Example, Scaling};

/// Examples as a model sees them.
#[derive(Clone, Debug, PartialEq)]
pub struct Material {
    /// The data set as it was given.
    pub set: Arc<DataSet>,
    /// Which of its examples are learned from.
    pub chosen: Vec<usize>,
    /// Those, their features scaled.
    pub train: Vec<Example>,
    /// Examples that nobody learns from, scaled alike.
    pub held_out: Vec<Example>,
    /// For each feature what is taken away, and by what it is divided then.
    pub scale: [[f64; 2]; 2],
}

impl Material {
    pub(super) fn new(set: Arc<DataSet>, scaling: Scaling, hold_out: u32) -> Self {
        let kept = |index: &usize| hold_out == 0 || !index.is_multiple_of(hold_out as usize);
        let all = 0..set.examples.len();
        let (mut chosen, mut left): (Vec<usize>, Vec<usize>) = all.partition(kept);
        if chosen.is_empty() {
            std::mem::swap(&mut chosen, &mut left);
        }
        let raw = |index: &usize| set.examples[*index];
        let train: Vec<Example> = chosen.iter().map(raw).collect();
        let mut held_out: Vec<Example> = left.iter().map(raw).collect();
        held_out.extend_from_slice(&set.held_out);
        let mut scale = [[0.0, 1.0]; 2];
        for (feature, scale) in scale.iter_mut().enumerate().take(set.features()) {
            let numbers = || train.iter().map(|example| example.features[feature]);
            let count = train.len() as f64;
            let mean = numbers().sum::<f64>() / count;
            let spread = (numbers().map(|x| (x - mean).powi(2)).sum::<f64>() / count).sqrt();
            // Features that are all the same have no spread but rounding.
            let spread = if spread > 1e-12 * mean.abs() { spread } else { 1.0 };
            *scale = match scaling {
                Scaling::None => [0.0, 1.0],
                Scaling::Centre => [mean, 1.0],
                Scaling::Standardise => [mean, spread],
            };
        }
        let mut material = Self { set, chosen, train, held_out, scale };
        for index in 0..material.train.len() {
            material.train[index].features = material.scaled(material.train[index].features);
        }
        for index in 0..material.held_out.len() {
            material.held_out[index].features = material.scaled(material.held_out[index].features);
        }
        material
    }

    /// Features as the model sees them.
    pub fn scaled(&self, features: [f64; 2]) -> [f64; 2] {
        let [[a, b], [c, d]] = self.scale;
        [(features[0] - a) / b, (features[1] - c) / d]
    }
}
