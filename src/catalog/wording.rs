//! Texts that follow the knobs of what they are about.

/// A text with one of each pair of alternatives. `{knob?one|other}` is the one where the condition
/// holds, else the other; alternatives may be within alternatives.
pub fn wording(text: &str, holds: impl Fn(&str) -> bool) -> String {
    let mut text = text.to_owned();
    // The innermost come last and are settled first.
    while let Some(open) = text.rfind('{') {
        let Some(close) = text[open..].find('}').map(|at| open + at) else { break };
        let inside = &text[open + 1..close];
        let Some((condition, choice)) = inside.split_once('?') else { break };
        let (one, other) = choice.split_once('|').unwrap_or((choice, ""));
        let chosen = if holds(condition) { one } else { other }.to_owned();
        text.replace_range(open..=close, &chosen);
    }
    text
}
