//! Numbers that know how they go on along a ray: series in √t, t the way from a point.
//!
//! At the tip of a root derivatives are 0 times ∞ though the whole may be as smooth as can be:
//! cos √(x² + y²) at (0, 0). Along a ray the root is a series like the rest.

use std::ops::{Add, Div, Mul, Neg, Sub};

use super::Real;

/// Coefficients of 1, √t, t, … up to t⁴.
const N: usize = 9;

/// c₀ + c₁ √t + c₂ t + …; coefficients that are not known are no numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Series([f64; N]);

impl Series {
    /// Nothing is known.
    const UNKNOWN: Self = Self([f64::NAN; N]);

    /// A coordinate that changes with `speed` along the ray.
    fn ray(at: f64, speed: f64) -> Self {
        let mut series = Self::from(at);
        series.0[2] = speed;
        series
    }

    /// The first coefficient that is not 0, and its place.
    fn leading(self) -> Option<(usize, f64)> {
        self.0.into_iter().enumerate().find(|(_, c)| *c != 0.0)
    }

    /// The series that makes up for `step` further √t in each term; or fewer, where what is not
    /// known comes in at the end.
    fn shifted(self, step: isize) -> Self {
        let from = |k: usize| usize::try_from(k as isize - step);
        Self(std::array::from_fn(|k| match from(k) {
            Ok(k) => self.0.get(k).copied().unwrap_or(f64::NAN),
            Err(_) => 0.0,
        }))
    }

    /// A series by a rule for each coefficient, given those before it.
    fn step_by_step(first: f64, next: impl Fn(usize, &[f64; N]) -> f64) -> Self {
        let mut out = [0.0; N];
        out[0] = first;
        for k in 1..N {
            out[k] = next(k, &out);
        }
        Self(out)
    }

    /// The function whose slope along the series is this one: f(c₀) and the rest.
    fn integral(self, first: f64, slope: Self) -> Self {
        let part = |k: usize| {
            let sum: f64 = (1..=k).map(|i| i as f64 * self.0[i] * slope.0[k - i]).sum();
            sum / k as f64
        };
        Self(std::array::from_fn(|k| if k == 0 { first } else { part(k) }))
    }

    /// Sine and cosine: each is the other's slope, but for a sign.
    fn sin_cos(self) -> (Self, Self) {
        let u = self.0;
        let (mut sin, mut cos) = ([0.0; N], [0.0; N]);
        (sin[0], cos[0]) = (Real::sin(u[0]), Real::cos(u[0]));
        for k in 1..N {
            let sum = |of: &[f64; N]| -> f64 { (1..=k).map(|i| i as f64 * u[i] * of[k - i]).sum() };
            (sin[k], cos[k]) = (sum(&cos) / k as f64, -sum(&sin) / k as f64);
        }
        (Self(sin), Self(cos))
    }

    /// A power of a series that begins with a positive number, or with a power of t that gives one.
    fn power(self, exponent: f64) -> Self {
        let Some((order, first)) = self.leading() else {
            // Nothing as far as is known: then so is the power, less far.
            let known = (N as f64 * exponent).ceil() as usize;
            return Self(std::array::from_fn(|k| if k < known { 0.0 } else { f64::NAN }));
        };
        let step = order as f64 * exponent;
        if first.is_nan() || first < 0.0 || step.fract() != 0.0 || step < 0.0 {
            return Self::UNKNOWN;
        }
        let u = self.shifted(-(order as isize)).0;
        let next = |k: usize, y: &[f64; N]| {
            let part = |i: usize| (exponent * i as f64 - (k - i) as f64) * u[i] * y[k - i];
            (1..=k).map(part).sum::<f64>() / (k as f64 * u[0])
        };
        Self::step_by_step(u[0].powf(exponent), next).shifted(step as isize)
    }

    /// Along the ray: the slope and the second derivative, where there are such.
    fn derivatives(self) -> Option<[f64; 2]> {
        let [_, root, slope, bent, half, ..] = self.0;
        let smooth = root == 0.0 && bent == 0.0 && slope.is_finite() && half.is_finite();
        smooth.then_some([slope, 2.0 * half])
    }
}

/// The gradient and the Hessian (xx, xy, yy) of a function at a point where rules of derivation
/// fail on its parts, if it is smooth there all the same.
pub fn smooth(
    f: impl Fn(Series, Series) -> Series,
    [x, y]: [f64; 2],
) -> Option<([f64; 2], [f64; 3])> {
    let along = |u: f64, v: f64| {
        let there = f(Series::ray(x, u), Series::ray(y, v)).derivatives()?;
        let back = f(Series::ray(x, -u), Series::ray(y, -v)).derivatives()?;
        (near(there[0], -back[0]) && near(there[1], back[1])).then_some(there)
    };
    let ([gx, xx], [gy, yy]) = (along(1.0, 0.0)?, along(0.0, 1.0)?);
    let [_, sum] = along(1.0, 1.0)?;
    let xy = 0.5 * (sum - xx - yy);
    // Other ways must tell the same.
    let told = |u: f64, v: f64| {
        let [slope, bend] = along(u, v)?;
        let expected = xx * u * u + 2.0 * xy * u * v + yy * v * v;
        let size = (xx * u * u).abs() + (2.0 * xy * u * v).abs() + (yy * v * v).abs();
        let level = (slope - gx * u - gy * v).abs() <= 1e-9 * ((gx * u).abs() + (gy * v).abs());
        Some(level && (bend - expected).abs() <= 1e-9 * size)
    };
    let all = told(1.0, 1.0)? && told(1.0, -1.0)? && told(1.0, 2.0)? && told(-2.0, 1.0)?;
    all.then_some(([gx, gy], [xx, xy, yy]))
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs())
}

impl From<f64> for Series {
    fn from(value: f64) -> Self {
        let mut series = [0.0; N];
        series[0] = value;
        Self(series)
    }
}

impl Neg for Series {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.map(|c| -c))
    }
}

impl Add for Series {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(std::array::from_fn(|k| self.0[k] + other.0[k]))
    }
}

impl Sub for Series {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

impl Mul for Series {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        // What is not known of one matters only as far as the other has begun.
        let [a, b] = [self, other].map(|s| s.leading().map_or(N, |(order, _)| order));
        let term = |k: usize| {
            let from = a..=k.saturating_sub(b).min(N - 1);
            from.filter(|i| k >= b && *i <= k).map(|i| self.0[i] * other.0[k - i]).sum()
        };
        Self(std::array::from_fn(term))
    }
}

impl Div for Series {
    type Output = Self;
    fn div(self, other: Self) -> Self {
        let Some((order, _)) = other.leading() else { return Self::UNKNOWN };
        if self.0[..order].iter().any(|c| *c != 0.0) {
            return Self::UNKNOWN;
        }
        let (a, b) = (self.shifted(-(order as isize)).0, other.shifted(-(order as isize)).0);
        let next =
            |k: usize, q: &[f64; N]| (a[k] - (1..=k).map(|i| b[i] * q[k - i]).sum::<f64>()) / b[0];
        Self::step_by_step(a[0] / b[0], next)
    }
}

/// Write an operator with a plain number on the right.
macro_rules! with_number {
    ($($trait:ident $method:ident)*) => {$(
        impl $trait<f64> for Series {
            type Output = Self;
            fn $method(self, other: f64) -> Self {
                self.$method(Self::from(other))
            }
        }
    )*};
}
with_number!(Add add Sub sub Mul mul Div div);

impl Real for Series {
    fn sqrt(self) -> Self {
        self.power(0.5)
    }
    fn exp(self) -> Self {
        let u = self.0;
        Self::step_by_step(Real::exp(u[0]), |k, y| {
            (1..=k).map(|i| i as f64 * u[i] * y[k - i]).sum::<f64>() / k as f64
        })
    }
    fn ln(self) -> Self {
        if self.0[0] > 0.0 {
            self.integral(Real::ln(self.0[0]), Self::from(1.0) / self)
        } else {
            Self::UNKNOWN
        }
    }
    fn sin(self) -> Self {
        self.sin_cos().0
    }
    fn cos(self) -> Self {
        self.sin_cos().1
    }
    fn atan(self) -> Self {
        self.integral(Real::atan(self.0[0]), Self::from(1.0) / (self * self + 1.0))
    }
    fn asin(self) -> Self {
        let slope = Self::from(1.0) / (Self::from(1.0) - self * self).sqrt();
        self.integral(Real::asin(self.0[0]), slope)
    }
    fn acos(self) -> Self {
        -self.asin() + std::f64::consts::FRAC_PI_2
    }
    fn ln_1p(self) -> Self {
        (self + 1.0).ln()
    }
    fn log2(self) -> Self {
        self.ln() * std::f64::consts::LOG2_E
    }
    fn log10(self) -> Self {
        self.ln() * std::f64::consts::LOG10_E
    }
    fn sinh(self) -> Self {
        (self.exp() - (-self).exp()) * 0.5
    }
    fn cosh(self) -> Self {
        (self.exp() + (-self).exp()) * 0.5
    }
    fn tanh(self) -> Self {
        self.sinh() / self.cosh()
    }
    fn cbrt(self) -> Self {
        match self.leading() {
            Some((_, first)) if first < 0.0 => -(-self).power(1.0 / 3.0),
            _ => self.power(1.0 / 3.0),
        }
    }
    fn hypot(self, other: Self) -> Self {
        (self * self + other * other).sqrt()
    }
    fn pow(self, exponent: Self) -> Self {
        (self.ln() * exponent).exp()
    }
    fn powf(self, exponent: f64) -> Self {
        self.power(exponent)
    }
    fn abs(self) -> Self {
        match self.leading() {
            Some((_, first)) if first < 0.0 => -self,
            _ => self,
        }
    }
    fn floor(self) -> Self {
        let whole = self.0[0].floor();
        let below = (self - whole).leading().is_some_and(|(_, first)| first < 0.0);
        Self::from(if below { whole - 1.0 } else { whole })
    }
    fn less(self, other: Self) -> Self {
        // Just beyond the point.
        match (other - self).leading() {
            Some((_, first)) if first.is_nan() => Self::UNKNOWN,
            Some((_, first)) if first > 0.0 => Self::from(1.0),
            _ => Self::from(0.0),
        }
    }
    fn select(self, then: Self, otherwise: Self) -> Self {
        match self.leading() {
            Some((_, first)) if first.is_nan() => Self::UNKNOWN,
            Some(_) => then,
            None => otherwise,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(f: impl Fn(Series, Series) -> Series, expected: Option<([f64; 2], [f64; 3])>) {
        let found = smooth(f, [0.0, 0.0]);
        let close = |a: &[f64], b: &[f64]| a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-12);
        let same = match (found, expected) {
            (Some((g, h)), Some((a, b))) => close(&g, &a) && close(&h, &b),
            (found, expected) => found.is_none() && expected.is_none(),
        };
        assert!(same, "{found:?}, not {expected:?}");
    }

    #[test]
    fn what_is_smooth_at_the_tip_of_a_root_has_its_derivatives() {
        let r = |x: Series, y: Series| (x * x + y * y).sqrt();
        let level = |xx: f64, yy: f64| Some(([0.0; 2], [xx, 0.0, yy]));
        check(|x, y| r(x, y) * r(x, y), level(2.0, 2.0));
        check(|x, y| r(x, y).cos(), level(-1.0, -1.0));
        check(|x, y| r(x, y).powi(3), level(0.0, 0.0));
        check(|x, y| r(x, y).powi(4) + y, Some(([0.0, 1.0], [0.0; 3])));
        check(|x, y| r(x, y).sin() * r(x, y), level(2.0, 2.0));
        check(|x, y| x.hypot(y).cosh() + x * y, Some(([0.0; 2], [1.0, 1.0, 1.0])));
        check(|x, y| (x * x * x * x).sqrt() + y, Some(([0.0, 1.0], [2.0, 0.0, 0.0])));
        check(|x, y| (r(x, y).exp() + (-r(x, y)).exp()).ln(), level(1.0, 1.0));
        check(|x, y| r(x, y).sin() / r(x, y), level(-1.0 / 3.0, -1.0 / 3.0));
        check(|x, y| x.abs() * x.abs() + y * y, level(2.0, 2.0));
        check(|x, y| (x * x + y * y).powf(1.5), level(0.0, 0.0));
    }

    #[test]
    fn what_is_not_smooth_there_has_none() {
        check(|x, y| (x * x + y * y).sqrt(), None);
        check(|x, y| x.abs() + y, None);
        check(|x, y| (x * x * y * y).sqrt(), None);
        check(|x, y| x.sqrt() * x.sqrt() + y, None);
        check(|x, y| x * x.abs() + y, None);
        check(|x, y| (x * x + y * y).powf(0.75), None);
        check(|x, y| x.floor() * y, None);
        check(|x, y| y.ln() + x, None);
    }
}
