//! From tokens to a list of operations.

use super::brackets::opening;
use super::cursor::{DEPTH, Free, Parser, Result, begins};
use super::foreign::{indices, left_side};
use super::function::Function;
use super::lexer::{tokens, unexpected};
use super::token::{Placed, Token};
use super::{ExpressionError, Operation, spreadsheet};
use crate::words::message;

/// What a formula is made of: operations, the arguments before what is made of them, and the
/// free names.
pub(super) fn parse(text: &str) -> Result<(Vec<Operation>, Vec<Free>)> {
    let tokens = indices(tokens(text)?)?;
    let next = left_side(&tokens);
    let end = text.chars().count();
    let mut parser = Parser::new(tokens, next, end);
    if parser.tokens.is_empty() {
        return Err(ExpressionError::new(message!("formula-empty"), 0, 0));
    }
    for placed in &parser.tokens[next..] {
        if let Token::Sign(sign @ ('=' | ':' | '@')) = placed.token {
            return Err(unexpected(sign, placed.start));
        }
    }
    if let [Placed { token: Token::Sign('='), .. }, ..] = &parser.tokens[..next] {
        spreadsheet::check(&parser.tokens[next..])?;
    }
    parser.comparison()?;
    match parser.tokens.get(parser.next) {
        None => parser.finish(),
        Some(Placed { token: Token::Sign(sign @ (')' | ']' | '}')), .. }) => {
            parser.fail(message!("formula-no-opening", open = opening(*sign), sign = *sign))
        }
        Some(Placed { token: Token::Sign(','), .. }) => parser.fail(message!("formula-comma")),
        Some(Placed { token: Token::Sign('<' | '>') | Token::AtMost | Token::AtLeast, .. }) => {
            parser.fail(message!("formula-comparisons"))
        }
        Some(_) => parser.fail(message!("formula-operator")),
    }
}

impl Parser {
    pub(super) fn comparison(&mut self) -> Result<usize> {
        let left = self.sum()?;
        let item: fn(usize, usize) -> Operation = match self.peek() {
            Some(Token::Sign('<')) => |a, b| Operation::Less(a, b),
            Some(Token::Sign('>')) => |a, b| Operation::Less(b, a),
            Some(Token::AtMost) => |a, b| Operation::AtMost(a, b),
            Some(Token::AtLeast) => |a, b| Operation::AtMost(b, a),
            _ => return Ok(left),
        };
        self.next += 1;
        let right = self.sum()?;
        Ok(self.push(item(left, right)))
    }

    fn sum(&mut self) -> Result<usize> {
        let mut left = self.product()?;
        loop {
            let item: fn(usize, usize) -> Operation = match self.peek() {
                Some(Token::Sign('+')) => Operation::Add,
                Some(Token::Sign('-')) => Operation::Subtract,
                _ => return Ok(left),
            };
            self.next += 1;
            let right = self.product()?;
            left = self.push(item(left, right));
        }
    }

    fn product(&mut self) -> Result<usize> {
        let mut left = self.factor()?;
        let mut divided = false;
        loop {
            if self.accept('*') {
                let right = self.factor()?;
                left = self.push(Operation::Multiply(left, right));
                divided = false;
            } else if self.accept('/') {
                let right = self.factor()?;
                left = self.push(Operation::Divide(left, right));
                divided = true;
            } else if self.product_without_sign(divided)? {
                let right = self.factor()?;
                left = self.push(Operation::Multiply(left, right));
            } else {
                return Ok(left);
            }
        }
    }

    /// Whether a product without * goes on here: a number or a bracket before a name or a bracket.
    fn product_without_sign(&self, divided: bool) -> Result<bool> {
        let begins = match self.peek() {
            Some(Token::Sign('|')) => self.bars == 0,
            token => begins(token),
        };
        if !begins {
            return Ok(false);
        }
        let before = &self.tokens[self.next - 1].token;
        let sign = |placed: &&Placed| !matches!(placed.token, Token::Sign('-' | '+'));
        let unsigned = self.tokens[..self.next - 1].iter().rev().find(sign);
        let power = unsigned.is_some_and(|placed| placed.token == Token::Sign('^'));
        let number = matches!(before, Token::Number(_));
        match self.peek() {
            Some(Token::Number(_)) => self.fail(message!("formula-operator-number")),
            _ if number && power => self.fail(message!("formula-power-product")),
            _ if divided => self.fail(message!("formula-quotient-product")),
            _ if number
                || matches!(before, Token::Sign(')' | ']' | '}') | Token::Superscript(_)) =>
            {
                Ok(true)
            }
            _ => self.fail(message!("formula-product")),
        }
    }

    fn factor(&mut self) -> Result<usize> {
        let mut negative = false;
        let signs = self.next;
        while self.is('-') || self.is('+') {
            negative ^= self.is('-');
            self.next += 1;
        }
        if self.next - signs > DEPTH {
            return self.fail_before(message!("formula-signs", most = DEPTH));
        }
        let value = self.power()?;
        Ok(if negative { self.push(Operation::Negate(value)) } else { value })
    }

    fn power(&mut self) -> Result<usize> {
        let base = self.atom()?;
        if let Some(Token::Superscript(power)) = self.peek() {
            let power = f64::from(*power);
            self.next += 1;
            let power = self.push(Operation::Number(power));
            return Ok(self.push(Operation::Power(base, power)));
        }
        if !self.accept('^') {
            return Ok(base);
        }
        let power = self.deeper(Self::factor)?;
        Ok(self.push(Operation::Power(base, power)))
    }

    pub(super) fn atom(&mut self) -> Result<usize> {
        let Some(token) = self.peek().cloned() else {
            return self.fail(message!("formula-ends"));
        };
        match token {
            Token::Number(value) => {
                self.next += 1;
                Ok(self.push(Operation::Number(value)))
            }
            Token::Name(name) => self.name(&name),
            Token::Sign('(' | '[' | '{') => self.bracket(),
            Token::Sign('|') => {
                let open = self.next;
                self.next += 1;
                self.bars += 1;
                let inner = self.deeper(Self::comparison)?;
                self.bars -= 1;
                self.close(open)?;
                Ok(self.push(Operation::Call(Function::Abs, [inner; 3])))
            }
            Token::Root(name) => self.root(name),
            Token::Fraction => {
                self.next += 1;
                let above = self.group()?;
                let below = self.group()?;
                Ok(self.push(Operation::Divide(above, below)))
            }
            Token::Sign(sign) => self.fail(message!("formula-value-before", sign)),
            Token::AtMost | Token::AtLeast | Token::Superscript(_) => {
                self.fail(message!("formula-value"))
            }
        }
    }
}
