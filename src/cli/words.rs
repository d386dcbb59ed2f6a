//! What is said on standard error: plain words on lines of bearable length.

use std::io::Write as _;

/// Letters of a message, at most: more than any of our own needs, less than a screen.
const MOST_LETTERS: usize = 1200;

/// Say something on standard error.
pub(super) fn say(message: &str) {
    // Who closed the terminal needs no words.
    let message = plain(&shortened(&without_folders(message)));
    let _ = writeln!(std::io::stderr(), "downhill: {message}");
}

/// A text without its middle, if it is so long that somebody else's words must be in it.
fn shortened(text: &str) -> String {
    let count = text.chars().count();
    if count <= MOST_LETTERS {
        return text.to_owned();
    }
    let half = MOST_LETTERS / 2;
    let begin: String = text.chars().take(half).collect();
    let end: String = text.chars().skip(count - half).collect();
    format!("{begin} … {end}")
}

/// A text that does nothing to a terminal but stand there: what would move its cursor, paint it or
/// turn the direction of reading is written as `\u{1b}`.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if harmless(letter) {
            out.push(letter);
        } else {
            out.extend(letter.escape_unicode());
        }
    }
    out
}

/// Whether a letter may go to a terminal as it is.
pub(super) fn harmless(letter: char) -> bool {
    let turns = matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let breaks = matches!(letter, '\u{2028}' | '\u{2029}');
    !(letter.is_control() || turns || breaks)
}

/// What every folder of sources of libraries ends in, on the machine that built the program.
const SOURCES: &str = "/registry/src/index.crates.io-";

/// A text in which places in the sources of libraries begin with the name of the library.
fn without_folders(text: &str) -> String {
    let mut text = text.to_owned();
    while let Some(at) = text.find(SOURCES) {
        let begin = text[..at].rfind([' ', '(', '"', '\'', '\n']).map_or(0, |space| space + 1);
        let within = at + SOURCES.len();
        let end = text[within..].find('/').map_or(text.len(), |slash| within + slash + 1);
        text.replace_range(begin..end, "");
    }
    text
}

/// A fault of the program is told in one sentence.
pub(super) fn on_panic() {
    if std::env::var_os("RUST_BACKTRACE").is_some() {
        return;
    }
    std::panic::set_hook(Box::new(|fault| {
        let text = fault.payload_as_str().unwrap_or("no more is known");
        let place = fault.location().map_or_else(String::new, |place| format!(" ({place})"));
        say(&format!("panicked, which is a fault of the program: {text}{place}"));
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_harmless_short_and_without_the_folders_of_the_builder() {
        let place =
            "os error at /home/ada/.cargo/registry/src/index.crates.io-19/winit-1/src/a.rs:7: no";
        assert_eq!(without_folders(place), "os error at winit-1/src/a.rs:7: no");
        assert_eq!(plain("a\u{1b}[2J\u{9b}é\u{202e}b"), "a\\u{1b}[2J\\u{9b}é\\u{202e}b");
        let long = shortened(&format!("begin {} end", "ä".repeat(100_000)));
        assert!(long.chars().count() < MOST_LETTERS + 10);
        assert!(long.starts_with("begin ä") && long.ends_with("ä end"), "{long}");
    }
}
