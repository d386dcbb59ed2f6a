//! What the window and `render` show of a scenario: `[view]`.

use super::COORDINATE;
use super::codec::{Maybe, side};
use super::error::Result;
use super::key::{Codec, keys};
use super::plane::{Choices, PlaneChoice};
use super::tree::{TomlItem, TomlTable};
use crate::scene::{Chosen, LAYERS};

keys! {
    /// What is shown of a scenario.
    #[derive(Default)]
    pub struct View {
        /// The part of the plane to show; without it the surface's own view.
        part: Option<[[f64; 2]; 2]> = None, "x" | "y" ("[-5.0, 5.0]") Sides;
        /// The plane through more than two parameters that is shown, through the start: two of them by
        /// their numbers from 0, or two directions.
        plane: Option<PlaneChoice> = None, "plane" ("[0, 1]") Maybe(Choices);
        /// What lies on the map; without it the usual layers.
        layers: Option<Chosen> = None, "layers" ("[\"heights\", \"paths\"]") Maybe(Layers);
    }
    own {}
}

/// Both sides of a rectangle, each under a key.
struct Sides;

impl<W> Codec<W, Option<[[f64; 2]; 2]>> for Sides {
    fn value(&self, item: &TomlItem<'_>, _: &W) -> Result<Option<[[f64; 2]; 2]>> {
        side(item).map(|side| Some([side; 2]))
    }

    fn read(
        &self,
        node: &TomlTable<'_>,
        ids: &[&str],
        _: &W,
    ) -> Result<Option<Option<[[f64; 2]; 2]>>> {
        if ids.iter().all(|key| node.get(key).is_none()) {
            return Ok(None);
        }
        let need = "give both x = [low, high] and y = [low, high]";
        let both = |key: &str| side(&node.need(key, need)?);
        Ok(Some(Some([both("x")?, both("y")?])))
    }

    fn toml(&self, part: &Option<[[f64; 2]; 2]>) -> String {
        format!("{part:?}")
    }

    fn line(&self, _: &str, part: &Option<[[f64; 2]; 2]>) -> String {
        part.map_or_else(String::new, |[x, y]| format!("x = {x:?}\ny = {y:?}"))
    }

    fn allowed(&self) -> String {
        format!("both x = [low, high] and y = [low, high], each {COORDINATE}")
    }
}

/// Layers, by their ids.
struct Layers;

impl<W> Codec<W, Chosen> for Layers {
    fn value(&self, item: &TomlItem<'_>, _: &W) -> Result<Chosen> {
        let allowed = || item.refuse(&Codec::<W, _>::allowed(self));
        let chosen = Chosen::parse(item.strings().ok_or_else(allowed)?);
        chosen.map_err(|why| item.fail(&format!("{}: {why}", item.key)))
    }

    fn toml(&self, layers: &Chosen) -> String {
        format!("{:?}", layers.ids())
    }

    fn allowed(&self) -> String {
        let ids: Vec<&str> = LAYERS.iter().map(|layer| layer.id).collect();
        format!("a list of {}", ids.join(", "))
    }
}
