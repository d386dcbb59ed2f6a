//! Knobs: what a part of the laboratory can be told, declared once.
//!
//! [`params!`](crate::params!) turns one line per knob into a struct field, a default, a range, a
//! symbol and a doc comment. Sliders, command-line flags, scenario keys, error messages, the
//! tables of the README and the property tests are all read from that one line.

mod value;

pub use value::{Domain, ParamError, Scale, Value, Word, nearest, suggest};

/// One knob, as declared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ParamSpec<'a> {
    /// Its key in scenario files and on the command line.
    pub id: &'a str,
    /// Its letter in formulas, such as β₁; empty if it has none.
    pub symbol: &'a str,
    /// One sentence that says what it does.
    pub doc: &'a str,
    /// The value it has until somebody changes it.
    pub default: Value,
    /// The values it may take.
    pub domain: Domain,
}

/// Something with knobs. Implemented by [`params!`](crate::params!) only.
pub trait Params {
    /// The knobs, in the order of their declaration.
    fn specs(&self) -> &'static [ParamSpec<'static>];
    /// Set knob number `index` to a value that was checked against its domain.
    fn put(&mut self, index: usize, value: Value);
}

/// Find the knob `id` among `specs` and check `value` against it.
///
/// A whole number is accepted where a real one is meant. Returns the index of the knob and the
/// value in the knob's own type.
pub fn check(
    specs: &[ParamSpec<'static>],
    id: &str,
    value: Value,
) -> Result<(usize, Value), ParamError> {
    let Some(index) = specs.iter().position(|spec| spec.id == id) else {
        return Err(ParamError::Unknown {
            given: id.to_owned(),
            allowed: specs.iter().map(|spec| spec.id).collect(),
        });
    };
    let spec = &specs[index];
    match spec.domain.admit(value) {
        Some(value) => Ok((index, value)),
        None => Err(ParamError::Refused {
            id: spec.id.to_owned(),
            given: value.to_string(),
            domain: spec.domain,
        }),
    }
}

/// Declare a struct of knobs: one line each.
///
/// ```
/// downhill::params! {
///     /// The knobs of a bowl.
///     pub struct Bowl {
///         /// How much steeper the bowl is across than along.
///         kappa "κ": f64 = 10.0, log(1.0, 1e4);
///         /// Whether the bowl stands upside down.
///         flipped "": bool = false, flag();
///     }
/// }
/// use downhill::params::Params as _;
/// assert_eq!(Bowl::default().specs()[0].id, "kappa");
/// ```
///
/// `params!(forward Type => field)` makes `Type` answer with the knobs of its field.
#[macro_export]
macro_rules! params {
    (forward $type:ty => $field:ident) => {
        impl $crate::params::Params for $type {
            fn specs(&self) -> &'static [$crate::params::ParamSpec<'static>] {
                self.$field.specs()
            }
            fn put(&mut self, index: usize, value: $crate::params::Value) {
                self.$field.put(index, value);
            }
        }
    };
    ($(#[$meta:meta])* $vis:vis struct $name:ident {
        $($(#[doc = $doc:literal])+ $field:ident $symbol:literal : $type:ident = $default:expr, $domain:ident($($bound:expr),*);)*
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        $vis struct $name { $($(#[doc = $doc])+ pub $field: $type,)* }

        impl Default for $name {
            fn default() -> Self {
                Self { $($field: $default,)* }
            }
        }

        impl $crate::params::Params for $name {
            fn specs(&self) -> &'static [$crate::params::ParamSpec<'static>] {
                static SPECS: &[$crate::params::ParamSpec<'static>] = &[$($crate::params::ParamSpec {
                    id: stringify!($field),
                    symbol: $symbol,
                    doc: concat!($($doc),+).trim_ascii(),
                    default: $crate::params!(@value $type, $default),
                    domain: $crate::params::Domain::$domain($($bound),*),
                },)*];
                SPECS
            }
            #[allow(unused_variables, unused_mut, unused_assignments, clippy::allow_attributes, reason = "a struct may have no knob")]
            fn put(&mut self, index: usize, value: $crate::params::Value) {
                let mut next = 0;
                $(
                    if index == next {
                        self.$field = value.into();
                        return;
                    }
                    next += 1;
                )*
                unreachable!("no knob number {index}");
            }
        }
    };
    (@value f64, $default:expr) => { $crate::params::Value::Real($default) };
    (@value u32, $default:expr) => { $crate::params::Value::Count($default) };
    (@value bool, $default:expr) => { $crate::params::Value::Flag($default) };
    (@value $choice:ident, $default:expr) => { $crate::params::Value::Word($default.id()) };
}

/// Declare the words that a knob may be set to: one line each.
///
/// ```
/// downhill::choices! {
///     /// Which way to go.
///     pub enum Way {
///         /// Towards smaller values.
///         Down = "down",
///         /// Towards larger values.
///         Up = "up",
///     }
/// }
/// assert_eq!(Way::WORDS[0].doc, "Towards smaller values.");
/// assert_eq!(Way::Up.id(), "up");
/// ```
#[macro_export]
macro_rules! choices {
    ($(#[$meta:meta])* $vis:vis enum $name:ident { $($(#[doc = $doc:literal])+ $variant:ident = $id:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        $vis enum $name { $($(#[doc = $doc])+ $variant,)+ }

        impl $name {
            /// The words, in the order of their declaration.
            $vis const WORDS: &'static [$crate::params::Word] = &[$($crate::params::Word {
                id: $id,
                doc: concat!($($doc),+).trim_ascii(),
            }),+];

            /// The word for this one.
            $vis const fn id(self) -> &'static str {
                Self::WORDS[self as usize].id
            }
        }

        impl From<$crate::params::Value> for $name {
            fn from(value: $crate::params::Value) -> Self {
                match value {
                    $($crate::params::Value::Word($id) => Self::$variant,)+
                    other => unreachable!("{other} is not a word of this knob"),
                }
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    crate::choices! {
        /// Words to test with.
        enum Search {
            /// No search.
            None = "none",
            /// A careful one.
            Careful = "careful",
        }
    }

    crate::params! {
        /// Knobs to test with.
        struct Knobs {
            /// A real number.
            beta1 "β₁": f64 = 0.9, real(0.0, 0.9999);
            /// A whole number.
            memory "": u32 = 10, count(1, 100);
            /// A switch.
            amsgrad "": bool = false, flag();
            /// One of several words.
            search "": Search = Search::None, choice(Search::WORDS);
        }
    }

    fn error(id: &str, value: Value) -> String {
        check(Knobs::default().specs(), id, value).unwrap_err().to_string()
    }

    #[test]
    fn a_knob_is_declared_once() {
        let mut knobs = Knobs::default();
        assert_eq!(knobs.specs()[0].symbol, "β₁");
        assert_eq!(knobs.specs()[0].doc, "A real number.");
        knobs.put(1, Value::Count(7));
        knobs.put(2, Value::Flag(true));
        knobs.put(3, Value::Word("careful"));
        let search = Search::Careful;
        assert_eq!(knobs, Knobs { beta1: 0.9, memory: 7, amsgrad: true, search });
    }

    #[test]
    fn a_whole_number_passes_for_a_real_one() {
        let specs = Knobs::default().specs();
        assert_eq!(check(specs, "beta1", Value::Count(0)), Ok((0, Value::Real(0.0))));
    }

    #[test]
    fn errors_say_what_was_given_and_what_is_allowed() {
        assert_eq!(
            error("beta1", Value::Real(1.5)),
            "beta1 = 1.5 is not a number from 0 to 0.9999"
        );
        assert_eq!(
            error("beta1", Value::Real(f64::NAN)),
            "beta1 = NaN is not a number from 0 to 0.9999"
        );
        assert_eq!(
            error("memory", Value::Real(2.5)),
            "memory = 2.5 is not a whole number from 1 to 100"
        );
        assert_eq!(error("amsgrad", Value::Count(1)), "amsgrad = 1 is not true or false");
        assert_eq!(error("search", Value::Count(1)), "search = 1 is not one of none, careful");
        assert_eq!(
            error("beta", Value::Real(0.5)),
            "unknown knob \"beta\"; did you mean beta1? (allowed: beta1, memory, amsgrad, search)"
        );
    }
}
