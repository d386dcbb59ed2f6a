//! The pieces of a formula.

/// A piece of a formula.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// A number.
    Number(f64),
    /// A name.
    Name(String),
    /// A whole power written as a superscript.
    Superscript(i32),
    /// The sign of a root, and the function that it is.
    Root(&'static str),
    /// LaTeX's fraction of two groups in braces.
    Fraction,
    /// An operator, a bracket or a comma.
    Sign(char),
    /// `<=`
    AtMost,
    /// `>=`
    AtLeast,
}

/// A token and where it stands: its first character and the one after its last, counted from 0.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub(super) token: Token,
    pub(super) start: usize,
    pub(super) end: usize,
}
