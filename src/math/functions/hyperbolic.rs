//! Hyperbolic functions, by powers of e and near zero by series.

use super::{exp_by, fma, polynomial, power};

/// Half of eˣ for x from 0 on: finite as long as cosh x is.
#[inline(always)]
fn half_exp<const FUSED: bool>(x: f64) -> f64 {
    let (p, n) = power::<FUSED>(x);
    let y = (p + p) * f64::from_bits(n.wrapping_add(1021) << 52);
    if x > 710.475_860_073_943_9 { f64::INFINITY } else { y }
}

/// The hyperbolic tangent.
#[inline(always)]
pub fn tanh(x: f64) -> f64 {
    tanh_by::<false>(x)
}

/// The hyperbolic tangent.
#[inline(always)]
pub fn tanh_by<const FUSED: bool>(x: f64) -> f64 {
    let z = x * x;
    // Near zero a quotient of polynomials (Lambert's continued fraction), else by powers of e.
    let above = x * (z * (z * (z + 378.0) + 17_325.0) + 135_135.0);
    let below = z * (z * (28.0 * z + 3_150.0) + 62_370.0) + 135_135.0;
    let power = exp_by::<FUSED>(x.abs() * -2.0);
    let far = ((1.0 - power) / (1.0 + power)).copysign(x);
    if x.abs() < 0.45 { above / below } else { far }
}

/// The hyperbolic sine.
#[inline(always)]
pub fn sinh_by<const FUSED: bool>(x: f64) -> f64 {
    let c = [
        1.0 / 355_687_428_096_000.0,
        1.0 / 1_307_674_368_000.0,
        1.0 / 6_227_020_800.0,
        1.0 / 39_916_800.0,
        1.0 / 362_880.0,
        1.0 / 5_040.0,
        1.0 / 120.0,
        1.0 / 6.0,
    ];
    let z = x * x;
    let near = fma::<FUSED>(x * z, polynomial::<FUSED, 8>(c, z), x);
    let half = half_exp::<FUSED>(x.abs());
    let far = (half - 0.25 / half).copysign(x);
    if x.abs() < 1.0 { near } else { far }
}

/// The hyperbolic cosine.
#[inline(always)]
pub fn cosh_by<const FUSED: bool>(x: f64) -> f64 {
    let half = half_exp::<FUSED>(x.abs());
    half + 0.25 / half
}
