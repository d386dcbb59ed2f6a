//! What bounds gradients: `{ norm = 1.0 }` or `{ value = 0.5 }`.

use super::CLIP;
use super::error::Result;
use super::key::Codec;
use super::tree::TomlItem;
use crate::run::Clip;

/// A bound, under the key that says of what.
pub(super) struct Clipping;

impl<W> Codec<W, Clip> for Clipping {
    fn value(&self, item: &TomlItem<'_>, _: &W) -> Result<Clip> {
        let node = item.table_like("clip: ", "{ norm = 1.0 } or { value = 0.5 }")?;
        node.only(&["norm", "value"])?;
        match (node.get("norm"), node.get("value")) {
            (Some(most), None) => Ok(Clip::Norm(most.real(CLIP)?)),
            (None, Some(most)) => Ok(Clip::Value(most.real(CLIP)?)),
            _ => Err(item.fail("clip: give either norm = a number or value = a number")),
        }
    }

    fn toml(&self, clip: &Clip) -> String {
        match clip {
            Clip::None => String::new(),
            Clip::Norm(most) => format!("{{ norm = {most:?} }}"),
            Clip::Value(most) => format!("{{ value = {most:?} }}"),
        }
    }

    fn allowed(&self) -> String {
        format!("a table of norm or value, {CLIP}")
    }
}
