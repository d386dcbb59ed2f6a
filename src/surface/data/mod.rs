//! Losses over examples: a model with two parameters is fitted to a data set.
//!
//! The loss is the mean over the examples, so a batch of them gives an honest, noisy gradient.
//! With one feature the second parameter is a bias; with two features each has its weight.

mod classes;
mod decimals;
mod fitted;
mod layout;
mod material;
mod numbers;
mod read;
mod set;
mod shape;
mod table;

mod adversarial_sum;
mod linear_regression;
mod logistic_regression;
mod tanh_neuron;
mod two_layer_tanh;

pub use material::Material;
pub use set::{DataError, DataSet, Example, MOST_EXAMPLES};

use fitted::{Fitted, Model};
use set::{BuiltIn, Scaling};

use super::{Surface, SurfaceFacts};
use crate::catalog::Entry;

pub(super) static ENTRIES: &[&Entry<dyn Surface>] = &[
    &linear_regression::ENTRY,
    &logistic_regression::ENTRY,
    &tanh_neuron::ENTRY,
    &two_layer_tanh::ENTRY,
    &adversarial_sum::ENTRY,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_built_in_data_are_read_and_are_what_they_should_be() {
        let reg = BuiltIn::Reg128.load();
        assert_eq!((reg.examples.len(), reg.held_out.len()), (128, 128));
        let sum: f64 = reg.examples.iter().map(|example| example.target).sum();
        assert!((reg.examples[0].target + 4.105_525_399).abs() < 1e-9);
        assert!((sum + 128.354_553_257_7).abs() < 1e-9);
        let cars = BuiltIn::Cars.load();
        assert_eq!((cars.examples.len(), cars.columns[1].as_str()), (50, "stopping_distance"));
        assert_eq!(BuiltIn::Exam.load().examples.len(), 20);
        assert_eq!(BuiltIn::Scurve.load().examples.len(), 21);
    }
}
