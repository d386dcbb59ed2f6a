//! Losses over data: L03, L07, L10.

use crate::*;
use nalgebra::{Matrix2, Matrix4, Vector2, Vector4};

#[test]
fn l03_the_narrow_valley_is_the_units() {
    let raw = build("linear_regression:data=cars");
    let ([w, b], best) = minimum(&raw, [[-10.0, 20.0], [-40.0, 20.0]]);
    near(w, 3.932_409, 1e-5, "w");
    near(b, -17.579_095, 1e-5, "b");
    near(best, 227.0704, 1e-3, "MSE");
    near(raw.value(&[0.0, 0.0]), 2498.06, 1e-2, "MSE at the origin");
    let curvature = Hessian::new(&*raw, &[0.0, 0.0][..]).spectrum();
    near(curvature.high, 530.9136, 1e-3, "λmax");
    near(2.0 / curvature.high, 0.003_767_09, 1e-7, "2/λmax");
    near(condition(&*raw), 2571.80, 0.05, "κ raw");
    near(condition(&*build("linear_regression:data=cars,scaling=centre")), 27.4, 0.01, "κ centred");
    let standard = build("linear_regression:data=cars,scaling=standardise");
    near(condition(&*standard), 1.0, 1e-9, "κ standardised");
    for (scaling, lr, expected) in [
        ("none", 0.003, 2151),
        ("centre", 0.035, 47),
        ("standardise", 0.5, 1),
        ("standardise", 0.1, 16),
    ] {
        let run = one(&format!(
            "steps = 2200\nstart = [0, 0]\n[surface]\nid = \"linear_regression\"\ndata = \"cars\"\n\
             scaling = \"{scaling}\"\n[[run]]\noptimizer = \"gd\"\nlr = {lr}"
        ));
        steps(first_below(&run, 1.01 * best), expected, scaling);
    }
    let run = one(
        "steps = 20000\nstart = [0, 0]\n[surface]\nid = \"linear_regression\"\ndata = \"cars\"\n\
         [[run]]\noptimizer = \"gd\"\nlr = 0.0038",
    );
    assert!(run.trajectory().last_loss() > 1e100, "above 2/λmax it diverges");
}

/// The exact covariance at rest of stochastic gradient descent on half the mean squared error,
/// the batch drawn with replacement: S = (I-ηH) S (I-ηH) + η²/B (E[hSh] - HSH) + η²/B C.
fn radius_at_rest(surface: &Arc<dyn Surface>, lr: f64, batch: f64) -> f64 {
    let material = surface.data().unwrap().material();
    let count = material.train.len() as f64;
    let (best, _) = minimum(surface, [[-1.0, 4.0], [-3.0, 2.0]]);
    let best = Vector2::from(best);
    let (mut h, mut c, mut fourth) = (Matrix2::zeros(), Matrix2::zeros(), Matrix4::zeros());
    for example in &material.train {
        let a = Vector2::from(example.features);
        let outer = a * a.transpose();
        let residual = a.dot(&best) - example.target;
        h += outer / count;
        c += outer * residual * residual / count;
        fourth += outer.kronecker(&outer) / count;
    }
    let shrink = Matrix2::identity() - h * lr;
    let spread = (fourth - h.kronecker(&h)) * (lr * lr / batch);
    let a = shrink.kronecker(&shrink) + spread;
    let right = Vector4::from_column_slice((c * (lr * lr / batch)).as_slice());
    let s = (Matrix4::identity() - a).lu().solve(&right).unwrap();
    (s[0] + s[3]).sqrt()
}

const REG: &str = "[surface]\nid = \"linear_regression\"\nhalf = true\n";

#[test]
fn l07_the_noise_ball_has_the_radius_of_theory() {
    let surface = build("linear_regression:half=true");
    let ([w, b], best) = minimum(&surface, [[-1.0, 4.0], [-3.0, 2.0]]);
    near(w, 1.994_286, 1e-5, "w");
    near(b, -1.002_770, 1e-5, "b");
    near(best, 0.483_345, 1e-5, "the lowest loss");
    near(surface.data().unwrap().held_out_loss(&[w, b]).unwrap(), 0.503_022, 1e-4, "held out");
    for (lr, batch, expected) in [
        (0.1, 1, 0.335_595),
        (0.1, 8, 0.114_676),
        (0.1, 32, 0.057_137_4),
        (0.02, 1, 0.142_452),
        (0.5, 1, 1.129_72),
        (0.8, 1, 9.100_28),
        (0.8, 32, 0.206_171),
    ] {
        let exact = radius_at_rest(&surface, lr, f64::from(batch));
        near(exact, expected, 2e-4 * expected, "radius in theory");
    }
    for (lr, batch, expected) in
        [(0.1, 1, 0.3356), (0.1, 8, 0.1147), (0.1, 32, 0.0571), (0.02, 1, 0.1425)]
    {
        let run = one(&format!(
            "steps = 100000\nseed = 5\nstart = [{w}, {b}]\n{REG}[noise]\nid = \"minibatch\"\n\
             batch = {batch}\n[[run]]\noptimizer = \"gd\"\nlr = {lr}"
        ));
        let path = run.trajectory();
        let away = |k: usize| (path.point(k)[0] - w).powi(2) + (path.point(k)[1] - b).powi(2);
        let mean = (1000..path.len()).map(away).sum::<f64>() / (path.len() - 1000) as f64;
        near(mean.sqrt(), expected, 0.05 * expected, "radius of a run");
    }
}

#[test]
fn l07_after_one_epoch_one_sample_at_a_time_is_nearest() {
    let surface = build("linear_regression:half=true");
    let (best, _) = minimum(&surface, [[-1.0, 4.0], [-3.0, 2.0]]);
    let away = |noise: &str, updates: u32, seeds: u32| {
        let square = |seed: u32| {
            let run = one(&format!(
                "steps = {updates}\nseed = {seed}\nstart = [-3, 3]\n{REG}{noise}\
                 [[run]]\noptimizer = \"gd\"\nlr = 0.1"
            ));
            let last = run.trajectory().last();
            assert_eq!(run.trajectory().samples().last(), Some(&128), "one epoch");
            (last[0] - best[0]).powi(2) + (last[1] - best[1]).powi(2)
        };
        ((0..seeds).map(square).sum::<f64>() / f64::from(seeds)).sqrt()
    };
    let batch = |size: u32| format!("[noise]\nid = \"minibatch\"\nbatch = {size}\n");
    near(away("", 1, 1), 5.760, 5e-4, "all at once");
    near(away(&batch(32), 4, 300), 4.204, 0.03, "batches of 32");
    near(away(&batch(1), 128, 600), 0.336, 0.03, "one at a time");
}

#[test]
fn l10_cross_entropy_learns_where_the_squared_error_lies_flat() {
    let cross = build("logistic_regression");
    let squared = build("logistic_regression:loss=squared");
    let size = |surface: &dyn Surface| {
        let [x, y] = gradient(surface, [-10.0, 0.0]);
        x.hypot(y)
    };
    near(size(&*cross), 0.7716, 1e-4, "gradient of the cross-entropy");
    near(size(&*squared), 0.003_121, 1e-6, "gradient of the squared error");
    near(Hessian::new(&*squared, &[-10.0, 0.0][..]).spectrum().low, -8.93e-4, 1e-6, "not convex");
    let region = [[-3.0, 5.0], [-3.0, 3.0]];
    let ([w, b], best) = minimum(&cross, region);
    near(w, 2.2103, 1e-4, "w");
    near(b, 0.1165, 1e-4, "b");
    near(best, 0.401_494, 1e-6, "the lowest cross-entropy");
    let ([u, _], lowest) = minimum(&squared, region);
    near(u, 1.7614, 1e-4, "w of the squared error");
    near(lowest, 0.134_52, 1e-5, "the lowest squared error");
    for (loss, best, count, at_100) in
        [("cross_entropy", best, 24, 2.205), ("squared", lowest, 1171, -9.728)]
    {
        let run = one(&format!(
            "steps = 1500\nstart = [-10, 0]\n[surface]\nid = \"logistic_regression\"\nloss = \"{loss}\"\n\
             [[run]]\noptimizer = \"gd\"\nlr = 1"
        ));
        steps(first_below(&run, 1.05 * best), count, loss);
        near(run.trajectory().point(100)[0], at_100, 1e-3, loss);
    }
    let raw = build("logistic_regression:scaling=none");
    let ([w, b], value) = minimum(&raw, [[-3.0, 5.0], [-8.0, 3.0]]);
    near(w, 1.504_645, 1e-5, "w of hours");
    near(b, -4.077_713, 1e-5, "b of hours");
    near(20.0 * value, 8.029_878, 1e-5, "total log-loss");
}

#[test]
fn gradients_of_batches_average_to_the_gradient_of_the_whole() {
    for name in [
        "linear_regression",
        "logistic_regression",
        "tanh_neuron",
        "two_layer_tanh",
        "adversarial_sum",
    ] {
        let surface = build(name);
        let count = surface.examples() as u32;
        for at in [[0.3, -0.7], [-2.0, 1.5]] {
            let whole = gradient(&*surface, at);
            let (mut sum, mut losses) = ([0.0; 2], 0.0);
            for index in 0..count {
                let mut part = [0.0; 2];
                losses += surface.batch_gradient(&[index], &at, &mut part);
                sum = [sum[0] + part[0], sum[1] + part[1]];
                let alone = surface.sum().unwrap().restricted(&[index]);
                assert_eq!(gradient(&*alone, at), part, "{name}: the landscape of one example");
            }
            let size = whole[0].hypot(whole[1]).max(1.0);
            for axis in 0..2 {
                near(sum[axis] / f64::from(count), whole[axis], 1e-12 * size, name);
            }
            near(
                losses / f64::from(count),
                surface.value(&at),
                1e-12 * losses.abs().max(1.0),
                name,
            );
        }
    }
}
