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
    /// The hyperbolic tangent.
    fn tanh(self) -> Self;
    /// |x|; its slope at 0 is taken as 0.
    fn abs(self) -> Self;
    /// The largest whole number that is not above x; its slope is 0.
    fn floor(self) -> Self;
    /// x to a power that is no variable.
    fn powf(self, exponent: f64) -> Self;
    /// 1 where x < y, else 0.
    fn less(self, other: Self) -> Self;
    /// `then` where x is not 0, else `otherwise`.
    fn select(self, then: Self, otherwise: Self) -> Self;

    /// x².
    #[inline(always)]
    fn squared(self) -> Self {
        self * self
    }

    /// x to a whole power, by multiplications.
    #[inline(always)]
    fn powi(self, exponent: i32) -> Self {
        if exponent < 0 {
            return Self::from(1.0) / self.powi(-exponent);
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

    /// x to the power of y; real for positive x only.
    #[inline(always)]
    fn pow(self, exponent: Self) -> Self {
        (self.ln() * exponent).exp()
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

    /// 1/(1 + e⁻ˣ).
    #[inline(always)]
    fn sigmoid(self) -> Self {
        ((self * 0.5).tanh() + 1.0) * 0.5
    }

    /// ln(1 + eˣ), without overflow.
    #[inline(always)]
    fn softplus(self) -> Self {
        let size = self.abs();
        (self + size) * 0.5 + ((-size).exp() + 1.0).ln()
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
    #[inline(always)]
    fn tanh(self) -> Self {
        functions::tanh(self)
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
        if self < other { 1.0 } else { 0.0 }
    }
    #[inline(always)]
    fn select(self, then: Self, otherwise: Self) -> Self {
        if self == 0.0 { otherwise } else { then }
    }
}
