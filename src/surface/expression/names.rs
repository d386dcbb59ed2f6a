//! Names in formulas: variables, constants, functions, knobs.

use super::Item;
use super::function::Function;
use super::parser::{Parser, Result};
use super::token::{Placed, Token};
use crate::params::suggest;

/// Free names in one formula, at most.
const NAMES: usize = 16;

impl Parser {
    /// Read the name that comes next.
    pub(super) fn name(&mut self, name: &str) -> Result<usize> {
        let called =
            matches!(self.tokens.get(self.next + 1), Some(Placed { token: Token::Sign('('), .. }));
        let function = Function::ALL.iter().find(|(known, ..)| *known == name);
        if let Some((_, function, arity, _)) = function {
            let next = self.tokens.get(self.next + 1).map(|placed| &placed.token);
            if matches!(next, Some(Token::Sign('^') | Token::Superscript(_))) {
                return self.fail(format!("write the power behind the bracket: {name}(a)^2"));
            }
            if !called {
                let example = ["a", "a, b", "a, b, c"][arity - 1];
                return self
                    .fail(format!("{name} needs its arguments in brackets: {name}({example})"));
            }
            return self.call(name, *function, *arity);
        }
        let item = match name {
            "x" => Item::X,
            "y" => Item::Y,
            "pi" | "π" => Item::Number(std::f64::consts::PI),
            "e" => Item::Number(std::f64::consts::E),
            _ if called && name.chars().count() == 1 && !matches!(name, "x" | "y") => {
                return self.fail(format!("{name} is no function: for a product write {name}*("));
            }
            _ if called => {
                let known: Vec<_> = Function::ALL.iter().map(|(name, ..)| *name).collect();
                let hint = suggest(name, &known);
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
            _ => Item::Name(self.knob(name)?),
        };
        if called {
            self.next += 1;
            return self
                .fail_before(format!("{name} is no function: for a product write {name}*("));
        }
        self.next += 1;
        Ok(self.push(item))
    }

    /// The number of a free name.
    fn knob(&mut self, name: &str) -> Result<usize> {
        if let Some(known) = self.names.iter().position(|other| other == name) {
            return Ok(known);
        }
        if self.names.len() == NAMES {
            return self.fail(format!("{name:?} is one name too many: at most {NAMES}"));
        }
        if name.chars().count() > 24 {
            return self.fail("this name is too long: at most 24 letters");
        }
        self.names.push(name.to_owned());
        Ok(self.names.len() - 1)
    }

    fn call(&mut self, name: &str, function: Function, arity: usize) -> Result<usize> {
        let open = self.next + 1;
        self.next += 2;
        let mut arguments = Vec::new();
        if !self.is(')') {
            loop {
                arguments.push(self.deeper(Self::comparison)?);
                if !self.accept(',') {
                    break;
                }
            }
        }
        if !self.is(')') {
            self.close(open)?;
        }
        let many = matches!(function, Function::Min | Function::Max);
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
        let argument = |k: usize| arguments.get(k).copied().unwrap_or(arguments[0]);
        let mut result = self.push(Item::Call(function, [argument(0), argument(1), argument(2)]));
        for more in arguments.iter().skip(2).filter(|_| many) {
            result = self.push(Item::Call(function, [result, *more, *more]));
        }
        Ok(result)
    }
}
