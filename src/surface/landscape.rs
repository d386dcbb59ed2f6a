//! What a scenario is about: a surface of the catalog, or a typed formula.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use super::{DataSet, Surface, Typed};
use crate::catalog::{Entry, Family as _, Pick, PickError};
use crate::params::{Domain, ParamSpec, Value};
use crate::words::tell;

/// The knob that chooses a built-in data set.
const DATA: &str = "data";

/// A choice of surface with everything that decides it. Always valid, cheap to compare: the key of
/// everything that is computed from it.
#[derive(Clone, Debug, PartialEq)]
pub enum Landscape {
    /// A surface of the catalog, with own examples if it learns from some.
    Listed(Pick<dyn Surface>, Option<Arc<DataSet>>),
    /// A typed formula.
    Typed(Typed),
}

/// The first surface of the catalog.
impl Default for Landscape {
    fn default() -> Self {
        Pick::of(<dyn Surface>::catalog()[0]).into()
    }
}

impl From<Pick<dyn Surface>> for Landscape {
    fn from(pick: Pick<dyn Surface>) -> Self {
        Self::Listed(pick, None)
    }
}

impl Landscape {
    /// Read `id` or `id:knob=value,knob=value`.
    pub fn parse(text: &str) -> Result<Self, PickError> {
        Pick::parse(text).map(Self::from)
    }

    /// Build the surface.
    pub fn build(&self) -> Arc<dyn Surface> {
        match self {
            Self::Listed(pick, None) => pick.build().into(),
            Self::Listed(pick, Some(own)) => {
                let mut surface = pick.build();
                if let Some(data) = surface.data_mut() {
                    data.learn_from(Arc::clone(own));
                }
                surface.into()
            }
            Self::Typed(typed) => typed.build(),
        }
    }

    /// What the catalog says, if it is there.
    pub fn entry(&self) -> Option<&'static Entry<dyn Surface>> {
        match self {
            Self::Listed(pick, _) => Some(pick.entry()),
            Self::Typed(_) => None,
        }
    }

    /// Its id; `formula` for a typed one.
    pub fn id(&self) -> &str {
        self.entry().map_or("formula", |entry| entry.id)
    }

    /// Its name on screen.
    pub fn name(&self) -> Cow<'static, str> {
        self.entry().map_or_else(|| tell!("landscape-typed"), Entry::name)
    }

    /// The formula, as a person would type it, for the knobs as they are.
    pub fn formula(&self) -> Cow<'_, str> {
        match self {
            Self::Listed(pick, own) => {
                let formula = pick.wording(pick.entry().facts.formula);
                // With two features of one's own each has a weight, and there is no bias.
                let two = own.as_ref().is_some_and(|own| own.features() == 2);
                Cow::Owned(if two { two_features(&formula) } else { formula })
            }
            Self::Typed(typed) => Cow::Borrowed(typed.text()),
        }
    }

    /// The customary box of `dim` parameters.
    pub fn domain(&self, dim: usize) -> Vec<[f64; 2]> {
        let sides = match self {
            Self::Listed(pick, _) => pick.entry().facts.domain,
            Self::Typed(typed) => &typed.view(),
        };
        sides.iter().cycle().take(dim).copied().collect()
    }

    /// The knobs and their values. Own examples take the place of a built-in data set.
    pub fn knobs(&self) -> Vec<(ParamSpec<'_>, Value)> {
        match self {
            Self::Listed(pick, own) => {
                let shown = |spec: &ParamSpec<'_>, value| match own {
                    Some(_) if spec.id == DATA => Value::Word("own examples"),
                    _ => value,
                };
                pick.knobs().map(|(spec, value)| (*spec, shown(spec, value))).collect()
            }
            Self::Typed(typed) => typed
                .names()
                .map(|(id, value, reach)| {
                    let reach = reach.max(value.abs());
                    let spec = ParamSpec {
                        id,
                        symbol: "",
                        doc: "A free name of the formula.",
                        default: Value::Real(1.0),
                        domain: Domain::real(-reach, reach),
                    };
                    (spec, Value::Real(value))
                })
                .collect(),
        }
    }

    /// Turn one knob. False if there is no such knob or value. Another data set takes the place of
    /// own examples.
    pub fn set(&mut self, id: &str, value: Value) -> bool {
        match self {
            Self::Listed(pick, own) => {
                let set = pick.set(id, value).is_ok();
                if set && id == DATA {
                    *own = None;
                }
                set
            }
            Self::Typed(typed) => match value {
                Value::Real(value) => typed.set(id, value),
                Value::Count(value) => typed.set(id, value.into()),
                Value::Flag(_) | Value::Word(_) => false,
            },
        }
    }
}

/// The formula of a model with a weight and a bias, with two weights instead.
fn two_features(formula: &str) -> String {
    formula
        .replace("w*a + b", "v*a + w*b")
        .replace("(a, t)", "(a, b, t)")
        .replace("w = x, b = y", "v = x, w = y")
}

/// As the catalog's choice is written; a typed formula as it was typed.
impl fmt::Display for Landscape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Listed(pick, None) => pick.fmt(f),
            Self::Listed(pick, Some(own)) => {
                let mut pick = pick.clone();
                if let Some(spec) = pick.entry().specs().iter().find(|spec| spec.id == DATA) {
                    // Which others there would be is of no interest.
                    let _ = pick.set(DATA, spec.default);
                }
                let count = own.examples.len();
                f.write_str(&tell!("landscape-own", pick = pick.to_string(), count))
            }
            Self::Typed(typed) => {
                f.write_str(typed.text())?;
                for (index, (name, value, _)) in typed.names().enumerate() {
                    let mark = if index == 0 { "; " } else { ", " };
                    write!(f, "{mark}{name} = {}", Value::Real(value))?;
                }
                Ok(())
            }
        }
    }
}
