//! From text to tokens.

use super::foreign::{self, Command};
use super::token::{Placed, Token};
use super::{ExpressionError, lookalike};
use crate::words::message;

const SUPERSCRIPTS: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/// Cut a formula into tokens.
pub(super) fn tokens(text: &str) -> Result<Vec<Placed>, ExpressionError> {
    let letters: Vec<char> = text.chars().collect();
    let mut out = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let start = at;
        if let Some(token) = next(&letters, &mut at)? {
            out.push(Placed { token, start, end: at });
        }
    }
    Ok(out)
}

/// The token that begins at `at`, which is moved behind it; `None` for what means nothing.
fn next(letters: &[char], at: &mut usize) -> Result<Option<Token>, ExpressionError> {
    let start = *at;
    let letter = letters[start];
    *at += 1;
    let follows = |wanted: &str| letters.get(start + 1).is_some_and(|next| wanted.contains(*next));
    let token = match letter {
        _ if letter.is_whitespace() || foreign::is_nothing(letter) => return Ok(None),
        // Operators of MATLAB and Julia that work on each number of a list.
        '.' if follows("^*/") => return Ok(None),
        '0'..='9' | '.' => {
            *at = number_end(letters, start);
            plain_number(letters, start, *at)?;
            number(&letters[start..*at], start)?
        }
        '\\' => return command(letters, at),
        _ if (letter.is_alphabetic() && foreign::sign(letter).is_none()) || letter == '_' => {
            *at = name_end(letters, start);
            if foreign::is_library(&letters[start..*at]) && letters.get(*at) == Some(&'.') {
                *at += 1;
                return Ok(foreign::constant(&letters[*at..]).map(|name| {
                    *at += name.len();
                    Token::Name(name.to_lowercase())
                }));
            }
            Token::Name(letters[start..*at].iter().collect())
        }
        '*' if follows("*") => {
            *at += 1;
            Token::Sign('^')
        }
        '<' | '>' if follows("=") => {
            *at += 1;
            if letter == '<' { Token::AtMost } else { Token::AtLeast }
        }
        '≤' => Token::AtMost,
        '≥' => Token::AtLeast,
        '√' => Token::Root("sqrt"),
        '∛' => Token::Root("cbrt"),
        _ if letter == '⁻' || SUPERSCRIPTS.contains(letter) => superscript(letters, at)?,
        _ => match (foreign::sign(letter), foreign::fraction(letter)) {
            (Some(sign), _) => Token::Sign(sign),
            (None, Some(value)) => Token::Number(value),
            (None, None) => return Err(unexpected(letter, start)),
        },
    };
    Ok(Some(token))
}

/// The end of a name that starts here.
fn name_end(letters: &[char], start: usize) -> usize {
    let part = |c: char| (c.is_alphanumeric() || c == '_') && !SUPERSCRIPTS.contains(c);
    let mut end = start + 1;
    let elsewhere = |c: char| foreign::fraction(c).is_some() || foreign::sign(c).is_some();
    while letters.get(end).is_some_and(|c| part(*c) && !elsewhere(*c)) {
        end += 1;
    }
    end
}

/// What a word behind a backslash stands for.
fn command(letters: &[char], at: &mut usize) -> Result<Option<Token>, ExpressionError> {
    let start = *at - 1;
    let length = letters[*at..].iter().take_while(|c| c.is_ascii_alphabetic()).count();
    if length == 0 {
        let Some(letter) = letters.get(*at) else { return Err(unexpected('\\', start)) };
        *at += 1;
        return match letter {
            '{' => Ok(Some(Token::Sign('('))),
            '}' => Ok(Some(Token::Sign(')'))),
            '|' => Err(unexpected('‖', start)),
            ',' | ';' | ':' | '!' | '(' | ')' | '[' | ']' | '\\' => Ok(None),
            _ if letter.is_whitespace() => Ok(None),
            _ => Err(unexpected('\\', start)),
        };
    }
    *at += length;
    let word: String = letters[*at - length..*at].iter().collect();
    if matches!(word.as_str(), "sum" | "prod" | "int") {
        return Err(unexpected('∑', start));
    }
    Ok(match foreign::command(&word) {
        Command::Nothing => None,
        Command::Upright => {
            // \mathrm{e} is e, \operatorname{sigmoid} is sigmoid.
            let group = letters[*at..].iter().position(|c| *c == '}').map(|end| *at + end);
            match (letters.get(*at), group) {
                (Some('{'), Some(end))
                    if letters[*at + 1..end].iter().all(|c| c.is_alphabetic()) =>
                {
                    let name = letters[*at + 1..end].iter().collect();
                    *at = end + 1;
                    Some(Token::Name(name))
                }
                _ => None,
            }
        }
        Command::Token(token) => Some(token),
        Command::Name => Some(Token::Name(word)),
    })
}

/// A power in small digits, with a small sign before it or not.
fn superscript(letters: &[char], at: &mut usize) -> Result<Token, ExpressionError> {
    let start = *at - 1;
    let negative = letters[start] == '⁻';
    let from = start + usize::from(negative);
    let digit = |c: &char| SUPERSCRIPTS.chars().position(|other| other == *c);
    let digits: Vec<usize> = letters[from..].iter().map_while(digit).collect();
    *at = from + digits.len();
    if digits.is_empty() {
        return Err(unexpected('⁻', start));
    }
    if digits.len() > 4 {
        let message = message!("formula-long-power");
        return Err(ExpressionError::new(message, start, *at));
    }
    let size = digits.iter().fold(0, |sum, digit| 10 * sum + *digit as i32);
    Ok(Token::Superscript(if negative { -size } else { size }))
}

/// The end of a number that starts here: digits, a point, an exponent that has digits.
fn number_end(letters: &[char], start: usize) -> usize {
    let digits = |from: usize| {
        from + letters[from..].iter().take_while(|c| c.is_ascii_digit() || **c == '.').count()
    };
    let end = digits(start);
    // The point of 2.^x belongs to the operator, as the one of 2.*x may.
    if letters[end - 1] == '.' && end > start + 1 && letters.get(end) == Some(&'^') {
        return end - 1;
    }
    if !matches!(letters.get(end), Some('e' | 'E')) {
        return end;
    }
    // However the sign is drawn: a word processor puts its own there.
    let sign = letters.get(end + 1).and_then(|letter| foreign::sign(*letter));
    let signed = usize::from(matches!(sign, Some('+' | '-')));
    let exponent = end + 1 + signed;
    let length =
        letters[exponent.min(letters.len())..].iter().take_while(|c| c.is_ascii_digit()).count();
    if length == 0 { end } else { exponent + length }
}

/// Refuse what programs write behind digits: `1_000`, 0x10.
fn plain_number(letters: &[char], start: usize, end: usize) -> Result<(), ExpressionError> {
    let rest = letters[end..].iter().take_while(|c| c.is_ascii_alphanumeric() || **c == '_');
    let rest: String = rest.collect();
    let digits: String = letters[start..end].iter().collect();
    let fail = |message| Err(ExpressionError::new(message, start, end + rest.chars().count()));
    if rest.starts_with('_') && rest.chars().all(|c| c == '_' || c.is_ascii_digit()) {
        let whole = format!("{digits}{rest}").replace('_', "");
        return fail(message!("formula-grouped", given = digits + &rest, whole));
    }
    for (mark, base) in [('x', 16), ('b', 2), ('o', 8)] {
        if digits == "0"
            && let Some(value) = rest.strip_prefix(mark)
            && let Ok(value) = u32::from_str_radix(value, base)
        {
            return fail(message!("formula-base", given = format!("0{rest}"), value));
        }
    }
    Ok(())
}

fn number(letters: &[char], start: usize) -> Result<Token, ExpressionError> {
    let plain = |letter: &char| foreign::sign(*letter).unwrap_or(*letter);
    let text: String = letters.iter().map(plain).collect();
    let fail = |message| Err(ExpressionError::new(message, start, start + letters.len()));
    match text.parse::<f64>() {
        Ok(0.0)
            if text
                .split(['e', 'E'])
                .next()
                .is_some_and(|d| d.contains(|c| ('1'..='9').contains(&c))) =>
        {
            fail(message!("formula-too-small"))
        }
        Ok(value) if value.is_finite() => Ok(Token::Number(value)),
        Ok(_) => fail(message!("formula-too-large")),
        Err(_) => fail(message!("formula-no-number", text)),
    }
}

/// The error at a character that means nothing where it stands.
pub(super) fn unexpected(letter: char, at: usize) -> ExpressionError {
    let message = match letter {
        '=' => message!("formula-equals"),
        '‖' => message!("formula-length"),
        '%' => message!("formula-remainder"),
        '!' => message!("formula-factorial"),
        '&' => message!("formula-conditions"),
        ';' => message!("formula-semicolon"),
        '∑' | '∏' | '∫' => message!("formula-sums"),
        _ => lookalike::sentence(letter)
            .unwrap_or_else(|| message!("formula-letter", letter = format!("{letter:?}"))),
    };
    ExpressionError::new(message, at, at + 1)
}
