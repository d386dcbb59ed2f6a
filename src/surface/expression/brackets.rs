//! Brackets of all kinds, and what stands before one value: roots and fractions.

use super::cursor::{Parser, Result, begins};
use super::function::Function;
use super::token::Token;
use super::{ExpressionError, Operation};
use crate::words::message;

/// The bracket that closes this one.
pub(super) fn closing(open: char) -> char {
    match open {
        '[' => ']',
        '{' => '}',
        '|' => '|',
        _ => ')',
    }
}

/// The bracket that this one closes.
pub(super) fn opening(close: char) -> char {
    match close {
        ']' => '[',
        '}' => '{',
        _ => '(',
    }
}

impl Parser {
    /// What stands in brackets.
    pub(super) fn bracket(&mut self) -> Result<usize> {
        let open = self.next;
        self.next += 1;
        // Within brackets a bar opens again.
        let bars = std::mem::take(&mut self.bars);
        let inner = self.deeper(Self::comparison)?;
        self.bars = bars;
        self.close(open)?;
        Ok(inner)
    }

    /// One of the two groups of a fraction.
    pub(super) fn group(&mut self) -> Result<usize> {
        if !self.is('{') {
            return self.fail(message!("formula-fraction"));
        }
        self.bracket()
    }

    /// What the sign of a root stands before: one number, one name, or brackets.
    pub(super) fn root(&mut self, name: &'static str) -> Result<usize> {
        let sign = self.next;
        self.next += 1;
        let inner = self.deeper(Self::atom)?;
        let unclear = match self.peek() {
            Some(Token::Sign('^') | Token::Superscript(_)) => true,
            token => begins(token) && !matches!(self.tokens[self.next - 1].token, Token::Sign(_)),
        };
        if unclear {
            let sign = &self.tokens[sign];
            let message = message!("formula-root", name);
            return Err(ExpressionError::new(message, sign.start, sign.end));
        }
        let function = if name == "cbrt" { Function::Cbrt } else { Function::Sqrt };
        Ok(self.push(Operation::Call(function, [inner; 3])))
    }

    /// The bracket that closes the one at token `open`.
    pub(super) fn close(&mut self, open: usize) -> Result<()> {
        let close = match self.tokens[open].token {
            Token::Sign(open) => closing(open),
            _ => ')',
        };
        if self.accept(close) {
            return Ok(());
        }
        if self.is(',') {
            return self.fail(message!("formula-one-value"));
        }
        match self.peek() {
            Some(Token::Name(_) | Token::Number(_) | Token::Sign('(')) => {
                self.fail(message!("formula-operator-or", close))
            }
            Some(_) => self.fail(message!("formula-close", close)),
            None => {
                let bracket = &self.tokens[open];
                let message = message!("formula-never-closed", close);
                Err(ExpressionError::new(message, bracket.start, bracket.end))
            }
        }
    }
}
