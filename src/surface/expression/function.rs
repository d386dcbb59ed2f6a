//! What a formula may call.

use crate::math::Real;

/// Declare the functions of typed formulas: name, number of arguments, meaning, value.
macro_rules! functions {
    ($($name:literal $variant:ident ($($argument:ident),+) $doc:literal = $value:expr;)+) => {
        /// A function of typed formulas.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Function {
            $(#[doc = $doc] $variant,)+
        }

        impl Function {
            /// All of them: name, arguments and meaning.
            pub(super) const ALL: &'static [(&'static str, Self, usize, &'static str)] =
                &[$(($name, Self::$variant, [$(stringify!($argument)),+].len(), $doc),)+];

            /// The value for these arguments.
            pub(super) fn of<T: Real>(self, arguments: [T; 3]) -> T {
                match self {
                    $(Self::$variant => {
                        let [$($argument,)+ ..] = arguments;
                        $value
                    })+
                }
            }
        }
    };
}

functions! {
    "sqrt" Sqrt(a) "square root" = a.sqrt();
    "cbrt" Cbrt(a) "cube root" = a.cbrt();
    "exp" Exp(a) "e to the power" = a.exp();
    "expm1" Expm1(a) "exp(a) - 1, exact where a is small" = {
        let near = (a * 0.5).sinh() * (a * 0.5).exp() * 2.0;
        a.abs().less(T::from(1.0)).select(near, a.exp() - 1.0)
    };
    "ln" Ln(a) "natural logarithm" = a.ln();
    "log" Log(a) "natural logarithm, as ln" = a.ln();
    "log1p" Log1p(a) "ln(1 + a), exact where a is small" = a.ln_1p();
    "log2" Log2(a) "logarithm to base 2" = a.log2();
    "log10" Log10(a) "logarithm to base 10" = a.log10();
    "sin" Sin(a) "sine, of radians" = a.sin();
    "cos" Cos(a) "cosine, of radians" = a.cos();
    "tan" Tan(a) "tangent, of radians" = a.sin() / a.cos();
    "asin" Asin(a) "arc sine" = a.asin();
    "acos" Acos(a) "arc cosine" = a.acos();
    "atan" Atan(a) "arc tangent" = a.atan();
    "sinh" Sinh(a) "hyperbolic sine" = a.sinh();
    "cosh" Cosh(a) "hyperbolic cosine" = a.cosh();
    "tanh" Tanh(a) "hyperbolic tangent" = a.tanh();
    "sigmoid" Sigmoid(a) "1/(1 + exp(-a))" = a.sigmoid();
    "softplus" Softplus(a) "ln(1 + exp(a))" = a.softplus();
    "relu" Relu(a) "max(a, 0)" = a.max(T::from(0.0));
    "abs" Abs(a) "size without sign" = a.abs();
    "sign" Sign(a) "-1, 0 or 1" = a.sign();
    "floor" Floor(a) "next whole number below" = a.floor();
    "ceil" Ceil(a) "next whole number above" = -(-a).floor();
    "min" Min(a, b) "the smallest of two or more" = a.min(b);
    "max" Max(a, b) "the largest of two or more" = a.max(b);
    "hypot" Hypot(a, b) "sqrt(a^2 + b^2)" = a.hypot(b);
    "if" If(a, b, c) "b where the condition a holds, else c" = a.select(b, c);
}
