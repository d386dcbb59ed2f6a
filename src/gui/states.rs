//! States that belong to one part of the window only.

use std::any::{Any, TypeId};
use std::collections::HashMap;

/// The states of all tabs, each known to its own file only.
#[derive(Default)]
pub(super) struct States(HashMap<TypeId, Box<dyn Any>>);

impl States {
    /// The state of this type.
    pub(super) fn of<T: Default + 'static>(&mut self) -> &mut T {
        let state = self.0.entry(TypeId::of::<T>()).or_insert_with(|| Box::new(T::default()));
        state.downcast_mut().unwrap_or_else(|| unreachable!("it was put there under its type"))
    }

    /// The state of this type, to look at, if anybody has changed it.
    pub(super) fn peek<T: 'static>(&self) -> Option<&T> {
        self.0.get(&TypeId::of::<T>())?.downcast_ref()
    }
}
