//! A recorded step explained: its parts, and what a surrogate believed.

use super::tape::SCHEDULED;
use super::{Run, momentum_knob};
use crate::optim::{Part, Surrogate, Taken};
use crate::params::Value;

impl Run {
    /// The step that led to point number `step` (from 1 on), in parts that add up to it.
    pub fn parts(&self, step: usize) -> Vec<Part> {
        let (path, tape) = (self.trajectory(), self.tape());
        if step == 0 || step >= path.len() {
            return Vec::new();
        }
        let mut optimizer = self.spec.optimizer.build();
        if let (Some((knob, _)), Some(value)) =
            (momentum_knob(&self.spec.optimizer), tape.find(SCHEDULED, step - 1))
        {
            optimizer.put(knob, Value::Real(value[0]));
        }
        optimizer.parts(&Taken {
            number: step as u64,
            from: path.point(step - 1),
            to: path.point(step),
            lr: path.lr()[step - 1],
            before: &|id| tape.find(id, step - 1).unwrap_or_default(),
            after: &|id| tape.find(id, step).unwrap_or_default(),
        })
    }

    /// What a Bayesian run believed when it chose its sample number `step`; `None` for the
    /// others, while it drew by chance, and after its samples are spent.
    pub fn surrogate(&self, step: usize) -> Option<Surrogate> {
        let tape = self.tape();
        let samples = self.spec.optimizer.get("samples").map_or(0.0, f64::from) as usize;
        if step > samples.min(self.steps() as usize) {
            return None;
        }
        let length = tape.find("length_scale", step)?[0];
        let collect = |id: &str| -> Option<Vec<f64>> {
            let taken = (1..step).map(|k| tape.find(id, k));
            Some(taken.collect::<Option<Vec<_>>>()?.concat())
        };
        let (samples, losses) = (collect("sample")?, collect("sample_loss")?);
        let known = length.is_finite() && !losses.is_empty();
        known.then(|| Surrogate::through(&self.spec.region, &samples, &losses, length))
    }
}
