//! What the optimizers promise besides the numbers of other libraries.
#![expect(clippy::unwrap_used, reason = "this is only a test")]

mod behaviour;
mod bounds;
mod claims;
mod swarm;

use std::sync::Arc;

use downhill::catalog::{Entry, Family as _, Pick};
use downhill::optim::Optimizer;
use downhill::run::{Budget, Clip, Run, RunSpec};
use downhill::schedule::{Sequence, Stage};
use downhill::surface::Surface;

fn all() -> &'static [&'static Entry<dyn Optimizer>] {
    <dyn Optimizer>::catalog()
}

fn spec(optimizer: &str, steps: u64) -> RunSpec {
    let optimizer = Pick::<dyn Optimizer>::parse(optimizer).unwrap();
    RunSpec {
        lr: optimizer.entry().facts.usual_lr(),
        optimizer,
        schedule: Sequence::default(),
        noise: Pick::parse("none").unwrap(),
        clip: Clip::None,
        start: vec![-1.5, 1.0],
        region: vec![[-4.0, 4.0]; 2],
        seed: 7,
        drift: Vec::new(),
        bounds: Vec::new(),
        changes: Vec::new(),
        budget: Budget::Steps(steps),
    }
}

/// Schedules one after the other, each for so many steps.
fn stages(of: &[(&str, u32)]) -> Sequence {
    let stage =
        |(name, steps): &(&str, u32)| Stage { schedule: Pick::parse(name).unwrap(), steps: *steps };
    Sequence::of(of.iter().map(stage).collect()).unwrap()
}

fn run(surface: &Arc<dyn Surface>, spec: &RunSpec) -> Run {
    let mut run = Run::new(Arc::clone(surface), spec);
    run.finish();
    run
}

fn surface(id: &str) -> Arc<dyn Surface> {
    Pick::<dyn Surface>::parse(id).unwrap().build().into()
}
