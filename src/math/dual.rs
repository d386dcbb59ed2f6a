//! First derivatives in two variables.

use std::ops::{Add, Div, Mul, Sub};

use super::Real;

/// A value and its gradient in (x, y).
///
/// It also knows which of the two variables it depends on at all. In a formula that is known at
/// compile time, so that a loop over points multiplies no zeros.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dual<S = f64> {
    /// The value.
    pub value: S,
    /// ∂/∂x and ∂/∂y.
    pub gradient: [S; 2],
    depends: [bool; 2],
}

impl<S: Real> Dual<S> {
    /// A number that depends on nothing.
    #[inline(always)]
    pub fn constant(value: S) -> Self {
        Self { value, gradient: [S::from(0.0); 2], depends: [false; 2] }
    }

    /// The point (x, y) as two variables.
    #[inline(always)]
    pub fn variables(x: S, y: S) -> [Self; 2] {
        let unit = [S::from(1.0), S::from(0.0)];
        [
            Self { value: x, gradient: unit, depends: [true, false] },
            Self { value: y, gradient: [unit[1], unit[0]], depends: [false, true] },
        ]
    }

    /// f(self), given f and f′ at `self.value`.
    #[inline(always)]
    fn chain(self, f: S, slope: S, curvature: S) -> Self {
        self.chain_by(f, |g| slope * g, slope, curvature)
    }

    /// The same, with another way to make the derivatives.
    #[inline(always)]
    fn chain_by(self, f: S, derivative: impl Fn(S) -> S, _slope: S, _curvature: S) -> Self {
        let one = |axis: usize| {
            if self.depends[axis] { derivative(self.gradient[axis]) } else { S::from(0.0) }
        };
        Self { value: f, gradient: [one(0), one(1)], depends: self.depends }
    }

    /// The same linear map for the value and the derivatives.
    #[inline(always)]
    fn each(self, map: impl Fn(S) -> S) -> Self {
        let value = map(self.value);
        self.chain_by(value, map, value, value)
    }

    /// The same choice for the value and the derivatives.
    #[inline(always)]
    fn both(self, other: Self, choose: impl Fn(S, S) -> S) -> Self {
        let depends = [0, 1].map(|axis| self.depends[axis] || other.depends[axis]);
        let one = |axis: usize| {
            let (a, b) = (self.gradient[axis], other.gradient[axis]);
            if depends[axis] { choose(a, b) } else { S::from(0.0) }
        };
        Self { value: choose(self.value, other.value), gradient: [one(0), one(1)], depends }
    }

    /// The derivatives of a combination of two numbers: of the first alone, of the second alone,
    /// or of both.
    #[inline(always)]
    fn join(self, other: Self, value: S, left: impl Fn(S) -> S, right: impl Fn(S) -> S) -> Self {
        let one = |axis: usize| {
            let (a, b) = (self.gradient[axis], other.gradient[axis]);
            match (self.depends[axis], other.depends[axis]) {
                (true, true) => left(a) + right(b),
                (true, false) => left(a),
                (false, true) => right(b),
                (false, false) => S::from(0.0),
            }
        };
        let depends = [0, 1].map(|axis| self.depends[axis] || other.depends[axis]);
        Self { value, gradient: [one(0), one(1)], depends }
    }
}

impl<S: Real> Dual<S> {
    /// f(self, other), given f and its slopes along both.
    #[inline(always)]
    fn pair(self, other: Self, f: S, [a, b]: [S; 2], _bends: [S; 3]) -> Self {
        self.join(other, f, |da| a * da, |db| b * db)
    }
}

impl<S: Real> Add for Dual<S> {
    type Output = Self;
    #[inline(always)]
    fn add(self, other: Self) -> Self {
        self.join(other, self.value + other.value, |a| a, |b| b)
    }
}

impl<S: Real> Sub for Dual<S> {
    type Output = Self;
    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        self.join(other, self.value - other.value, |a| a, |b| -b)
    }
}

impl<S: Real> Mul for Dual<S> {
    type Output = Self;
    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        let (a, b) = (self.value, other.value);
        self.join(other, a * b, |da| da * b, |db| a * db)
    }
}

impl<S: Real> Div for Dual<S> {
    type Output = Self;
    #[inline(always)]
    fn div(self, other: Self) -> Self {
        let quotient = self.value / other.value;
        let inverse = S::from(1.0) / other.value;
        self.join(other, quotient, |da| da * inverse, |db| -(quotient * db * inverse))
    }
}

super::operators!(Dual);
