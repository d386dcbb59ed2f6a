//! Many particles at once do what each does alone.

use std::sync::Arc;

use downhill::catalog::Pick;
use downhill::run::{Clip, RunSpec, Swarm};
use downhill::schedule::Sequence;
use downhill::surface::{Planar, Surface};

use crate::{all, run, spec, stages, surface};

fn planar(surface: &Arc<dyn Surface>) -> Arc<dyn Planar> {
    Arc::clone(surface).planar().unwrap()
}

#[test]
fn a_swarm_ends_where_its_particles_end_alone() {
    let starts: Vec<[f64; 2]> = (0..150)
        .map(|k| f64::from(k) * 0.37)
        .map(|a| [2.5 * a.cos(), 2.0 * (1.3 * a).sin()])
        .collect();
    let cycle = stages(&[("constant", 10), ("one_cycle:max_lr=0.05", 0)]);
    for entry in all() {
        let steps = if downhill::optim::cost(&Pick::of(entry)) > 1 { 3 } else { 60 };
        for (schedule, clip) in
            [(Sequence::default(), Clip::None), (cycle.clone(), Clip::Value(2.0))]
        {
            let spec = RunSpec { schedule, clip, ..spec(entry.id, steps) };
            let ground = surface("himmelblau");
            let swarm = Swarm::new(planar(&ground), spec.clone());
            assert_eq!(swarm.in_blocks(), entry.facts.elementwise, "{}", entry.id);
            let (mut x, mut y): (Vec<f64>, Vec<f64>) = starts.iter().map(|s| (s[0], s[1])).unzip();
            swarm.run(&mut x, &mut y);
            for (k, start) in starts.iter().enumerate() {
                let alone = run(&ground, &RunSpec { start: start.to_vec(), ..spec.clone() });
                assert_eq!([x[k], y[k]], alone.trajectory().last(), "{} from {start:?}", entry.id);
            }
        }
    }
}

#[test]
fn a_particle_of_a_swarm_that_is_lost_is_lost_in_both_coordinates() {
    // From here only y runs away; x alone would come to rest.
    let spec = RunSpec { lr: 0.1, ..spec("gd", 200) };
    let swarm = Swarm::new(planar(&surface("styblinski_tang")), spec);
    let (mut x, mut y) = ([-2.0, -2.0], [5.0, 1.0]);
    swarm.run(&mut x, &mut y);
    assert!(x[0].is_nan() && y[0].is_nan(), "{x:?} {y:?}");
    assert!(x[1].is_finite() && y[1].is_finite(), "{x:?} {y:?}");
}
