//! Numbers that carry derivatives, and the little linear algebra of two dimensions.

mod dual;
mod eigen;
pub mod functions;
pub mod graph;
mod jet;
mod real;
mod series;
mod spectrum;
mod symmetric;
mod vector;

pub use dual::Dual;
pub use eigen::{Eigen, eigen};
pub use jet::Jet;
pub use real::Real;
pub use series::{Series, smooth};
pub use spectrum::{Spectrum, directions, eigenvalues, lanczos};
pub use symmetric::Symmetric;
pub use vector::{across, distance, dot, norm};

/// Write what a number that carries derivatives has in common with others: the operators, and the
/// chain rule of every function.
macro_rules! operators {
    ($type:ident) => {
        impl<S: Real> From<f64> for $type<S> {
            #[inline(always)]
            fn from(value: f64) -> Self {
                Self::constant(S::from(value))
            }
        }
        impl<S: Real> std::ops::Add<f64> for $type<S> {
            type Output = Self;
            #[inline(always)]
            fn add(self, other: f64) -> Self {
                Self { value: self.value + other, ..self }
            }
        }
        impl<S: Real> std::ops::Sub<f64> for $type<S> {
            type Output = Self;
            #[inline(always)]
            fn sub(self, other: f64) -> Self {
                Self { value: self.value - other, ..self }
            }
        }
        impl<S: Real> std::ops::Mul<f64> for $type<S> {
            type Output = Self;
            #[inline(always)]
            fn mul(self, other: f64) -> Self {
                self.each(|part| part * other)
            }
        }
        impl<S: Real> std::ops::Div<f64> for $type<S> {
            type Output = Self;
            #[inline(always)]
            fn div(self, other: f64) -> Self {
                self.each(|part| part / other)
            }
        }
        impl<S: Real> std::ops::Neg for $type<S> {
            type Output = Self;
            #[inline(always)]
            fn neg(self) -> Self {
                self.each(|part| -part)
            }
        }
        impl<S: Real> Real for $type<S> {
            #[inline(always)]
            fn sqrt(self) -> Self {
                let root = self.value.sqrt();
                let slope = S::from(0.5) / root;
                let curvature = slope * -0.5 / self.value;
                // At the tip of a cone, √(x² + y²) at 0, the gradient is taken as zero; there is
                // no Hessian.
                self.chain_by(root, |g| g.select(slope * g, S::from(0.0)), slope, curvature)
            }
            #[inline(always)]
            fn squared(self) -> Self {
                self.chain(self.value.squared(), self.value + self.value, S::from(2.0))
            }
            #[inline(always)]
            fn powi(self, exponent: i32) -> Self {
                match exponent {
                    0 => Self::from(1.0),
                    1 => self,
                    2 => self.squared(),
                    _ => {
                        let n = f64::from(exponent);
                        let slope = self.value.powi(exponent - 1) * n;
                        let curvature = self.value.powi(exponent - 2) * (n * (n - 1.0));
                        self.chain(self.value.powi(exponent), slope, curvature)
                    }
                }
            }
            #[inline(always)]
            fn powf(self, exponent: f64) -> Self {
                let slope = self.value.powf(exponent - 1.0) * exponent;
                let curvature = self.value.powf(exponent - 2.0) * (exponent * (exponent - 1.0));
                self.chain(self.value.powf(exponent), slope, curvature)
            }
            #[inline(always)]
            fn exp(self) -> Self {
                let exp = self.value.exp();
                self.chain(exp, exp, exp)
            }
            #[inline(always)]
            fn ln(self) -> Self {
                let inverse = S::from(1.0) / self.value;
                self.chain(self.value.ln(), inverse, -(inverse * inverse))
            }
            #[inline(always)]
            fn sin(self) -> Self {
                let (sin, cos) = (self.value.sin(), self.value.cos());
                self.chain(sin, cos, -sin)
            }
            #[inline(always)]
            fn cos(self) -> Self {
                let (sin, cos) = (self.value.sin(), self.value.cos());
                self.chain(cos, -sin, -cos)
            }
            #[inline(always)]
            fn atan(self) -> Self {
                let inverse = S::from(1.0) / self.value.hypot(S::from(1.0));
                let slope = inverse.squared();
                self.chain(self.value.atan(), slope, self.value * slope * slope * -2.0)
            }
            #[inline(always)]
            fn asin(self) -> Self {
                // Not 1 - x²: that has lost its digits where x is nearly 1.
                let below = (S::from(1.0) - self.value) * (self.value + 1.0);
                let slope = S::from(1.0) / below.sqrt();
                self.chain(self.value.asin(), slope, self.value * slope / below)
            }
            #[inline(always)]
            fn acos(self) -> Self {
                let below = (S::from(1.0) - self.value) * (self.value + 1.0);
                let slope = S::from(-1.0) / below.sqrt();
                self.chain(self.value.acos(), slope, self.value * slope / below)
            }
            #[inline(always)]
            fn ln_1p(self) -> Self {
                let inverse = S::from(1.0) / (self.value + 1.0);
                self.chain(self.value.ln_1p(), inverse, -(inverse * inverse))
            }
            #[inline(always)]
            fn log2(self) -> Self {
                let inverse = S::from(1.0) / self.value;
                let slope = inverse * std::f64::consts::LOG2_E;
                self.chain(self.value.log2(), slope, -(inverse * slope))
            }
            #[inline(always)]
            fn log10(self) -> Self {
                let inverse = S::from(1.0) / self.value;
                let slope = inverse * std::f64::consts::LOG10_E;
                self.chain(self.value.log10(), slope, -(inverse * slope))
            }
            #[inline(always)]
            fn sinh(self) -> Self {
                let (sinh, cosh) = (self.value.sinh(), self.value.cosh());
                self.chain(sinh, cosh, sinh)
            }
            #[inline(always)]
            fn cosh(self) -> Self {
                let (sinh, cosh) = (self.value.sinh(), self.value.cosh());
                self.chain(cosh, sinh, cosh)
            }
            #[inline(always)]
            fn tanh(self) -> Self {
                // Not 1 - tanh²: that has lost its digits where tanh is nearly 1.
                let tanh = self.value.tanh();
                let power = (self.value.abs() * -2.0).exp();
                let slope = power / (power + 1.0) / (power + 1.0) * 4.0;
                self.chain(tanh, slope, tanh * slope * -2.0)
            }
            #[inline(always)]
            fn cbrt(self) -> Self {
                let root = self.value.cbrt();
                let slope = S::from(1.0 / 3.0) / root.squared();
                self.chain(root, slope, slope / self.value * (-2.0 / 3.0))
            }
            #[inline(always)]
            fn hypot(self, other: Self) -> Self {
                let length = self.value.hypot(other.value);
                // At the tip of the cone the gradient is taken as zero; there is no Hessian.
                let share = |part: S| length.select(part / length, S::from(0.0));
                let (a, b) = (share(self.value), share(other.value));
                let bends = [b * b / length, -(a * b) / length, a * a / length];
                self.pair(other, length, [a, b], bends)
            }
            #[inline(always)]
            fn pow(self, exponent: Self) -> Self {
                let (x, y) = (self.value, exponent.value);
                let (power, log) = (x.pow(y), x.ln());
                let [once, twice] = [1.0, 2.0].map(|less| x.pow(y - less));
                let slopes = [y * once, power * log];
                let bends = [y * (y - 1.0) * twice, (y * log + 1.0) * once, power * log * log];
                self.pair(exponent, power, slopes, bends)
            }
            #[inline(always)]
            fn sigmoid(self) -> Self {
                let slope = self.value.sigmoid_slope();
                self.chain(self.value.sigmoid(), slope, -slope * (self.value * 0.5).tanh())
            }
            #[inline(always)]
            fn softplus(self) -> Self {
                let slope = self.value.sigmoid();
                self.chain(self.value.softplus(), slope, self.value.sigmoid_slope())
            }
            #[inline(always)]
            fn abs(self) -> Self {
                self.chain(self.value.abs(), self.value.sign(), S::from(0.0))
            }
            #[inline(always)]
            fn floor(self) -> Self {
                Self::constant(self.value.floor())
            }
            #[inline(always)]
            fn less(self, other: Self) -> Self {
                Self::constant(self.value.less(other.value))
            }
            #[inline(always)]
            fn select(self, then: Self, otherwise: Self) -> Self {
                then.both(otherwise, |a, b| self.value.select(a, b))
            }
        }
    };
}
use operators;

/// A loop over long slices, for [`wide`].
pub trait Loop {
    /// Run it. Whatever is called in it must be `#[inline(always)]`, or it gains nothing.
    fn run(self);
}

/// Run a loop with the widest instructions of the processor at hand. The results are the same bits
/// on any of them, because nothing is fused or reordered.
pub fn wide(work: impl Loop) {
    struct Any<W>(W);
    impl<W: Loop> pulp::NullaryFnOnce for Any<W> {
        type Output = ();
        #[inline(always)]
        fn call(self) {
            self.0.run();
        }
    }
    pulp::Arch::new().dispatch(Any(work));
}

/// The same loop with fused multiplications and additions, or without.
pub trait FusedLoop {
    /// Run it. Whatever is called in it must be `#[inline(always)]`, or it gains nothing.
    fn run<const FUSED: bool>(self);
}

/// Run a loop with the widest instructions of the processor at hand, fused where there are such.
/// The last digits depend on the processor: for maps, not for runs.
pub fn wide_fused(work: impl FusedLoop) {
    struct Any<W, const FUSED: bool>(W);
    impl<W: FusedLoop, const FUSED: bool> pulp::NullaryFnOnce for Any<W, FUSED> {
        type Output = ();
        #[inline(always)]
        fn call(self) {
            self.0.run::<FUSED>();
        }
    }
    let arch = pulp::Arch::new();
    let fused = cfg!(any(target_arch = "x86_64", target_arch = "aarch64"))
        && !matches!(arch, pulp::Arch::Scalar);
    if fused {
        arch.dispatch(Any::<_, true>(work));
    } else {
        arch.dispatch(Any::<_, false>(work));
    }
}

/// Rounded to two significant digits.
pub fn two_digits(value: f64) -> f64 {
    format!("{value:.1e}").parse().unwrap_or(value)
}
