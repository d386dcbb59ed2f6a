//! Names in formulas: variables, constants, functions, knobs.

use super::brackets::closing;
use super::cursor::{Free, Parser, Result};
use super::function::Function;
use super::token::{Placed, Token};
use super::{ExpressionError, Operation, foreign, lookalike};
use crate::params::suggest;

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
                return self.fail(format!("{name} is no function: for a product write {name}*("));
            }
            _ if called => {
                let known: Vec<_> = Function::ALL.iter().map(|(name, ..)| *name).collect();
                let hint = suggest(&foreign::function(name), &known);
                return self.fail(format!("there is no function {name:?}{hint}"));
            }
            "X" | "Y" => {
                return self
                    .fail(format!("the variables are small letters: {}", name.to_lowercase()));
            }
            "Pi" | "PI" => return self.fail("the constant is written pi"),
            "and" | "or" | "not" => {
                return self.fail("combine conditions by * (and) and max (or)");
            }
            "inf" | "nan" | "NaN" | "infinity" => {
                return self.fail(format!("{name} is not a number to calculate with"));
            }
            _ if name.len() < 4 && name.chars().all(|c| matches!(c, 'x' | 'y')) => {
                let letters: Vec<String> = name.chars().map(String::from).collect();
                return self.fail(format!("{name} is one name: write {}", letters.join("*")));
            }
            _ => Operation::Name(self.knob(name)?),
        };
        if called {
            self.next += 1;
            return self
                .fail_before(format!("{name} is no function: for a product write {name}*("));
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
                    self.fail(format!("the arguments of a function stand in ( ): write {known}(a)"))
                }
                Some(_) => self.fail("write cbrt(a) for a cube root, a^(1/n) for others"),
                None => self.fail("an index is read as in x[0] and x[1]: write x and y"),
            });
        }
        let (name, function, arity, _) = function?;
        let next = self.tokens.get(self.next + 1).map(|placed| &placed.token);
        if matches!(next, Some(Token::Sign('^') | Token::Superscript(_))) {
            return Some(self.fail(format!("write the power behind the bracket: {name}(a)^2")));
        }
        if !called {
            let example = ["a", "a, b", "a, b, c"][arity - 1];
            let message = format!("{name} needs its arguments in brackets: {name}({example})");
            return Some(self.fail(message));
        }
        Some(self.call(name, Some(*function), *arity))
    }

    /// The number of a free name.
    fn knob(&mut self, name: &str) -> Result<usize> {
        if let Some(known) = self.names.iter().position(|other| other.name == name) {
            return Ok(known);
        }
        if self.names.len() == NAMES {
            return self.fail(format!("{name:?} is one name too many: at most {NAMES}"));
        }
        if name.chars().count() > 24 {
            return self.fail("this name is too long: at most 24 letters");
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
            let wanted = match arity {
                1 => "1 argument".to_owned(),
                _ if many => format!("{arity} arguments or more"),
                _ => format!("{arity} arguments"),
            };
            return self.fail(format!("{name} takes {wanted}, not {count}"));
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
