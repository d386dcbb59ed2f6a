//! Names in formulas: variables, constants, functions, knobs.

use super::brackets::closing;
use super::cursor::{Free, Parser, Result};
use super::function::Function;
use super::token::{Placed, Token};
use super::{ExpressionError, Operation, foreign, lookalike};
use crate::params::suggest;
use crate::words::message;

/// Free names in one formula, at most.
const NAMES: usize = 16;

impl Parser {
    /// Read the name that comes next.
    pub(super) fn name(&mut self, name: &str) -> Result<usize> {
        let here = &self.tokens[self.next];
        if let Some((at, sentence)) = lookalike::in_name(name) {
            let start = here.start + at;
            return Err(ExpressionError::new(sentence, start, start + 1));
        }
        let bracket = match self.tokens.get(self.next + 1) {
            Some(Placed { token: Token::Sign(sign @ ('(' | '{' | '[')), .. }) => Some(*sign),
            _ => None,
        };
        let called = matches!(bracket, Some('(' | '{'));
        if let Some(applied) = self.applied(name, bracket) {
            return applied;
        }
        let item = match name {
            "x" => Operation::X,
            "y" => Operation::Y,
            "pi" | "π" => Operation::Number(std::f64::consts::PI),
            "e" => Operation::Number(std::f64::consts::E),
            _ if called && name.chars().count() == 1 && !matches!(name, "x" | "y") => {
                return self.fail(message!("formula-no-function", name));
            }
            _ if called => {
                let known: Vec<_> = Function::ALL.iter().map(|(name, ..)| *name).collect();
                let hint = suggest(&foreign::function(name), &known);
                return self.fail(message!(
                    "formula-unknown-function",
                    name = format!("{name:?}"),
                    hint,
                ));
            }
            "X" | "Y" => {
                let small = name.to_lowercase();
                return self.fail(message!("formula-capital", small));
            }
            "Pi" | "PI" => return self.fail(message!("formula-pi")),
            "and" | "or" | "not" => {
                return self.fail(message!("formula-conditions"));
            }
            "inf" | "nan" | "NaN" | "infinity" => {
                return self.fail(message!("formula-not-finite", name));
            }
            _ if name.len() < 4 && name.chars().all(|c| matches!(c, 'x' | 'y')) => {
                let letters: Vec<String> = name.chars().map(String::from).collect();
                return self.fail(message!("formula-one-name", name, product = letters.join("*")));
            }
            _ => Operation::Name(self.knob(name)?),
        };
        if called {
            self.next += 1;
            return self.fail_before(message!("formula-no-function", name));
        }
        self.next += 1;
        Ok(self.push(item))
    }

    /// A function with its arguments behind the bracket; `None` if the name is none.
    fn applied(&mut self, name: &str, bracket: Option<char>) -> Option<Result<usize>> {
        let called = matches!(bracket, Some('(' | '{'));
        let spelled = if bracket.is_some() { foreign::function(name) } else { name.to_owned() };
        let empty = || {
            let inside = self.tokens.get(self.next + 2).map(|placed| &placed.token);
            inside == Some(&Token::Sign(')'))
        };
        if called && spelled == "pow" {
            return Some(self.call(name, None, 2));
        }
        if called && spelled == "pi" && empty() {
            // As spreadsheets write it.
            self.next += 3;
            return Some(Ok(self.push(Operation::Number(std::f64::consts::PI))));
        }
        let function = Function::ALL.iter().find(|(known, ..)| *known == spelled);
        if bracket == Some('[') {
            return Some(match function {
                Some((known, ..)) if *known != "sqrt" => {
                    self.fail(message!("formula-square-brackets", name = *known))
                }
                Some(_) => self.fail(message!("formula-other-roots")),
                None => self.fail(message!("formula-index")),
            });
        }
        let (name, function, arity, _) = function?;
        let next = self.tokens.get(self.next + 1).map(|placed| &placed.token);
        if matches!(next, Some(Token::Sign('^') | Token::Superscript(_))) {
            return Some(self.fail(message!("formula-power-behind", name = *name)));
        }
        if !called {
            let example = ["a", "a, b", "a, b, c"][arity - 1];
            return Some(self.fail(message!("formula-arguments", name = *name, example)));
        }
        Some(self.call(name, Some(*function), *arity))
    }

    /// The number of a free name.
    fn knob(&mut self, name: &str) -> Result<usize> {
        if let Some(known) = self.names.iter().position(|other| other.name == name) {
            return Ok(known);
        }
        if self.names.len() == NAMES {
            return self.fail(message!(
                "formula-many-names",
                name = format!("{name:?}"),
                most = NAMES,
            ));
        }
        if name.chars().count() > 24 {
            return self.fail(message!("formula-long-name"));
        }
        let Placed { start, end, .. } = self.tokens[self.next];
        self.names.push(Free { name: name.to_owned(), start, end });
        Ok(self.names.len() - 1)
    }

    /// A function and its arguments; a power, if it is none.
    fn call(&mut self, name: &str, function: Option<Function>, arity: usize) -> Result<usize> {
        let open = self.next + 1;
        let close = match self.tokens[open].token {
            Token::Sign(open) => closing(open),
            _ => ')',
        };
        self.next += 2;
        let bars = std::mem::take(&mut self.bars);
        let mut arguments = Vec::new();
        if !self.is(close) {
            loop {
                arguments.push(self.deeper(Self::comparison)?);
                if !self.accept(',') {
                    break;
                }
            }
        }
        if !self.is(close) {
            self.close(open)?;
        }
        self.bars = bars;
        let many = matches!(function, Some(Function::Min | Function::Max));
        let count = arguments.len();
        if count < arity || (count > arity && !many) {
            return self.fail(if many {
                message!("formula-takes-more", name, arity, count)
            } else {
                message!("formula-takes", name, arity, count)
            });
        }
        self.next += 1;
        let Some(function) = function else {
            return Ok(self.push(Operation::Power(arguments[0], arguments[1])));
        };
        let argument = |k: usize| arguments.get(k).copied().unwrap_or(arguments[0]);
        let mut result =
            self.push(Operation::Call(function, [argument(0), argument(1), argument(2)]));
        for more in arguments.iter().skip(2).filter(|_| many) {
            result = self.push(Operation::Call(function, [result, *more, *more]));
        }
        Ok(result)
    }
}
