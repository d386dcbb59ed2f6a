//! Every sentence of the program, in the languages there are.
//!
//! What is found out is handed on as a [`Message`]: an id and named values, no words. It becomes
//! words where it is shown, in the language of the conversation, which is [`spoken`] on a thread
//! for as long as [`speaking`] runs. The English of a message stands in `assets/words/en`, in files
//! of [Project Fluent](https://projectfluent.org), one for each room; its id stands once in the
//! code, where it is needed:
//!
//! ```ignore
//! tell!("window-play")                                      // words at once
//! message!("verdict-crawling", since, change, norm = size)  // words later
//! ```
//!
//! Numbers are printed as [`number`] prints them and whole numbers as they are, in every language;
//! a whole number chooses the plural besides. Texts that are declared once with what they describe,
//! as those of the catalog, stay there, and other languages find them by [`declared`].
//!
//! # Another language
//!
//! is a folder beside `assets/words/en`, one line in `languages!`, with a doc comment, and its name
//! in the `pub use` below. It may begin with a single
//! message: what it lacks is said in English. `downhill list languages` counts, and
//! `tests/words` says what fits nothing.

mod language;
mod number;
mod said;

pub use language::{ENGLISH, LANGUAGES, Language, declared, speaking, spoken};
pub use number::{height, listed, number, signed, stated};
pub use said::{Message, Value, told};

/// A message: its id, and its values by name. `name` alone stands for `name = name`.
macro_rules! message {
    ($id:literal $(, $name:ident $(= $value:expr)?)* $(,)?) => {
        $crate::words::Message::new($id, vec![$((
            stringify!($name),
            $crate::words::Value::from($crate::words::message!(@value $name $($value)?)),
        )),*])
    };
    (@value $name:ident $value:expr) => { $value };
    (@value $name:ident) => { $name };
}

/// A message in words, at once: a text that is borrowed where there are no values.
macro_rules! tell {
    ($id:literal $(, $name:ident $(= $value:expr)?)* $(,)?) => {
        $crate::words::told($id, &[$((
            stringify!($name),
            $crate::words::Value::from($crate::words::message!(@value $name $($value)?)),
        )),*])
    };
}

pub(crate) use {message, tell};
