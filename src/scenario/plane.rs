//! Which plane through the space of parameters is shown: `plane` in `[view]`.

use super::COORDINATE;
use super::error::Result;
use super::key::Codec;
use super::tree::TomlItem;
use crate::params::Domain;
use crate::surface::Plane;

/// A plane through the space of parameters.
#[derive(Clone, Debug, PartialEq)]
pub enum PlaneChoice {
    /// That of two parameters, by their numbers, through the start.
    Axes([usize; 2]),
    /// That in which two directions lie.
    Directions {
        /// To the right.
        u: Vec<f64>,
        /// Up.
        v: Vec<f64>,
        /// Where it is (0, 0); without it the plane leads through the start.
        origin: Option<Vec<f64>>,
    },
}

/// The first two parameters.
impl Default for PlaneChoice {
    fn default() -> Self {
        Self::Axes([0, 1])
    }
}

impl PlaneChoice {
    /// The plane itself, for balls that start at a point; `None` if there is no such plane.
    pub fn through(&self, start: &[f64]) -> Option<Plane> {
        match self {
            Self::Axes([0, 1]) if start.len() == 2 => Some(Plane::default()),
            Self::Axes(axes) => Plane::of_axes(start, *axes),
            Self::Directions { u, v, .. } if u.len() != start.len() || v.len() != start.len() => {
                None
            }
            Self::Directions { u, v, origin: Some(origin) } => {
                let fits = origin.len() == start.len();
                fits.then(|| Plane::new(origin.clone(), u.clone(), v.clone())).flatten()
            }
            Self::Directions { u, v, origin: None } => Plane::through(start, u.clone(), v.clone()),
        }
    }
}

/// The number of a parameter.
const AXIS: Domain = Domain::count(0, 1_000_000);

/// How a plane stands in a file: `[0, 3]` or `{ u = [1.0, 0.0, 1.0], v = [0.0, 1.0, 0.0] }`.
pub(super) struct Choices;

impl<W> Codec<W, PlaneChoice> for Choices {
    fn value(&self, item: &TomlItem<'_>, _: &W) -> Result<PlaneChoice> {
        if item.is_list() {
            return match item.counts(AXIS).as_deref() {
                Ok([across, up]) => Ok(PlaneChoice::Axes([*across as usize, *up as usize])),
                _ => Err(item.refuse(&Codec::<W, _>::allowed(self))),
            };
        }
        let node = item.table_like("plane: ", "{ u = [1, 0, 0], v = [0, 1, 0] }")?;
        node.only(&["u", "v", "origin"])?;
        let way = |key: &str| node.need(key, "give two directions u and v")?.numbers(COORDINATE);
        let origin = node.get("origin").map(|item| item.numbers(COORDINATE)).transpose()?;
        Ok(PlaneChoice::Directions { u: way("u")?, v: way("v")?, origin })
    }

    fn toml(&self, choice: &PlaneChoice) -> String {
        match choice {
            PlaneChoice::Axes(axes) => format!("{axes:?}"),
            PlaneChoice::Directions { u, v, origin } => {
                let origin =
                    origin.as_ref().map_or_else(String::new, |at| format!(", origin = {at:?}"));
                format!("{{ u = {u:?}, v = {v:?}{origin} }}")
            }
        }
    }

    fn allowed(&self) -> String {
        "two numbers of parameters, such as [0, 1], or a table of two directions u and v, and an origin if it is not to lead through the start".to_owned()
    }
}
