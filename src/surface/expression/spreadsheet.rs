//! What a formula that begins with `=` means elsewhere: a spreadsheet has other rules for powers and
//! for LOG. Where they make a difference, nobody knows which is meant.

use super::ExpressionError;
use super::token::{Placed, Token};
use crate::words::{Message, message};

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
    let fail = |message: Message, from: usize, to: usize| {
        let end = tokens[to.min(tokens.len() - 1)].end;
        Err(ExpressionError::new(message, tokens[from].start, end))
    };
    for (at, placed) in tokens.iter().enumerate() {
        if matches!(&placed.token, Token::Name(name) if name.eq_ignore_ascii_case("log")) {
            return fail(message!("spreadsheet-log"), at, at);
        }
        let begins = at == 0 || matches!(sign(at - 1), Some('(' | ',' | '<' | '>' | '*' | '/'));
        let negates = sign(at) == Some('-') && begins;
        let end = operand_end(tokens, at + 1);
        if negates && power(end) {
            return fail(message!("spreadsheet-minus"), at, end);
        }
        if sign(at) == Some('^') && power(end) {
            return fail(message!("spreadsheet-powers"), at, end);
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
