//! From text to tokens.

use super::ExpressionError;

/// A piece of a formula.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// A number.
    Number(f64),
    /// A name.
    Name(String),
    /// A whole power written as a superscript.
    Superscript(i32),
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

const SUPERSCRIPTS: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/// Cut a formula into tokens.
pub(super) fn tokens(text: &str) -> Result<Vec<Placed>, ExpressionError> {
    let letters: Vec<char> = text.chars().collect();
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(&letter) = letters.get(at) {
        let start = at;
        at += 1;
        let follows = |at: usize, wanted: char| letters.get(at) == Some(&wanted);
        let token = match letter {
            _ if letter.is_whitespace() => continue,
            '0'..='9' | '.' => {
                at = number_end(&letters, start);
                number(&letters[start..at], start)?
            }
            _ if letter.is_alphabetic() || letter == '_' => {
                let part = |c: &char| c.is_alphanumeric() && !SUPERSCRIPTS.contains(*c);
                let length = letters[start..].iter().take_while(|c| part(c) || **c == '_').count();
                at = start + length.max(1);
                Token::Name(letters[start..at].iter().collect())
            }
            '*' if follows(at, '*') => {
                at += 1;
                Token::Sign('^')
            }
            '<' | '>' if follows(at, '=') => {
                at += 1;
                if letter == '<' { Token::AtMost } else { Token::AtLeast }
            }
            '≤' => Token::AtMost,
            '≥' => Token::AtLeast,
            '+' | '-' | '*' | '/' | '^' | '(' | ')' | ',' | '<' | '>' => Token::Sign(letter),
            '−' | '–' => Token::Sign('-'),
            '·' | '×' | '⋅' => Token::Sign('*'),
            _ if SUPERSCRIPTS.contains(letter) => {
                let digit = |c: &char| SUPERSCRIPTS.chars().position(|other| other == *c);
                let digits: Vec<usize> = letters[start..].iter().map_while(digit).collect();
                at = start + digits.len();
                if digits.len() > 4 {
                    let message = "a power of at most four digits is read here".to_owned();
                    return Err(ExpressionError::new(message, start, at));
                }
                Token::Superscript(digits.iter().fold(0, |sum, digit| 10 * sum + *digit as i32))
            }
            _ => return Err(unexpected(letter, start)),
        };
        out.push(Placed { token, start, end: at });
    }
    Ok(out)
}

/// The end of a number that starts here: digits, a point, an exponent that has digits.
fn number_end(letters: &[char], start: usize) -> usize {
    let digits = |from: usize| {
        from + letters[from..].iter().take_while(|c| c.is_ascii_digit() || **c == '.').count()
    };
    let end = digits(start);
    if !matches!(letters.get(end), Some('e' | 'E')) {
        return end;
    }
    let signed = usize::from(matches!(letters.get(end + 1), Some('+' | '-')));
    let exponent = end + 1 + signed;
    let length =
        letters[exponent.min(letters.len())..].iter().take_while(|c| c.is_ascii_digit()).count();
    if length == 0 { end } else { exponent + length }
}

fn number(letters: &[char], start: usize) -> Result<Token, ExpressionError> {
    let text: String = letters.iter().collect();
    let fail = |message| Err(ExpressionError::new(message, start, start + letters.len()));
    match text.parse::<f64>() {
        Ok(value) if value.is_finite() => Ok(Token::Number(value)),
        Ok(_) => fail("this number is too large: at most 1.8e308".to_owned()),
        Err(_) => fail(format!("{text} is not a number")),
    }
}

fn unexpected(letter: char, at: usize) -> ExpressionError {
    let message = match letter {
        '=' => "write only what stands to the right of =".to_owned(),
        '[' | ']' | '{' | '}' => format!("{letter:?} is no bracket of formulas: use ( and )"),
        '|' => "for a size without sign write abs(…)".to_owned(),
        '√' => "for a root write sqrt(…)".to_owned(),
        '%' => "there is no remainder: x - a*floor(x/a) does it".to_owned(),
        '!' => "there is no factorial and no negation".to_owned(),
        '&' => "combine conditions by * (and) and max (or)".to_owned(),
        ';' => "arguments are separated by a comma".to_owned(),
        _ => format!("{letter:?} means nothing in a formula"),
    };
    ExpressionError::new(message, at, at + 1)
}
