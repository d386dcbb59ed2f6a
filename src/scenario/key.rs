//! Keys of the file format, each declared once.
//!
//! [`keys!`] turns one declaration per key into a field, its default, its reader and writer, and
//! what `describe scenario` and the README say of it.

use super::error::Result;
use super::tree::{TomlItem, TomlTable};

/// What is said of a key.
#[derive(Clone, Copy, Debug)]
pub struct KeyDoc {
    /// Its names: one, or several that exclude each other.
    pub ids: &'static [&'static str],
    /// What it says, in one sentence.
    pub doc: &'static str,
    /// What is allowed.
    pub allowed: fn() -> String,
    /// How it may be written.
    pub example: &'static str,
}

/// A key of a table that tells something of a `W`.
pub(super) struct Key<W: 'static> {
    pub(super) doc: KeyDoc,
    /// Read it if it is there.
    pub(super) read: fn(&TomlTable<'_>, &mut W) -> Result<()>,
    /// Its lines in the file, unless what it says goes without saying.
    pub(super) write: fn(&W) -> Option<String>,
}

/// Something with keys.
pub(super) trait Keyed: Sized + 'static {
    /// Its keys, in the order in which they are read and written.
    const KEYS: &'static [Key<Self>];

    /// What it is if nothing is said.
    fn unsaid() -> Self;

    /// Their names.
    fn ids() -> Vec<&'static str> {
        Self::KEYS.iter().flat_map(|key| key.doc.ids).copied().collect()
    }

    /// Read all keys of a table.
    fn read_keys(&mut self, node: &TomlTable<'_>) -> Result<()> {
        Self::KEYS.iter().try_for_each(|key| (key.read)(node, self))
    }

    /// Write them, a line each or more.
    fn write_keys(&self) -> String {
        self.lines().flat_map(|line| [line, "\n".to_owned()]).collect()
    }

    /// What is to be said, key by key.
    fn lines(&self) -> impl Iterator<Item = String> {
        Self::KEYS.iter().filter_map(|key| (key.write)(self))
    }
}

/// How values of one kind stand in a file.
pub(super) trait Codec<W, T> {
    /// The value of a key.
    fn value(&self, item: &TomlItem<'_>, whole: &W) -> Result<T>;

    /// The value as TOML.
    fn toml(&self, value: &T) -> String;

    /// What is allowed, in words.
    fn allowed(&self) -> String;

    /// The value under whichever of these keys is there.
    fn read(&self, node: &TomlTable<'_>, ids: &[&str], whole: &W) -> Result<Option<T>> {
        node.one_of(ids)?.map(|item| self.value(&item, whole)).transpose()
    }

    /// The key and its value.
    fn line(&self, id: &str, value: &T) -> String {
        format!("{id} = {}", self.toml(value))
    }

    /// Whether it is written even if it goes without saying.
    fn always(&self) -> bool {
        false
    }
}

/// Declare a struct whose fields are keys of the file format: a doc comment, a field, its type and
/// default; the names of the key, an example, and the codec that reads and writes it. After `own`
/// come fields that stand in no file. `keys!(for Type { … })` does the same for a struct that is
/// declared elsewhere.
macro_rules! keys {
    (
        $(#[$meta:meta])*
        pub struct $name:ident {
            $($(#[doc = $doc:literal])+ $field:ident: $type:ty = $default:expr, $($id:literal)|+ ($example:literal) $codec:expr;)+
        }
        own { $($(#[doc = $own_doc:literal])+ $own:ident: $own_type:ty = $own_default:expr;)* }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name {
            $($(#[doc = $doc])+ pub $field: $type,)+
            $($(#[doc = $own_doc])+ pub $own: $own_type,)*
        }

        $crate::scenario::key::keys!(for $name {
            $($(#[doc = $doc])+ $field: $type = $default, $($id)|+ ($example) $codec;)+
        } own { $($own: $own_default;)* });
    };
    (for $name:ident {
        $($(#[doc = $doc:literal])+ $field:ident: $type:ty = $default:expr, $($id:literal)|+ ($example:literal) $codec:expr;)+
    } own { $($own:ident: $own_default:expr;)* }) => {
        impl $crate::scenario::key::Keyed for $name {
            fn unsaid() -> Self {
                Self { $($field: $default,)+ $($own: $own_default,)* }
            }

            const KEYS: &'static [$crate::scenario::key::Key<Self>] = &[$($crate::scenario::key::Key {
                doc: $crate::scenario::key::KeyDoc {
                    ids: &[$($id),+],
                    doc: concat!($($doc),+).trim_ascii(),
                    allowed: || $crate::scenario::key::Codec::<$name, $type>::allowed(&$codec),
                    example: $example,
                },
                read: |node, whole| {
                    let value: Option<$type> =
                        $crate::scenario::key::Codec::read(&$codec, node, &[$($id),+], whole)?;
                    if let Some(value) = value {
                        whole.$field = value;
                    }
                    Ok(())
                },
                write: |whole| {
                    let (codec, unsaid): (_, $type) = (&$codec, $default);
                    let always = $crate::scenario::key::Codec::<$name, $type>::always(codec);
                    let said = always || whole.$field != unsaid;
                    let id = [$($id),+][0];
                    said.then(|| $crate::scenario::key::Codec::<$name, $type>::line(codec, id, &whole.$field))
                },
            },)+];
        }
    };
}
pub(super) use keys;
