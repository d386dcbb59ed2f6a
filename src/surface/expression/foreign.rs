//! How others write formulas: word processors, spreadsheets, LaTeX, notebooks. Read where it can
//! mean one thing only.

use super::ExpressionError;
use super::function::Function;
use super::token::{Placed, Token};
use crate::words::{Message, message};

/// What a word behind a backslash is.
pub(super) enum Command {
    /// A matter of looks.
    Nothing,
    /// A way to write the word in the braces that follow.
    Upright,
    /// A token.
    Token(Token),
    /// A name as good as without the backslash.
    Name,
}

/// A command of LaTeX.
pub(super) fn command(word: &str) -> Command {
    Command::Token(match word {
        "left" | "right" | "big" | "Big" | "bigl" | "bigr" | "Bigl" | "Bigr" | "displaystyle"
        | "quad" | "qquad" => return Command::Nothing,
        "mathrm" | "operatorname" | "text" | "mathit" => return Command::Upright,
        "cdot" | "times" | "ast" => Token::Sign('*'),
        "div" => Token::Sign('/'),
        "le" | "leq" => Token::AtMost,
        "ge" | "geq" => Token::AtLeast,
        "lt" => Token::Sign('<'),
        "gt" => Token::Sign('>'),
        "vert" | "lvert" | "rvert" | "mid" => Token::Sign('|'),
        "frac" | "dfrac" | "tfrac" => Token::Fraction,
        _ => return Command::Name,
    })
}

/// The operator or bracket that a character is, however it is drawn.
pub(super) fn sign(letter: char) -> Option<char> {
    Some(match letter {
        '+' | '-' | '*' | '/' | '^' | '(' | ')' | '[' | ']' | '{' | '}' | ',' | '<' | '>' | '='
        | '|' | ':' | '@' => letter,
        '＋' => '+',
        '−' | '–' | '—' | '‐' | '‑' | '‒' | '﹣' | '－' => '-',
        '·' | '×' | '⋅' | '∗' | '∙' | '•' | '＊' | '✕' | '\u{2062}' => '*',
        '÷' | '∕' | '⁄' | '／' => '/',
        'ˆ' | '＾' => '^',
        '（' | '〖' => '(',
        '）' | '〗' => ')',
        '，' => ',',
        '＝' => '=',
        '∣' | '｜' => '|',
        _ => return None,
    })
}

/// Characters without a meaning or a width of their own: joiners, marks of a file's beginning,
/// the dollars around LaTeX.
pub(super) fn is_nothing(letter: char) -> bool {
    matches!(
        letter,
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{2061}' | '\u{feff}' | '\u{ad}' | '$'
    )
}

/// The number that a small fraction is.
pub(super) fn fraction(letter: char) -> Option<f64> {
    let (above, below) = match letter {
        '½' => (1.0, 2.0),
        '⅓' => (1.0, 3.0),
        '⅔' => (2.0, 3.0),
        '¼' => (1.0, 4.0),
        '¾' => (3.0, 4.0),
        '⅕' => (1.0, 5.0),
        '⅛' => (1.0, 8.0),
        _ => return None,
    };
    Some(above / below)
}

/// Whether this is what the mathematics of a programming language stands in, as in np.exp.
pub(super) fn is_library(letters: &[char]) -> bool {
    let known = ["np", "numpy", "math", "Math", "torch", "jnp", "tf", "sp", "sympy", "scipy"];
    known.iter().any(|name| name.chars().eq(letters.iter().copied()))
}

/// A constant of a library of JavaScript that begins here.
pub(super) fn constant(letters: &[char]) -> Option<&'static str> {
    let length = letters.iter().take_while(|c| c.is_alphanumeric()).count();
    ["PI", "E"].into_iter().find(|name| name.chars().eq(letters[..length].iter().copied()))
}

/// Other names of functions.
const ALIASES: &[(&str, &str)] = &[
    ("arcsin", "asin"),
    ("arccos", "acos"),
    ("arctan", "atan"),
    ("tg", "tan"),
    ("arctg", "atan"),
    ("lg", "log10"),
    ("sgn", "sign"),
    ("fabs", "abs"),
    ("absolute", "abs"),
    ("maximum", "max"),
    ("minimum", "min"),
    ("fmax", "max"),
    ("fmin", "min"),
    ("where", "if"),
    ("expit", "sigmoid"),
    ("logistic", "sigmoid"),
    ("ceiling", "ceil"),
    ("power", "pow"),
];

/// The name of a function here, whatever it is called and in whatever letters elsewhere.
pub(super) fn function(name: &str) -> String {
    let small = name.to_lowercase();
    let other = ALIASES.iter().find(|(alias, _)| *alias == small);
    other.map_or(small, |(_, ours)| (*ours).to_owned())
}

/// How many tokens come before the formula itself: `=`, `f(x, y) =`, `z =`, `lambda x, y:`,
/// `return`, `@(x, y)`, `(x, y) =>`.
pub(super) fn left_side(tokens: &[Placed]) -> usize {
    let spelled: Vec<String> = tokens.iter().take(12).map(|placed| spell(&placed.token)).collect();
    let mut from = 0;
    loop {
        let rest: Vec<&str> = spelled[from..].iter().map(String::as_str).collect();
        from += match rest[..] {
            ["=", "=", ..] => return from,
            ["=" | "return", ..] if rest.len() > 1 => 1,
            ["lambda", "x", ",", "y", ":", ..] => 5,
            ["@", "(", "x", ",", "y", ")", ..] => 6,
            ["(", "x", ",", "y", ")", "=", ">", ..] => 7,
            [name, "(", "x", ",", "y", ")", "=", next, ..] if named(name) && next != "=" => 7,
            [name, "=", next, ..] if named(name) && next != "=" => 2,
            _ => return from,
        };
    }
}

/// Whether it is what a function or its value may be called.
fn named(name: &str) -> bool {
    name.chars().all(char::is_alphanumeric) && !matches!(name, "x" | "y") && !name.is_empty()
}

fn spell(token: &Token) -> String {
    match token {
        Token::Sign(sign) => sign.to_string(),
        Token::Name(name) => name.clone(),
        _ => String::new(),
    }
}

/// Read x[0] and x[1] as x and y, or x[1] and x[2] where counting begins at 1; and x_{1} as the
/// name `x_1`.
pub(super) fn indices(tokens: Vec<Placed>) -> Result<Vec<Placed>, ExpressionError> {
    let mut found: Vec<(usize, String, u32)> = Vec::new();
    for (at, window) in tokens.windows(4).enumerate() {
        if let [Token::Name(name), Token::Sign('['), Token::Number(index), Token::Sign(']')] =
            [&window[0], &window[1], &window[2], &window[3]].map(|placed| &placed.token)
            && index.fract() == 0.0
            && !Function::ALL.iter().any(|(known, ..)| known == name)
            && (0.0..100.0).contains(index)
        {
            found.push((at, name.clone(), *index as u32));
        }
    }
    let first = found.iter().map(|(.., index)| *index).min();
    let last = found.iter().map(|(.., index)| *index).max();
    let (Some(first), Some(last)) = (first, last) else { return Ok(subscripts(tokens)) };
    let base = &found[0].1;
    let start = &tokens[found[0].0];
    let fail = |message: Message| {
        Err(ExpressionError::new(message, start.start, tokens[found[0].0 + 3].end))
    };
    if found.iter().any(|(_, name, _)| name != base) {
        return fail(message!("formula-two-numbers"));
    }
    let places: Vec<usize> = found.iter().map(|(at, ..)| *at).collect();
    let bare = |(at, placed): (usize, &Placed)| {
        let variable = matches!(&placed.token, Token::Name(name) if name == "x" || name == "y" || name == base);
        variable && !places.contains(&at)
    };
    if tokens.iter().enumerate().any(bare) {
        return fail(message!("formula-mixed-index"));
    }
    if first == 1 && last == 1 {
        return fail(message!("formula-which-index"));
    }
    if last - first.min(1) > 1 {
        return fail(message!("formula-more-indices"));
    }
    let zero = u32::from(first > 0);
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if let Some((_, _, index)) = found.iter().find(|(place, ..)| *place == at) {
            let name = if *index == zero { "x" } else { "y" };
            let (start, end) = (tokens[at].start, tokens[at + 3].end);
            out.push(Placed { token: Token::Name(name.to_owned()), start, end });
            at += 4;
        } else {
            out.push(tokens[at].clone());
            at += 1;
        }
    }
    Ok(out)
}

/// Names with a subscript in braces as one.
fn subscripts(tokens: Vec<Placed>) -> Vec<Placed> {
    let mut out: Vec<Placed> = Vec::new();
    let mut rest = tokens.into_iter().peekable();
    while let Some(placed) = rest.next() {
        let Token::Name(name) = &placed.token else {
            out.push(placed);
            continue;
        };
        let mut name = name.clone();
        let (start, mut end) = (placed.start, placed.end);
        if name.ends_with('_') && rest.next_if(|next| next.token == Token::Sign('{')).is_some() {
            for next in rest.by_ref() {
                end = next.end;
                match next.token {
                    Token::Sign('}') => break,
                    Token::Number(index) => name += &index.to_string(),
                    Token::Name(part) => name += &part,
                    _ => name.push('_'),
                }
            }
        }
        out.push(Placed { token: Token::Name(name), start, end });
    }
    out
}
