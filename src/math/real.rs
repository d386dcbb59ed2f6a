//! What a formula may do with a number.

use std::ops::{Add, Div, Mul, Neg, Sub};

use super::functions;

/// A number that a formula can be evaluated on: plain, with its derivatives, or a part of a graph.
pub trait Real:
    Copy
    + From<f64>
    + Neg<Output = Self>
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Add<f64, Output = Self>
    + Sub<f64, Output = Self>
    + Mul<f64, Output = Self>
    + Div<f64, Output = Self>
{
    /// √x.
    fn sqrt(self) -> Self;
    /// eˣ.
    fn exp(self) -> Self;
    /// The natural logarithm.
    fn ln(self) -> Self;
    /// sin x, x in radians.
    fn sin(self) -> Self;
    /// cos x, x in radians.
    fn cos(self) -> Self;
    /// The angle between -π/2 and π/2 whose tangent is x.
    fn atan(self) -> Self;
    /// The angle between -π/2 and π/2 whose sine is x.
    fn asin(self) -> Self;
    /// The angle between 0 and π whose cosine is x.
    fn acos(self) -> Self;
    /// ln(1 + x), to the last digits where x is small.
    fn ln_1p(self) -> Self;
    /// The logarithm to base 2.
    fn log2(self) -> Self;
    /// The logarithm to base 10.
    fn log10(self) -> Self;
    /// The hyperbolic sine.
    fn sinh(self) -> Self;
    /// The hyperbolic cosine.
    fn cosh(self) -> Self;
    /// The hyperbolic tangent.
    fn tanh(self) -> Self;
    /// The cube root.
    fn cbrt(self) -> Self;
    /// √(x² + y²), without overflow on the way; its slope at 0 is taken as 0.
    fn hypot(self, other: Self) -> Self;
    /// x to the power of y; no number where x is negative.
    fn pow(self, exponent: Self) -> Self;
    /// |x|; its slope at 0 is taken as 0.
    fn abs(self) -> Self;
    /// The largest whole number that is not above x; its slope is 0.
    fn floor(self) -> Self;
    /// x to a power that is no variable.
    fn powf(self, exponent: f64) -> Self;
    /// 1 where x < y, else 0; no number if either is none.
    fn less(self, other: Self) -> Self;
    /// `then` where x is not 0, else `otherwise`; no number if x is none.
    fn select(self, then: Self, otherwise: Self) -> Self;

    /// x².
    #[inline(always)]
    fn squared(self) -> Self {
        self * self
    }

    /// x to a whole power, by multiplications.
    #[inline(always)]
    fn powi(self, exponent: i32) -> Self {
        if exponent < -1 {
            // In two steps: the power itself may be beyond the numbers where its inverse is not.
            let half = exponent / 2;
            return self.powi(half) / self.powi(half - exponent);
        }
        if exponent == -1 {
            return Self::from(1.0) / self;
        }
        let (mut result, mut base, mut left) = (None, self, exponent);
        while left > 0 {
            if left % 2 == 1 {
                result = Some(result.map_or(base, |sum: Self| sum * base));
            }
            left /= 2;
            if left > 0 {
                base = base.squared();
            }
        }
        result.unwrap_or_else(|| Self::from(1.0))
    }

    /// The smaller of two; no number if either is none.
    #[inline(always)]
    fn min(self, other: Self) -> Self {
        let even = self * 0.5 + other * 0.5;
        self.less(other).select(self, other.less(self).select(other, even))
    }

    /// The larger of two; no number if either is none.
    #[inline(always)]
    fn max(self, other: Self) -> Self {
        let even = self * 0.5 + other * 0.5;
        other.less(self).select(self, self.less(other).select(other, even))
    }

    /// -1, 0 or 1.
    #[inline(always)]
    fn sign(self) -> Self {
        let zero = Self::from(0.0);
        zero.less(self) - self.less(zero)
    }

    /// 1/(1 + e⁻ˣ), to the last digits in its tails.
    #[inline(always)]
    fn sigmoid(self) -> Self {
        let power = (-self.abs()).exp();
        self.less(Self::from(0.0)).select(power, Self::from(1.0)) / (power + 1.0)
    }

    /// The slope of the sigmoid, e⁻ˣ/(1 + e⁻ˣ)².
    #[inline(always)]
    fn sigmoid_slope(self) -> Self {
        let power = (-self.abs()).exp();
        power / (power + 1.0) / (power + 1.0)
    }

    /// ln(1 + eˣ), without overflow, to the last digits where it is small.
    #[inline(always)]
    fn softplus(self) -> Self {
        let rest = (-self.abs()).exp().ln_1p();
        self.less(Self::from(0.0)).select(rest, rest + self)
    }
}

impl Real for f64 {
    #[inline(always)]
    fn sqrt(self) -> Self {
        self.sqrt()
    }
    #[inline(always)]
    fn exp(self) -> Self {
        functions::exp(self)
    }
    #[inline(always)]
    fn ln(self) -> Self {
        functions::ln(self)
    }
    #[inline(always)]
    fn sin(self) -> Self {
        functions::sin(self)
    }
    #[inline(always)]
    fn cos(self) -> Self {
        functions::cos(self)
    }
    fn atan(self) -> Self {
        libm::atan(self)
    }
    fn asin(self) -> Self {
        libm::asin(self)
    }
    fn acos(self) -> Self {
        libm::acos(self)
    }
    #[inline(always)]
    fn ln_1p(self) -> Self {
        functions::ln_1p_by::<false>(self)
    }
    #[inline(always)]
    fn log2(self) -> Self {
        functions::log2_by::<false>(self)
    }
    #[inline(always)]
    fn log10(self) -> Self {
        functions::log10_by::<false>(self)
    }
    #[inline(always)]
    fn sinh(self) -> Self {
        functions::sinh_by::<false>(self)
    }
    #[inline(always)]
    fn cosh(self) -> Self {
        functions::cosh_by::<false>(self)
    }
    #[inline(always)]
    fn tanh(self) -> Self {
        functions::tanh(self)
    }
    fn cbrt(self) -> Self {
        libm::cbrt(self)
    }
    #[inline(always)]
    fn hypot(self, other: Self) -> Self {
        functions::hypot(self, other)
    }
    fn pow(self, exponent: Self) -> Self {
        // 1 to the power of no number is none, whatever C says.
        if self >= 0.0 && !exponent.is_nan() { libm::pow(self, exponent) } else { Self::NAN }
    }
    #[inline(always)]
    fn abs(self) -> Self {
        self.abs()
    }
    #[inline(always)]
    fn floor(self) -> Self {
        self.floor()
    }
    fn powf(self, exponent: f64) -> Self {
        libm::pow(self, exponent)
    }
    #[inline(always)]
    fn less(self, other: Self) -> Self {
        let known = if self < other { 1.0 } else { 0.0 };
        if self.is_nan() || other.is_nan() { Self::NAN } else { known }
    }
    #[inline(always)]
    fn select(self, then: Self, otherwise: Self) -> Self {
        let known = if self == 0.0 { otherwise } else { then };
        if self.is_nan() { Self::NAN } else { known }
    }
}
