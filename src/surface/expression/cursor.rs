//! Where the parser is: its tokens, what it has made of them, and how it complains.

use super::token::{Placed, Token};
use super::{ExpressionError, Operation, lookalike};
use crate::words::{Message, message};

/// Brackets, signs and powers inside each other, at most.
pub(super) const DEPTH: usize = 100;

pub(super) type Result<T> = std::result::Result<T, ExpressionError>;

/// A free name, and where it stands first.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Free {
    pub(super) name: String,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Free {
    /// The error about a name that nobody has given a number; `given` tells those which have one.
    pub(super) fn unknown(&self, given: impl Fn(&str) -> bool) -> ExpressionError {
        let name = &self.name;
        let letters = name.trim_end_matches(|c: char| c.is_numeric() || c == '_');
        let number = &name[letters.len()..];
        let message = match letters {
            _ if let Some(hint) = lookalike::of(name, given) => {
                message!("formula-free-lookalike", name, hint)
            }
            "x" | "y" => message!("formula-free-parameters", name),
            "e" if number.chars().all(|c| c.is_ascii_digit()) => {
                message!("formula-free-power", name, number)
            }
            _ => message!("formula-free", name),
        };
        ExpressionError::new(message, self.start, self.end)
    }
}

/// Whether something begins here that a product without a sign may go on with.
pub(super) fn begins(token: Option<&Token>) -> bool {
    matches!(
        token,
        Some(
            Token::Name(_)
                | Token::Number(_)
                | Token::Root(_)
                | Token::Fraction
                | Token::Sign('(' | '[' | '{')
        )
    )
}

pub(super) struct Parser {
    pub(super) tokens: Vec<Placed>,
    end: usize,
    pub(super) next: usize,
    depth: usize,
    /// Bars that are open and would be closed by the next one.
    pub(super) bars: usize,
    items: Vec<Operation>,
    pub(super) names: Vec<Free>,
}

impl Parser {
    /// At token `next` of these, of a text of `end` letters.
    pub(super) fn new(tokens: Vec<Placed>, next: usize, end: usize) -> Self {
        Self { tokens, end, next, depth: 0, bars: 0, items: Vec::new(), names: Vec::new() }
    }

    /// What was read, if it is about the plane.
    pub(super) fn finish(self) -> Result<(Vec<Operation>, Vec<Free>)> {
        if self.items.iter().any(|item| matches!(item, Operation::X | Operation::Y)) {
            return Ok((self.items, self.names));
        }
        let names: Vec<&str> = self.names.iter().map(|free| free.name.as_str()).collect();
        let message = match names[..] {
            [] => message!("formula-no-parameters"),
            _ => message!("formula-other-names", count = names.len(), names = names.join(", "),),
        };
        Err(ExpressionError::new(message, 0, self.end))
    }

    pub(super) fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next).map(|placed| &placed.token)
    }

    pub(super) fn is(&self, sign: char) -> bool {
        self.peek() == Some(&Token::Sign(sign))
    }

    pub(super) fn accept(&mut self, sign: char) -> bool {
        let is = self.is(sign);
        self.next += usize::from(is);
        is
    }

    /// The error at the next token.
    fn error(&self, message: Message) -> ExpressionError {
        let (start, end) =
            self.tokens.get(self.next).map_or((self.end, self.end), |t| (t.start, t.end));
        ExpressionError::new(message, start, end)
    }

    pub(super) fn fail<T>(&self, message: Message) -> Result<T> {
        Err(self.error(message))
    }

    /// The error at the token before the next one.
    pub(super) fn fail_before<T>(&self, message: Message) -> Result<T> {
        let token = &self.tokens[self.next - 1];
        Err(ExpressionError::new(message, token.start, token.end))
    }

    pub(super) fn push(&mut self, item: Operation) -> usize {
        self.items.push(item);
        self.items.len() - 1
    }

    /// One level deeper, while `inner` runs.
    pub(super) fn deeper<T>(&mut self, inner: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        if self.depth == DEPTH {
            return self.fail(message!("formula-deep", most = DEPTH));
        }
        self.depth += 1;
        let result = inner(self);
        self.depth -= 1;
        result
    }
}
