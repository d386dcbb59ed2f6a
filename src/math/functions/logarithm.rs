//! Logarithms, exact at whole powers of their base.

use super::{LN2, fma, polynomial};

/// The natural logarithm.
#[inline(always)]
pub fn ln(x: f64) -> f64 {
    ln_by::<false>(x)
}

/// A logarithm taken apart: k, f and t, so that ln x is k ln 2 + f - f²/2 + t, where 1 + f lies
/// between √½ and √2.
#[inline(always)]
fn parts<const FUSED: bool>(x: f64) -> [f64; 3] {
    // Numbers below the normal range are brought into it.
    let tiny = x < f64::MIN_POSITIVE;
    let scaled = if tiny { x * 18_014_398_509_481_984.0 } else { x };
    let bits = scaled.to_bits();
    let offset = bits.wrapping_sub(0x3fe6_a09e_667f_3bcd); // √½
    let k = ((offset as i64) >> 52) as f64 - if tiny { 54.0 } else { 0.0 };
    let m = f64::from_bits(bits.wrapping_sub(offset & 0xfff0_0000_0000_0000));
    let f = m - 1.0;
    let s = f / (2.0 + f);
    let z = s * s;
    let c = [
        1.479_819_860_511_658_6e-1,
        1.531_383_769_920_937_3e-1,
        1.818_357_216_161_805e-1,
        2.222_219_843_214_978_4e-1,
        2.857_142_874_366_239e-1,
        3.999_999_999_940_942e-1,
        6.666_666_666_666_735e-1,
    ];
    let w = polynomial::<FUSED, 7>(c, z) * z;
    [k, f, s * (0.5 * f * f + w)]
}

/// What a logarithm is where it is no finite number, else `y`.
#[inline(always)]
fn ends(x: f64, y: f64) -> f64 {
    let y = if x > 0.0 { y } else { f64::NAN };
    let y = if x == 0.0 { f64::NEG_INFINITY } else { y };
    if x == f64::INFINITY { x } else { y }
}

/// The natural logarithm.
#[inline(always)]
pub fn ln_by<const FUSED: bool>(x: f64) -> f64 {
    let [k, f, t] = parts::<FUSED>(x);
    let half = 0.5 * f * f;
    let tail = fma::<FUSED>(k, LN2[1], t);
    ends(x, fma::<FUSED>(k, LN2[0], f - (half - tail)))
}

/// ln(1 + x), also where 1 + x has lost what matters of x.
#[inline(always)]
pub fn ln_1p_by<const FUSED: bool>(x: f64) -> f64 {
    let sum = 1.0 + x;
    let step = sum - 1.0;
    // ln(1 + h)/h hardly depends on h: that of the h that is left serves.
    let y = ln_by::<FUSED>(sum) * (x / step);
    if step == 0.0 || sum == f64::INFINITY { x } else { y }
}

/// A logarithm to another base, of which 1/ln and the logarithm of 2 are given in two parts each:
/// exact at whole powers of it.
#[inline(always)]
fn log_by<const FUSED: bool>(x: f64, inverse: [f64; 2], two: [f64; 2]) -> f64 {
    let [k, f, t] = parts::<FUSED>(x);
    let half = 0.5 * f * f;
    let high = f64::from_bits((f - half).to_bits() & 0xffff_ffff_0000_0000);
    let low = (f - high) - half + t;
    let whole = k * two[0];
    let first = high * inverse[0];
    let sum = whole + first;
    let rest = (low + high) * inverse[1] + low * inverse[0];
    let rest = k * two[1] + rest + ((whole - sum) + first);
    ends(x, sum + rest)
}

/// The logarithm to base 2.
#[inline(always)]
pub fn log2_by<const FUSED: bool>(x: f64) -> f64 {
    let inverse = [1.442_695_040_721_446_3, 1.675_171_316_488_651_2e-10];
    log_by::<FUSED>(x, inverse, [1.0, 0.0])
}

/// The logarithm to base 10.
#[inline(always)]
pub fn log10_by<const FUSED: bool>(x: f64) -> f64 {
    let inverse = [4.342_944_818_781_689e-1, 2.508_294_671_164_527_5e-11];
    log_by::<FUSED>(x, inverse, [3.010_299_956_636_117_7e-1, 3.694_239_077_158_931e-13])
}
