//! Letters that look like those of a formula and are others.

use unicode_security::skeleton;

use crate::words::{Message, message};

/// Greek letters are symbols in their own right, though some look like Latin ones.
fn is_greek(letter: char) -> bool {
    matches!(letter, '\u{370}'..='\u{3ff}')
}

/// What a character that is not written on every keyboard looks like, if that is one which is.
fn twin(letter: char) -> Option<String> {
    // Digits, wide or bold ones: to the table of look-alikes a 1 is an l.
    if let Some(digit) = match letter {
        '０'..='９' => Some(letter as u32 - '０' as u32),
        '𝟎'..='𝟿' => Some((letter as u32 - '𝟎' as u32) % 10),
        _ => None,
    } {
        return Some(digit.to_string());
    }
    let plain: String = skeleton(letter.encode_utf8(&mut [0; 4])).collect();
    let plain = if plain == "rn" { "m".to_owned() } else { plain };
    (!letter.is_ascii() && plain.len() == 1 && plain.chars().all(|c| c.is_ascii_alphanumeric()))
        .then_some(plain)
}

/// The sentence about a character that only looks like another.
pub(super) fn sentence(letter: char) -> Option<Message> {
    let plain = twin(letter)?;
    Some(told(letter, plain.clone(), plain))
}

/// The sentence about a letter that looks like another: what to write instead.
fn told(letter: char, looks: String, write: String) -> Message {
    message!("formula-lookalike", letter, code = format!("{:04X}", letter as u32), looks, write)
}

/// The first letter of a name that only looks like another: its place there, and the sentence,
/// which offers the whole name in letters as they should be.
pub(super) fn in_name(name: &str) -> Option<(usize, Message)> {
    let stray = |(_, letter): &(usize, char)| !is_greek(*letter) && twin(*letter).is_some();
    let (at, letter) = name.chars().enumerate().find(stray)?;
    let same = |c: char| c.to_string();
    let plain = |c: char| if is_greek(c) { same(c) } else { twin(c).unwrap_or_else(|| same(c)) };
    let whole: String = name.chars().map(plain).collect();
    Some((at, told(letter, twin(letter)?, whole)))
}

/// The sentence about a name, in Greek letters perhaps, that only looks like one of those given.
pub(super) fn of(name: &str, given: impl Fn(&str) -> bool) -> Option<Message> {
    let plain: String = skeleton(name).collect();
    let (letter, looks) = name.chars().find_map(|letter| Some((letter, twin(letter)?)))?;
    (plain != name && given(&plain)).then(|| told(letter, looks, plain))
}
