//! The operations of a graph.

use crate::math::Real;

/// Declare the operations: name, number of arguments, and what they do.
macro_rules! operations {
    ($($(#[doc = $doc:literal])+ $name:ident $arity:literal |$a:ident, $b:ident, $c:ident| $result:expr;)+) => {
        /// An operation on one, two or three numbers.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Op {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Op {
            /// The number of arguments.
            pub fn arity(self) -> usize {
                match self {
                    $(Self::$name => $arity,)+
                }
            }

            /// Whether finite numbers may have no finite result, other than by their size.
            pub(super) fn has_holes(self) -> bool {
                use Op::{Acos, Asin, Div, Ln, Ln1p, Log2, Log10, Pow, Powf, Sqrt};
                matches!(self, Acos | Asin | Div | Ln | Ln1p | Log2 | Log10 | Pow | Powf | Sqrt)
            }

            /// The result for plain numbers; arguments that it has not are ignored.
            #[inline(always)]
            pub fn of(self, a: f64, b: f64, c: f64) -> f64 {
                match self {
                    $(Self::$name => {
                        let ($a, $b, $c) = (a, b, c);
                        $result
                    })+
                }
            }
        }

        /// The same expression with the operation known at compile time in every arm.
        macro_rules! known {
            ($op:expr, |$known:ident| $body:expr) => {
                match $op {
                    $($crate::math::graph::Op::$name => {
                        const $known: $crate::math::graph::Op = $crate::math::graph::Op::$name;
                        $body
                    })+
                }
            };
        }
        pub(super) use known;
    };
}

operations! {
    /// -a
    Neg 1 |a, _b, _c| -a;
    /// a + b
    Add 2 |a, b, _c| a + b;
    /// a - b
    Sub 2 |a, b, _c| a - b;
    /// a b
    Mul 2 |a, b, _c| a * b;
    /// a / b
    Div 2 |a, b, _c| a / b;
    /// √a
    Sqrt 1 |a, _b, _c| Real::sqrt(a);
    /// eᵃ
    Exp 1 |a, _b, _c| Real::exp(a);
    /// ln a
    Ln 1 |a, _b, _c| Real::ln(a);
    /// sin a
    Sin 1 |a, _b, _c| Real::sin(a);
    /// cos a
    Cos 1 |a, _b, _c| Real::cos(a);
    /// arctan a
    Atan 1 |a, _b, _c| Real::atan(a);
    /// arcsin a
    Asin 1 |a, _b, _c| Real::asin(a);
    /// arccos a
    Acos 1 |a, _b, _c| Real::acos(a);
    /// ln(1 + a)
    Ln1p 1 |a, _b, _c| Real::ln_1p(a);
    /// The logarithm of a to base 2
    Log2 1 |a, _b, _c| Real::log2(a);
    /// The logarithm of a to base 10
    Log10 1 |a, _b, _c| Real::log10(a);
    /// sinh a
    Sinh 1 |a, _b, _c| Real::sinh(a);
    /// cosh a
    Cosh 1 |a, _b, _c| Real::cosh(a);
    /// tanh a
    Tanh 1 |a, _b, _c| Real::tanh(a);
    /// The cube root of a
    Cbrt 1 |a, _b, _c| Real::cbrt(a);
    /// |a|
    Abs 1 |a, _b, _c| Real::abs(a);
    /// The largest whole number that is not above a
    Floor 1 |a, _b, _c| Real::floor(a);
    /// a to the power of b, a number
    Powf 2 |a, b, _c| Real::powf(a, b);
    /// a to the power of b; no number where a is negative
    Pow 2 |a, b, _c| Real::pow(a, b);
    /// √(a² + b²)
    Hypot 2 |a, b, _c| Real::hypot(a, b);
    /// 1 where a < b, else 0
    Less 2 |a, b, _c| Real::less(a, b);
    /// b where a is not 0, else c
    Select 3 |a, b, c| Real::select(a, b, c);
    /// a b + c
    MulAdd 3 |a, b, c| a * b + c;
    /// a b - c
    MulSub 3 |a, b, c| a * b - c;
    /// c - a b
    SubMul 3 |a, b, c| c - a * b;
}
