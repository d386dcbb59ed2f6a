//! Methods in a box: none is told of a loss that it does not record, and those that search along
//! lines end where the box and the valley meet.

use std::sync::Arc;

use downhill::run::{Run, RunSpec};
use downhill::surface::{Surface, Typed};

use crate::{all, run, spec};

/// A slanting bowl whose minimum lies outside of the box.
fn bowl() -> Arc<dyn Surface> {
    Typed::parse("(x + 3)^2 + 4*(y - 1)^2 + 2*x*y", |_| None, Typed::VIEW).unwrap().build()
}

const BOX: [[f64; 2]; 2] = [[-2.0, 2.0], [-1.5, 4.0]];

fn boxed(optimizer: &str, steps: u64) -> RunSpec {
    RunSpec { bounds: BOX.to_vec(), start: vec![1.5, -1.0], ..spec(optimizer, steps) }
}

/// Where the loss is lowest within the box: at x = -2 the slope along y is 8 (y - 1) - 4.
const LOWEST: [f64; 2] = [-2.0, 1.5];

fn end(run: &Run) -> [f64; 2] {
    [run.trajectory().last()[0], run.trajectory().last()[1]]
}

#[test]
fn methods_that_search_along_lines_settle_where_the_box_holds_them() {
    for optimizer in [
        "lbfgs",
        "lbfgs:line_search=armijo",
        "lbfgs:max_iter=5",
        "bfgs",
        "bfgs:line_search=armijo",
        "conjugate_gradient",
        "conjugate_gradient:update=fletcher_reeves",
        "newton",
    ] {
        let run = run(&bowl(), &boxed(optimizer, 60));
        let [x, y] = end(&run);
        let far = (x - LOWEST[0]).abs().max((y - LOWEST[1]).abs());
        assert!(far < 1e-5, "{optimizer} ends at ({x}, {y})");
    }
}

#[test]
fn methods_without_gradients_settle_there_too_and_their_best_loss_never_rises() {
    for optimizer in ["nelder_mead", "nelder_mead:size=0.3", "cma_es"] {
        let run = run(&bowl(), &boxed(optimizer, 200));
        let [x, y] = end(&run);
        let far = (x - LOWEST[0]).abs().max((y - LOWEST[1]).abs());
        assert!(far < 1e-3, "{optimizer} ends at ({x}, {y})");
        if optimizer.starts_with("nelder") {
            let loss = run.trajectory().loss();
            let rises = loss.windows(2).filter(|pair| pair[1] > pair[0]).count();
            assert_eq!(rises, 0, "{optimizer}: the best corner got worse");
        }
    }
}

#[test]
fn nobody_leaves_the_box_and_a_wide_one_changes_nothing() {
    for entry in all() {
        let spec = boxed(entry.id, 25);
        let held = run(&bowl(), &spec);
        for k in 0..held.trajectory().len() {
            for (x, [low, high]) in held.trajectory().point(k).iter().zip(BOX) {
                assert!((low..=high).contains(x), "{} at step {k}", entry.id);
            }
        }
        let wide = run(&bowl(), &RunSpec { bounds: vec![[-1e9, 1e9]; 2], ..spec.clone() });
        let free = run(&bowl(), &RunSpec { bounds: Vec::new(), ..spec });
        assert_eq!(wide.trajectory().loss(), free.trajectory().loss(), "{}", entry.id);
    }
}
