//! First and second derivatives in two variables.

use std::ops::{Add, Div, Mul, Sub};

use super::Real;

/// A value, its gradient and its Hessian in (x, y).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Jet<S = f64> {
    /// The value.
    pub value: S,
    /// ∂/∂x and ∂/∂y.
    pub gradient: [S; 2],
    /// ∂²/∂x², ∂²/∂x∂y and ∂²/∂y².
    pub hessian: [S; 3],
}

impl<S: Real> Jet<S> {
    /// A number that depends on nothing.
    #[inline(always)]
    pub fn constant(value: S) -> Self {
        let zero = S::from(0.0);
        Self { value, gradient: [zero; 2], hessian: [zero; 3] }
    }

    /// The point (x, y) as two variables.
    #[inline(always)]
    pub fn variables(x: S, y: S) -> [Self; 2] {
        let unit = [S::from(1.0), S::from(0.0)];
        [
            Self { gradient: unit, ..Self::constant(x) },
            Self { gradient: [unit[1], unit[0]], ..Self::constant(y) },
        ]
    }

    /// f(self), given f, f′ and f″ at `self.value`.
    #[inline(always)]
    fn chain(self, f: S, slope: S, curvature: S) -> Self {
        self.chain_by(f, |g| slope * g, slope, curvature)
    }

    /// The same, with another way to make the first derivatives.
    #[inline(always)]
    fn chain_by(self, f: S, derivative: impl Fn(S) -> S, slope: S, curvature: S) -> Self {
        let [gx, gy] = self.gradient;
        let [hxx, hxy, hyy] = self.hessian;
        Self {
            value: f,
            gradient: [derivative(gx), derivative(gy)],
            hessian: [
                slope * hxx + curvature * gx * gx,
                slope * hxy + curvature * gx * gy,
                slope * hyy + curvature * gy * gy,
            ],
        }
    }

    /// The same linear map for the value and the derivatives.
    #[inline(always)]
    fn each(self, map: impl Fn(S) -> S) -> Self {
        Self {
            value: map(self.value),
            gradient: self.gradient.map(&map),
            hessian: self.hessian.map(&map),
        }
    }

    /// The same choice or sum for the value and the derivatives.
    #[inline(always)]
    fn both(self, other: Self, join: impl Fn(S, S) -> S) -> Self {
        let ([ax, ay], [bx, by]) = (self.gradient, other.gradient);
        let ([p, q, r], [s, t, u]) = (self.hessian, other.hessian);
        Self {
            value: join(self.value, other.value),
            gradient: [join(ax, bx), join(ay, by)],
            hessian: [join(p, s), join(q, t), join(r, u)],
        }
    }
}

impl<S: Real> Jet<S> {
    /// f(self, other), given f, its slopes and its second derivatives along both.
    #[inline(always)]
    fn pair(self, other: Self, f: S, [a, b]: [S; 2], [aa, ab, bb]: [S; 3]) -> Self {
        let (p, q) = (self.gradient, other.gradient);
        let bend = |i: usize, j: usize, k: usize| {
            let mixed = ab * (p[i] * q[j] + p[j] * q[i]);
            a * self.hessian[k] + b * other.hessian[k] + aa * p[i] * p[j] + mixed + bb * q[i] * q[j]
        };
        Self {
            value: f,
            gradient: [0, 1].map(|i| a * p[i] + b * q[i]),
            hessian: [bend(0, 0, 0), bend(0, 1, 1), bend(1, 1, 2)],
        }
    }
}

impl<S: Real> Add for Jet<S> {
    type Output = Self;
    #[inline(always)]
    fn add(self, other: Self) -> Self {
        self.both(other, |a, b| a + b)
    }
}

impl<S: Real> Sub for Jet<S> {
    type Output = Self;
    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        self.both(other, |a, b| a - b)
    }
}

impl<S: Real> Mul for Jet<S> {
    type Output = Self;
    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        let (a, b) = (self.value, other.value);
        let ([ax, ay], [bx, by]) = (self.gradient, other.gradient);
        let ([axx, axy, ayy], [bxx, bxy, byy]) = (self.hessian, other.hessian);
        Self {
            value: a * b,
            gradient: [a * bx + ax * b, a * by + ay * b],
            hessian: [
                a * bxx + ax * bx * 2.0 + axx * b,
                a * bxy + ax * by + ay * bx + axy * b,
                a * byy + ay * by * 2.0 + ayy * b,
            ],
        }
    }
}

impl<S: Real> Div for Jet<S> {
    type Output = Self;
    #[inline(always)]
    fn div(self, other: Self) -> Self {
        let value = self.value / other.value;
        let inverse = S::from(1.0) / other.value;
        let part = |a: S, b: S| a * inverse - value * b * inverse;
        let [p, q] = [0, 1].map(|i| part(self.gradient[i], other.gradient[i]));
        let [bx, by] = other.gradient;
        let [xx, xy, yy] = [0, 1, 2].map(|k| part(self.hessian[k], other.hessian[k]));
        let hessian = [
            xx - p * bx * inverse * 2.0,
            xy - (p * by + q * bx) * inverse,
            yy - q * by * inverse * 2.0,
        ];
        Self { value, gradient: [p, q], hessian }
    }
}

super::operators!(Jet);

#[cfg(test)]
mod tests {
    use super::super::Dual;
    use super::*;

    fn formula<T: Real>(x: T, y: T) -> T {
        let smooth = (x * y).sin() / (y.squared() + 2.0) - (x * 0.3).exp() * (y * y + 1.0).sqrt()
            + (x / y).cos();
        let bent = x.max(y * 2.0).min(x * x) + (x - 0.3).abs() + (x * 3.0).floor() * y;
        let rest = (x * y).tanh() + x.ln() * y.atan() + (x * 0.4).asin() + (x * y).softplus();
        smooth + bent + rest + x.powf(1.7) + x.powi(5) * y.powi(-3) + (x * y).abs().pow(y)
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
        let close =
            |a: f64, b: f64| assert!((a - b).abs() < 1e-8 * b.abs().max(1.0), "{a} is not {b}");
        assert_eq!(jet.value, formula(x, y));
        close(jet.gradient[0], gradient(x, y)[0]);
        close(jet.gradient[1], gradient(x, y)[1]);
        close(jet.gradient[0], difference(&|t| formula(x + t, y)));
        close(jet.gradient[1], difference(&|t| formula(x, y + t)));
        close(jet.hessian[0], difference(&|t| gradient(x + t, y)[0]));
        close(jet.hessian[1], difference(&|t| gradient(x + t, y)[1]));
        close(jet.hessian[1], difference(&|t| gradient(x, y + t)[0]));
        close(jet.hessian[2], difference(&|t| gradient(x, y + t)[1]));
    }
}
