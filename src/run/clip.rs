//! Gradient clipping: what an optimizer is told when the gradient is too large.

use std::fmt;

use crate::math::norm;

/// A bound on the gradients that an optimizer is told.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Clip {
    /// No bound.
    #[default]
    None,
    /// A gradient with a longer norm is scaled by this over (its norm + 10⁻⁶), as in PyTorch's
    /// `clip_grad_norm_`.
    Norm(f64),
    /// Every coordinate is cut off at plus or minus this, as in `clip_grad_value_`.
    Value(f64),
}

impl Clip {
    /// Bound a gradient.
    pub fn apply(self, gradient: &mut [f64]) {
        match self {
            Self::None => {}
            Self::Norm(most) => {
                let scale = (most / (norm(gradient) + 1e-6)).min(1.0);
                for g in gradient {
                    *g *= scale;
                }
            }
            Self::Value(most) => {
                // What is no number stays none.
                for g in gradient {
                    *g = if g.abs() > most { most.copysign(*g) } else { *g };
                }
            }
        }
    }
}

impl fmt::Display for Clip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("none"),
            Self::Norm(most) => write!(f, "norm {most}"),
            Self::Value(most) => write!(f, "value {most}"),
        }
    }
}
