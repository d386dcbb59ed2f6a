//! Numbers that carry derivatives, and the little linear algebra of two dimensions.

mod dual;
mod eigen;
mod jet;
mod symmetric;

pub use dual::Dual;
pub use eigen::{Eigen, eigen};
pub use jet::Jet;
pub use symmetric::Symmetric;

use std::ops::{Add, Div, Mul, Neg, Sub};

/// A number that a formula can be evaluated on: plain, or with its derivatives.
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
    /// sin x, x in radians.
    fn sin(self) -> Self;
    /// cos x, x in radians.
    fn cos(self) -> Self;

    /// x².
    fn squared(self) -> Self {
        self * self
    }
}

impl Real for f64 {
    fn sqrt(self) -> Self {
        self.sqrt()
    }
    fn exp(self) -> Self {
        self.exp()
    }
    fn sin(self) -> Self {
        self.sin()
    }
    fn cos(self) -> Self {
        self.cos()
    }
}

/// Write the operators of a number that carries derivatives: `Neg`, `+ - * /` with itself from
/// its own methods, and with a plain number.
macro_rules! operators {
    ($type:ident) => {
        impl From<f64> for $type {
            #[inline(always)]
            fn from(value: f64) -> Self {
                Self::constant(value)
            }
        }
        impl std::ops::Add<f64> for $type {
            type Output = Self;
            #[inline(always)]
            fn add(self, other: f64) -> Self {
                Self { value: self.value + other, ..self }
            }
        }
        impl std::ops::Sub<f64> for $type {
            type Output = Self;
            #[inline(always)]
            fn sub(self, other: f64) -> Self {
                Self { value: self.value - other, ..self }
            }
        }
        impl std::ops::Mul<f64> for $type {
            type Output = Self;
            #[inline(always)]
            fn mul(self, other: f64) -> Self {
                self.scale(other)
            }
        }
        impl std::ops::Div<f64> for $type {
            type Output = Self;
            #[inline(always)]
            fn div(self, other: f64) -> Self {
                self.over(other)
            }
        }
        impl std::ops::Neg for $type {
            type Output = Self;
            #[inline(always)]
            fn neg(self) -> Self {
                self.scale(-1.0)
            }
        }
        impl std::ops::Div for $type {
            type Output = Self;
            #[inline(always)]
            fn div(self, other: Self) -> Self {
                let inverse = 1.0 / other.value;
                let slope = -inverse * inverse;
                self * other.chain(inverse, slope, -2.0 * inverse * slope)
            }
        }
        impl $crate::math::Real for $type {
            #[inline(always)]
            fn sqrt(self) -> Self {
                // The tip of a cone, √(x² + y²) at 0: its gradient is taken as zero, its
                // Hessian does not exist.
                if self.value == 0.0 && self.gradient == [0.0; 2] {
                    return self.chain(0.0, 0.0, f64::NAN);
                }
                let root = self.value.sqrt();
                self.chain(root, 0.5 / root, -0.25 / (root * self.value))
            }
            #[inline(always)]
            fn squared(self) -> Self {
                self.chain(self.value * self.value, self.value + self.value, 2.0)
            }
            fn exp(self) -> Self {
                let exp = self.value.exp();
                self.chain(exp, exp, exp)
            }
            fn sin(self) -> Self {
                let (sin, cos) = self.value.sin_cos();
                self.chain(sin, cos, -sin)
            }
            fn cos(self) -> Self {
                let (sin, cos) = self.value.sin_cos();
                self.chain(cos, -sin, -cos)
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

/// The length of a vector, without overflow on the way for two numbers.
pub fn norm(vector: &[f64]) -> f64 {
    match vector {
        [x, y] => x.hypot(*y),
        _ => vector.iter().map(|x| x * x).sum::<f64>().sqrt(),
    }
}
