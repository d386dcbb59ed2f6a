//! What a formula that begins with `=` means elsewhere: a spreadsheet has other rules for powers and
//! for LOG. Where they make a difference, nobody knows which is meant.

use super::ExpressionError;
use super::token::{Placed, Token};

/// Refuse what a spreadsheet would compute in another way.
pub(super) fn check(tokens: &[Placed]) -> Result<(), ExpressionError> {
    let sign = |at: usize| match tokens.get(at).map(|placed| &placed.token) {
        Some(Token::Sign(sign)) => Some(*sign),
        _ => None,
    };
    let power = |at: usize| {
        sign(at) == Some('^')
            || matches!(tokens.get(at), Some(Placed { token: Token::Superscript(_), .. }))
    };
    let fail = |message: &str, from: usize, to: usize| {
        let end = tokens[to.min(tokens.len() - 1)].end;
        Err(ExpressionError::new(message.to_owned(), tokens[from].start, end))
    };
    for (at, placed) in tokens.iter().enumerate() {
        if matches!(&placed.token, Token::Name(name) if name.eq_ignore_ascii_case("log")) {
            let message = "LOG has base 10 in a spreadsheet: write log10, or ln";
            return fail(message, at, at);
        }
        let begins = at == 0 || matches!(sign(at - 1), Some('(' | ',' | '<' | '>' | '*' | '/'));
        let negates = sign(at) == Some('-') && begins;
        let end = operand_end(tokens, at + 1);
        if negates && power(end) {
            let message = "a spreadsheet takes the minus first, -x^2 as (-x)^2: write the brackets that you mean";
            return fail(message, at, end);
        }
        if sign(at) == Some('^') && power(end) {
            let message = "a spreadsheet takes a^b^c as (a^b)^c: write the brackets that you mean";
            return fail(message, at, end);
        }
    }
    Ok(())
}

/// The token behind the number, the name, the call or the brackets that begin at one.
fn operand_end(tokens: &[Placed], mut at: usize) -> usize {
    let is = |at: usize, of: &str| match tokens.get(at).map(|placed| &placed.token) {
        Some(Token::Sign(sign)) => of.contains(*sign),
        _ => false,
    };
    while is(at, "+-") {
        at += 1;
    }
    if !is(at, "([{") {
        at += 1;
    }
    if is(at, "([{") {
        let mut depth = 0_usize;
        while at < tokens.len() {
            depth += usize::from(is(at, "([{"));
            at += 1;
            if is(at - 1, ")]}") {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    break;
                }
            }
        }
    }
    at
}
