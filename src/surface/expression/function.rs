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
    "cbrt" Cbrt(a) "cube root" = a.sign() * a.abs().powf(1.0 / 3.0);
    "exp" Exp(a) "e to the power" = a.exp();
    "ln" Ln(a) "natural logarithm" = a.ln();
    "log" Log(a) "natural logarithm, as ln" = a.ln();
    "log2" Log2(a) "logarithm to base 2" = a.ln() / std::f64::consts::LN_2;
    "log10" Log10(a) "logarithm to base 10" = a.ln() / std::f64::consts::LN_10;
    "sin" Sin(a) "sine, of radians" = a.sin();
    "cos" Cos(a) "cosine, of radians" = a.cos();
    "tan" Tan(a) "tangent, of radians" = a.sin() / a.cos();
    "asin" Asin(a) "arc sine" = a.asin();
    "acos" Acos(a) "arc cosine" = -a.asin() + std::f64::consts::FRAC_PI_2;
    "atan" Atan(a) "arc tangent" = a.atan();
    "sinh" Sinh(a) "hyperbolic sine" = (a.exp() - (-a).exp()) * 0.5;
    "cosh" Cosh(a) "hyperbolic cosine" = (a.exp() + (-a).exp()) * 0.5;
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
    "hypot" Hypot(a, b) "sqrt(a^2 + b^2)" = (a.squared() + b.squared()).sqrt();
    "if" If(a, b, c) "b where the condition a holds, else c" = a.select(b, c);
}
