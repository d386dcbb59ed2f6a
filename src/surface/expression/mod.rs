//! Formulas that people type, such as `(a - x)^2 + b*(y - x^2)^2`.
//!
//! The usual notation: `+ - * / ^`, comparisons, `2x` and `3(x + 1)`, `pi` and `e`, functions.
//! Names other than these are knobs. A power binds tighter than a sign before it and powers are
//! read from the right: `-x^2` is -(x²), `2^3^2` is 2⁹.

mod brackets;
mod cursor;
mod foreign;
mod function;
mod lexer;
mod lookalike;
mod names;
mod parser;
mod spreadsheet;
mod token;

use cursor::Free;
use function::Function;

use crate::math::Real;
use crate::words::{Message, message};

/// Characters of a formula, at most.
const LENGTH: usize = 2000;

/// Why a text is no formula, and where.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{}", self.placed())]
pub struct ExpressionError {
    /// What is wrong.
    pub message: Message,
    /// The first character that is wrong, counted from 0.
    pub start: usize,
    /// The character after the last one that is wrong.
    pub end: usize,
}

impl ExpressionError {
    fn new(message: Message, start: usize, end: usize) -> Self {
        Self { message, start, end }
    }

    /// What is wrong, and where.
    pub fn placed(&self) -> Message {
        message!("formula-wrong", place = self.start + 1, why = self.message.clone())
    }
}

/// An operation; the numbers are places of earlier operations.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Operation {
    Number(f64),
    X,
    Y,
    Name(usize),
    Negate(usize),
    Add(usize, usize),
    Subtract(usize, usize),
    Multiply(usize, usize),
    Divide(usize, usize),
    Power(usize, usize),
    Less(usize, usize),
    AtMost(usize, usize),
    Call(Function, [usize; 3]),
}

/// A formula in x, y and free names, read from text.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    text: String,
    items: Vec<Operation>,
    names: Vec<Free>,
}

impl Expression {
    /// Read a formula.
    pub fn parse(text: &str) -> Result<Self, ExpressionError> {
        let length = text.chars().count();
        if length > LENGTH {
            let message = message!("formula-long", length, most = LENGTH);
            return Err(ExpressionError::new(message, LENGTH, length));
        }
        let (items, names) = parser::parse(text)?;
        Ok(Self { text: text.trim().to_owned(), items, names })
    }

    /// The text it was read from.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What formulas may call: name, number of arguments and meaning of each.
    pub fn functions() -> impl Iterator<Item = (&'static str, usize, &'static str)> {
        Function::ALL.iter().map(|(name, _, count, doc)| (*name, *count, *doc))
    }

    /// The free names, in the order of their appearance.
    pub fn names(&self) -> impl ExactSizeIterator<Item = &str> {
        self.names.iter().map(|free| free.name.as_str())
    }

    /// The numbers of the free names; or the error at the first one that has none.
    pub fn numbers(
        &self,
        value: impl Fn(&str) -> Option<f64>,
    ) -> Result<Vec<f64>, ExpressionError> {
        let number = |free: &Free| {
            value(&free.name).ok_or_else(|| free.unknown(|name| value(name).is_some()))
        };
        self.names.iter().map(number).collect()
    }

    /// The value at (x, y), with `knobs` for the free names.
    pub fn eval<T: Real>(&self, x: T, y: T, knobs: &[f64]) -> T {
        let constants = self.constants(knobs);
        let mut values: Vec<T> = Vec::with_capacity(self.items.len());
        for (place, item) in self.items.iter().enumerate() {
            let of = |k: usize| values[k];
            let value = match *item {
                Operation::X => x,
                Operation::Y => y,
                Operation::Power(base, power) => match (constants[place], constants[power]) {
                    (Some(value), _) => T::from(value),
                    (None, Some(power)) => raise(of(base), power),
                    (None, None) if constants[base] == Some(std::f64::consts::E) => of(power).exp(),
                    (None, None) => of(base).pow(of(power)),
                },
                other => operate(other, of, knobs),
            };
            values.push(value);
        }
        values.last().copied().unwrap_or_else(|| T::from(f64::NAN))
    }

    /// The values of the parts that depend on no variable.
    fn constants(&self, knobs: &[f64]) -> Vec<Option<f64>> {
        let mut known: Vec<Option<f64>> = Vec::with_capacity(self.items.len());
        for item in &self.items {
            let of = |k: usize| known[k].unwrap_or(f64::NAN);
            let fixed = match *item {
                Operation::X | Operation::Y => false,
                Operation::Number(_) | Operation::Name(_) => true,
                Operation::Negate(a) => known[a].is_some(),
                Operation::Add(a, b)
                | Operation::Subtract(a, b)
                | Operation::Multiply(a, b)
                | Operation::Divide(a, b)
                | Operation::Power(a, b)
                | Operation::Less(a, b)
                | Operation::AtMost(a, b) => known[a].is_some() && known[b].is_some(),
                Operation::Call(_, from) => from.iter().all(|k| known[*k].is_some()),
            };
            let value = match *item {
                Operation::Power(a, b) => raise(of(a), of(b)),
                other => operate(other, of, knobs),
            };
            known.push(fixed.then_some(value));
        }
        known
    }
}

/// The result of an operation, given those before it.
fn operate<T: Real>(item: Operation, of: impl Fn(usize) -> T, knobs: &[f64]) -> T {
    match item {
        Operation::Number(value) => T::from(value),
        Operation::Name(k) => T::from(knobs.get(k).copied().unwrap_or(f64::NAN)),
        Operation::Negate(a) => -of(a),
        Operation::Add(a, b) => of(a) + of(b),
        Operation::Subtract(a, b) => of(a) - of(b),
        Operation::Multiply(a, b) => of(a) * of(b),
        Operation::Divide(a, b) => of(a) / of(b),
        Operation::Less(a, b) => of(a).less(of(b)),
        Operation::AtMost(a, b) => -of(b).less(of(a)) + 1.0,
        Operation::Call(function, [a, b, c]) => function.of([of(a), of(b), of(c)]),
        Operation::X | Operation::Y | Operation::Power(..) => T::from(f64::NAN),
    }
}

/// A power with a fixed exponent: by multiplications where it is whole.
fn raise<T: Real>(base: T, power: f64) -> T {
    if power == 0.0 {
        // 1, but no number where the base is none.
        base * 0.0 + 1.0
    } else if power.fract() == 0.0 && power.abs() <= 64.0 {
        base.powi(power as i32)
    } else if power == 0.5 {
        base.sqrt()
    } else {
        base.powf(power)
    }
}
