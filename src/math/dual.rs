//! First derivatives in two variables.

use std::ops::{Add, Mul, Sub};

/// A value and its gradient in (x, y).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dual {
    /// The value.
    pub value: f64,
    /// ∂/∂x and ∂/∂y.
    pub gradient: [f64; 2],
}

impl Dual {
    /// A number that depends on nothing.
    pub fn constant(value: f64) -> Self {
        Self { value, gradient: [0.0; 2] }
    }

    /// The point (x, y) as two variables.
    pub fn variables(x: f64, y: f64) -> [Self; 2] {
        [Self { value: x, gradient: [1.0, 0.0] }, Self { value: y, gradient: [0.0, 1.0] }]
    }

    fn scale(self, by: f64) -> Self {
        Self { value: self.value * by, gradient: self.gradient.map(|g| g * by) }
    }

    fn over(self, by: f64) -> Self {
        Self { value: self.value / by, gradient: self.gradient.map(|g| g / by) }
    }

    /// f(self), given f and f′ at `self.value`.
    #[inline]
    fn chain(self, f: f64, slope: f64, _curvature: f64) -> Self {
        Self { value: f, gradient: self.gradient.map(|g| slope * g) }
    }
}

impl Add for Dual {
    type Output = Self;
    #[inline]
    fn add(self, other: Self) -> Self {
        let ([ax, ay], [bx, by]) = (self.gradient, other.gradient);
        Self { value: self.value + other.value, gradient: [ax + bx, ay + by] }
    }
}

impl Sub for Dual {
    type Output = Self;
    #[inline]
    fn sub(self, other: Self) -> Self {
        let ([ax, ay], [bx, by]) = (self.gradient, other.gradient);
        Self { value: self.value - other.value, gradient: [ax - bx, ay - by] }
    }
}

impl Mul for Dual {
    type Output = Self;
    #[inline]
    fn mul(self, other: Self) -> Self {
        let (a, b) = (self.value, other.value);
        let ([ax, ay], [bx, by]) = (self.gradient, other.gradient);
        Self { value: a * b, gradient: [a * bx + ax * b, a * by + ay * b] }
    }
}

super::operators!(Dual);
