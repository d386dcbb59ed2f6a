//! First and second derivatives in two variables.

use std::ops::{Add, Mul, Sub};

/// A value, its gradient and its Hessian in (x, y).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Jet {
    /// The value.
    pub value: f64,
    /// ∂/∂x and ∂/∂y.
    pub gradient: [f64; 2],
    /// ∂²/∂x², ∂²/∂x∂y and ∂²/∂y².
    pub hessian: [f64; 3],
}

impl Jet {
    /// A number that depends on nothing.
    pub fn constant(value: f64) -> Self {
        Self { value, gradient: [0.0; 2], hessian: [0.0; 3] }
    }

    /// The point (x, y) as two variables.
    pub fn variables(x: f64, y: f64) -> [Self; 2] {
        [
            Self { gradient: [1.0, 0.0], ..Self::constant(x) },
            Self { gradient: [0.0, 1.0], ..Self::constant(y) },
        ]
    }

    fn scale(self, by: f64) -> Self {
        Self {
            value: self.value * by,
            gradient: self.gradient.map(|g| g * by),
            hessian: self.hessian.map(|h| h * by),
        }
    }

    fn over(self, by: f64) -> Self {
        Self {
            value: self.value / by,
            gradient: self.gradient.map(|g| g / by),
            hessian: self.hessian.map(|h| h / by),
        }
    }

    /// f(self), given f, f′ and f″ at `self.value`.
    fn chain(self, f: f64, slope: f64, curvature: f64) -> Self {
        let [gx, gy] = self.gradient;
        let [hxx, hxy, hyy] = self.hessian;
        Self {
            value: f,
            gradient: [slope * gx, slope * gy],
            hessian: [
                slope * hxx + curvature * gx * gx,
                slope * hxy + curvature * gx * gy,
                slope * hyy + curvature * gy * gy,
            ],
        }
    }
}

impl Add for Jet {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        let ([ax, ay], [bx, by]) = (self.gradient, other.gradient);
        let ([p, q, r], [s, t, u]) = (self.hessian, other.hessian);
        Self {
            value: self.value + other.value,
            gradient: [ax + bx, ay + by],
            hessian: [p + s, q + t, r + u],
        }
    }
}

impl Sub for Jet {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self + other.scale(-1.0)
    }
}

impl Mul for Jet {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        let (a, b) = (self.value, other.value);
        let ([ax, ay], [bx, by]) = (self.gradient, other.gradient);
        let ([axx, axy, ayy], [bxx, bxy, byy]) = (self.hessian, other.hessian);
        Self {
            value: a * b,
            gradient: [a * bx + ax * b, a * by + ay * b],
            hessian: [
                a * bxx + 2.0 * ax * bx + axx * b,
                a * bxy + ax * by + ay * bx + axy * b,
                a * byy + 2.0 * ay * by + ayy * b,
            ],
        }
    }
}

super::operators!(Jet);

#[cfg(test)]
mod tests {
    use super::super::{Dual, Real};
    use super::*;

    fn formula<T: Real>(x: T, y: T) -> T {
        (x * y).sin() / (y.squared() + 2.0) - (x * 0.3).exp() * (y * y + 1.0).sqrt() + (x / y).cos()
    }

    #[test]
    fn derivatives_agree_with_central_differences() {
        let (x, y, h) = (0.7, -1.3, 1e-5);
        let [jx, jy] = Jet::variables(x, y);
        let jet = formula(jx, jy);
        let gradient = |x: f64, y: f64| {
            let [dx, dy] = Dual::variables(x, y);
            formula(dx, dy).gradient
        };
        let difference = |f: &dyn Fn(f64) -> f64| (f(h) - f(-h)) / (2.0 * h);
        let close = |a: f64, b: f64| assert!((a - b).abs() < 1e-8, "{a} is not {b}");
        assert_eq!(jet.value, formula(x, y));
        assert_eq!(jet.gradient, gradient(x, y));
        close(jet.gradient[0], difference(&|t| formula(x + t, y)));
        close(jet.gradient[1], difference(&|t| formula(x, y + t)));
        close(jet.hessian[0], difference(&|t| gradient(x + t, y)[0]));
        close(jet.hessian[1], difference(&|t| gradient(x + t, y)[1]));
        close(jet.hessian[1], difference(&|t| gradient(x, y + t)[0]));
        close(jet.hessian[2], difference(&|t| gradient(x, y + t)[1]));
    }
}
