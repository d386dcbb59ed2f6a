//! Elementary functions as plain arithmetic, so that a loop over them becomes vector code.
//!
//! The same text serves one number and a block of numbers, therefore both give the same bits, on
//! every processor and every system; unless `FUSED`, which lets products and sums be one
//! instruction: faster, other last digits, for maps only. Within 6 units in the last place of the true value.
//! Polynomials and splittings of constants: fdlibm (Sun Microsystems, 1993).

mod hyperbolic;
mod logarithm;

use std::f64::consts::{FRAC_2_PI, LOG2_E};

pub use hyperbolic::{cosh_by, sinh_by, tanh, tanh_by};
pub use logarithm::{ln, ln_1p_by, ln_by, log2_by, log10_by};

/// 1.5 · 2⁵²: adding it rounds to a whole number, which is left in the low bits.
const ROUND: f64 = 6_755_399_441_055_744.0;
/// ln 2 in two parts; few digits in the first, so that a multiple of it is exact.
const LN2: [f64; 2] = [6.931_471_803_691_238e-1, 1.908_214_929_270_587_7e-10];
/// π/2 in three parts.
const HALF_PI: [f64; 3] =
    [1.570_796_326_734_125_6, 6.077_100_506_303_966e-11, 2.022_266_248_795_950_6e-21];
/// Up to here a multiple of π/2 can be taken away exactly.
const FAR: f64 = 1e5;

/// a b + c.
#[inline(always)]
pub fn fma<const FUSED: bool>(a: f64, b: f64, c: f64) -> f64 {
    if FUSED { a.mul_add(b, c) } else { a * b + c }
}

/// The polynomial with these coefficients, the highest power first.
#[inline(always)]
fn polynomial<const FUSED: bool, const N: usize>(coefficients: [f64; N], x: f64) -> f64 {
    coefficients.into_iter().reduce(|sum, next| fma::<FUSED>(sum, x, next)).unwrap_or(0.0)
}

/// eˣ taken apart: p, and the n of 2ⁿ in the low bits, so that eˣ is p 2ⁿ.
#[inline(always)]
fn power<const FUSED: bool>(x: f64) -> (f64, u64) {
    const C: [f64; 14] = [
        1.0,
        1.0,
        1.0 / 2.0,
        1.0 / 6.0,
        1.0 / 24.0,
        1.0 / 120.0,
        1.0 / 720.0,
        1.0 / 5_040.0,
        1.0 / 40_320.0,
        1.0 / 362_880.0,
        1.0 / 3_628_800.0,
        1.0 / 39_916_800.0,
        1.0 / 479_001_600.0,
        1.0 / 6_227_020_800.0,
    ];
    let whole = fma::<FUSED>(x, LOG2_E, ROUND);
    let n = whole - ROUND;
    let r = fma::<FUSED>(-n, LN2[1], fma::<FUSED>(-n, LN2[0], x));
    // Pairs of terms first: shorter chains of multiplications.
    let pair = |i: usize| fma::<FUSED>(C[i + 1], r, C[i]);
    let square = r * r;
    let fourth = square * square;
    let low = fma::<FUSED>(pair(2), square, pair(0));
    let middle = fma::<FUSED>(pair(6), square, pair(4));
    // Fused, for maps, two terms less: within 7e-15 of the value.
    let high = fma::<FUSED>(pair(10), square, pair(8));
    let high = if FUSED { high } else { pair(12) * fourth + high };
    (fma::<FUSED>(fma::<FUSED>(high, fourth, middle), fourth, low), whole.to_bits())
}

/// eˣ.
#[inline(always)]
pub fn exp_by<const FUSED: bool>(x: f64) -> f64 {
    let (p, n) = power::<FUSED>(x);
    // 2ⁿ as 4 · 2ⁿ⁻²: the largest results need more than there is. What falls below the normal
    // numbers is made 2¹²⁸ times too large first, and is rounded once.
    let tiny = x < -700.0;
    let power = f64::from_bits(n.wrapping_add(if tiny { 1021 + 128 } else { 1021 }) << 52);
    let y = p * 4.0 * power * if tiny { 2.938_735_877_055_719e-39 } else { 1.0 };
    let y = if x > 709.782_712_893_384 { f64::INFINITY } else { y };
    if x < -745.2 { 0.0 } else { y }
}

/// eˣ.
#[inline(always)]
pub fn exp(x: f64) -> f64 {
    exp_by::<false>(x)
}

/// x less the nearest multiple of π/2, and that multiple in the low bits.
#[inline(always)]
fn reduce<const FUSED: bool>(x: f64) -> (f64, u64) {
    let whole = fma::<FUSED>(x, FRAC_2_PI, ROUND);
    let n = whole - ROUND;
    let r = fma::<FUSED>(-n, HALF_PI[1], fma::<FUSED>(-n, HALF_PI[0], x));
    (fma::<FUSED>(-n, HALF_PI[2], r), whole.to_bits())
}

/// The sine of r + quarter·π/2, r from -π/4 to π/4.
#[inline(always)]
fn wave<const FUSED: bool>(r: f64, quarter: u64) -> f64 {
    let z = r * r;
    let sine = [
        1.589_690_995_211_55e-10,
        -2.505_076_025_340_686_3e-8,
        2.755_731_370_707_006_8e-6,
        -1.984_126_982_985_795e-4,
        8.333_333_333_322_49e-3,
        -1.666_666_666_666_663_2e-1,
    ];
    let cosine = [
        -1.135_964_755_778_819_5e-11,
        2.087_572_321_298_175e-9,
        -2.755_731_435_139_066_3e-7,
        2.480_158_728_947_673e-5,
        -1.388_888_888_887_411e-3,
        4.166_666_666_666_66e-2,
    ];
    let sine = fma::<FUSED>(polynomial::<FUSED, 6>(sine, z) * z, r, r);
    let flat = fma::<FUSED>(-0.5, z, 1.0);
    let cosine = fma::<FUSED>(polynomial::<FUSED, 6>(cosine, z) * z, z, flat);
    let value = if quarter & 1 == 0 { sine } else { cosine };
    f64::from_bits(value.to_bits() ^ ((quarter & 2) << 62))
}

/// Whether [`sin_near`] and [`cos_near`] may be asked about x.
#[inline(always)]
pub fn is_near(x: f64) -> bool {
    x.abs() <= FAR
}

/// sin x for x that [`is_near`].
#[inline(always)]
pub fn sin_near<const FUSED: bool>(x: f64) -> f64 {
    let (r, quarter) = reduce::<FUSED>(x);
    wave::<FUSED>(r, quarter)
}

/// cos x for x that [`is_near`].
#[inline(always)]
pub fn cos_near<const FUSED: bool>(x: f64) -> f64 {
    let (r, quarter) = reduce::<FUSED>(x);
    wave::<FUSED>(r, quarter.wrapping_add(1))
}

/// sin x, x in radians.
#[inline(always)]
pub fn sin(x: f64) -> f64 {
    if is_near(x) { sin_near::<false>(x) } else { libm::sin(x) }
}

/// cos x, x in radians.
#[inline(always)]
pub fn cos(x: f64) -> f64 {
    if is_near(x) { cos_near::<false>(x) } else { libm::cos(x) }
}

/// √(a² + b²), without overflow on the way.
#[inline(always)]
pub fn hypot(a: f64, b: f64) -> f64 {
    let (a, b) = (a.abs(), b.abs());
    let (long, short) = if a < b { (b, a) } else { (a, b) };
    let ratio = short / long;
    let length = long * (1.0 + ratio * ratio).sqrt();
    if long > 0.0 && long < f64::INFINITY { length } else { a + b }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The worst error over `n` points, in units in the last place of `unit(reference)`.
    fn worst(
        ours: fn(f64) -> f64,
        reference: fn(f64) -> f64,
        range: [f64; 2],
        absolute: bool,
    ) -> f64 {
        let n = 200_000;
        let point = |i: i32| range[0] + (range[1] - range[0]) * f64::from(i) / f64::from(n);
        let error = |x: f64| {
            let expected = reference(x);
            let unit = if absolute { 1.0 } else { expected.abs() };
            (ours(x) - expected).abs() / (unit * f64::EPSILON)
        };
        (0..=n).map(|i| error(point(i))).filter(|e| !e.is_nan()).fold(0.0, f64::max)
    }

    #[test]
    fn values_are_right_to_the_last_places() {
        let exact = [
            ("exp, fused", worst(exp_by::<true>, libm::exp, [-700.0, 709.7], false) / 20.0),
            ("sin, fused", worst(sin_near::<true>, libm::sin, [-100.0, 100.0], true)),
            ("cos, fused", worst(cos_near::<true>, libm::cos, [-100.0, 100.0], true)),
            ("ln, fused", worst(ln_by::<true>, libm::log, [1e-3, 50.0], false)),
            ("tanh, fused", worst(tanh_by::<true>, libm::tanh, [-20.0, 20.0], false) / 20.0),
            ("exp", worst(exp, libm::exp, [-700.0, 709.7], false)),
            ("exp near 0", worst(exp, libm::exp, [-1.0, 1.0], false)),
            ("sin", worst(sin, libm::sin, [-100.0, 100.0], true)),
            ("sin far", worst(sin, libm::sin, [-2e5, 2e5], true)),
            ("cos", worst(cos, libm::cos, [-100.0, 100.0], true)),
            ("ln", worst(ln, libm::log, [1e-3, 50.0], false)),
            ("tanh", worst(tanh, libm::tanh, [-20.0, 20.0], false)),
            ("tanh near 0", worst(tanh, libm::tanh, [-0.5, 0.5], false)),
        ];
        for (name, error) in exact {
            assert!(error < 6.0, "{name} is off by {error} units in the last place");
        }
    }

    #[test]
    fn the_ends_of_the_number_line_are_as_they_should_be() {
        assert_eq!(exp(f64::NEG_INFINITY), 0.0);
        assert_eq!(exp(1e300), f64::INFINITY);
        assert!((exp(709.78) / libm::exp(709.78) - 1.0).abs() < 1e-14);
        assert!((exp(-745.0) - libm::exp(-745.0)).abs() < 1e-320);
        assert_eq!(ln(0.0), f64::NEG_INFINITY);
        assert_eq!(ln(f64::INFINITY), f64::INFINITY);
        assert!((ln(5e-324) - libm::log(5e-324)).abs() < 1e-12);
        assert_eq!([tanh(800.0), tanh(-800.0), tanh(1e-20)], [1.0, -1.0, 1e-20]);
        assert_eq!([sin(0.0), cos(0.0), exp(0.0), ln(1.0)], [0.0, 1.0, 1.0, 0.0]);
        for f in [exp, sin, cos, ln, tanh] {
            assert!(f(f64::NAN).is_nan());
        }
        assert!(sin(f64::INFINITY).is_nan() && ln(-1.0).is_nan());
    }
}
