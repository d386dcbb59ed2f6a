//! First derivatives in two variables.

use std::ops::{Add, Mul, Sub};

/// A value and its gradient in (x, y).
///
/// It also knows which of the two variables it depends on at all. In a formula that is known at
/// compile time, so that a loop over points multiplies no zeros.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dual {
    /// The value.
    pub value: f64,
    /// ∂/∂x and ∂/∂y.
    pub gradient: [f64; 2],
    depends: [bool; 2],
}

impl Dual {
    /// A number that depends on nothing.
    #[inline(always)]
    pub fn constant(value: f64) -> Self {
        Self { value, gradient: [0.0; 2], depends: [false; 2] }
    }

    /// The point (x, y) as two variables.
    #[inline(always)]
    pub fn variables(x: f64, y: f64) -> [Self; 2] {
        [
            Self { value: x, gradient: [1.0, 0.0], depends: [true, false] },
            Self { value: y, gradient: [0.0, 1.0], depends: [false, true] },
        ]
    }

    #[inline(always)]
    fn scale(self, by: f64) -> Self {
        self.each(self.value * by, |g| g * by)
    }

    #[inline(always)]
    fn over(self, by: f64) -> Self {
        self.each(self.value / by, |g| g / by)
    }

    /// f(self), given f and f′ at `self.value`.
    #[inline(always)]
    fn chain(self, f: f64, slope: f64, _curvature: f64) -> Self {
        self.each(f, |g| slope * g)
    }

    /// Another value, and another derivative where there is one.
    #[inline(always)]
    fn each(self, value: f64, derivative: impl Fn(f64) -> f64) -> Self {
        let one = |axis: usize| {
            if self.depends[axis] { derivative(self.gradient[axis]) } else { 0.0 }
        };
        Self { value, gradient: [one(0), one(1)], depends: self.depends }
    }

    /// The derivatives of a combination of two numbers: of the first alone, of the second alone,
    /// or of both.
    #[inline(always)]
    fn join(
        self,
        other: Self,
        value: f64,
        left: impl Fn(f64) -> f64,
        right: impl Fn(f64) -> f64,
    ) -> Self {
        let one = |axis: usize| {
            let (a, b) = (self.gradient[axis], other.gradient[axis]);
            match (self.depends[axis], other.depends[axis]) {
                (true, true) => left(a) + right(b),
                (true, false) => left(a),
                (false, true) => right(b),
                (false, false) => 0.0,
            }
        };
        let depends = [0, 1].map(|axis| self.depends[axis] || other.depends[axis]);
        Self { value, gradient: [one(0), one(1)], depends }
    }
}

impl Add for Dual {
    type Output = Self;
    #[inline(always)]
    fn add(self, other: Self) -> Self {
        self.join(other, self.value + other.value, |a| a, |b| b)
    }
}

impl Sub for Dual {
    type Output = Self;
    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        self.join(other, self.value - other.value, |a| a, |b| -b)
    }
}

impl Mul for Dual {
    type Output = Self;
    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        let (a, b) = (self.value, other.value);
        self.join(other, a * b, |da| da * b, |db| a * db)
    }
}

super::operators!(Dual);
